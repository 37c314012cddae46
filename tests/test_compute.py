"""Calculations: every operand looked up as a question of its own, exact, shown; or none at all."""

from __future__ import annotations

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.compose import guard, worded
from qa.computing.compute import calculation
from qa.computing.reckon import from_new, list_with
from qa.computing.toldback import year_before
from qa.parsing.question import ParsedQuestion, parse
from qa.planning.calculate import plan
from qa.records import Answer, Question
from qa.search.find import Search
from qa.search.scope import Scope
from tests.pointing import evidence, searched, work_report


class TableFinder:
    """Finds, for a question that holds a key, the key's sentence and its figure; else nothing."""

    def __init__(self, table: dict[str, tuple[str, str]]) -> None:
        self.table = table

    def find(self, parsed: ParsedQuestion, text: str | None = None, only: object = None) -> Search:
        for key, (sentence, figure) in self.table.items():
            if key in (text or parsed.normalised):
                return searched(parsed.normalised, evidence(sentence, figure, document=f"{sentence}.txt"))
        return searched(parsed.normalised, [])


LAND = {
    "土地": ("处置闲置土地312.5亩。", "312.5亩"),
    "厂房": ("盘活闲置厂房48.75亩。", "48.75亩"),
    "补贴": ("发放养老补贴680万余元。", "680万余元"),
    "奖金": ("发放人才奖金5000万元。", "5000万元"),
    "投资": ("完成项目投资2.5亿元。", "2.5亿元"),
}


def computed(question: str, table: dict[str, tuple[str, str]] = LAND) -> Draft | None:
    asked = plan(question)
    assert asked is not None
    return calculation(asked, TableFinder(table))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "short", "expression"),
    [
        ("闲置土地和闲置厂房一共多少亩？", "361.25亩", "312.5亩 + 48.75亩 = 361.25亩"),
        ("闲置土地比闲置厂房多多少亩？", "263.75亩", "312.5亩 - 48.75亩 = 263.75亩"),
        ("项目投资是人才奖金的几倍？", "5倍", None),
    ],
)
def test_a_calculation_is_exact_and_shown(question: str, short: str, expression: str | None) -> None:
    draft = computed(question)
    assert draft is not None
    assert draft.short == short
    assert expression in (None, draft.expression)
    assert len(draft.quotes) == 2
    answer = worded(Answer("1", question, "answered", ""), draft, "zh")
    assert draft.expression in answer.answer
    assert guard(answer, computed=draft.computed).status == "answered"
    assert guard(answer).status == "not_found", "the result stands nowhere but in the calculation"


@settings(deadline=None, max_examples=40)
@given(*[st.decimals(Decimal("0.01"), Decimal(9000), places=2, allow_nan=False)] * 2)
def test_a_sum_is_the_sum_to_the_last_digit(first: Decimal, second: Decimal) -> None:
    table = {
        "土地": (f"处置闲置土地{first}亩。", f"{first}亩"),
        "厂房": (f"盘活闲置厂房{second}亩。", f"{second}亩"),
    }
    draft = computed("闲置土地和闲置厂房一共多少亩？", table)
    assert draft is not None
    assert Decimal((draft.short or "").removesuffix("亩")) == first + second


def test_an_inexact_operand_makes_an_inexact_result() -> None:
    draft = computed("养老补贴和人才奖金一共多少元？")
    assert draft is not None
    assert "5680万" in (draft.short or "")
    assert draft.short != "5680万元"


@pytest.mark.parametrize(
    "question",
    [
        "闲置土地和地铁线路一共多少亩？",  # an operand is not there
        "闲置土地和人才奖金一共多少？",  # the units do not go together
    ],
)
def test_no_number_is_better_than_a_wrong_one(question: str) -> None:
    assert computed(question) is None


def test_two_operands_of_one_figure_are_one_too_few() -> None:
    same = {"土地": LAND["土地"], "厂房": LAND["土地"]}
    assert computed("闲置土地和闲置厂房一共多少亩？", same) is None


PLANS = {
    "学校": ("全区共有学校72家，其中示范学校12家，占六分之一。", "12家"),
    "审批时限": ("审批时限由45个工作日减至17个工作日。", "17个工作日"),
    "办理时限": ("办理时限缩短28个工作日。", "28个工作日"),
    "幼儿园": ("新建幼儿园目标是7所。", "7所"),
    "完成": ("完成幼儿园6所。", "6所"),
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("示范学校12家占六分之一，一共多少家？", "72家"),
        ("示范学校12家的1/6是多少家？", "2家"),
        ("审批时限缩短了多少个工作日？", "28个工作日"),
    ],
)
def test_parts_wholes_and_changes(question: str, short: str) -> None:
    draft = computed(question, LAND | PLANS)
    assert draft is not None
    assert draft.short == short
    answer = worded(Answer("1", question, "answered", ""), draft, "zh")
    assert guard(answer, computed=draft.computed).status == "answered"
    assert "1/6" not in draft.expression  # as the report prints it: 六分之一


@pytest.mark.parametrize(
    "question",
    [
        "示范学校15家占六分之一，一共多少家？",  # the report knows no fifteen
        "办理时限缩短了多少个工作日？",  # stated as it is: nothing to compute
        "地铁线路的20%是多少公里？",
        "闲置土地的20%是多少亩？",  # no quote holds the 20%: law 1
    ],
)
def test_what_is_not_surely_there_is_not_computed_with(question: str) -> None:
    assert computed(question, LAND | PLANS) is None


def test_a_share_that_the_report_states_is_not_computed() -> None:
    asked = "老旧厂房占闲置厂房的比例是多少？"
    stated = {"占闲置厂房": ("老旧厂房占闲置厂房的比例是35%。", "35%"), **LAND}
    assert computed(asked, stated) is None


HOUSING = "全年住房建成432万套，新开工1043万套。"
PEOPLE = "派出126名专员，收集问题318个，办结302个。"


def test_two_operands_of_one_sentence_are_told_apart() -> None:
    """Both are pointed at the first figure; by its own words the second operand fits the other."""
    draft = computed(
        "住房新开工比住房建成多多少万套？",
        {"新开工": (HOUSING, "432万套"), "建成": (HOUSING, "432万套")},
    )
    assert draft is not None
    assert draft.expression == "1043万套 - 432万套 = 611万套"


def test_what_counts_another_thing_is_no_operand() -> None:
    draft = computed("收集的问题还有多少个没办结？", {"办结": (PEOPLE, "302个"), "问题": (PEOPLE, "126名")})
    assert draft is not None
    assert draft.expression == "318个 - 302个 = 16个"


class YearFinder(TableFinder):
    """A library of one report, which tells of 2023."""

    def __init__(self, sentence: str, figure: str) -> None:
        super().__init__({"电梯": (sentence, figure)})
        self.store = SimpleNamespace(documents=lambda: [work_report(2024)])

    def scope(self, parsed: ParsedQuestion) -> Scope:
        return Scope(None, (2022,), False)


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("全年加装电梯37部，比上年增加16部。", "21部"),
        ("全年加装电梯27部，比上年减少9部。", "36部"),
        ("全年加装电梯37部，增加16部。", None),
        ("全年加装电梯37部，比上年增加16台次。", None),
        ("全年加装电梯37部。比上年增加16部的是小区。", None),
    ],
)
def test_the_year_before_is_what_was_told_less_what_came_more(sentence: str, short: str | None) -> None:
    figure = re.search(r"\d+部", sentence)
    assert figure is not None
    asked = parse(Question("2022年加装了几部电梯？"))
    draft = year_before(asked, YearFinder(sentence, figure[0]))  # type: ignore[arg-type]
    assert (draft.short if draft else None) == short


@pytest.mark.parametrize(
    ("sentence", "figure", "short"),
    [
        ("全年接诊86.5万人次,同比下降13.5%,出院3万人次。", "86.5万人次", "100万人次"),
        ("全年接诊121万人次,增长21%。", "121万人次", "100万人次"),
        ("五年来接诊121万人次,增长21%。", "121万人次", None),  # not of one year
        ("接诊实际121万人次,年均增长21%。", "121万人次", None),
        ("住院与接诊分别为60万人次、121万人次,增长20%、21%。", "121万人次", "100万人次"),
        ("住院60万人次、接诊121万人次,增长20%。", "121万人次", "约100.83万人次"),  # said of the last one
        ("住院与接诊共60万人次、121万人次,增长20%、21%。", "121万人次", None),  # which of which, nothing says
    ],
)
def test_the_year_before_by_a_rate(sentence: str, figure: str, short: str | None) -> None:
    finder = YearFinder(sentence, figure)
    finder.table = {"接诊": (sentence, figure)}
    draft = year_before(parse(Question("2022年接诊多少万人次？")), finder)  # type: ignore[arg-type]
    assert (draft.short if draft else None) == short
    if draft:
        answer = worded(Answer("1", "", "answered", ""), draft, "zh")
        assert guard(answer, computed=draft.computed).status == "answered"


def test_reckoned_back_by_what_the_question_gives() -> None:
    table = {"救灾": ("安排救灾款420亿元,比上年增长40%。", "420亿元")}
    draft = computed("2020年的救灾款涨了40%，照这么算2019年大概是多少？", table)
    assert draft is not None
    assert draft.expression == "420亿元 ÷ (1 + 40%) = 300亿元"
    assert computed("2020年的救灾款涨了30%，照这么算2019年大概是多少？", table) is None


HOMES = "2018年底,城镇和农村人均住房32.9平方米、37.1平方米,分别比2015年增加2.8平方米和5.5平方米。"


def test_of_a_list_each_has_its_own_increase() -> None:
    draft = computed("2015年农村人均住几平方米？按2018年的数倒推", {"农村": (HOMES, "37.1平方米")})
    assert draft is not None
    assert draft.short == "31.6平方米"
    spoken = computed("2015年城里人均住几平方米？按2018年的数倒推", {"城里": (HOMES, "37.1平方米")})
    assert spoken is not None
    assert spoken.short == "30.1平方米"
    assert computed("2015年人均住几平方米？按2018年的数倒推", {"人均": (HOMES, "37.1平方米")}) is None
    assert computed("2016年农村人均住几平方米？按2018年的数倒推", {"农村": (HOMES, "37.1平方米")}) is None


class OwnYear(YearFinder):
    """Finds it in the one report, which tells of 2023."""

    def find(self, parsed: ParsedQuestion, text: str | None = None, only: object = None) -> Search:
        sentence, figure = self.table["电梯"]
        found = evidence(sentence, figure, document=work_report(2024).name)
        return searched(parsed.normalised, found)


@pytest.mark.parametrize(
    ("sentence", "year", "short"),
    [
        ("全年加装电梯36部,完成计划的120%。", 2023, "30部"),
        ("全年加装电梯36部,超年度计划6部。", 2023, "30部"),
        ("全年加装电梯36部,比年初计划多6部。", 2023, "30部"),
        ("全年加装电梯36部,全部验收,较年度任务高6部。", 2023, "30部"),
        ("全年加装电梯36部,较原定目标少6部。", 2023, "42部"),
        ("全年加装电梯36部,比年初计划多6处。", 2023, None),
        ("全年加装电梯36部,比上年多6部。", 2023, None),
        ("全年加装电梯36部。比年初计划多6部。", 2023, None),
        ("全年加装电梯36部,完成投资的120%。", 2023, None),
        ("全年加装电梯36部,完成计划的120%。", 2024, None),  # the plan of 2023
    ],
)
def test_what_was_planned_by_how_far_it_was_fulfilled(sentence: str, year: int, short: str | None) -> None:
    asked = plan(f"{year}年加装电梯的计划是多少部？")
    assert asked is not None
    draft = calculation(asked, OwnYear(sentence, "36部"))  # type: ignore[arg-type]
    assert (draft.short if draft else None) == short


def test_what_is_said_of_each_person_is_not_shared_out() -> None:
    people = {"有多少人": ("参保村民500人。", "500人"), "养老金": ("村民养老金人均每年新增900元。", "900元")}
    assert computed("村民的养老补助金，平均每人补多少元？", {**people, "补助": people["养老金"]}) is None


def test_an_operand_that_is_counted_by_its_very_name() -> None:
    trade = "外贸进出口总额436亿元,其中出口282亿元,进口154亿元。"
    table = {"出口": (trade, "436亿元"), "进口": (trade, "154亿元")}
    draft = computed("2022年的外贸，卖出去的比买进来的多多少亿？", table)
    assert draft is not None
    assert draft.expression == "282亿元 - 154亿元 = 128亿元"


def test_a_part_told_beside_its_whole() -> None:
    value = "总产值完成186亿元,其中农业产值37亿元、渔业产值72亿元。"
    table = {"总产值": (value, "186亿元"), "渔业": ("渔业公司3家。", "无")}
    draft = computed("2020年的渔业，占总产值多大比例？", table)
    assert draft is not None
    assert draft.expression == "72亿元 ÷ 186亿元 ≈ 38.71%"


SCHOOLS = "新增市级单位、社区12个,示范校2个,县级单位、社区7个,示范校1个。"


def test_both_operands_count_the_same_thing() -> None:
    table = {"市级": (SCHOOLS, "2个"), "县级": (SCHOOLS, "7个")}
    draft = computed("市级示范校和县级示范校加一块儿几个？", table)
    assert draft is not None
    assert draft.expression == "2个 + 1个 = 3个"


def test_flows_are_no_levels() -> None:
    table = {"2018年": ("学位新增300个。", "300个"), "2015年": ("学位新增200个。", "200个")}
    assert computed("从2015年到2018年，学位多了多少个？", table) is None


GROWN = {
    "公园": ("公园建设投入由3.3亿元提高到4.95亿元。", "4.95亿元"),
    "步道": ("健身步道由36公里延伸到52公里。", "52公里"),
    "堆场": ("码头堆场由34万平方米提高到51万平方米。", "34万平方米"),
    "灯杆": ("新立灯杆52根。", "52根"),
}


@pytest.mark.parametrize(
    ("question", "expression"),
    [
        ("公园建设比上一年多投了多少钱？", "4.95亿元 - 3.3亿元 = 1.65亿元"),
        ("健身步道一年扩了多少公里？", "52公里 - 36公里 = 16公里"),
        ("码头堆场扩容了多少万平方米？", "51万平方米 - 34万平方米 = 17万平方米"),
        ("灯杆一年扩了多少根？", None),  # to how many, but not from how many
    ],
)
def test_by_how_much_it_grew_where_only_from_what_to_what_is_told(
    question: str, expression: str | None
) -> None:
    draft = computed(question, GROWN)
    assert (draft.expression if draft else None) == expression


def test_what_is_short_of_the_plan() -> None:
    planted = {"造林": ("造林4300亩,计划为5100亩。", "4300亩")}
    draft = computed("造林比计划少完成了多少亩？", planted)
    assert draft is not None
    assert draft.expression == "5100亩 - 4300亩 = 800亩"


def test_shared_out_without_a_word_for_each() -> None:
    table = {"多少钱": ("发放慰问金96万余元。", "96万余元"), "多少户": ("慰问450户。", "450户")}
    draft = computed("慰问金摊下来一户多少钱？", table)
    assert draft is not None
    assert (draft.short, draft.expression) == ("约2133.33元", "96万余元 ÷ 450户 ≈ 2133.33元/户")


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("电梯停摆由上年的63起减少到48起。", "63起"),
        ("电梯停摆从去年同期的63起下降到48起。", "63起"),
        ("电梯停摆由前一年的63起增加到84起，处置加快。", "63起"),
        ("电梯停摆由五年前的63起减少到48起。", None),  # of what year, nothing says
        ("电梯停摆由63起减少到48起。", None),
    ],
)
def test_the_year_before_where_the_sentence_tells_of_it(sentence: str, short: str | None) -> None:
    figure = re.findall(r"\d+起", sentence)[-1]
    asked = parse(Question("2022年电梯停摆有多少起？"))
    draft = year_before(asked, YearFinder(sentence, figure))  # type: ignore[arg-type]
    assert (draft.short if draft else None) == short
    assert draft is None or not draft.expression


HELD = {
    "义诊": ("举办义诊36场。", "36场"),
    "讲座": ("举办讲座24场。", "24场"),
    "演出": ("举办演出24场。", "24场"),
}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("义诊比讲座多，是不是？", "yes"),
        ("讲座比义诊多，对吧？", "no"),
        ("讲座比义诊少，对吧？", "yes"),
        ("义诊没有讲座多，对吗？", "no"),
        ("讲座没有义诊多，对吗？", "yes"),
        ("义诊没有讲座少，对吧？", "yes"),
        ("讲座比演出多吗？", "no"),  # as many
    ],
)
def test_a_claim_that_compares_two_figures_has_a_verdict(question: str, verdict: str) -> None:
    draft = computed(question, HELD)
    assert draft is not None
    assert draft.verdict == verdict
    assert draft.short in ("36场", "24场")
    answer = worded(Answer("1", question, "answered", ""), draft, "zh")
    assert answer.verdict == verdict
    assert answer.answer.startswith("是的：" if verdict == "yes" else "不是：")
    assert guard(answer, computed=draft.computed).status == "answered"


def test_what_is_more_has_no_verdict_where_nothing_is_claimed() -> None:
    draft = computed("义诊和讲座哪个多？", HELD)
    assert draft is not None
    assert draft.verdict is None


COURT = "法院现有法官64名，全年办结案件9600件。"
PER_HEAD = {
    "公园面积": ("公园面积达560万平方米。", "560万平方米"),
    "常住人口": ("年末常住人口70万人。", "70万人"),
    "户籍人口": ("年末户籍人口80万人。", "80万人"),
    "名法官": (COURT, "64名"),
    "办结": (COURT, "9600件"),
    "贷款余额": ("贷款余额630亿元。", "630亿元"),
    "存款余额": ("存款余额840亿元。", "840亿元"),
    "多少户": ("慰问450户。", "450户"),
    "多少钱": ("发放慰问金90万元。", "90万元"),
}


@pytest.mark.parametrize(
    ("question", "short", "expression"),
    [
        ("按常住人口算，人均公园面积是多少？", "8平方米", "560万平方米 ÷ 70万人 = 8平方米/人"),
        ("按户籍人口算，人均公园面积是多少？", "7平方米", "560万平方米 ÷ 80万人 = 7平方米/人"),
        ("法院每名法官平均办结多少件？", "150件", "9600件 ÷ 64名 = 150件/名"),
        ("云湖按常住人口算，人均公园面积是多少？", "8平方米", "560万平方米 ÷ 70万人 = 8平方米/人"),
        ("慰问困难渔户，户均合多少钱？", "2000元", "90万元 ÷ 450户 = 2000元/户"),
        ("慰问金摊到每户多少钱？", "2000元", "90万元 ÷ 450户 = 2000元/户"),
        ("云湖的存贷比是多少？", "75%", "630亿元 ÷ 840亿元 = 75%"),
    ],
)
def test_per_head_and_ratios_with_a_name(question: str, short: str, expression: str) -> None:
    draft = computed(question, PER_HEAD)
    assert draft is not None
    assert (draft.short, draft.expression) == (short, expression)


SECTORS = "三大产业产值分别为121亿元、68亿元、45亿元。"


@pytest.mark.parametrize("pointed", ["121亿元", "68亿元", "45亿元"])
def test_a_list_that_the_question_only_counts_is_added(pointed: str) -> None:
    draft = computed("三大产业的产值加起来是多少亿元？", {"产业": (SECTORS, pointed)})
    assert draft is not None
    assert draft.expression == "121亿元 + 68亿元 + 45亿元 = 234亿元"
    assert computed("四大产业的产值加起来是多少亿元？", {"产业": (SECTORS, pointed)}) is None


@pytest.mark.parametrize(
    ("sentence", "pointed", "expression"),
    [
        ("书屋净增27家，总数达到310家。", "310家", "310家 - 27家 = 283家"),
        ("书屋净增27家，总数达到310家。", "27家", "310家 - 27家 = 283家"),
        ("新增书屋27家，增至310家。", "27家", "310家 - 27家 = 283家"),
        ("书屋新增27家，惠及310家。", "310家", None),
        ("书屋关停27家，总数达到310家。", "310家", None),
        ("书屋新增27家。总数达到310家。", "310家", None),
        ("书屋新增席位27张，总数达到310家。", "310家", None),
        ("书屋总数达到310家。", "310家", None),
    ],
)
def test_what_there_was_before_something_came_new(
    sentence: str, pointed: str, expression: str | None
) -> None:
    draft = computed("书屋年初那会儿有多少家？", {"书屋": (sentence, pointed)})
    assert (draft.expression if draft else None) == expression


@pytest.mark.parametrize(
    ("sentence", "pointed", "told"),
    [
        ("新建球场9片，全县球场总数增至31片。", "31片", ("31片", "9片")),
        ("新增床位40张，已达600张。", "40张", ("600张", "40张")),
        ("新增床位40张，减至600张。", "600张", None),
        ("减少床位40张，总数达到600张。", "600张", None),
        ("新增床位600张，总数达到40张。", "40张", None),
        ("净增床位40张，总数达到600张，护士900人。", "900人", None),
    ],
)
def test_a_total_beside_what_came_new(sentence: str, pointed: str, told: tuple[str, str] | None) -> None:
    (one,) = evidence(sentence)
    found = from_new(one, next(f for f in figures_of(one) if f.text == pointed))
    assert (found and (found.amount.text, found.beside.text)) == told


@pytest.mark.parametrize(
    ("member", "run"),
    [
        ("14元", ["32元", "14元"]),
        ("32元", ["32元", "14元"]),
        ("7万人次", ["7万人次"]),
    ],
)
def test_the_figures_of_a_list_are_of_one_unit(member: str, run: list[str]) -> None:
    (one,) = evidence("票价32元、14元，客流7万人次。")
    figures = figures_of(one)
    own = next(f for f in figures if f.text == member)
    assert [f.text for f in list_with(one.candidate.window.text, figures, own)] == run


@pytest.mark.parametrize("word", ["年度任务数", "任务", "指标", "年度任务量"])
def test_what_was_set_by_how_far_it_was_fulfilled(word: str) -> None:
    asked = plan(f"2023年造林的{word}是多少亩？")
    assert asked is not None
    draft = calculation(asked, OwnYear("全年造林6600亩，完成年度任务的110%。", "6600亩"))  # type: ignore[arg-type]
    assert draft is not None
    assert draft.expression == "6600亩 ÷ 110% = 6000亩"


@pytest.mark.parametrize(
    ("rates", "short"),
    [
        ("分别增长40%和25%", "1.6亿元"),
        ("增长40%和25%", None),  # which of which, nothing says
        ("分别增长40%、25%和8%", None),  # one too many
    ],
)
def test_the_rates_of_amounts_of_two_units(rates: str, short: str | None) -> None:
    finder = YearFinder(f"全年接待游客7万人次，门票收入2亿元，{rates}。", "2亿元")
    finder.table = {"门票": finder.table["电梯"]}
    draft = year_before(parse(Question("2022年门票收入多少亿元？")), finder)  # type: ignore[arg-type]
    assert (draft.short if draft else None) == short


def test_the_rate_of_the_first_of_amounts_of_two_units() -> None:
    finder = YearFinder("全年接待游客7万人次，门票收入2亿元，分别增长40%和25%。", "7万人次")
    finder.table = {"游客": finder.table["电梯"]}
    draft = year_before(parse(Question("2022年接待游客多少万人次？")), finder)  # type: ignore[arg-type]
    assert draft is not None
    assert draft.expression == "7万人次 ÷ (1 + 40%) = 5万人次"


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        ("引进总部9家，占全市的1/4。", "9家 ÷ 1/4 = 36家"),
        ("引进总部9家，占全市总量的三成。", "9家 ÷ 三成 = 30家"),
        ("引进总部9家，约占全市总数的15%。", "9家 ÷ 15% = 60家"),
        ("引进总部9家，占全省的1/4。", None),  # of another whole
        ("引进总部9家，增长1/4。", None),
        ("引进总部9家。占全市的1/4。", None),
    ],
)
def test_the_whole_behind_a_share(sentence: str, expression: str | None) -> None:
    draft = computed("全市一共引进了多少家总部？", {"总部": (sentence, "9家")})
    assert (draft.expression if draft else None) == expression


def test_what_was_set_for_the_year_that_the_report_tells() -> None:
    asked = plan("造林的年度任务数是多少亩？")
    assert asked is not None
    draft = calculation(asked, OwnYear("全年造林6600亩，完成年度任务的110%。", "6600亩"))  # type: ignore[arg-type]
    assert draft is not None
    assert draft.expression == "6600亩 ÷ 110% = 6000亩"


SPENT = "教育、医疗和养老支出分别为21亿元、14亿元和9亿元。"


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        (SPENT, "21亿元 + 14亿元 + 9亿元 = 44亿元"),
        (SPENT.replace("分别为", "为"), None),  # which of which, nothing says
        ("教育、医疗和养老支出分别为21亿元、14亿元。", None),
        ("造林、种草和育苗支出分别为21亿元、14亿元和9亿元。", None),  # of other things
    ],
)
def test_a_sum_of_what_is_told_in_one_list(sentence: str, expression: str | None) -> None:
    """The reader points to the first of them whichever is asked for."""
    draft = computed("教育、医疗和养老支出一共多少亿元？", {"支出": (sentence, "21亿元")})
    assert (draft.expression if draft else None) == expression


def test_what_rose_faster_has_a_verdict_by_the_rates() -> None:
    table = {"出口增长": ("出口60亿元，增长5.1%。", "5.1%"), "进口增长": ("进口28亿元，增长3.3%。", "3.3%")}
    faster, slower = (computed(f"出口比进口涨得{how}，对吗？", table) for how in "快慢")
    assert (faster and faster.verdict, slower and slower.verdict) == ("yes", "no")
    by = computed("出口比进口涨得快多少？", table)
    assert by is not None
    assert by.short == "1.8个百分点"
