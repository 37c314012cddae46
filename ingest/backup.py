"""A store in one file, and back: a ZIP that any tool opens.

    manifest.json          what the store says of itself
    documents/000001.json  a document's record, its text and its passages
    vectors/000001.npy     the vectors of its passages, float32

Restoring encodes nothing, and works from a folder to a server and back.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ingest.derived import document_from_record
from ingest.embed import Vectors, get_embedder
from ingest.errors import StoreDamaged, StoreMissing, StoreNotWritable
from ingest.generation import Source
from ingest.place import Manifest, stated
from ingest.records import Passage, Span
from ingest.snapshot import require_embedder
from ingest.store import Store
from ingest.transaction import Writer

__all__ = ["backup", "restore"]


def backup(location: str, target: Path) -> Manifest:
    """Write a store into one file; an older file of that name stays until the new one is whole.

    Raises StoreMissing and its like, StoreNotWritable, DiskFull.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    with closing(Store.open(location)) as store, stated(target):
        try:
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as file:
                file.writestr("manifest.json", store.manifest.to_json())
                for number, source in enumerate(store.sources(), 1):
                    _write(file, number, store, source)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        return store.manifest


def _write(file: zipfile.ZipFile, number: int, store: Store, source: Source) -> None:
    name = source.document.name
    passages, vectors = store.with_vectors(name)
    record = {
        "source": source.to_record(),
        "text": store.text(name),
        "passages": [asdict(passage) for passage in passages],
    }
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    file.writestr(f"documents/{number:06d}.json", data)
    if vectors:
        buffer = io.BytesIO()
        np.save(buffer, np.stack(vectors).astype(np.float32))
        file.writestr(f"vectors/{number:06d}.npy", buffer.getvalue(), zipfile.ZIP_STORED)


def restore(file: Path, location: str, force: bool = False) -> Manifest:
    """Make a store of a backup; one that is there is replaced only by `force`.

    Raises StoreDamaged for a file that is no backup or not whole: nothing has changed then.
    """
    with _opened(file) as archive:
        manifest = Manifest.from_json(archive.read("manifest.json").decode(), str(file))
        if not force:
            _refuse_filled(location)
        require_embedder(manifest, get_embedder(manifest.embedder).name, str(file))
        begin = Writer.begin(location, embedder=manifest.embedder, split=manifest.split, keep=False)
        with begin as writer:
            for number in range(1, manifest.documents + 1):
                _read(archive, number, writer)
            return writer.commit()


def _refuse_filled(location: str) -> None:
    try:
        there = Store.peek(location)
    except StoreMissing:
        return
    if there.documents:
        raise StoreNotWritable(
            f"这里已有索引({there.documents} 份文件):{location}。确实要替换,请加 --force。",
            f"There is an index of {there.documents} documents at {location}; add --force to replace it.",
        )


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, tested; whatever is wrong with it becomes one of our errors."""
    try:
        with stated(file), zipfile.ZipFile(file) as archive:
            bad = archive.testzip()
            if bad is not None:
                raise zipfile.BadZipFile(bad)
            yield archive
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, zlib.error) as error:
        raise StoreDamaged(
            f"不是完整的备份文件:{file}。索引没有改动。请换一个备份。",
            f"{file} is no backup, or not whole; the index is unchanged. Use another backup.",
        ) from error


def _read(archive: zipfile.ZipFile, number: int, writer: Writer) -> None:
    record = json.loads(archive.read(f"documents/{number:06d}.json").decode("utf-8", "surrogatepass"))
    source: dict[str, Any] = record["source"]
    passages = [_passage(each) for each in record["passages"]]
    document = document_from_record(source, record["text"])
    writer.put(document, len(passages), source["origin"], source["given"])
    if passages:
        vectors: Vectors = np.load(io.BytesIO(archive.read(f"vectors/{number:06d}.npy")))
        writer.put_passages(passages, vectors)


def _passage(record: dict[str, Any]) -> Passage:
    return Passage(**{**record, "sentences": tuple(Span(**each) for each in record["sentences"])})
