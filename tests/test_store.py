"""One contract for a store in a folder and a store on a server."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.chroma import at
from ingest.embed import get_embedder
from ingest.errors import (
    DiskFull,
    StoreBusy,
    StoreDamaged,
    StoreMismatch,
    StoreMissing,
    StoreNotWritable,
)
from ingest.place import locked, os_error
from ingest.records import Document, Passage, Span
from ingest.store import Store
from ingest.transaction import Writer
from tests.chroma_server import ChromaServer, chroma_server

LINES = {
    "甲.txt": ["城市更新新开工项目12个。", "新增文明社区4个。", "植树1200棵。"],
    "乙.txt": ["新建学校3所。", "新增养老床位500张。", "1 教育"],
}


def document(name: str, lines: list[str]) -> tuple[Document, list[Passage]]:
    """A document of one passage a line; the line `1 教育` is a heading."""
    text = "\r\n".join(lines)
    passages, start = [], 0
    for order, line in enumerate(lines):
        end = start + len(line)
        passages.append(
            Passage(
                id=f"{abs(hash((name, line, start))):032x}"[:32],
                document=name,
                order=order,
                kind="heading" if line == "1 教育" else "body",
                start=start,
                end=end,
                text=line,
                section="第一章 成果",
                topic=lines[0],
                page=order + 1,
                sentences=(Span(start, end),),
            )
        )
        start = end + 2
    record = Document(name, text, f"{abs(hash(text)):064x}", "标题", 2023, 2022, "市北区", None, pages=(0, 3))
    return record, passages


def fill(location: str, names: list[str] | None = None, commit: bool = True) -> None:
    """Put documents into a store, in a new generation."""
    with Writer.begin(location) as writer:
        for name in names or list(LINES):
            record, passages = document(name, LINES[name])
            writer.put(record, len(passages), origin=f"/tmp/{name}", given={"year": 2023})
            writer.put_passages(passages, get_embedder().encode([each.text for each in passages]))
        if commit:
            writer.commit()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with chroma_server(tmp_path_factory.mktemp("server") / "data") as running:
        yield running


@pytest.fixture(params=["folder", "server"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place: a new folder, or the server with its collections dropped."""
    if request.param == "folder":
        return str(tmp_path / "store")
    address: str = request.getfixturevalue("server").address
    import chromadb

    host, port = address.removeprefix("http://").split(":")
    client = chromadb.HttpClient(host, int(port))
    for collection in client.list_collections():
        client.delete_collection(collection.name)
    return address


def query(text: str) -> np.ndarray:
    return get_embedder().encode_query(text)


def later(store: Store) -> bool:
    """Refresh without waiting for the server's next look."""
    store._looked = float("-inf")
    return store.refresh()


# ---------------------------------------------------------------- reading back


def test_everything_comes_back_as_it_went_in(location: str) -> None:
    fill(location)
    store = Store.open(location)
    assert [each.name for each in store.documents()] == ["甲.txt", "乙.txt"]
    for name, lines in LINES.items():
        record, passages = document(name, lines)
        assert store.text(name) == record.text
        assert store.document(name) == record
        assert list(store.passages(name)) == passages
        assert [each.sentences for each in store.passages(name)] == [each.sentences for each in passages]
        assert store.passage(passages[0].id) == passages[0]
    assert len(list(store.passages())) == len(store) == store.count() == 6
    assert replace(store.documents()[0], text=store.text("甲.txt")) == document("甲.txt", LINES["甲.txt"])[0]
    assert [source.given for source in store.sources()] == [{"year": 2023}] * 2


def test_what_is_not_there_is_a_key_error(location: str) -> None:
    fill(location)
    store = Store.open(location)
    with pytest.raises(KeyError):
        store.text("丙.txt")
    with pytest.raises(KeyError):
        store.passage("0" * 32)


# ---------------------------------------------------------------- searching


def test_dense_finds_the_passage_itself_first(location: str) -> None:
    fill(location)
    hits = Store.open(location).dense(query("植树1200棵。"), 3)
    assert hits[0].passage.text == "植树1200棵。"
    assert hits[0].score == pytest.approx(1, abs=1e-4)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_dense_inside_documents_agrees_with_dense_over_all(location: str) -> None:
    fill(location)
    store = Store.open(location)
    everywhere = store.dense(query("养老"), 9)
    inside = store.dense(query("养老"), 9, documents=["乙.txt"])
    expected = [hit for hit in everywhere if hit.passage.document == "乙.txt"]
    assert [hit.passage for hit in inside] == [hit.passage for hit in expected]
    assert [hit.score for hit in inside] == pytest.approx([hit.score for hit in expected], abs=1e-3)
    assert store.dense(query("养老"), 9, documents=["丙.txt"]) == []


def test_lexical_finds_shared_words(location: str) -> None:
    fill(location)
    store = Store.open(location)
    assert store.lexical("新增養老床位", 2)[0].passage.text == "新增养老床位500张。"
    assert {hit.passage.document for hit in store.lexical("新增", 9)} == {"甲.txt", "乙.txt"}
    assert {hit.passage.document for hit in store.lexical("新增", 9, documents=["甲.txt"])} == {"甲.txt"}
    assert store.lexical("喀斯特", 9) == []
    assert store.idf("植树") > store.idf("新增")


@pytest.mark.parametrize(("kept", "asked"), [(4000, [1, 0, 1, 0, 0]), (1, [1, 0, 1, 1, 0])])
def test_passages_found_before_are_not_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int, asked: list[int]
) -> None:
    monkeypatch.setattr("ingest.snapshot._SEEN", kept)
    fill(str(tmp_path))
    store = Store.open(tmp_path)
    fetch, counts = store._now.generation.fetch, []
    monkeypatch.setattr(store._now.generation, "fetch", lambda ids: (counts.append(len(ids)), fetch(ids))[1])
    for text in ("植树", "植树", "学校", "植树", "植树"):
        (hit,) = store.lexical(text, 9)
        assert text in hit.passage.text
    assert counts == asked


def test_headings_are_found_only_when_asked_for(location: str) -> None:
    fill(location)
    store = Store.open(location)
    for search in (
        lambda **options: store.dense(query("教育"), 9, **options),
        lambda **options: store.lexical("教育", 9, **options),
        lambda **options: store.dense(query("教育"), 9, documents=["乙.txt"], **options),
    ):
        assert "1 教育" not in [hit.passage.text for hit in search()]
        assert [hit.passage.text for hit in search(kinds=("heading",))] == ["1 教育"]


# ---------------------------------------------------------------- generations


def test_readers_keep_their_generation_until_they_refresh(location: str) -> None:
    fill(location, ["甲.txt"])
    store = Store.open(location)
    before = store.generation
    fill(location, ["乙.txt"])
    assert store.generation == before
    assert [each.name for each in store.documents()] == ["甲.txt"]
    assert later(store)
    assert store.generation != before
    assert [each.name for each in store.documents()] == ["甲.txt", "乙.txt"]
    assert store.dense(query("学校"), 1)[0].passage.text == "新建学校3所。"
    assert not later(store)


def test_a_reader_survives_the_end_of_its_generation(location: str) -> None:
    fill(location, ["甲.txt"])
    store = Store.open(location)
    assert store.dense(query("植树"), 1)
    for _ in range(3):
        fill(location, ["乙.txt"])
    assert store.dense(query("植树"), 1)[0].passage.text == "植树1200棵。"
    assert store.lexical("植树", 1)[0].passage.text == "植树1200棵。"
    later(store)
    assert len(store.documents()) == 2


def test_unfinished_work_is_never_seen(location: str) -> None:
    fill(location, ["甲.txt"])
    before = Store.peek(location)
    fill(location, ["乙.txt"], commit=False)
    with pytest.raises(KeyError), Writer.begin(location) as writer:
        writer.remove("没有.txt")
    assert Store.peek(location) == before
    assert [each.name for each in Store.open(location).documents()] == ["甲.txt"]


def test_an_update_replaces_and_keeps_the_order(location: str) -> None:
    fill(location)
    with Writer.begin(location) as writer:
        record, passages = document("甲.txt", ["全新的内容。"])
        writer.put(record, 1)
        writer.put_passages(passages, get_embedder().encode([each.text for each in passages]))
        writer.commit()
    store = Store.open(location)
    assert [each.name for each in store.documents()] == ["甲.txt", "乙.txt"]
    assert [each.text for each in store.passages("甲.txt")] == ["全新的内容。"]
    assert len(store) == store.count() == 4
    assert not store.lexical("植树", 3)


def test_removing(location: str) -> None:
    fill(location)
    with Writer.begin(location) as writer:
        writer.remove("甲.txt")
        writer.commit()
    store = Store.open(location)
    assert [each.name for each in store.documents()] == ["乙.txt"]
    assert {hit.passage.document for hit in store.dense(query("植树"), 9)} == {"乙.txt"}


def test_an_empty_store_answers_nothing(location: str) -> None:
    store = Store.open(location, create=True)
    assert store.documents() == []
    assert store.dense(query("文明"), 3) == []
    assert store.lexical("文明", 3) == []
    assert list(store.passages()) == []


def test_many_threads_read_while_a_writer_switches(location: str) -> None:
    fill(location)
    store = Store.open(location)
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                later(store)
                texts = [hit.passage.text for hit in store.dense(query("新增养老床位500张。"), 2)]
                assert texts[0] == "新增养老床位500张。"
                assert store.lexical("养老床位", 1)[0].passage.document == "乙.txt"
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        fill(location, ["甲.txt"])
    done.set()
    for thread in threads:
        thread.join()
    assert not failures


def test_many_updates_do_not_let_the_index_grow(tmp_path: Path) -> None:
    location = str(tmp_path / "store")
    fill(location)
    dropped = []
    for _ in range(6):
        fill(location, ["甲.txt"])
        dropped.append(Store.peek(location).dropped)
    assert dropped == [3, 6, 9, 3, 6, 9]
    assert Store.open(location).dense(query("植树1200棵。"), 1)[0].passage.text == "植树1200棵。"


# ---------------------------------------------------------------- refusals


def test_no_store_is_said(location: str) -> None:
    with pytest.raises(StoreMissing):
        Store.open(location)
    with pytest.raises(StoreMissing):
        Store.peek(location)


def test_another_embedder_is_refused(location: str) -> None:
    fill(location)
    with pytest.raises(StoreMismatch, match="use-multilingual-v3"):
        Store.open(location, embedder="nobody/another")
    with pytest.raises(StoreMismatch), Writer.begin(location, embedder="nobody/another"):
        pass


def test_another_format_is_refused(location: str) -> None:
    fill(location)
    place = at(location)
    place.switch(replace(Store.peek(location), format=99))
    with pytest.raises(StoreMismatch, match="99"):
        Store.open(location)


def test_a_second_writer_is_refused_with_the_first_one_s_pid(location: str) -> None:
    fill(location)
    with Writer.begin(location), pytest.raises(StoreBusy, match=str(os.getpid())):
        fill(location)
    fill(location)


# ---------------------------------------------------------------- a folder's own troubles


def test_derived_files_are_made_again_when_stale_or_damaged(tmp_path: Path) -> None:
    location = str(tmp_path / "store")
    fill(location)
    derived = at(location).derived(Store.peek(location).generation)
    for damage in (
        lambda: (derived / "index.json").unlink(),
        lambda: (derived / "index.json").write_text("{", "utf-8"),
        lambda: (derived / "lexical" / "terms.npy").write_bytes(b"short"),
        lambda: (derived / "index.json").write_text(
            json.dumps({**json.loads((derived / "index.json").read_text("utf-8")), "content": "other"})
        ),
    ):
        damage()
        assert Store.open(location).lexical("植树", 1)[0].passage.text == "植树1200棵。"


def test_a_damaged_manifest_is_said(tmp_path: Path) -> None:
    location = str(tmp_path / "store")
    fill(location)
    (tmp_path / "store" / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(StoreDamaged, match="rebuild"):
        Store.open(location)
    with Writer.begin(location, keep=False) as writer:
        writer.commit()
    assert Store.open(location).documents() == []


def test_a_vanished_database_is_said(tmp_path: Path) -> None:
    import shutil

    location = str(tmp_path / "store")
    fill(location)
    shutil.rmtree(tmp_path / "store" / "generations")
    with pytest.raises(StoreDamaged):
        Store.open(location)


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder", "utf-8")
    with pytest.raises(StoreNotWritable, match="file, not a folder"), Writer.begin(tmp_path / "store"):
        pass
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "store")


def test_operating_system_errors_become_ours() -> None:
    assert isinstance(os_error(OSError(errno.ENOSPC, "full"), "x"), DiskFull)
    assert isinstance(os_error(OSError(errno.EACCES, "denied"), "x"), StoreNotWritable)
    assert isinstance(os_error(OSError(errno.EROFS, "read-only"), "x"), StoreNotWritable)
    assert isinstance(os_error(OSError(errno.EIO, "io"), "x"), StoreDamaged)


def test_a_full_disk_leaves_the_old_index_in_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = str(tmp_path / "store")
    fill(location, ["甲.txt"])
    before = Store.peek(location)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ingest.place.Folder.switch", full)
    with pytest.raises(DiskFull):
        fill(location, ["乙.txt"])
    monkeypatch.undo()
    assert Store.peek(location) == before
    assert len(os.listdir(tmp_path / "store" / "generations")) == 1


def test_a_killed_writer_s_lock_and_leavings_are_no_obstacle(tmp_path: Path) -> None:
    location = str(tmp_path / "store")
    fill(location, ["甲.txt"])
    code = (
        "import os, sys; from ingest.transaction import Writer\n"
        "with Writer.begin(sys.argv[1]) as writer: os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, location], check=False).returncode == 9
    assert len(os.listdir(tmp_path / "store" / "generations")) == 2
    assert [each.name for each in Store.open(location).documents()] == ["甲.txt"]
    fill(location, ["乙.txt"])
    assert len(os.listdir(tmp_path / "store" / "generations")) == 2
    assert len(Store.open(location).documents()) == 2


def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", "x"), pytest.raises(StoreBusy), locked(tmp_path / "lock", "x"):
        pass
    with locked(tmp_path / "lock", "x"):
        pass


def test_many_threads_open_and_close_one_generation(tmp_path: Path) -> None:
    fill(str(tmp_path))
    place = at(tmp_path)
    manifest = place.read()
    assert manifest is not None
    failures: list[BaseException] = []

    def open_and_close() -> None:
        try:
            for _ in range(40):
                place.open(manifest.generation).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_and_close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
