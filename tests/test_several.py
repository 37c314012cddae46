"""Answers that stand apart: as many as a question asks for, by what the reader points to or by what they are called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.normalise import normalise
from ingest.records import Span
from qa.answers.answerspan import find_span
from qa.answers.listing import listing
from qa.answers.several import apart, things_named
from qa.parsing.question import parse
from qa.records import Question
from qa.search.evidence import Evidence
from qa.search.spans import Found
from tests.pointing import evidence, searched

BUILT = "推进河湾公园步道工程，全年接待9万人次，推进旧仓展馆改造工程。"


def pointing(text: str, **scores: float) -> Evidence:
    """A window in which each of the words named has its score as a span; all else is far below."""
    (one,) = evidence(text)
    starts, ends = (np.full(len(one.reading.pieces), -20, np.float32) for _ in range(2))
    for word, score in scores.items():
        first = normalise(text).index(word)
        covering = [
            i for i, (_, a, b) in enumerate(one.reading.pieces) if b > first and a < first + len(word)
        ]
        starts[covering[0]] = ends[covering[-1]] = score / 2
    return replace(one, reading=replace(one.reading, starts=starts, ends=ends))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("区里打造了哪两样？", 2),
        ("新办了哪三家银行？", 3),
        ("河湾公园和旧仓那边，分别在推什么工程？", 2),
        ("线下的窗口跟网上的大厅，各叫什么？", 2),
        ("打造了哪些东西？", 0),
        ("街道和社区办了什么？", 0),
        ("河湾公园和旧仓各个方面怎么样？", 0),
    ],
)
def test_how_many_a_question_asks_for(question: str, count: int) -> None:
    assert things_named(normalise(question)) == count


@pytest.mark.parametrize("question", ["推进了哪两样？", "河湾公园和旧仓展馆分别在推什么工程？"])
def test_the_reader_s_next_span_is_the_second_answer(question: str) -> None:
    one = pointing(BUILT, 旧仓展馆改造工程=6.0, 河湾公园步道工程=2.0)
    found = find_span(parse(Question(question)), searched(question, [one]))
    assert found is not None
    assert found.text == "河湾公园步道工程、旧仓展馆改造工程"


def test_a_second_answer_makes_the_first_no_surer_and_a_faint_one_is_none() -> None:
    one = pointing(BUILT, 旧仓展馆改造工程=6.0, 河湾公园步道工程=2.0)
    start = one.candidate.window.text.index("旧仓")
    found = Found(one, Span(start, start + 8), one.score + 6.0)
    assert apart(found, 2).score == pytest.approx(found.score - 2.0)
    assert apart(found, 3) == found
    two = pointing("办了灯会、书展，又办了庙会。", **{"灯会、书展": 2.0, "庙会": 6.0, "灯会": 1.0})
    found_two = Found(two, Span(11, 13), two.score + 6.0)
    assert found_two.text == "庙会"
    assert apart(found_two, 2).text != "灯会、书展、庙会"
    assert apart(found_two, 3).text == "灯会、书展、庙会"
    faint = pointing(BUILT, 旧仓展馆改造工程=6.0, 河湾公园步道工程=-9.0)
    assert apart(replace(found, evidence=faint), 2).text == "旧仓展馆改造工程"


def test_a_name_in_marks_comes_with_the_noun_that_fills_its_clause() -> None:
    text = "设置“帮到底”服务窗，建成云湖通网上分厅。"
    one = pointing(text, **{'"帮到底"': 6.0, "云湖通网上分厅": 5.0})
    question = "服务的窗口和建好的分厅，各叫什么？"
    found = find_span(parse(Question(question)), searched(question, [one]))
    assert found is not None
    assert found.text == "“帮到底”服务窗、云湖通网上分厅"


@pytest.mark.parametrize(
    ("pointed", "names"),
    [
        # nothing of the name was found: all in the sentence that are called so
        ("粮油、棉花和茶叶", "云湖发展银行、云湖外贸银行、云湖农业银行"),
        # what was found is called so already
        ("云湖外贸银行", "云湖外贸银行"),
    ],
)
def test_what_is_called_after_the_noun_asked_for_however_far_apart(pointed: str, names: str) -> None:
    text = (
        "除组建云湖发展银行外，还要组建支持出口的云湖外贸银行，以及承担粮油、棉花和茶叶收购的云湖农业银行。"
    )
    found = listing(evidence(text, pointed), "", normalise("要组建哪三家银行？"))
    assert found is not None
    assert found.text == names
