"""What every test stands on: folders of its own, no network, no telemetry, one index of the report."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from qa.engine import Engine

ROOT = Path(__file__).resolve().parent.parent

# Before any import of ours: no test sees the user's store or cache, and none asks a hub or reports home.
_home = tempfile.TemporaryDirectory(prefix="report-qa-tests-")
os.environ.update(
    XDG_DATA_HOME=f"{_home.name}/data",
    XDG_CACHE_HOME=f"{_home.name}/cache",
    GRADIO_ANALYTICS_ENABLED="False",
    HF_HUB_OFFLINE="1",
    TOKENIZERS_PARALLELISM="false",
)
os.environ.pop("REPORT_QA_STORE", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root, where commands are run."""
    return ROOT


@pytest.fixture(scope="session")
def report() -> Path:
    """The bundled report's file."""
    (file,) = (ROOT / "data").glob("*.txt")
    return file


@pytest.fixture(scope="session")
def report_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that holds the bundled report, made once. For reading: a test that writes makes its own."""
    from ingest.library import bundled_report, index

    location = tmp_path_factory.mktemp("report") / "store"
    index([bundled_report()], str(location))
    return str(location)


@pytest.fixture(scope="session")
def yunhu_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of three short invented reports, made once. For reading."""
    from tests.yunhu import store_in

    return store_in(tmp_path_factory.mktemp("yunhu"))


@pytest.fixture(scope="session")
def yunhu(yunhu_store: str) -> Engine:
    """The engine over them, with the real reader."""
    from qa.engine import Engine

    return Engine.open(yunhu_store)
