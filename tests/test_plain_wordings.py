"""Plain questions over a page of one year's results with plans at its end: each failed once, each for its own reason."""

from __future__ import annotations

import pytest

from ingest.library import index
from qa import Engine

REPORT = """石湾街道2024年工作报告

一、2024年工作回顾
（一）经济发展。全年完成一般公共预算收入4.86亿元，同比增长6.2%。引进亿元以上项目5个，协议投资额23.7亿元。规模以上工业企业达到732家，净增41家。
（二）城市管理。建成公共停车泊位620个，另有215个在建。划分网格86个，配备专职网格员102名。
（三）民生保障。60周岁以上老人用餐打八折，80周岁以上老人用餐打六折。年末常住人口9.1万人，其中城镇常住人口6.3万人。小学3所，在校学生4200人；初中2所，在校学生1900人。
（四）旅游服务。接待游客21万人次，旅游收入2.1亿元，分别增长62.4%和71.5%。办结率99.2%，满意率95.6%，分别比上年提高0.8个和2.3个百分点。粮食总产量76.5万吨。

（五）体育教育。新建健身步道26公里、笼式足球场5片。参加省运动会，获得金牌23枚、银牌17枚、铜牌21枚。资助困难学生1.9万人次，全街道学生6.3万人，教师0.42万人。

二、2025年主要任务
引进亿元以上项目8个；建成3所普惠性幼儿园，新增托位300个。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "石湾街道2024年工作报告.txt").write_text(REPORT, encoding="utf-8")
    index([folder], str(folder / "store"))
    return Engine.open(str(folder / "store"))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("街道去年财政收入有多少？", "4.86亿元"),  # the year told last, from where a page of one year stands
        ("引进了几个亿元以上项目？", "5个"),  # 亿元以上 is no scale of 几个
        ("今年打算引进几个亿元以上项目？", "8个"),  # plans stand under a heading of their own
        ("停车位还有多少个没建好？", "215个"),
        ("平均每个网格配几名网格员？", "约1.19名"),
        ("平均每所小学多少学生？", "1400人"),
        ("82岁老人吃饭打几折？", "六折"),
        ("65岁老人吃饭打几折？", "八折"),
        ("常住人口有多少？", "9.1万人"),
        ("城镇常住人口有多少？", "6.3万人"),
        ("旅游收入涨了多少？", "71.5%"),
        ("满意率上年是多少？", "93.3%"),
        ("规上工业企业上年有几家？", "691家"),
        ("笼式足球场建了几片？", "5片"),  # 公里 is no name in a list
        ("运动会拿了银牌几块？", "17枚"),  # no money
        ("运动会一共拿了多少块奖牌？", "61枚"),
        ("学生有多少？", "6.3万人"),  # how many there are, not for how many something was done
        ("一个老师平均带几个学生？", "15人"),
    ],
)
def test_a_plain_question(engine: Engine, question: str, short: str) -> None:
    assert engine.ask(question).short_answer == short


@pytest.mark.parametrize(
    "question", ["幼儿园建成了3所吗？", "粮食亩产多少？", "地铁有多少公里？", "新建了几个篮球场？"]
)
def test_what_is_not_told_of(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.status == "not_found" or answer.verdict == "no"
