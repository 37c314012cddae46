"""Search, windows and reading: what is found, in which order, from which documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.library import index
from ingest.normalise import normalise
from ingest.records import Hit
from ingest.store import Store
from qa.parsing.question import parse
from qa.records import Question
from qa.search.evidence import READ_PIECES, read_all
from qa.search.find import Finder
from qa.search.retrieve import DENSE_WEIGHT, Candidate, candidates, fuse, search
from qa.search.windows import windows
from tests.pointing import PointingReader, evidence, passage

SCHOOLS = {"2021年云湖区政府工作报告.txt": "1200个", "2022年云湖区政府工作报告.txt": "1500个"}


@pytest.fixture(scope="module")
def store(yunhu_store: str) -> Store:
    return Store.open(yunhu_store)


def hits(**scores: float) -> list[Hit]:
    return [Hit(passage("全年", document=name), score) for name, score in scores.items()]


def order(found: list[Hit]) -> dict[str, float]:
    return {hit.passage.document: round(hit.score, 6) for hit in found}


# --- fusing ----------------------------------------------------------------------------------------------


def test_fusing_adds_the_share_of_the_best_and_a_weighted_cosine() -> None:
    found = fuse(hits(a=10.0, b=5.0), hits(b=0.9, c=0.5))
    wanted = {"a": 1.0, "b": 0.5 + DENSE_WEIGHT * 0.9, "c": DENSE_WEIGHT * 0.5}
    assert order(found) == {name: round(score, 6) for name, score in wanted.items()}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 50), max_size=8)


def test_a_score_too_small_to_divide_by_is_still_a_share() -> None:
    found = fuse(hits(a=0.0, b=2.2250738585e-313), [])
    assert [hit.score for hit in found] == [1.0, 0.0]


@settings(deadline=None, max_examples=60)
@given(SCORES, SCORES)
def test_fusing_loses_and_repeats_nothing(lexical: dict[str, float], dense: dict[str, float]) -> None:
    found = fuse(hits(**lexical), hits(**dense))
    assert sorted(hit.passage.document for hit in found) == sorted({*lexical, *dense})
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert fuse(hits(**lexical), hits(**dense)) == found, "ties fall the same way each time"


def test_either_search_alone_keeps_its_own_order() -> None:
    ranked = hits(a=3.0, b=2.0, c=1.0)
    assert list(order(fuse(ranked, []))) == list(order(fuse([], ranked))) == ["a", "b", "c"]
    assert fuse([], []) == []


# --- searching the store ---------------------------------------------------------------------------------


@pytest.mark.parametrize("dense", [True, False])
def test_the_passage_that_says_it_is_found_first(store: Store, dense: bool) -> None:
    found = search(store, normalise("乡村书屋在哪些镇建成？"), 3, dense=dense)
    assert "松岭镇" in found[0].passage.text
    assert len(found) <= 3


def test_what_is_asked_in_another_language_is_found_by_its_meaning_alone(store: Store) -> None:
    asked = "in which towns were village libraries opened?"
    found = search(store, "", 3, meaning=asked)
    assert [hit.score for hit in found] == [
        pytest.approx(hit.score) for hit in fuse([], store.dense(store.embedder.encode_query(asked), 3))
    ]


def test_only_the_documents_asked_for_are_searched(store: Store) -> None:
    for name in SCHOOLS:
        found = search(store, "新增学位多少个?", 20, [name])
        assert {hit.passage.document for hit in found} == {name}
    assert search(store, "新增学位多少个?", 20, []) == []


def test_windows_are_in_order_and_in_their_passages(store: Store) -> None:
    text = "新增学位多少个?"
    found = candidates(store, text, search(store, text, 20), 5, lambda *_: True)
    assert 0 < len(found) <= 5
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert "新增学位" in found[0].window.text
    for one in found:
        window = one.window
        assert normalise(one.passage.text)[window.start : window.end] == window.text
        kept = store.text(one.passage.document)[one.passage.start + window.start :]
        assert normalise(kept).startswith(window.text)
    assert candidates(store, text, [], 5, lambda *_: True) == []


# --- reading ---------------------------------------------------------------------------------------------


def test_what_the_reader_is_sure_of_comes_first() -> None:
    text = "".join(
        f"第{n}项工作稳步推进，各部门协同发力，群众满意度不断提升。" for n in "一二三四五六七八九十"
    )
    found = evidence(text, "第九项")
    assert len(found) > 1
    assert "第九项" in found[0].candidate.window.text
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
    place = found[0].place(0, 5)
    assert found[0].passage.text[place.start - 100 :].startswith(found[0].candidate.window.text[:5])


def test_without_a_reader_retrieval_decides() -> None:
    one = [Candidate(passage("全年", document=n), windows("全年")[0], s) for n, s in (("a", 0.2), ("b", 0.8))]
    assert [e.passage.document for e in read_all(None, lambda _: "", one)] == ["b", "a"]


def test_reading_ends_when_its_budget_is_spent() -> None:
    long = "全年新增学位稳步推进，" * 14 + "。"
    found = [Candidate(passage(long, start=1000 * n), windows(long)[0], 1.0) for n in range(100)]
    reader = PointingReader("学位")
    read = read_all(reader, lambda _: "学位?", found)  # type: ignore[arg-type]
    assert 1 <= len(read) < 100
    assert sum(len(e.reading.pieces) for e in read[:-1]) <= READ_PIECES


# --- the whole look-up -----------------------------------------------------------------------------------


def finder(store: Store, *targets: str, disabled: tuple[str, ...] = ()) -> Finder:
    return Finder(store, PointingReader(*targets), disabled)  # type: ignore[arg-type]


def test_a_year_limits_the_search_and_is_put_as_the_report_sees_it(store: Store) -> None:
    reader = PointingReader("1500个")
    found = Finder(store, reader).find(parse(Question("2021年完成新增学位多少个？")))  # type: ignore[arg-type]
    assert {e.passage.document for e in found.evidence} == {"2022年云湖区政府工作报告.txt"}
    assert "1500个" in found.evidence[0].candidate.window.text
    # a passage under a heading of that year is asked without any; another as one about last year
    assert all("2021" not in asked for asked in reader.asked)


@pytest.mark.parametrize(
    ("question", "spoken"),
    [
        ("2021年新增学位多少个？", False),
        ("2021年新增养老床位多少张？", False),
        ("老旧小区改造了多少个？", False),
        ("2021年给老人家添了多少张床位？", True),
    ],
)
def test_printed_words_are_searched_for_only_beside_spoken_ones(
    store: Store, question: str, spoken: bool
) -> None:
    parsed = parse(Question(question))
    given, without = (finder(store, disabled=d).find(parsed) for d in ((), ("spoken",)))
    assert (
        [(h.passage.id, h.score) for h in given.hits] != [(h.passage.id, h.score) for h in without.hits]
    ) == spoken
    assert given.words == without.words, "in a passage a question's own words tell figures apart"
    if not spoken:
        assert given.unknown == without.unknown
        assert [e.score for e in given.evidence] == [e.score for e in without.evidence]


def test_without_scope_every_report_is_searched(store: Store) -> None:
    found = finder(store, disabled=("scope",)).find(parse(Question("2021年新增学位多少个？")))
    assert len({hit.passage.document for hit in found.hits}) == 3


def test_what_stands_nowhere_is_told(store: Store) -> None:
    known = finder(store).find(parse(Question("新增学位多少个？")))
    strange = finder(store).find(parse(Question("航天飞船发射了几艘？")))
    assert known.unknown < 0.5 < strange.unknown <= 1
    assert len({p.id for p in known.near}) == len(known.near)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("老旧小取改造多少个？", "老旧小区改造多少个？"),
        ("新增学位多少个？", "新增学位多少个？"),
        ("清石街道入选了什么？", "青石街道入选了什么？"),
        ("處枝閒置土地多少畝？", "處置閒置土地多少畝？"),
        ("處置閒置土地多少畝？", "處置閒置土地多少畝？"),
        # a place that no report names is no misspelt 小区
        ("瓯笑区新增学位多少个？", "瓯笑区新增学位多少个？"),
        # 工 is of 工作, and makes no word with another
        ("去哪里找工作？", "去哪里找工作？"),
        # 的 stands by any word: not 黄土地
        ("黄土的厂房盘活了多少亩？", "黄土的厂房盘活了多少亩？"),
        # 处 counts here: 哪处枝 is no misspelt 处置
        ("哪处枝修剪过？", "哪处枝修剪过？"),
        # 这事 is what was spoken of: 这事上 is no misspelt 以上
        ("推进这事上花了多少？", "推进这事上花了多少？"),
        ("这事上新增学位多少个？", "这事上新增学位多少个？"),
    ],
)
def test_a_typing_error_is_mended_by_the_reports_words_and_nothing_else(
    store: Store, typed: str, meant: str
) -> None:
    assert finder(store).mended(typed) == meant
    assert finder(store, disabled=("variants",)).mended(typed) == typed


def test_a_name_is_spoken_of_only_where_it_stands(store: Store) -> None:
    assert finder(store).spoken_of("松岭镇")
    assert not finder(store).spoken_of("海州区")


def test_a_year_is_cited_from_its_reports_front(store: Store) -> None:
    quote = finder(store).naming("2022年云湖区政府工作报告.txt", "2021年")
    assert quote is not None
    assert "2021年" in quote.text
    assert finder(store).naming("2022年云湖区政府工作报告.txt", "1999年") is None


def test_who_gave_a_report_and_when_is_read_at_its_head(tmp_path: Path) -> None:
    head = "政府工作报告\n\n——2023年1月9日在云湖区第五届人民代表大会第二次会议上\n\n云湖区人民政府区长  张三丰\n\n"
    text = "一、2022年工作回顾\n\n民生保障持续加强。全年新增学位1500个，新建幼儿园5所，发放养老服务补贴730万余元。\n\n"
    more = "".join(f"第{i}项工作报告完成得好，各位代表满意。全年新建公园{i}座。\n\n" for i in range(1, 30))
    (tmp_path / "2023年云湖区政府工作报告.txt").write_text(head + text + more, encoding="utf-8")
    index([tmp_path / "2023年云湖区政府工作报告.txt"], str(tmp_path / "store"))
    found = Finder(Store.open(str(tmp_path / "store")), PointingReader("张三丰"))  # type: ignore[arg-type]
    best = found.find(parse(Question("这次政府工作报告是谁作的报告？"))).evidence[0]
    assert "张三丰" in best.candidate.window.text
    assert best.candidate.window.topic == "政府工作报告"
    # a description is told by text, not by headings or name lines
    told = found.find(parse(Question("政府工作报告的情况怎么样？"))).evidence
    assert {e.passage.kind for e in told} <= {"body", "caption", "table"}
