"""What only a server can do to us: not be there, go away, come back. The contract itself is in test_store."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.backup import backup, restore
from ingest.check import check
from ingest.errors import StoreBusy, StoreUnreachable
from ingest.library import Options, index, remove
from ingest.packaged import PackagedEncoder
from ingest.place import cache_folder
from ingest.store import Store
from ingest.transaction import Writer
from tests.chroma_server import ChromaServer, chroma_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with chroma_server(tmp_path / "data") as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(f"{number}区报告\n\n完成投资{number}亿元。\n", "utf-8")
    return made


def test_a_library_on_a_server(server: ChromaServer, folder: Path, tmp_path: Path) -> None:
    assert index([folder], server.address).documents == 3
    assert len(index([folder], server.address).unchanged) == 3
    remove(["1.txt"], server.address)
    assert check(server.address).problems == []
    backup(server.address, tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", str(tmp_path / "store"))
    assert len(Store.open(tmp_path / "store").documents()) == 2
    restore(tmp_path / "backup.zip", server.address, force=True)
    assert len(Store.open(server.address).documents()) == 2
    assert cache_folder(server.address).is_dir()


def test_no_server_is_one_clear_line(root: Path) -> None:
    command = [sys.executable, "-m", "ingest", "--store", "http://127.0.0.1:9"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "http://127.0.0.1:9" in done.stderr


def test_a_server_that_goes_away_in_the_middle_changes_nothing(
    server: ChromaServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index([folder], server.address)
    before = Store.peek(server.address)
    (folder / "3.txt").write_text("新报告\n\n植树1200棵。\n", "utf-8")
    encode = PackagedEncoder.encode

    def pull_the_plug(self: PackagedEncoder, texts: list[str]) -> np.ndarray:
        server.stop()
        return encode(self, texts)

    monkeypatch.setattr(PackagedEncoder, "encode", pull_the_plug)
    with pytest.raises(StoreUnreachable, match=server.address):
        index([folder], server.address, Options(progress=False))
    monkeypatch.undo()
    server.start()
    assert Store.peek(server.address) == before
    assert check(server.address).problems == []
    assert index([folder], server.address).added == ["3.txt"]
    assert check(server.address).problems == []


def test_a_reader_outlives_a_restart_of_the_server(server: ChromaServer, folder: Path) -> None:
    index([folder], server.address)
    store = Store.open(server.address)
    server.stop()
    with pytest.raises(StoreUnreachable):
        store.dense(store.embedder.encode_query("投资"), 1)
    assert not store.refresh()
    server.start()
    assert store.dense(store.embedder.encode_query("完成投资2亿元。"), 1)[0].passage.document == "2.txt"


def test_another_machine_s_writer_is_respected(
    server: ChromaServer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines share no lock file: the lock is on the server."""
    index([folder], server.address)
    with Writer.begin(server.address):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another machine"))
        monkeypatch.setattr("socket.gethostname", lambda: "another")
        with pytest.raises(StoreBusy, match="pid"), Writer.begin(server.address):
            pass
    monkeypatch.undo()
    with Writer.begin(server.address) as writer:
        writer.commit()


def test_a_dead_writer_s_lock_on_the_server_is_taken_over(
    server: ChromaServer, folder: Path, root: Path
) -> None:
    index([folder], server.address)
    code = (
        "import os, sys; from ingest.transaction import Writer\n"
        "with Writer.begin(sys.argv[1]) as writer: os._exit(9)"
    )
    command = [sys.executable, "-c", code, server.address]
    assert subprocess.run(command, cwd=root, check=False).returncode == 9
    (folder / "0.txt").write_text("新的报告\n\n完成投资9亿元。\n", "utf-8")
    assert index([folder], server.address).updated == ["0.txt"]


def test_the_server_holds_no_leavings(server: ChromaServer, folder: Path) -> None:
    import chromadb

    for number in range(4):
        (folder / "0.txt").write_text(f"报告\n\n完成投资{number}0亿元。\n", "utf-8")
        index([folder], server.address)
    client = chromadb.HttpClient("127.0.0.1", server.port)
    names = [collection.name for collection in client.list_collections()]
    assert len(names) <= 7, "a pointer and two generations of three collections"
    assert json.loads(client.get_collection("report-qa").metadata["manifest"])["documents"] == 3
