"""Claims in many wordings, which two figures, a level, a rank or a change of the report decides."""

from __future__ import annotations

import pytest

from tests.test_verify import confirmed

TOWERS = "松岭商务区亿元楼由6栋增加到9栋，云上大厦税收突破5亿元。"
POLICE = "全年治安警情同比下降14.9%，挽回损失2600万元。"
CALLS = "12345热线受理工单1486件，比上年下降14%，满意率96.4%。"
WATER = "镜湖水质由Ⅳ类提升到Ⅲ类，清淤河道24公里。"
RANK = "在全国百强县榜单中由第86位升至第79位。"
ROAD = "湖心隧道通车，从老城到东站由40分钟缩短为12分钟。"
TRADE = "进出口总额8.7亿元，其中出口7.4亿元、进口1.3亿元。"
SHOPS = "新引进首店41家，其中全国首店3家。"
VILLAGES = "白塘村获评省级示范村，松岭村、鹭渚村获评市级示范村。"
HOSPITALS = "松岭县人民医院晋升三级乙等医院，县中医院通过二级甲等复评。"
GROWTH = "地区生产总值增长6.3%，增速居全市第二。"
MEETING = "每个工作日由局总工程师欧阳澄主持，全年开会248次。"
ONE_OF = "松岭入选全国绿色出行达标城市，为全省3个入选城市之一。"
MOVED = "民生实事完成9件，松岭妇幼保健院迁建推迟。"
INCOME = "18个村集体收入全部超过60万元，白塘村以318万元居首。"
GOALS = "确定的28项主要指标，25项完成或超额完成，3项未达预期。"
BUDGET = "社会消费品零售额98亿元，增长5.9%，年初计划增长7%，没有达到预期。"
SEA = "新开航线2条，分别通往海防、釜山。"


@pytest.mark.parametrize(
    ("question", "text", "target", "verdict"),
    [
        ("松岭的亿元楼比以前多了，是真的吗？", TOWERS, "9栋", "yes"),
        ("松岭的亿元楼少了，是吗？", TOWERS, "9栋", "no"),
        ("治安警情比上年还多，是这样吗？", POLICE, "14.9%", "no"),
        ("打12345反映问题的比前一年少了，是真的吗？", CALLS, "14%", "yes"),
        ("镜湖的水质比以前还差了，是真的吗？", WATER, "Ⅳ类提升到Ⅲ类", "no"),
        ("镜湖的水质变好了，是吧？", WATER, "Ⅳ类提升到Ⅲ类", "yes"),
        ("在全国百强县里的名次往后退了，是吗？", RANK, "第79位", "no"),
        ("松岭的亿元楼翻了一番，对吗？", TOWERS, "由6栋增加到9栋", "no"),
        ("老城去东站能省下一刻钟还多，是真的吗？", ROAD, "12分钟", "yes"),
        ("老城去东站能省下一个多钟头，是真的吗？", ROAD, "12分钟", "no"),
        ("做外贸，卖出去的占了八成以上，对吗？", TRADE, "7.4亿元", "yes"),
        ("引进的首店里一多半是全国首店，对吗？", SHOPS, "3家", "no"),
        ("白塘村是市级示范村，对吧？", VILLAGES, "省级示范村", "no"),
        ("松岭村是市级示范村，对吧？", VILLAGES, "市级示范村", "yes"),
        ("县中医院是二甲，不是三乙，对吧？", HOSPITALS, "二级甲等", "yes"),
        ("县人民医院是三甲，对吧？", HOSPITALS, "三级乙等", "no"),
        ("地区生产总值增速是全市最快的，对吗？", GROWTH, "第二", "no"),
        ("白塘村的集体收入是头一名，这话对吗？", INCOME, "318万元", "yes"),
        ("没有哪个村集体收入低于60万，是吗？", INCOME, "60万元", "yes"),
        ("那个会是局长亲自主持的？", MEETING, "欧阳澄", "no"),
        ("全省就松岭一个地方入选绿色出行达标城市，对吗？", ONE_OF, "3个入选城市之一", "no"),
        ("松岭妇幼保健院本来说要搬，结果没搬成，是这么回事吗？", MOVED, "迁建推迟", "yes"),
        ("主要指标全部完成了，对吗？", GOALS, "25项完成或超额完成", "no"),
        ("零售额的增速没够上年初定的数，对不对？", BUDGET, "5.9%", "yes"),
    ],
)
def test_a_claim_is_decided_by_what_the_sentence_says(
    question: str, text: str, target: str, verdict: str
) -> None:
    draft = confirmed(question, text, target)
    assert draft is not None
    assert draft.verdict == verdict


def test_a_place_that_is_nowhere_told_is_not_confirmed() -> None:
    draft = confirmed("新开的两条航线，一条去釜山，一条去东京，没错吧？", SEA, "2条")
    assert draft is None or draft.verdict != "yes"
