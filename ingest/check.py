"""Does the index hold together? Every passage against its kept source, every vector against its passage.

What is found wrong is repaired from the kept texts. Only a text that is itself damaged can't be: its file has
to be added again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from ingest.embed import Embedder, Vectors, embedding_text
from ingest.errors import StoreDamaged, StoreError, StoreMismatch
from ingest.generation import Source, text_hash
from ingest.library import split_record
from ingest.pipeline import Job, Pipeline
from ingest.progress import Progress
from ingest.records import Document, Passage
from ingest.split import SplitSettings, split
from ingest.store import Store
from ingest.transaction import Writer

__all__ = ["Report", "check", "repair"]

_CLOSE = 0.9999
"""Cosine that a kept vector must have with the one made now: rounding, not another text."""


@dataclass(slots=True)
class Report:
    """What `check` found."""

    store: str
    documents: int = 0
    passages: int = 0
    problems: list[dict[str, str]] = field(default_factory=list)
    """`document` (empty for the index as a whole) and `problem`."""
    repaired: list[str] = field(default_factory=list)

    def to_record(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def broken(self) -> list[str]:
        """Documents with a problem, each once."""
        return list(dict.fromkeys(each["document"] for each in self.problems if each["document"]))


def check(location: str, progress: bool | None = None) -> Report:
    """Look at everything, change nothing. Raises StoreError where the store can't be opened at all."""
    with closing(Store.open(location)) as store:
        report = Report(location, store.manifest.documents, store.manifest.passages)
        sources = store.sources()
        ids: list[str] = []
        with Progress(sum(source.passages for source in sources), "检查", progress) as bar:
            for source in sources:
                found = _document(store, source, ids)
                report.problems += [{"document": source.document.name, "problem": each} for each in found]
                bar.advance(source.passages, source.passages)
        whole = _index(store, sources, ids, bool(report.problems))
        report.problems += [{"document": "", "problem": each} for each in whole]
        return report


def _document(store: Store, source: Source, ids: list[str]) -> Iterator[str]:
    """What is wrong with one document; its passages' ids are added to `ids`."""
    name = source.document.name
    passages, vectors = store.with_vectors(name)
    ids += [passage.id for passage in passages]
    try:
        document = store.document(name)
    except StoreDamaged as error:
        yield str(error)
        return
    if text_hash(document.text) != source.text_sha256:
        yield "保存的原文与加入时不同 (the kept text is not what was added)"
        return
    yield from _against_text(document, passages, source, store)
    yield from _against_vectors(passages, vectors, store.embedder)


def _against_text(document: Document, passages: list[Passage], source: Source, store: Store) -> Iterator[str]:
    if len(passages) != source.passages:
        yield f"应有 {source.passages} 段,实有 {len(passages)} 段 (passages are missing or too many)"
    off = [each for each in passages if document.text[each.start : each.end] != each.text]
    if off:
        yield f"{len(off)} 段与原文不符 (passages differ from the kept text)"
    settings = SplitSettings()
    if store.manifest.split == split_record(settings):
        expected = {each.id for each in split(document, settings)}
        if expected != {each.id for each in passages}:
            yield "分段与原文重新切分的结果不同 (passages are not those that the text gives)"


def _against_vectors(passages: list[Passage], vectors: list[Vectors], embedder: Embedder) -> Iterator[str]:
    if not passages:
        return
    made = embedder.encode([embedding_text(passage) for passage in passages])
    kept = np.stack(vectors)
    if kept.shape != made.shape:
        yield f"向量维数不符:{kept.shape[1]} 与 {made.shape[1]} (vectors of another dimension)"
        return
    off = int(np.sum(np.einsum("ij,ij->i", kept, made) < _CLOSE))
    if off:
        yield f"{off} 段的向量与文字不符 (vectors are not those of their passages)"


def _index(store: Store, sources: list[Source], ids: list[str], known_bad: bool) -> Iterator[str]:
    """What is wrong with the index as a whole: counts, and the derived files against the passages."""
    manifest = store.manifest
    if len(sources) != manifest.documents:
        yield f"应有 {manifest.documents} 份文件,实有 {len(sources)} 份 (documents are missing or too many)"
    elif store.count() != manifest.passages and not known_bad:
        yield f"应有 {manifest.passages} 段,实有 {store.count()} 段 (records belong to no document)"
    elif not known_bad and not store.derived_matches(ids):
        yield "检索文件与索引不一致 (the lexical index is not that of the passages)"


def repair(report: Report, progress: bool | None = None) -> Report:
    """Make what is broken again from the kept texts, in a new generation; the report with what was repaired.

    Raises StoreError where that can't be done.
    """
    if not report.problems:
        return report
    manifest = Store.peek(report.store)
    settings = SplitSettings()
    if manifest.split != split_record(settings):
        raise StoreMismatch(
            f"索引是用别的切分设置建的:{report.store}。请用 --rebuild 重建。",
            f"The index at {report.store} was made with other split settings; run with --rebuild.",
        )
    whole = len(report.broken) < len(report.problems)
    with closing(Store.open(report.store)) as store:
        names = [source.document.name for source in store.sources()] if whole else report.broken
        begin = Writer.begin(report.store, embedder=manifest.embedder, split=manifest.split, keep=not whole)
        with begin as writer:
            with Progress(0, "修复", progress) as bar, Pipeline(writer, settings, bar) as pipeline:
                for job in _jobs(store, names):
                    pipeline.add(job)
                    report.repaired.append(job.document.name)
            if report.repaired:
                writer.commit()
    return report


def _jobs(store: Store, names: Iterable[str]) -> Iterator[Job]:
    """Documents whose kept text is whole."""
    sources = {source.document.name: source for source in store.sources()}
    for name in names:
        source = sources.get(name)
        try:
            document = store.document(name)
        except (StoreError, KeyError):
            continue
        if source is not None and text_hash(document.text) == source.text_sha256:
            yield Job(document, source.origin, source.given, 0)
