"""Follow-ups: what is left out comes from the conversation; what stands alone is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.followup import resolve
from qa.records import Question, Turn


def asked(*turns: str) -> str:
    roles = ("user", "assistant")
    history = tuple(Turn(roles[i % 2], text) for i, text in enumerate(turns[:-1]))  # type: ignore[arg-type]
    return resolve(Question(turns[-1], "", history))


@pytest.mark.parametrize(
    ("question", "answer", "next_question", "resolved"),
    [
        # year by year
        ("2010年粮食产量是多少？", "5亿吨", "那前一年的呢？", "2009年粮食产量是多少?"),
        ("2010年粮食产量是多少？", "5亿吨", "2012年呢", "2012年粮食产量是多少?"),
        ("2010年粮食产量是多少？", "5亿吨", "再下一年呢？", "2011年粮食产量是多少?"),
        ("去年新增就业多少人？", "3万人", "前年呢？", "前年新增就业多少人?"),
        ("去年新增就业多少人？", "3万人", "那前一年呢？", "前年新增就业多少人?"),
        ("2001年到2005年钢产量是多少", "", "那2006年到2010年呢？", "2006年到2010年钢产量是多少"),
        # place by place, entity by entity
        ("南山区新增学位多少个？", "500个", "福田区呢？", "福田区新增学位多少个?"),
        ("省级示范单位新增多少个？", "4个", "市级呢？", "市级示范单位新增多少个?"),
        ("湿地公园完成了几处？", "7处", "森林公园呢？", "森林公园完成了几处?"),
        ("村干部培训了多少人次？", "900人次", "技术人员呢？", "技术人员培训了多少人次?"),
        # part of what was counted
        ("全年帮助多少人就业？", "3000人", "其中脱贫人口呢？", "全年帮助其中脱贫人口多少人就业?"),
        # pronouns
        ("哪个街道入选了文明街道？", "东风街道[1]\n“东风街道入选”", "它归哪儿管？", "东风街道归哪儿管?"),
        ("谁是第一任校长？", "刘某[1]。", "他什么时候上任的？", "刘某什么时候上任的?"),
        ("游客中心运行了吗？", "是的。", "它在哪里？", "游客中心在哪里?"),
        ("哪个公司承建了大桥？", "某局集团", "那项目花了多少钱？", "大桥花了多少钱?"),
        # bare question words
        ("图书馆哪年建成的？", "1998年", "什么时候开放？", "图书馆什么时候开放"),
        ("完成率是多少？", "98%", "为什么？", "完成率的原因是什么"),
        ("全年新审批了多少户低保?", "300户", "那一共是多少人?", "全年新审批低保一共是多少人"),
        ("养老服务", "……", "具体呢？", "养老服务的具体情况怎么样"),
    ],
)
def test_resolved(question: str, answer: str, next_question: str, resolved: str) -> None:
    assert asked(question, answer, next_question) == resolved


@pytest.mark.parametrize(
    "text",
    [
        "举办了多少场文化活动？",
        "那低保有多少户？",
        "有多少家医院？",
        "这份报告是哪一年的？",
        "谢谢",
        "建设智慧社区这项工作有哪些举措？",
        "2015年财政收入是多少？",
    ],
)
def test_what_stands_alone_is_left_alone(text: str) -> None:
    assert asked("保障房筹集了多少套？", "300套[1]。", text) == text


def test_no_history_no_change() -> None:
    assert resolve(Question("那前一年的呢？")) == "那前一年的呢？"


def test_small_talk_between_is_passed_over() -> None:
    assert asked("湿地公园完成了几处？", "7处", "谢谢", "不客气", "森林公园呢？") == "森林公园完成了几处?"


def test_a_chain_of_follow_ups() -> None:
    assert (
        asked("2010年粮食产量是多少？", "5亿吨", "那2011年的呢", "5.1亿吨", "再下一年呢？")
        == "2012年粮食产量是多少?"
    )


@pytest.mark.parametrize(
    ("question", "answer", "next_question", "resolved"),
    [
        (
            "How many families got aid in 2020?",
            "644",
            "What about 2019?",
            "how many families got aid in 2019?",
        ),
        (
            "How many families got aid in 2020?",
            "644",
            "And the year before?",
            "how many families got aid in 2019?",
        ),
        ("Which museum won the award?", "Beer Museum [1]", "Where is it?", "where is Beer Museum?"),
    ],
)
def test_english(question: str, answer: str, next_question: str, resolved: str) -> None:
    assert asked(question, answer, next_question) == resolved


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_conversation_is_taken(question: str, answer: str, following: str) -> None:
    asked(question, answer, following + "呢？")
    asked(question + "多少？", answer, "它" + following)
