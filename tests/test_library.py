"""Keeping a library: what comes in, changes, goes, breaks, is saved and brought back."""

from __future__ import annotations

import json
import os
import shutil
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ingest.backup import backup, restore
from ingest.check import check, repair
from ingest.chroma import at
from ingest.errors import (
    EmptyDocument,
    FileMissing,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreNotWritable,
)
from ingest.library import Options, ensure_store, follow, index, remove, update
from ingest.store import Store
from ingest.transaction import Writer
from ingest.watch import watch

FIRST = "甲区2021年工作报告\n\n一、工作回顾\n\n新增文明社区4个。植树1200棵。\n"
SECOND = "乙区2022年工作报告\n\n一、工作回顾\n\n新建学校3所,新增学位900个。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports."""
    made = tmp_path / "reports"
    made.mkdir()
    (made / "甲.txt").write_text(FIRST, "utf-8")
    (made / "乙.txt").write_text(SECOND, "utf-8")
    return made


@pytest.fixture
def location(tmp_path: Path) -> str:
    return str(tmp_path / "store")


def names(location: str) -> list[str]:
    with closing(Store.open(location)) as store:
        return [document.name for document in store.documents()]


def texts(location: str) -> str:
    with closing(Store.open(location)) as store:
        return "".join(store.text(document.name) for document in store.documents())


# ---------------------------------------------------------------- coming in


def test_a_folder_comes_in(folder: Path, location: str) -> None:
    summary = index([folder], location)
    assert sorted(summary.added) == sorted(names(location)) == ["乙.txt", "甲.txt"]
    assert summary.documents == 2
    assert summary.passages >= 4
    assert summary.ok
    assert {
        "documents",
        "passages",
        "added",
        "updated",
        "unchanged",
        "removed",
        "failed",
        "seconds",
        "store",
    } <= set(summary.to_record())


def test_again_without_changes_does_nothing(folder: Path, location: str) -> None:
    index([folder], location)
    before = Store.peek(location)
    summary = index([folder], location)
    assert sorted(summary.unchanged) == ["乙.txt", "甲.txt"]
    assert (summary.added, summary.updated) == ([], [])
    assert summary.passages == before.passages
    assert Store.peek(location) == before


def test_a_changed_file_replaces_its_passages_and_no_others(folder: Path, location: str) -> None:
    index([folder], location)
    with closing(Store.open(location)) as store:
        other = list(store.passages("乙.txt"))
    (folder / "甲.txt").write_text(FIRST.replace("4个", "5个"), "utf-8")
    summary = index([folder], location)
    assert summary.updated == ["甲.txt"]
    assert summary.unchanged == ["乙.txt"]
    with closing(Store.open(location)) as store:
        assert list(store.passages("乙.txt")) == other
        assert "5个" in store.text("甲.txt")
        assert "5个" in store.lexical("文明社区", 1)[0].passage.text


def test_only_changed_documents_are_encoded(
    folder: Path, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.packaged import PackagedEncoder

    index([folder], location)
    (folder / "甲.txt").write_text(FIRST.replace("4个", "5个"), "utf-8")
    seen: list[str] = []
    encode = PackagedEncoder.encode
    monkeypatch.setattr(
        PackagedEncoder, "encode", lambda self, batch: (seen.extend(batch), encode(self, batch))[1]
    )
    index([folder], location)
    assert seen
    assert not any("学校" in text for text in seen)


def test_one_bad_file_among_a_hundred(tmp_path: Path, location: str) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(99):
        (folder / f"{number:03}.txt").write_text(f"第{number}号报告\n\n新增{number}个社区。\n", "utf-8")
    (folder / "bad.txt").write_bytes(os.urandom(4096))
    summary = index([folder], location)
    assert summary.documents == len(summary.added) == 99
    assert [Path(each["path"]).name for each in summary.failed] == ["bad.txt"]
    assert "\n" not in summary.failed[0]["reason"]
    assert summary.ok
    assert not index([folder / "bad.txt"], location).ok


def test_nothing_readable_is_a_failure_and_makes_no_store(tmp_path: Path, location: str) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00" * 64)
    summary = index([tmp_path / "bad.txt"], location)
    assert not summary.ok
    assert summary.documents == 0
    with pytest.raises(StoreMissing):
        Store.open(location)


def test_missing_paths_and_empty_folders_are_said(tmp_path: Path, location: str) -> None:
    with pytest.raises(FileMissing, match="nowhere"):
        index([tmp_path / "nowhere"], location)
    (tmp_path / "empty").mkdir()
    with pytest.raises(EmptyDocument, match="empty"):
        index([tmp_path / "empty"], location)


def test_a_failing_update_keeps_the_old_version(folder: Path, location: str) -> None:
    index([folder], location)
    (folder / "甲.txt").write_bytes(b"\x00\x01" * 64)
    summary = index([folder], location)
    assert len(summary.failed) == 1
    assert "植树1200棵" in texts(location)


def test_namesakes_are_told_apart_by_their_path(tmp_path: Path, location: str) -> None:
    for year in ("2021", "2022"):
        (tmp_path / "all" / year).mkdir(parents=True)
        (tmp_path / "all" / year / "报告.txt").write_text(f"{year}年报告\n\n完成{year}件。\n", "utf-8")
    index([tmp_path / "all"], location)
    assert sorted(names(location)) == ["2021/报告.txt", "2022/报告.txt"]
    assert len(index([tmp_path / "all"], location).unchanged) == 2
    index([tmp_path / "all" / "2022" / "报告.txt"], location)
    assert len(names(location)) == 2


def test_a_namesake_from_elsewhere_joins_or_by_name_replaces(tmp_path: Path, location: str) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "报告.txt").write_text(f"报告\n\n内容{place}。\n", "utf-8")
    index([tmp_path / "one" / "报告.txt"], location)
    index([tmp_path / "two" / "报告.txt"], location, Options(by_name=True))
    assert names(location) == ["报告.txt"]
    assert "two" in texts(location)
    index([tmp_path / "one" / "报告.txt"], location)
    assert sorted(names(location)) == ["one/报告.txt", "报告.txt"]


def test_a_file_that_moved_is_the_same_document(folder: Path, location: str, tmp_path: Path) -> None:
    index([folder], location)
    folder.rename(tmp_path / "moved")
    summary = index([tmp_path / "moved"], location)
    assert len(summary.unchanged) == summary.documents == 2


def test_what_a_person_gives_wins_and_stays(folder: Path, location: str) -> None:
    index([folder / "甲.txt"], location)
    given = {"title": "别名", "year": 1999, "region": "丁区"}
    assert index([folder / "甲.txt"], location, Options(given=given)).updated == ["甲.txt"]
    assert index([folder / "甲.txt"], location, Options(given=given)).unchanged == ["甲.txt"]
    (folder / "甲.txt").write_text(FIRST + "新的一段。\n", "utf-8")
    index([folder / "甲.txt"], location)
    with closing(Store.open(location)) as store:
        (document,) = store.documents()
    assert (document.title, document.year, document.region) == ("别名", 1999, "丁区")


# ---------------------------------------------------------------- going, and all at once


def test_removing(folder: Path, location: str) -> None:
    index([folder], location)
    assert remove(["甲.txt"], location).removed == ["甲.txt"]
    assert names(location) == ["乙.txt"]
    with pytest.raises(FileMissing, match=r"乙\.txt"):
        remove(["乙"], location)
    assert names(location) == ["乙.txt"]


def test_updating_all_reads_every_file_again(folder: Path, location: str) -> None:
    index([folder], location)
    (folder / "甲.txt").write_text(FIRST.replace("4个", "6个"), "utf-8")
    (folder / "乙.txt").unlink()
    summary = update(location)
    assert summary.updated == ["甲.txt"]
    assert [Path(each["path"]).name for each in summary.failed] == ["乙.txt"]
    assert len(names(location)) == 2
    assert "6个" in texts(location)


def test_rebuilding_keeps_every_document(folder: Path, location: str) -> None:
    index([folder], location, Options(given={"year": 2000}))
    (folder / "乙.txt").unlink()
    summary = index([folder], location, Options(rebuild=True))
    assert summary.documents == 2
    assert "学位900个" in texts(location)
    with closing(Store.open(location)) as store:
        assert [document.year for document in store.documents()] == [2000, 2000]
    assert not check(location).problems


def test_rebuilding_a_damaged_store_takes_the_files(folder: Path, location: str) -> None:
    index([folder], location)
    Path(location, "manifest.json").write_text("{", "utf-8")
    with pytest.raises(StoreDamaged):
        index([folder], location)
    assert index([folder], location, Options(rebuild=True)).documents == 2


def test_other_split_settings_rebuild_from_kept_texts(
    folder: Path, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index([folder], location)
    monkeypatch.setattr("ingest.library.EMBEDDING_TEXT", 99)
    (folder / "乙.txt").unlink()
    assert index([folder / "甲.txt"], location).documents == 2
    assert Store.peek(location).split["embedding_text"] == 99


def test_two_writers_at_once(folder: Path, location: str) -> None:
    index([folder / "甲.txt"], location)
    with Writer.begin(location), pytest.raises(StoreBusy, match=str(os.getpid())):
        index([folder], location)
    assert names(location) == ["甲.txt"]


def test_the_default_store_is_made_from_the_bundled_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPORT_QA_STORE", str(tmp_path / "default"))
    chosen = ensure_store()
    assert chosen == str(tmp_path / "default")
    assert "首次使用" in capsys.readouterr().err
    assert len(names(chosen)) == 1
    ensure_store()
    assert capsys.readouterr().err == ""
    assert ensure_store("/given") == "/given"


# ---------------------------------------------------------------- checking


def test_a_sound_store_has_no_problems(folder: Path, location: str) -> None:
    index([folder], location)
    report = check(location)
    assert (report.problems, report.documents) == ([], 2)


def damage_text(location: str, collection: str, change: dict[str, object]) -> None:
    """Change the first record of a collection in the generation that is in service."""
    generation = at(location).open(Store.peek(location).generation)
    found = generation.collections[collection].get(limit=1, include=["embeddings", "documents", "metadatas"])
    record = {"ids": found["ids"], "embeddings": found["embeddings"], "metadatas": found["metadatas"]}
    if collection == "passages":
        record["documents"] = found["documents"]
    generation.collections[collection].update(**{**record, **change})
    generation.close()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"documents": ["另外的文字。"]}, "与原文不符"),
        ({"embeddings": [np.eye(512, dtype=np.float32)[0]]}, "向量与文字不符"),
    ],
)
def test_a_changed_passage_or_vector_is_found_and_repaired(
    folder: Path, location: str, change: dict[str, object], problem: str
) -> None:
    index([folder], location)
    damage_text(location, "passages", change)
    report = check(location)
    assert any(problem in each["problem"] for each in report.problems)
    assert repair(report).repaired
    assert check(location).problems == []


def test_a_lost_passage_is_found_and_repaired(folder: Path, location: str) -> None:
    index([folder], location)
    generation = at(location).open(Store.peek(location).generation)
    collection = generation.collections["passages"]
    collection.delete(ids=collection.get(limit=1, include=[])["ids"])
    generation.close()
    report = check(location)
    assert any("缺" in each["problem"] or "应有" in each["problem"] for each in report.problems)
    repair(report)
    assert check(location).problems == []


def test_a_damaged_lexical_index_is_found_and_repaired(folder: Path, location: str) -> None:
    index([folder], location)
    file = at(location).derived(Store.peek(location).generation) / "lexical" / "ordinals.npy"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    report = check(location)
    assert [each["document"] for each in report.problems] == [""]
    repair(report)
    assert check(location).problems == []


# ---------------------------------------------------------------- backup


def test_a_backup_brings_everything_back(folder: Path, location: str, tmp_path: Path) -> None:
    index([folder], location, Options(given={"year": 2001}))
    file = tmp_path / "backup.zip"
    backup(location, file)
    other = str(tmp_path / "other")
    restore(file, other)
    with closing(Store.open(location)) as old, closing(Store.open(other)) as new:
        assert new.documents() == old.documents()
        assert list(new.passages()) == list(old.passages())
        assert [source.to_record() for source in new.sources()] == [s.to_record() for s in old.sources()]
        vector = old.embedder.encode_query("植树")
        assert [hit.passage for hit in new.dense(vector, 3)] == [hit.passage for hit in old.dense(vector, 3)]
    assert check(other).problems == []
    assert index([folder], other).unchanged


def test_a_backup_replaces_a_store_only_by_force(folder: Path, location: str, tmp_path: Path) -> None:
    index([folder], location)
    backup(location, tmp_path / "backup.zip")
    remove(["甲.txt"], location)
    with pytest.raises(StoreNotWritable, match="force"):
        restore(tmp_path / "backup.zip", location)
    restore(tmp_path / "backup.zip", location, force=True)
    assert len(names(location)) == 2


def test_a_broken_backup_changes_nothing(folder: Path, location: str, tmp_path: Path) -> None:
    index([folder], location)
    file = tmp_path / "backup.zip"
    backup(location, file)
    data = bytearray(file.read_bytes())
    for damaged in (data[: len(data) // 2], data[:200] + bytes([data[200] ^ 255]) + data[201:], b"no zip"):
        file.write_bytes(bytes(damaged))
        with pytest.raises(StoreDamaged):
            restore(file, location, force=True)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 1}))
    with pytest.raises(StoreDamaged):
        restore(file, location, force=True)
    assert len(names(location)) == 2


# ---------------------------------------------------------------- following a folder


def test_a_step_follows_the_folder(folder: Path, location: str, report: Path) -> None:
    index([report], location)
    follow(folder, location, Options())
    assert len(names(location)) == 3
    (folder / "甲.txt").unlink()
    assert follow(folder, location, Options()).removed == ["甲.txt"]
    assert sorted(names(location)) == sorted(["乙.txt", report.name])
    (folder / "乙.txt").unlink()
    follow(folder, location, Options())
    assert names(location) == [report.name]


def test_watching_picks_up_changes(folder: Path, location: str) -> None:
    events: list[object] = []
    changed = threading.Event()

    class Stop(Exception):  # noqa: N818
        """Ends the endless loop."""

    def say(event: object) -> None:
        events.append(event)
        if len(events) == 1:
            (folder / "丙.txt").write_text("丙区报告\n\n新增8处公园。\n", "utf-8")
        else:
            changed.set()
            raise Stop

    with pytest.raises(Stop):
        watch(folder, location, Options(), 0.05, say)
    assert changed.is_set()
    assert len(names(location)) == 3
    with pytest.raises(FileMissing):
        watch(folder / "none", location, Options(), 0.05, say)


# ---------------------------------------------------------------- a real full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A file system of 1 MB; skipped where none may be mounted."""
    import subprocess

    place = tmp_path / "small"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode != 0:
        pytest.skip("no right to mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_real_full_disk(small_disk: Path, folder: Path) -> None:
    from ingest.errors import DiskFull

    (small_disk / "filler").write_bytes(b"x" * 700_000)
    with pytest.raises(DiskFull):
        index([folder], str(small_disk / "store"))
    assert not list((small_disk / "store").glob("generations/*"))
