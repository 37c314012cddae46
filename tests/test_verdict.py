"""Claims against figures: what qualifiers mean, what a question claims, what can't be decided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.claims.claim import parse_claim
from qa.claims.verdict import judge, mistaken_unit, verdict
from qa.numbers.figures import Figure, find_figures


def figure(text: str) -> Figure:
    return find_figures(text)[0]


@pytest.mark.parametrize(
    ("question", "evidence", "expected"),
    [
        # 近 has not passed
        ("新车超过500辆了吗？", "近500辆", "no"),
        ("新车达到500辆了吗？", "近500辆", "no"),
        ("新车不到500辆，对吧？", "近500辆", "yes"),
        ("新车有500辆吗？", "近500辆", "yes"),
        # 余 is over, but below the next step
        ("销售额超过430万元吗", "436万余元", "yes"),
        ("销售额有没有达到440万元", "436万余元", "no"),
        ("大约440万元对吧", "436万余元", "yes"),
        ("一共2300家吗", "2300余家", "yes"),
        ("超过2500家了吧", "2300余家", "no"),
        ("有2300多家是吧", "2300余家", "yes"),
        # 突破
        ("存款有没有突破900亿元", "突破900亿元", "yes"),
        ("存款超过800亿元吗", "突破900亿元", "yes"),
        ("存款有没有突破1000亿元", "突破900亿元", "no"),
        # 左右
        ("是5亿元吗", "5亿元左右", "yes"),
        ("超过4亿元吗", "5亿元左右", "yes"),
        ("超过5亿元吗", "5亿元左右", None),
        # exact
        ("是不是一共有800家？", "80家", "no"),
        ("不是80家吗？", "80家", "yes"),
        ("至少70家是吧", "80家", "yes"),
        ("不超过70家吧", "80家", "no"),
        ("安置了二百七十六人，对吗？", "276人", "yes"),
        # the first rank, as people say it
        ("陶艺评比得了头一名，对吗？", "第一名", "yes"),
        ("陶艺评比得了头一名，对吗？", "第三名", "no"),
        ("陶艺评比排在榜首，对吗？", "第1位", "yes"),
        # shares
        ("占全省八分之一，对吗", "1/8", "yes"),
        ("占比超过10%吗", "1/8", "yes"),
        ("完成率是百分之百吗", "100%", "yes"),
        # of ratios nobody says which way is better
        ("师生比是1:15吗", "1:12.5", "no"),
        ("师生比达到1:12.5了吗", "1:12.5", "yes"),
        ("师生比是15吗", "1:12.5", None),
        # to is not by
        ("印章增加了9类吗", "增加至9类", "no"),
        ("印章增加到9类了吗", "增加至9类", "yes"),
        # a minus is a fall
        ("价格下降0.5%，对吗", "同比-0.5%", "yes"),
        ("价格增长-0.5%，对吗", "价格下降0.5%", "yes"),
        ("价格是不是上涨了0.5%", "价格同比-0.5%", "no"),
        ("利率是-0.5%吗", "利率为－0.5%", "yes"),
        ("利率是0.5%吗", "利率为－0.5%", "no"),
        # denial
        ("没有超过500辆，对吧", "近500辆", "yes"),
        ("没有达到80家，是吗", "80家", "no"),
        # another unit or thing
        ("低保有276户吗", "276人", None),
        ("是3.1亿元吗", "3.1亿美元", None),
        ("搞了6回对吗", "6次", "yes"),
        # ranges
        ("3到5个对吗", "3—5个", "yes"),
        # what follows the number: over it, or short of it
        ("差评占了三成还多，是吗", "31%", "yes"),
        ("差评占了三成还多，是吗", "29%", "no"),
        ("会员店有50家不止吧", "47家", "no"),
        ("差评三成都不到，对吧", "31%", "no"),
        ("差评三成都不到，对吧", "27%", "yes"),
        # a place in an unbroken row is a count
        ("茶叶是连着第七年增收了，对吧", "7年", "yes"),
        ("茶叶是连着第七年增收了，对吧", "5年", "no"),
        ("今年是第七年，对吧", "7年", None),
        # a denial inside what is counted denies nothing
        ("还没入学的孩子有300人，对吧", "300人", "yes"),
        # a bound against a bound
        ("失业率要控制在4%以内，对吧", "4.6%以内", "no"),
        ("失业率要控制在5%以内，对吧", "4.6%以内", "yes"),
        ("至少要新增1000个，对吧", "900个以上", "no"),
        ("超过900个，对吧", "900个以上", None),
        ("五年里平均一年至少涨16%，属实吗", "增长16.5%", "yes"),
        ("五年里平均一年至少涨17%，属实吗", "增长16.5%", "no"),
        # a third has no last digit
        ("女职工占了大约三分之二，对吗", "100%", "no"),
        ("女职工占了大约三分之二，对吗", "65.2%", "yes"),
        ("接近三分之一，对吗", "120%", "no"),
        # over, wholly within over
        ("办了两百多场，对吧", "260余场", "yes"),
        ("办了两百多场，对吧", "310余场", "no"),
        # as people say it
        ("新添的幼儿园快二十所了，是不是", "18所", "yes"),
        ("新添的幼儿园快二十所了，是不是", "14所", "no"),
        ("六家里头就有一家是区里引来的，这话站得住吗", "1/6", "yes"),
        ("五家里头就有一家是区里引来的，这话站得住吗", "1/6", "no"),
        ("网上缴费的超过六成了，是不是", "63%", "yes"),
        ("网上缴费的超过六成了，是不是", "57%", "no"),
        ("产值就超了14亿，对吗", "近14亿元", "no"),
        ("还不满300亩吧", "298.4亩", "yes"),
        ("还不满一千场，敢问是否如此", "1014场", "no"),
        ("还没到全县人口的一半，对不对", "55%", "no"),
        ("还没到全县人口的一半，对不对", "47%", "yes"),
        ("上亿的项目超过一百八十个，我这么讲没夸大吧", "185个", "yes"),
        ("上亿项目超过一百九十个，我这么讲没夸大吧", "185个", "no"),
        ("一年赔了一百万出头，是真的吗", "102万余元", "yes"),
        ("一年赔了一百万出头，是真的吗", "477户", None),
        ("98年建了30所，对吗", "30所", "yes"),
        # a denial that only says which, before or behind
        ("一下子揭不开锅、拿到接济的有900人次，对吗", "900人次", "yes"),
        ("还有300户没有通水，对吗", "300户", "yes"),
        ("风机一年连20万度电都发不到，对吗", "超20万千瓦时", "no"),
        ("风机一年连20万度电都发不到，对吗", "17万千瓦时", "yes"),
        # the number of the evidence's unit
        ("那二十来个设计师出了主意，用上的有436条，对吧", "318条", "no"),
        # a rank, and which time it is
        ("总量已经爬到老三了，是吧", "第三位", "yes"),
        ("总量已经爬到老三了，是吧", "第四位", "no"),
        ("头一回办吧", "第三届", "no"),
        ("头一批入选的，对吗", "首批", "yes"),
        ("比赛拿了头名，对吗", "首届", None),
        # English
        ("Is it true that there were 800 clinics?", "80家", "no"),
        ("Did the fund exceed 60 billion yuan?", "突破600亿元", "yes"),
        ("Did more than 2000 pupils get a place?", "2100人", "yes"),
        ("Was it about 440 million yuan?", "4.36亿余元", "yes"),
    ],
)
def test_verdict(question: str, evidence: str, expected: str | None) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert verdict(claim, figure(evidence)) == expected


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("有没有超过800", "gt"),
        ("达到800了吗", "ge"),
        ("够不够800", "ge"),
        ("不到800吧", "lt"),
        ("不超过800吗", "le"),
        ("差不多800是吧", "about"),
        ("是800吗", "eq"),
        ("少说也有800吧", "ge"),
        ("起码有800吧", "ge"),
        ("最少也有800吧", "ge"),
        ("培训的不到千人？", "lt"),
        ("培训的至少万人？", "ge"),
        ("不止800吧", "gt"),
        ("上了800吧", "ge"),
        ("产值破千亿了吧", "gt"),
        ("一多半是女性吧", "gt"),
        ("至少少了800吧", "ge"),
        ("起码减了800吧", "ge"),
        ("少说多了800个吧", "ge"),
        ("至少增加了800吧", "ge"),
        ("起码减少了800吧", "ge"),
        ("800个往上吧", "gt"),
        ("产量一连六年都往上走吧", "eq"),
        ("产量连续六年往上涨吧", "eq"),
    ],
)
def test_relation(question: str, relation: str) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert claim.relations == (relation,)


@pytest.mark.parametrize(
    "question",
    [
        "一共多少家？",
        "哪个县入选了？",
        "知道有多少家吗",
        "为什么没有完成？",
        "养老",
        "养老服务？",
        "是不是有多少家企业",
        "有没有说花了多少钱",
        "能不能告诉我建了几个公园？",
        "知不知道谁牵头的",
        "平台是谁牵头的？",
        "2021年新增学位？",
        "24小时书房？",
        "城市24小时书房？",
        "拨打12345热线？",
        "后人认为这是一场?",
        "这部小说的作者是？",
        "这场战役之后双方都?",
        "这一制度最终是?",
        "湖光办4.0版本？",
        "谁家的险赔得最多？",
        "一共有几处还没开门？",
        "那块地从前是干嘛的？",
    ],
)
def test_what_claims_nothing(question: str) -> None:
    assert parse_claim(question) is None


@pytest.mark.parametrize(
    ("question", "statement", "negated"),
    [
        ("听说建了6所幼儿园了，真的假的", "建了6所幼儿园了", False),
        ("据说新增学位2100个", "新增学位2100个", False),
        ("难道建了6所幼儿园？", "建了6所幼儿园", False),
        ("难道没有建幼儿园吗", "有建幼儿园", False),
        ("企业有900家那么多？", "企业有900家", False),
        ("真的有900家？", "有900家", False),
        ("不会吧，有2100个？", "有2100个", False),
        ("不是说有2100个嘛", "有2100个", False),
        ("新增学位2100个？", "新增学位2100个", False),
        ("新增学位不到两千个？", "新增学位不到两千个", False),
        ("新增学位2100个，是这样吗", "新增学位2100个", False),
        ("新增学位2100个，有这回事吗", "新增学位2100个", False),
        ("新增学位2100个，我没记错吧", "新增学位2100个", False),
        ("新增学位2100个，我说得对吧", "新增学位2100个", False),
        ("新增学位2100个是真是假", "新增学位2100个", False),
        ("新增学位2100个，对不", "新增学位2100个", False),
        ("平台由教育局牵头？", "平台由教育局牵头", False),
        ("陶艺评比得了头一名，对吗", "陶艺评比得了第一", False),
        ("陶艺评比居首位，是吧", "陶艺评比居第一", False),
        ("头一名是白塘队，对吗", "头一名是白塘队", False),
        ("码头位于白塘镇，对吗", "码头位于白塘镇", False),
        ("平台是教育局牵头的？", "平台是教育局牵头的", False),
        ("平台没有由教育局牵头，对吧", "平台没有由教育局牵头", True),
        ("村里一个没通路的都没有", "村里一个没通路的都没有", True),
        ("大桥修好没有", "大桥修好", False),
        ("建了6所，我这么讲没夸大吧", "建了6所", False),
        ("建了6所，立得住吗", "建了6所", False),
        ("建了6所，这么讲不算吹牛吧", "建了6所", False),
        ("建了6所，请问她说得对么", "建了6所", False),
        ("隐患是不是一个没剩都改了", "隐患是全部都改了", False),
        ("早不是头一回办了，对么", "早不是第一回办了", True),
        ("有几处到现在还没开门吧", "有几处到现在还没开门", True),
        ("谁家遭了灾能赔的那个险，赔了6户，是真的吗", "谁家遭了灾能赔的那个险,赔了6户", False),
    ],
)
def test_everyday_ways_to_ask_for_confirmation(question: str, statement: str, negated: bool) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert (claim.statement, claim.negated) == (statement, negated)


def test_claim_without_a_figure_keeps_its_content() -> None:
    claim = parse_claim("东风街道是不是被评为文明街道？")
    assert claim is not None
    assert claim.figures == ()
    assert "东风街道" in claim.content
    assert "文明街道" in claim.content
    assert not claim.negated


def test_mention() -> None:
    claim = parse_claim("报告有没有提到地铁？")
    assert claim is not None
    assert claim.mention
    assert not claim.negated


def test_years_are_no_claimed_figures() -> None:
    claim = parse_claim("2019年新增了30所学校，对吗？")
    assert claim is not None
    assert [f.text for f in claim.figures] == ["30所"]


@pytest.mark.parametrize(
    ("question", "claimed"),
    [
        ("五年下来建了6所学校，对吧？", ["6所"]),
        ("2号楼建了6套房，对吧？", ["6套"]),
        ("三年里新增9所学校，是吧？", ["9所"]),
        ("两年以来办了9场义诊，是吗？", ["9场"]),
        ("四年间修路9公里，对吧？", ["9公里"]),
        # how long it took is what is claimed
        ("建校满五年，对吧？", ["五年"]),
        ("工期历时三年，对吧？", ["三年"]),
        ("工期用了三年时间，对吧？", ["三年"]),
    ],
)
def test_how_long_it_took_is_no_claim_beside_another(question: str, claimed: list[str]) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert [f.text for f in claim.figures] == claimed


@pytest.mark.parametrize(
    ("question", "evidence", "expected"),
    [
        ("贸易额是7亿美元，对吗？", "7亿元", True),
        ("补贴发了6.42万元吧？", "6.42万人次", True),
        ("步道长4.5米，对吗？", "4.5公里", False),  # converts, and is judged
        ("补贴发了6.42万元吧？", "6.42万元", False),
        ("培训了900人吧？", "900人次", False),  # said for each other
        ("占比提高了3%吧？", "3个百分点", False),
        ("补贴超过6万元吧？", "6万人次", False),  # a bound is no number that was read wrongly
        ("贸易额没有达到7亿美元吧？", "7亿元", False),
    ],
)
def test_the_number_claimed_of_another_unit(question: str, evidence: str, expected: bool) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert mistaken_unit(claim, figure(evidence)) == expected


@pytest.mark.parametrize(
    ("question", "negated"),
    [
        ("病人一个都没死，真的假的？", True),
        ("收治的患者零死亡吧？", True),
        ("台风里没伤一个人吧？", True),
        ("费率没有上调，对吧？", True),
        ("老码头从来没停过工吧？", True),
        ("一个伤亡的人都没有，对吧？", True),
        ("一个掉队的贫困户都没有？", True),
        ("一件积压的案子也没有，对吧？", True),
        ("大桥修好没有？", False),
        ("没有住房的职工都安置了吧？", False),  # only says which
        ("零售业恢复了吧？", False),
        ("旧码头被没收了吧？", False),
        ("淹没的农田恢复了吧？", False),
        ("未来社区建好了吧？", False),
        ("费率有没有上调？", False),
    ],
)
def test_denial_without_a_figure(question: str, negated: bool) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert claim.figures == ()
    assert claim.negated == negated


@pytest.mark.parametrize("question", ["“8·15”洪水是不是冲垮了大坝？", "湖水由Ⅳ类提升到Ⅲ类，对吧？"])
def test_what_is_neither_a_claimed_figure_nor_a_mention(question: str) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert claim.figures == ()
    assert not claim.mention


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_exact_figures_compare_as_numbers(claimed: int, stated: int) -> None:
    first = Figure(str(claimed), 0, 1, Decimal(claimed), "元")
    second = Figure(str(stated), 0, 1, Decimal(stated), "元")
    assert judge(first, "eq", second) == ("yes" if claimed == stated else "no")
    assert judge(first, "gt", second) == ("yes" if stated > claimed else "no")
    assert judge(first, "le", second) == ("yes" if stated <= claimed else "no")


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    parse_claim(text)
    parse_claim(text + "吗？")
