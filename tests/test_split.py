"""The offset law, the token budget, and what each passage knows."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.clean import blocks
from ingest.load import load
from ingest.records import Document, Passage, Span
from ingest.sentences import sentences
from ingest.split import SplitSettings, split, token_counter

COUNT = token_counter(SplitSettings().tokenizer)
SHARED = Path(os.environ.get("REPORT_QA_SHARED", Path(__file__).parents[2] / "shared")) / "data"


def document(text: str) -> Document:
    return Document("d.txt", text, "")


def assert_lawful(source: Document, passages: list[Passage], budget: int) -> None:
    """The offset law, whole."""
    position = 0
    for order, passage in enumerate(passages):
        assert passage.order == order
        assert passage.document == source.name
        assert position <= passage.start < passage.end
        assert source.text[passage.start : passage.end] == passage.text
        assert not source.text[position : passage.start].strip(), "a character was lost between passages"
        assert_tiled(source.text, passage)
        assert COUNT(passage.text) <= budget
        position = passage.end
    assert not source.text[position:].strip(), "a character was lost at the end"
    assert len({passage.id for passage in passages}) == len(passages)


def assert_tiled(text: str, passage: Passage) -> None:
    """The sentences lie in the passage and leave out only white space."""
    assert passage.sentences
    assert (passage.sentences[0].start, passage.sentences[-1].end) == (passage.start, passage.end)
    position = passage.start
    for span in passage.sentences:
        assert position <= span.start < span.end <= passage.end
        assert not text[position : span.start].strip()
        position = span.end


# lines as reports have them, and what breaks them
LINE = st.one_of(
    st.sampled_from(
        [
            "一、工作回顾",
            "（一）推进改革",
            "（二）",
            "6 大力做好工作",
            "■某区打造多层次",
            "图为某园区。",
            "张三 摄",
            "第556期",
            "□北宣",
            "各位代表：",
            "全年新增单位4个,",
            "增长７．５％，其中工业增长４．０％。",
            "他说：“好。”、“是。”等。",
            "根据《",
            "关于发展的决定",
            "》，各地落实。",
            "2",
            "——经济平稳增长。",
            "1. 第一项",
            "版权所有",
            "The U.S. economy grew 4.0 percent.",
        ]
    ),
    st.text(
        st.sampled_from(list("一二三中文增长工作的是。，；：、！？“”（）《》,.;:1234% 　x")),
        min_size=1,
        max_size=80,
    ),
    st.text(max_size=30),
)
BREAK = st.sampled_from(["\n", "\n\n", "\r\n", "\n　　", "\n\n　　\n", "\r", "\f", "\u2028", " "])
TEXT = st.lists(st.tuples(LINE, BREAK), max_size=25).map(lambda parts: "".join(a + b for a, b in parts))


@settings(max_examples=300, deadline=None)
@given(TEXT, st.sampled_from([4, 20, 60, 300]))
@example("\u3000", 300)
@example("一" * 500, 20)
@example("①②③" * 30, 4)
def test_offset_law(text: str, budget: int) -> None:
    source = document(text)
    passages = split(source, SplitSettings(max_tokens=budget))
    # a single character may take more tokens than the smallest budget
    assert_lawful(source, passages, max(budget, 8))


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_a_sentence_within_the_budget_is_never_cut(text: str) -> None:
    source = document(text)
    budget = 60
    kept = {span for passage in split(source, SplitSettings(max_tokens=budget)) for span in passage.sentences}
    for block in blocks(source):
        for span in sentences(text, block.start, block.end, wrapped=True):
            assert span in kept or COUNT(text[span.start : span.end]) > budget


@given(TEXT)
@settings(max_examples=50, deadline=None)
def test_splitting_again_gives_the_same(text: str) -> None:
    assert split(document(text)) == split(document(text))


def test_the_bundled_report(report: Path) -> None:
    source = load(report)
    passages = split(source)
    assert_lawful(source, passages, 300)
    assert [p.text for p in passages if p.kind == "heading"][1:] == [
        "6 大力做好乡村振兴工作",
        "7 持续深化改革开放",
        "8 繁荣发展文化事业产业",
        "9 扎实推进共同富裕",
        "10 坚决守好安全发展底线",
    ]
    kinds = [passage.kind for passage in passages]
    assert (kinds.count("caption"), kinds.count("furniture"), kinds.count("body")) == (2, 2, 34)
    (joined,) = [p for p in passages if p.text.startswith("大力开展文明创建")]
    assert joined.text.endswith("文明校园1个。")
    assert "\n\n" in joined.text
    assert joined.section == "8 繁荣发展文化事业产业"
    assert joined.topic == "大力开展文明创建。"
    assert len(joined.sentences) == 2
    assert passages[4].text == "增违建得到遏制,城市品质明显提升。"
    assert passages[4].section is None


def test_a_paragraph_within_the_budget_is_one_passage_and_neighbours_stay_apart() -> None:
    text = "第一段很短。\n\n第二段也短。还有一句。\n\n第三段。"
    assert [p.text for p in split(document(text))] == ["第一段很短。", "第二段也短。还有一句。", "第三段。"]


def test_a_long_paragraph_is_cut_at_sentences_into_even_parts_that_keep_its_topic() -> None:
    sentence = "今年全区完成投资一百亿元并且比上一年增长百分之五点三。"
    source = document("推进项目建设。" + sentence * 20)
    passages = split(source)
    assert len(passages) == 2
    sizes = [COUNT(p.text) for p in passages]
    assert max(sizes) <= 300
    assert min(sizes) > 0.6 * max(sizes)
    assert all(p.text.endswith("。") for p in passages)
    assert {p.topic for p in passages} == {"推进项目建设。"}


def test_a_sentence_over_the_budget_is_cut_at_semicolons_then_commas_then_anywhere() -> None:
    source = document(
        "其中：" + "".join(f"第{i}项任务已经按照计划全面完成，成效明显；" for i in range(60)) + "其余在建。"
    )
    passages = split(source)
    assert len(passages) > 2
    assert all(p.text[-1] in "；。" for p in passages)
    source = document("完成情况良好，" * 120 + "。")
    assert all(p.text[-1] in "，。" for p in split(source))
    source = document("字" * 2_000)
    assert_lawful(source, split(source), 300)


def test_a_paragraph_cut_by_a_page_number_keeps_its_topic() -> None:
    text = "推进改革。全年完成改革任务三十项，支出占\n\n- 3 -\n\n百分之四。\n\n扩大开放。引进企业五家。"
    found = [(p.kind, p.topic) for p in split(document(text))]
    assert found == [
        ("body", "推进改革。"),
        ("furniture", None),
        ("body", "推进改革。"),
        ("body", "扩大开放。"),
    ]


def test_sections_nest_by_the_order_of_their_numbers() -> None:
    body = "全年完成投资一百亿元，比上年增长百分之五。"
    text = "\n\n".join(
        x
        for head in [
            "一、回顾",
            "（一）工业",
            "（二）农业",
            "二、任务",
            "（一）改革",
            "1. 国企",
            "2. 财税",
            "结束语",
        ]
        for x in (head, body)
    )
    assert [p.section for p in split(document(text)) if p.kind == "body"] == [
        "一、回顾",
        "一、回顾 > （一）工业",
        "一、回顾 > （二）农业",
        "二、任务",
        "二、任务 > （一）改革",
        "二、任务 > （一）改革 > 1. 国企",
        "二、任务 > （一）改革 > 2. 财税",
        "结束语",
    ]


def test_pages_and_table_captions() -> None:
    text = "开头一段。\n\n表1 指标\n\n甲：2022年为1。\n\n乙：2022年为2。\n\n结尾一段。"
    rows = tuple(Span(text.index(x), text.index(x) + 10) for x in "甲乙")
    source = Document("d", text, "", pages=(0, text.index("甲")), tables=rows)
    passages = split(source)
    assert [(p.kind, p.page) for p in passages] == [
        ("body", 1),
        ("caption", 1),
        ("table", 2),
        ("table", 2),
        ("body", 2),
    ]
    assert [p.topic for p in passages] == ["开头一段。", None, "表1 指标", "表1 指标", "结尾一段。"]
    assert all(p.page is None for p in split(document(text)))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")
@pytest.mark.parametrize("year", range(1978, 2019))
def test_national_reports(year: int) -> None:
    file = SHARED / "reports" / f"{year}年国务院政府工作报告.txt"
    if not file.exists():
        pytest.skip("no report of that year")
    source = load(file)
    passages = split(source)
    assert_lawful(source, passages, 300)
    heads = [p.text for p in passages if p.kind == "heading"]
    assert 3 <= len(heads) <= 45
    assert sum(p.kind == "body" for p in passages) > 70
    assert (source.year, source.told_year, source.region, source.issuer) == (year, year - 1, "全国", "国务院")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")
def test_encyclopedia_passages_are_paragraphs() -> None:
    data = json.loads((SHARED / "DRCD_dev.json").read_text(encoding="utf-8"))["data"]
    texts = [paragraph["context"] for article in data for paragraph in article["paragraphs"]]
    for text in random.Random(0).sample(texts, 200):
        source = document(text)
        passages = split(source)
        assert_lawful(source, passages, 300)
        assert {p.kind for p in passages} == {"body"}, text
        assert {p.section for p in passages} == {None}
