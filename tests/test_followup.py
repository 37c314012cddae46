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
        ("全年帮助多少人就业？", "3000人", "其中脱贫人口呢？", "全年帮助就业其中脱贫人口有多少人"),
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
    ("question", "answer", "next_question", "resolved"),
    [
        # a quoted name takes the place of one, marks and all
        ("“书香云湖”活动举办了多少场？", "120场", "那“走读云湖”呢?", '"走读云湖"活动举办了多少场?'),
        ("“书香云湖”活动举办了多少场？", "120场", "那“走读云湖”活动呢?", '"走读云湖"活动举办了多少场?'),
        ("“书香云湖”活动举办了多少场？", "120场", "走读云湖呢?", '"走读云湖"活动举办了多少场?'),
        ("《云湖志》发行了多少册", "3000册", "那《白塘志》呢", "《白塘志》发行了多少册"),
        # nothing named: the last question with its answer
        ("李某某获得了什么奖？", "金奖", "是在哪个比赛上得的?", "李某某获得了金奖,是在哪个比赛上得的"),
        ("李某某获得了什么奖？", "金奖[1]\n“李某某获金奖”", "谁颁的?", "李某某获得了金奖,谁颁的"),
        ("李某某获得了什么奖？", "金奖", "什么时候的事?", "李某某获得了金奖,什么时候的事"),
        ("平台是谁牵头的？", "审批局", "什么时候上线的？", "平台是审批局牵头的,什么时候上线的"),
        ("湖滨公园改造工程什么时候完工？", "10月", "谁负责的？", "湖滨公园改造工程谁负责的"),
        ("“惠企贷”发放了多少笔？", "463笔", "一共贷出去多少钱？", "惠企贷发放一共贷出去多少钱"),
        # another attribute of the same thing
        ("2022年地区生产总值是多少？", "512.3亿元", "增速呢？", "2022年地区生产总值的增速是多少"),
        ("全区培训了多少名教师？", "1300名", "占比呢?", "全区培训教师的占比是多少"),
        ("图书馆面积多大？", "2000平方米", "造价呢?", "图书馆的造价是多少"),
        ("图书馆在哪里？", "云湖路", "负责人呢?", "图书馆的负责人是谁"),
        # a part of it
        ("全区培训了多少名教师？", "1300名", "其中女性多少?", "全区培训教师其中女性有多少名"),
        ("全区培训了多少名教师？", "1300名", "其中女教师呢?", "全区培训女教师有多少名"),
        ("全区培训了多少名教师？", "1300名", "其中女性占比多少?", "全区培训教师其中女性的占比是多少"),
        # done, not had
        ("2021年出生了多少人？", "2.27万人", "那去世的呢？", "2021年去世了多少人?"),
        ("云湖区新增床位多少张？", "640张", "发放补贴呢？", "云湖区发放补贴多少?"),
        # compared, doubted, claimed
        ("云湖区新增床位多少张？", "640张", "比上年多多少？", "云湖区新增床位比上年多多少"),
        ("云湖区新增床位多少张？", "640张[1]", "你确定吗？", "云湖区新增床位640张,对吗?"),
        ("云湖区新增床位多少张？", "640张", "不是500张吗？", "云湖区新增床位不是500张吗"),
        ("云湖区新增床位多少张？", "640张", "超过600张了吗？", "云湖区新增床位超过600张了吗"),
        # where
        ("2022年生产总值是多少？", "512.3亿元", "那全市呢？", "2022年全市生产总值是多少?"),
        ("云湖区新增床位多少张？", "640张", "床位都在哪些地方？", "床位都在哪些地方？"),
    ],
)
def test_what_is_left_out_is_put_in(question: str, answer: str, next_question: str, resolved: str) -> None:
    assert asked(question, answer, next_question) == resolved


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (
            ("2022年新增学位多少个？", "2100个", "那前一年的呢？", "1500个", "幼儿园呢？"),
            "2021年新增幼儿园多少个?",
        ),
        (("全区培训了多少名教师？", "1300名", "女性呢?", "500名", "占比呢？"), "全区培训女性的占比是多少"),
        (("新增学位多少个？", "2100个", "义诊办了多少场？", "36场", "讲座呢？"), "讲座办了多少场?"),
        # another subject, after two turns: nothing of the old one
        (
            ("2022年新增学位多少个？", "2100个", "那前一年呢？", "1500个", "养老床位新增多少张？"),
            "养老床位新增多少张？",
        ),
        (
            ("2022年新增学位多少个？", "2100个", "湖滨公园改造工程为什么推迟？"),
            "湖滨公园改造工程为什么推迟？",
        ),
        (("2022年新增学位多少个？", "2100个", "谁牵头建设了湖光办？"), "谁牵头建设了湖光办？"),
        (("谁得了金奖？", "张三", "世界上面积最大的国家是哪个？"), "世界上面积最大的国家是哪个？"),
        (("谁得了金奖？", "报告没有提到这一点。", "真的吗？"), "真的吗？"),
    ],
)
def test_longer_conversations(turns: tuple[str, ...], resolved: str) -> None:
    assert asked(*turns) == resolved


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
        (
            "How many schools were built in 2022?",
            "6",
            "What about hospitals?",
            "how many hospitals were built in 2022?",
        ),
        ("How many schools were built in 2022?", "6", "Who built them?", "who built the schools?"),
        ("What award did Li win?", "Gold prize", "When?", "when award li win Gold prize?"),
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
