"""Sentences and clauses: where they end, and that nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Span
from ingest.sentences import clauses, sentences


def cut(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "expected",
    [
        ["一句。", "二句！", "三句？", "没有句号"],
        ["全面落实4.0版本,设立站。", "增长７．５％。"],
        ["他说：“做好。”", "然后走了。"],
        ["组织“开放日。”等活动。"],
        ["“一句。”、“二句。”等说法。"],
        ["等等……然后。", "他走了……"],
        ["新增3处;完成2处；还有1处。"],
        ["《你好！李焕英》上映。", "好！"],
        ["（整句在括号里。）", "另一句（注。另注）结束。"],
        ["如下:1.加强领导;2.推进改革。", "增长7.5%.", "全年完成5.", "其中3个.", "共2家."],
        ["见https://a.com/x?a=1&b=2.html页面。", "中国.cn网站。"],
        ["真的吗？！", "真的!!!", "完。"],
        ["在1990年代[1]。[2]", "之后的事。"],
        ["他說：「日子難過。……」", "然後走了。 」", "完。"],
        ["Yahoo!奇摩新聞。", "在「臺灣」。」", "後來。"],
    ],
)
def test_sentences_end_where_they_should(expected: list[str]) -> None:
    text = "".join(expected)
    assert cut(text, sentences(text)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The U.S. economy grew 4.5 percent.", "J. K. Rowling wrote it.", "Mr. Smith came at 5 p.m. today."],
        ["See e.g. Vol. 3, No. 12 of the report.", "It is on www.example.com now.", "“Done.”", "Next."],
        ["The .NET framework and node.js are named.", "Is it?", "Yes!"],
    ],
)
def test_english_does_not_shatter(expected: list[str]) -> None:
    text = " ".join(expected)
    assert cut(text, sentences(text)) == expected


def test_line_breaks_end_sentences_unless_wrapped() -> None:
    text = "标题\n第一行\r\n接着。第三"
    assert cut(text, sentences(text)) == ["标题", "第一行", "接着。", "第三"]
    assert cut(text, sentences(text, wrapped=True)) == ["标题\n第一行\r\n接着。", "第三"]


def test_a_range_keeps_to_itself() -> None:
    text = "前面。中间一句。中间二句。后面。"
    spans = sentences(text, 3, 13)
    assert cut(text, spans) == ["中间一句。", "中间二句。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增3处,完成2处;还有1处。", ["新增3处,", "完成2处;", "还有1处。"]),
        ("共1,000件，比例1:3，时间8:30。", ["共1,000件，", "比例1:3，", "时间8:30。"]),
        ("看《一，二》（三，四）、五，六。", ["看《一，二》（三，四）、五，", "六。"]),
        ("平台——“爱山东”分厅。", ["平台——", "“爱山东”分厅。"]),
        ("网址https://a.b，完。", ["网址https://a.b，", "完。"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert cut(text, clauses(text)) == expected


# a text made of what sentences are made of finds more than one of random letters
PIECES = st.sampled_from(
    list("。！？；，、：…“”‘’（）()《》【】.!?;:,'\"[1] \n\t\u3000——一二中文增长abcXYZ0123456789%")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=60))


@given(TEXTS, st.booleans(), st.data())
def test_spans_tile_the_range_but_for_white_space(text: str, wrapped: bool, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for cutter in (sentences, clauses):
        position = start
        for span in cutter(text, start, end, wrapped=wrapped):
            assert position <= span.start < span.end <= end
            assert not text[position : span.start].strip()
            assert text[span.start : span.end] == text[span.start : span.end].strip()
            position = span.end
        assert not text[position:end].strip()


@given(TEXTS, st.booleans())
def test_every_clause_lies_in_one_sentence(text: str, wrapped: bool) -> None:
    whole = sentences(text, wrapped=wrapped)
    for clause in clauses(text, wrapped=wrapped):
        assert any(span.start <= clause.start and clause.end <= span.end for span in whole)
