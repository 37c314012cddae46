"""Terms in quotation marks that a report spells out."""

from __future__ import annotations

import pytest

from ingest.normalise import normalise
from qa.answers.spelledout import spelled_out
from tests.pointing import evidence


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        (
            "实行“两种两养”的办法，即种果树，种茶叶；养蜂，养鱼。户户增收。",
            "“两种两养”各是什么？",
            "种果树，种茶叶；养蜂，养鱼",
        ),
        ("严格执行“村规三条”：不占路，不乱倒，不偷电。", "“村规三条”是哪三条？", "不占路，不乱倒，不偷电"),
        # the list alone, not what more is said of it
        ("推行“一二三”模式，即一张表、两个窗口、三天办结，用时减半。", "“一二三”指的是啥？", "一张表、两个窗口、三天办结"),
        ("整治“两河一湖”（即青河、白河、东湖）和水源地。", "“两河一湖”是哪几条河？", "青河、白河、东湖"),
        # no word says so: as many clauses as the term counts
        ("抓好“三个一”行动，建一条路，修一座桥，育一片林。", "“三个一”说的是哪三件事？", "建一条路，修一座桥，育一片林"),
        ("2.田头议事法：议事在田头、办事在田头。", "“田头议事法”包括哪几条？", "议事在田头、办事在田头"),
    ],
)  # fmt: skip
def test_what_a_term_means(text: str, question: str, told: str) -> None:
    found = spelled_out(evidence(text), normalise(question))
    assert found is not None
    assert found.text == told


@pytest.mark.parametrize(
    ("text", "question"),
    [
        # two clauses are no three things
        ("抓好“三个一”行动，建一条路，修一座桥。", "“三个一”说的是哪三件事？"),
        ("抓好“三个一”行动。", "“三个一”说的是哪三件事？"),
        # not asked what it is
        ("抓好“三个一”行动，建一条路，修一座桥，育一片林。", "“三个一”行动花了多少钱？"),
        ("抓好三个一行动，建一条路，修一座桥，育一片林。", "三个一说的是哪三件事？"),
    ],
)
def test_a_term_that_is_not_spelled_out_or_not_asked_about(text: str, question: str) -> None:
    assert spelled_out(evidence(text), normalise(question)) is None
