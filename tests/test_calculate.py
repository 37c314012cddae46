"""Calculations: what a question wants computed, and exact results with their expression."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.numbers.figures import Figure, find_figures
from qa.planning.calculate import Plan, calculate, plan


def figure(text: str) -> Figure:
    return find_figures(text)[0]


def pair(operation: str, first: str, second: str, wants: str = "more") -> Plan:
    return Plan(operation, (first, second), ("甲", "乙"), wants=wants)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "operation", "operands"),
    [
        ("招标和协议的供地面积合计多少公顷", "sum", ("招标供地面积多少公顷", "协议供地面积多少公顷")),
        ("湿地公园和森林公园加起来有多少处？", "sum", ("湿地公园有多少处", "森林公园有多少处")),
        ("小学、初中和高中总共多少所", "sum", ("小学有多少所", "初中有多少所", "高中有多少所")),
        ("湿地公园比森林公园多多少处", "difference", ("湿地公园有多少处", "森林公园有多少处")),
        (
            "2018年的粮食产量比2017年多多少吨",
            "difference",
            ("2018年粮食产量多少吨", "2017年粮食产量多少吨"),
        ),
        ("义诊较讲座多出多少场", "difference", ("义诊有多少场", "讲座有多少场")),
        (
            "2022年学位较2021年多出多少个",
            "difference",
            ("2022年学位有多少个", "2021年学位有多少个"),
        ),
        ("车船税比预算短收了多少", "difference", ("车船税预算是多少", "车船税完成多少")),
        ("造林较年初计划超了多少亩", "difference", ("造林计划是多少亩", "造林完成多少亩")),
        ("低保户数和特困户数相差多少", "difference", ("低保户数多少", "特困户数多少")),
        ("“书香”活动比“走读”多办了几次", "difference", ('"书香"活动有多少次', '"走读"有多少次')),
        ("小学数量是初中的几倍", "times", ("小学数量多少", "初中数量多少")),
        ("小学和中学哪个多", "compare", ("小学有多少", "中学有多少")),
        ("是讲座多还是演出多？", "compare", ("讲座有多少", "演出有多少")),
        ("拍卖和划拨两种方式供地合计多少亩", "sum", ("拍卖供地有多少亩", "划拨供地有多少亩")),
        ("讲座加义诊再加培训总共几场", "sum", ("讲座有几场", "义诊有几场", "培训有几场")),
        ("义诊比讲座多几成", "percent_change", ("义诊有多少", "讲座有多少")),
        ("义诊比讲座多百分之几", "percent_change", ("义诊有多少", "讲座有多少")),
        ("2022年学位比2021年增长了多少倍", "more_times", ("2022年学位有多少", "2021年学位有多少")),
        ("2022年学位比2021年增长多少", "difference", ("2022年学位有多少", "2021年学位有多少")),
        (
            "2022年比2021年新增学位多了多少个",
            "difference",
            ("2022年新增学位有多少个", "2021年新增学位有多少个"),
        ),
        ("新建小学离目标还差多少所", "difference", ("新建小学目标是多少所", "新建小学完成多少所")),
        ("总投资扣除贷款后还剩多少亿元", "difference", ("总投资多少亿元", "贷款有多少亿元")),
        ("收到的问题还有多少个没办结", "left", ("收到的问题有多少个", "收到的问题办结多少个")),
        ("新增学位完成了目标的百分之几", "share", ("新增学位完成多少", "新增学位目标是多少")),
        ("2023年进口额是多少亿元", "left", ("2023年进出口总额多少亿元", "2023年出口多少亿元")),
        ("基金收支相抵，结余多少", "left", ("基金收入多少", "基金支出多少")),
        (
            "2024年产值的目标比2023年的实绩多多少",
            "difference",
            ("2024年产值目标值多少", "2023年产值多少"),
        ),
        ("换一次抓斗省下多少分钟", "change", ("换一次抓斗省下多少分钟",)),
        ("审批时限缩短了多少个工作日", "change", ("审批时限缩短了多少个工作日",)),
        ("公园建设比上一年多投了多少钱", "change", ("公园建设比上一年多投了多少钱",)),
        ("步道一年扩了多少公里", "change", ("步道一年扩了多少公里",)),
        ("租出的铺面,平均一间摊多少平方米", "average", ("租出的铺面多少平方米", "租出的铺面有多少间")),
        ("慰问金平均发到每户老人手里是多少钱", "average", ("慰问金发多少钱", "慰问金发老人有多少户")),
        ("慰问金摊下来一户多少钱", "average", ("慰问金多少钱", "慰问金有多少户")),
        ("普法宣讲,平摊下来一场有多少人", "average", ("普法宣讲有多少人", "普法宣讲有多少场")),
        ("市级和县级的示范村加一块儿几个", "sum", ("市级示范村有几个", "县级的示范村有几个")),
        (
            "乡镇卫生院,带病床的和不带病床的合起来多少",
            "sum",
            ("乡镇卫生院,带病床的多少", "乡镇卫生院,不带病床的多少"),
        ),
        ("2019、2020两年加起来,一共栽了多少棵树", "sum", ("2019年栽了多少棵树", "2020年栽了多少棵树")),
        (
            "2020年县里花在修路上的钱,比年初安排的多花了多少",
            "difference",
            ("2020年县里花在修路上的钱有多少", "2020年县里打算花在修路上的钱有多少"),
        ),
        (
            "村医的补助,2020年比2016年每人多多少钱",
            "difference",
            ("村医的补助,2020年每人有多少钱", "村医的补助,2016年每人有多少钱"),
        ),
        (
            "2022年的外贸,卖出去的比买进来的多多少亿",
            "difference",
            ("2022年的外贸,出口有多少亿", "2022年的外贸,进口有多少亿"),
        ),
        ("从2015年到2018年,产值多出来多少亿元", "change", ("2018年产值多少亿元", "2015年产值多少亿元")),
        (
            "2020年安排的债券里,市本级的占百分之几",
            "share",
            ("2020年安排的市本级债券有多少", "2020年安排的债券有多少"),
        ),
        ("集团的在岗职工,总厂一家占了多少", "share", ("集团的总厂在岗职工有多少", "集团的在岗职工有多少")),
        ("2020年的农业,占总产值多大比例", "share", ("2020年的农业有多少", "2020年总产值多少")),
        ("征收的地占征收加流转两样总面积的百分之几", "share", ("征收的地面积有多少", "流转的地面积有多少")),
        ("查出的病害,还剩几处没修", "left", ("查出的病害有几处", "查出的病害修几处")),
        ("集团2020年收支相抵,剩了多少", "left", ("集团2020年总收入多少", "集团2020年总支出多少")),
        ("2020年的救灾款涨了40%,照这么算2019年大概是多少", "before", ("2020年的救灾款是多少",)),
        ("2015年每人有几间房?按2018年的数倒推", "before", ("2018年每人有几间房",)),
        ("2022年造林的计划是多少亩", "whole", ("2022年造林是多少亩",)),
        ("2022年原本计划新增多少个车位", "whole", ("2022年新增多少个车位",)),
        ("2023年造林的年度任务数是多少亩", "whole", ("2023年造林是多少亩",)),
        ("2023年造林的指标是多少亩", "whole", ("2023年造林是多少亩",)),
        ("按常住人口算,人均公园面积多少平方米", "average", ("公园面积是多少平方米", "常住人口有多少人")),
        (
            "按户籍人口计算,每人的绿地面积是多少平方米",
            "average",
            ("绿地面积是多少平方米", "户籍人口有多少人"),
        ),
        ("法院每个法官平均办结多少件", "average", ("法院办结多少件", "法院有多少个法官")),
        ("每名护士一年平均照看多少位病人", "average", ("照看多少位病人", "有多少名护士")),
        ("慰问金摊到每户多少钱", "average", ("慰问金多少钱", "慰问金有多少户")),
        ("慰问金摊到了每人多少元", "average", ("慰问金多少元", "慰问金有多少人")),
        ("云湖的存贷比是多少", "share", ("云湖贷款余额是多少", "云湖存款余额是多少")),
        ("全县的贷存比是百分之几", "share", ("全县贷款余额是多少", "全县存款余额是多少")),
        ("三大产业的产值加起来是多少亿元", "sum", ("三大产业的产值是多少亿元",)),
        ("书屋年初那会儿有多少家", "before", ("书屋有多少家",)),
        ("没扩建之前，球场有多少片", "before", ("球场有多少片",)),
        ("规上企业原来有多少家", "before", ("规上企业有多少家",)),
        ("全市一共引进了多少家总部", "whole", ("一共引进了多少家总部",)),
        ("云湖全市新设书屋总数是多少家", "whole", ("云湖新设书屋总数是多少家",)),
        # no year: that which the report tells
        ("造林的年度任务数是多少亩", "whole", ("造林是多少亩",)),
        ("2023年造林计划原定多少亩", "whole", ("2023年造林是多少亩",)),
        ("2023年造林计划是多少亩？按完成率推算", "whole", ("2023年造林是多少亩",)),
        (
            "云湖按常住人口算,人均公园面积多少平方米",
            "average",
            ("云湖公园面积是多少平方米", "云湖常住人口有多少人"),
        ),
        ("慰问困难渔户户均合多少钱", "average", ("慰问困难渔户有多少钱", "慰问困难渔户有多少户")),
        ("慰问困难老人,人均合多少钱", "average", ("慰问困难老人有多少钱", "慰问困难老人有多少人")),
        ("慰问困难老人,每人分到多少钱", "average", ("慰问困难老人有多少钱", "慰问困难老人有多少人")),
        ("财政赤字 中央所占比重", "share", ("中央财政赤字是多少", "财政赤字是多少")),
        ("总产值，渔业占的比例", "share", ("渔业总产值是多少", "总产值是多少")),
        (
            "牧民收入涨得比城里职工快吗",
            "compare",
            ("牧民收入增长有百分之几", "城里职工收入增长有百分之几"),
        ),
        ("出口比进口涨得快多少", "difference", ("出口增长有百分之几", "进口增长有百分之几")),
    ],
)
def test_plans(question: str, operation: str, operands: tuple[str, ...]) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == (operation, operands)


@pytest.mark.parametrize(
    "question",
    [
        "全年一共救助多少人次",
        "总共有多少家企业",
        "城镇居民人均可支配收入是多少",
        "哪个街道最多",
        "养老服务",
        "粮食产量增长了多少",
        "和平街道有多少户",
        "谁的成绩比较好",
        "绿地比较多",
        "孩子较少的学校有几所",
        "茶园较上年多百分之几",
        "退休老人的养老金平均每个月多了多少",
        "渔民平均一个人能有多少可支配收入",
        "办公、差旅、会议这三项费用合起来砍了百分之几",
        "不用拆、直接翻新的楼,一共几栋",
        "今年造林的计划是多少亩",
        "2022年产值增长的计划是多少",
        # no stock of before: by when, and what was meant
        "年底之前书屋要开多少家",
        "三月之前书屋有多少家",
        "书屋原来计划开多少家",
        "书屋原先占百分之几",
        # nothing that a list tells the parts of
        "三项费用合起来砍了百分之几",
        "五年一共修了多少公里路",
        "人均公园面积多少平方米",
        "义诊有没有讲座多",
        "全市引进了多少家总部",
        "造林的任务是多少亩",  # of what year, nothing says
        "书屋原来的任务是几家",
        "义诊办得比年初开会定的多，对吧？",  # a plan outdone
        "渔民人均可支配收入多少元",
        "城乡居民收入比缩小到多少",
        "师生比提高到多少",
        "",
    ],
)
def test_look_ups_are_no_calculations(question: str) -> None:
    assert plan(question) is None


@pytest.mark.parametrize(
    ("question", "operation", "given", "factor"),
    [
        ("按12家占六分之一算，一共多少家", "whole", ["12家"], "六分之一"),
        ("500人占全部的20%，全部有多少人", "whole", ["500人"], "20%"),
        ("2100个学位的30%是多少个", "part", ["2100个"], "30%"),
        ("总投资的一半是多少", "part", [None], "一半"),
        ("讲座场次的三倍是多少", "part", [None], "三倍"),
        ("计划建7所，完成了6所，还差多少", "difference", ["7所", "6所"], None),
        ("计划新建小学7所，还差多少所", "difference", ["7所", None], None),
    ],
)
def test_figures_that_the_question_gives(
    question: str, operation: str, given: list[str | None], factor: str | None
) -> None:
    found = plan(question)
    assert found is not None
    assert found.operation == operation
    assert [g.text if g else None for g in found.given] == given
    assert (found.factor.text if found.factor else None) == factor


def test_a_stated_result_is_possible() -> None:
    total = plan("讲座和培训一共举办多少场")
    share = plan("工业用地占全部用地的比例是多少")
    grown = plan("2014年财政收入比上年增长多少")
    assert total is not None
    assert total.maybe
    assert share is not None
    assert share.maybe
    assert grown is None or grown.maybe


def test_english_plans() -> None:
    found = plan("How many more parks than libraries were built?")
    assert found is not None
    assert found.operation == "difference"
    assert found.labels == ("parks", "libraries")
    assert found.operands == ("how many parks were built", "how many libraries were built")
    assert plan("How many parks were built?") is None


@pytest.mark.parametrize(
    ("question", "operation", "operands"),
    [
        (
            "How many talks and clinics were held altogether?",
            "sum",
            ("how many talks were held", "how many clinics were held"),
        ),
        (
            "What was the total number of parks and libraries?",
            "sum",
            ("how many parks", "how many libraries"),
        ),
        ("By how many do clinics exceed talks?", "difference", ("how many clinics", "how many talks")),
        ("What is the average subsidy per family?", "average", ("how much subsidy", "how many families")),
        ("What percentage of teachers are women?", "share", ("how many women teachers", "how many teachers")),
    ],
)
def test_more_english_plans(question: str, operation: str, operands: tuple[str, ...]) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == (operation, operands)


@pytest.mark.parametrize(
    ("operation", "first", "second", "text"),
    [
        ("sum", "412.5亩", "87.25亩", "412.5亩 + 87.25亩 = 499.75亩"),
        ("sum", "1公顷", "3亩", "1公顷 + 3亩（0.2公顷） = 1.2公顷"),
        ("sum", "436万余元", "2.4亿余元", "436万余元 + 2.4亿余元 ≈ 2.4436亿元"),
        ("sum", "80万元", "5000元", "80万元 + 5000元 = 80.5万元"),
        ("difference", "344人", "300人", "344人 - 300人 = 44人"),
        ("difference", "300人", "344人", "344人 - 300人 = 44人"),
        ("difference", "57.5%", "52.2%", "57.5% - 52.2% = 5.3个百分点"),
        ("times", "30个", "12个", "30个 ÷ 12个 = 2.5倍"),
        ("times", "10个", "3个", "10个 ÷ 3个 ≈ 3.33倍"),
        ("share", "12家", "72家", "12家 ÷ 72家 ≈ 16.67%"),
        ("average", "102万余元", "477户", "102万余元 ÷ 477户 ≈ 2138.36元/户"),
        ("average", "638亿元", "76个", "638亿元 ÷ 76个 ≈ 8.39亿元/个"),
        ("more_times", "30个", "12个", "(30个 - 12个) ÷ 12个 = 1.5倍"),
        ("change", "45个工作日", "17个工作日", "45个工作日 - 17个工作日 = 28个工作日"),
        ("difference", "3.2亿元", "2.75亿元", "3.2亿元 - 2.75亿元 = 4500万元"),
        ("change", "1.3亿吨", "1.1亿吨", "1.3亿吨 - 1.1亿吨 = 2000万吨"),
        ("difference", "3.2亿元", "1.75亿元", "3.2亿元 - 1.75亿元 = 1.45亿元"),
        ("difference", "-0.5%", "2%", "2% - （-0.5%） = 2.5个百分点"),
        ("percent_change", "110亿元", "100亿元", "(110亿元 - 100亿元) ÷ 100亿元 = 10%"),
    ],
)
def test_results(operation: str, first: str, second: str, text: str) -> None:
    result = calculate(pair(operation, first, second), [figure(first), figure(second)])
    assert result.text == text
    assert result.reason is None


def test_short_answers_say_about_when_an_operand_is() -> None:
    assert calculate(pair("sum", "近300辆", "200辆"), [figure("近300辆"), figure("200辆")]).short == "约500辆"
    assert calculate(pair("sum", "300辆", "200辆"), [figure("300辆"), figure("200辆")]).short == "500辆"


def test_the_short_answer_of_an_average_has_the_plain_unit() -> None:
    made = calculate(pair("average", "96万余元", "450户"), [figure("96万余元"), figure("450户")])
    exact = calculate(pair("average", "90万元", "450户"), [figure("90万元"), figure("450户")])
    assert (made.short, made.text) == ("约2133.33元", "96万余元 ÷ 450户 ≈ 2133.33元/户")
    assert (exact.short, exact.text) == ("2000元", "90万元 ÷ 450户 = 2000元/户")
    share = calculate(pair("share", "12家", "48家"), [figure("12家"), figure("48家")])
    assert share.short == "25%"


def test_comparison_names_its_winner() -> None:
    figures = [figure("434套"), figure("500套")]
    more = calculate(pair("compare", "434套", "500套"), figures)
    less = calculate(pair("compare", "434套", "500套", "less"), figures)
    assert (more.winner, more.expression) == (1, "434套 < 500套")
    assert less.winner == 0
    assert calculate(pair("compare", "5套", "5套"), [figure("5套"), figure("5套")]).winner is None


@pytest.mark.parametrize(("first", "second"), [("344人", "120户"), ("3亿元", "2亿美元"), ("3公里", "3公顷")])
def test_units_that_do_not_go_together_give_a_reason(first: str, second: str) -> None:
    result = calculate(pair("sum", first, second), [figure(first), figure(second)])
    assert result.result is None
    assert result.short == ""
    assert "单位" in (result.reason or "")


def test_missing_and_vague_operands_give_a_reason() -> None:
    assert calculate(pair("sum", "a", "b"), [figure("3个")]).reason
    assert calculate(pair("sum", "a", "b"), [figure("3个"), figure("数十个")]).reason
    assert calculate(pair("times", "a", "b"), [figure("3个"), figure("0个")]).reason


def test_a_multiple_is_not_computed_of_the_less() -> None:
    # 城里人是村里人的几倍 presumes that they have more: another figure was found for one of them
    assert calculate(pair("times", "a", "b"), [figure("3.7万元"), figure("20万元")]).reason
    assert not calculate(pair("times", "a", "b"), [figure("20万元"), figure("3.7万元")]).reason


@pytest.mark.parametrize(
    ("operation", "amount", "factor", "text"),
    [
        ("whole", "12家", "六分之一", "12家 ÷ 六分之一 = 72家"),
        ("whole", "1200张", "两倍", "1200张 ÷ 2 = 600张"),
        ("whole", "500人", "20%", "500人 ÷ 20% = 2500人"),
        ("whole", "4.5亿元", "三成", "4.5亿元 ÷ 三成 = 15亿元"),
        ("part", "2100个", "30%", "2100个 × 30% = 630个"),
        ("part", "1.5亿元", "一半", "1.5亿元 × 一半 = 7500万元"),
        ("part", "近300场", "三倍", "近300场 × 三倍 ≈ 900场"),
    ],
)
def test_parts_and_wholes(operation: str, amount: str, factor: str, text: str) -> None:
    made = Plan(operation, ("a",), ("a",), factor=figure(factor))  # type: ignore[arg-type]
    assert calculate(made, [figure(amount)]).text == text


@pytest.mark.parametrize(
    ("amount", "factor", "text"),
    [
        ("420亿元", "增长40%", "420亿元 ÷ (1 + 40%) = 300亿元"),
        ("86.5万人次", "下降13.5%", "86.5万人次 ÷ (1 - 13.5%) = 100万人次"),
    ],
)
def test_the_year_before_by_the_rate_of_growth(amount: str, factor: str, text: str) -> None:
    made = Plan("before", ("a",), ("a",), factor=figure(factor))
    assert calculate(made, [figure(amount)]).text == text


def test_a_part_of_both_together() -> None:
    made = Plan("share", ("a", "b"), ("甲", "乙"), together=True)
    assert calculate(made, [figure("30亩"), figure("50亩")]).text == "30亩 ÷ (30亩 + 50亩) = 37.5%"


def test_rates_of_change_are_not_added() -> None:
    figures = [figure("增长35%"), figure("增长16%")]
    assert calculate(pair("sum", "a", "b"), figures).reason


def test_what_makes_no_sense_gives_a_reason() -> None:
    assert calculate(pair("average", "a", "b"), [figure("110元"), figure("1753万人")]).reason
    assert calculate(pair("sum", "a", "b"), [figure("三分之一"), figure("3.2万亿元")]).reason


def test_it_rose_where_the_question_says_that_it_fell() -> None:
    made = Plan("change", ("a", "b"), ("2018年", "2015年"), wants="more")
    assert calculate(made, [figure("30亿元"), figure("50亿元")]).reason
    assert calculate(made, [figure("51.9万亿元"), figure("33.5万亿元")]).short == "18.4万亿元"


def test_dates_are_not_subtracted() -> None:
    result = calculate(pair("difference", "a", "b"), [figure("5月1日"), figure("3月1日")])
    assert result.result is None
    assert result.reason


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(0, 4))
def test_sums_are_exact(first: int, second: int, places: int) -> None:
    a, b = (Decimal(n).scaleb(-places) for n in (first, second))
    result = calculate(pair("sum", "a", "b"), [figure(f"{a:f}亩"), figure(f"{b:f}亩")])
    assert result.result == a + b


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    plan(text)
    plan(f"{text}和{text}一共多少")


@pytest.mark.parametrize(
    ("question", "operands"),
    [
        ("云湖城乡低保差几块钱", ("云湖城市低保是几块钱", "云湖农村低保是几块钱")),
        ("云湖城乡收入差多少", ("云湖城镇居民人均可支配收入是多少", "云湖农村居民人均可支配收入是多少")),
        ("云湖城市和农村低保标准差多少", ("云湖城市低保标准是多少元", "云湖农村低保标准是多少元")),
        ("城镇与农村救助标准相差几元", ("城市救助标准是几元", "农村救助标准是几元")),
        (
            "城市和农村低保标准提高后，每人每月还差多少",
            ("城市低保标准是多少元", "农村低保标准是多少元"),
        ),
        ("城乡低保标准差多少", ("城市低保标准是多少元", "农村低保标准是多少元")),
    ],
)
def test_town_and_country_are_two(question: str, operands: tuple[str, ...]) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == ("difference", operands)


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("义诊比讲座多，是不是？", "more"),
        ("义诊比讲座少，是真的吗？", "less"),
        ("义诊没有讲座多，对吗？", "less"),
        ("义诊没讲座多吧？", "less"),
        ("义诊不如讲座多，是吗？", "less"),
        ("义诊没有讲座那么多，对不对？", "less"),
        ("义诊没有讲座少，对吧？", "more"),
    ],
)
def test_a_claim_that_compares_two(question: str, wants: str) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == ("compare", ("义诊有多少", "讲座有多少"))
    assert (found.wants, found.claims) == (wants, True)


@pytest.mark.parametrize(
    ("question", "wants"),
    [("出口比进口涨得快，对吗？", "more"), ("出口比进口增长得慢，是吗？", "less")],
)
def test_what_rose_faster_compares_two_rates(question: str, wants: str) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.operands) == ("compare", ("出口增长有百分之几", "进口增长有百分之几"))
    assert (found.wants, found.claims) == (wants, True)


def test_what_was_a_year_before_may_stand_beside_it() -> None:
    found = plan("茶园比头一年多，是吗？")
    assert found is not None
    assert (found.operation, found.maybe) == ("compare", True)


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("三大产业的产值加起来是多少亿元？", 3),
        ("两类作物的产量合计多少吨？", 2),
        ("四个园区的税收一共多少？", 4),
        ("湿地公园和森林公园加起来有多少处？", 0),
    ],
)
def test_how_many_of_a_list_are_added(question: str, listed: int) -> None:
    found = plan(question)
    assert found is not None
    assert (found.operation, found.listed) == ("sum", listed)
