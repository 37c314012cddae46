"""Opening what is measured: the engine over a store, with settings read from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.errors import MissingStoreError, UsageError

if TYPE_CHECKING:
    from qa import Engine

__all__ = ["check_store", "open_engine", "parse_settings"]


def parse_settings(text: str) -> dict[str, Any]:
    """`key=value,key=value` as a mapping: numbers and true/false read as such, `a+b` as a tuple of names.

    Raises UsageError for a part without `=`.
    """
    settings: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, equals, value = part.partition("=")
        if not equals or not key.isidentifier():
            raise UsageError(f"设置要写成 key=value，不是 {part!r}。(Settings are key=value pairs.)")
        settings[key] = _value(key, value)
    return settings


def _value(key: str, text: str) -> Any:
    if key == "disable":
        return tuple(text.split("+"))
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def check_store(location: str) -> str:
    """The location itself; MissingStoreError if it is a folder that is not there."""
    if not location.startswith(("http://", "https://")) and not Path(location).is_dir():
        raise MissingStoreError(f"没有找到索引 {location}；先运行 python -m ingest 建立。(No store there.)")
    return location


def open_engine(location: str, settings: Mapping[str, Any] | None = None) -> Engine:
    """The project's engine over a store, as a process that runs has it: prepared."""
    from qa import Engine

    engine = Engine.open(location, **(settings or {}))
    engine.prepare()
    return engine
