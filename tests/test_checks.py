"""Reasons to say "the report doesn't say": another year, another place, another form than was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.records import Document
from qa.answers.draft import Draft
from qa.checking.checks import objection
from qa.parsing.question import parse
from qa.records import Question
from qa.search.scope import scope_of
from qa.text.awards import levels
from tests.pointing import found_at, work_report

REPORT = work_report(2022)
TEXT = "全年新增学位1500个。地铁2019年开工，“湖光办”平台由区行政审批局牵头建设，电话12345，位于青石街道。"
STREET = "步行街完成改造，春节假期客流超90万人次，全年引进首店37家。青溪村稻田扩大到1200亩。"
LISTED = "全年公示拖欠单位14家，大队长季平获评先进。生产总值648亿元，高于全市平均水平。"
TRADE = "外贸进口28亿元，增长3.1%。高铁站下客9万人次。"
BUILT = "全年建成示范校和示范园共28所，惠及居民5200户。"
ZONE = "经开区引进项目36个。"
DELAY = "因连续强降雨，湖滨公园改造工程推迟到10月完工。湖滨公园面积3.5亩，投资680万元。"

INCOME = "城镇居民人均收入4.3万元，农村居民人均收入2.6万元。"
KINDERGARTENS = "全区有幼儿园37所，其中公办15所。"
BOATS = "拔河赛上，河口队夺得金牌，白塘队夺得银牌，松岭队夺得铜牌。"

AWARDS = "区里拿出资金奖励学校。松岭小学获合唱比赛金奖，白塘小学获银奖。河口小学获科技竞赛一等奖。篮球赛青石队获亚军。"


def objected(question: str, text: str, short: str, document: Document = REPORT) -> str | None:
    """What the checks say of answering `question` with `short`, where it stands in `text`."""
    found, quote = found_at(text, short, document.name)
    parsed = parse(Question(question))
    draft = Draft(short, (quote,), 0.9, found=found)
    return objection(parsed, draft, scope_of([document], parsed), [document], text.__contains__)


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        pytest.param("2015年新增学位多少个？", TEXT, "1500个", id="another year"),
        pytest.param("海州区新增学位多少个？", TEXT, "1500个", id="another district"),
        pytest.param("湖滨公园改造花了多少钱？", DELAY, "3.5亩", id="an area for a cost"),
        pytest.param("金奖被谁拿走了？", AWARDS, "白塘小学", id="silver for gold"),
        pytest.param("哪所学校得了二等奖？", AWARDS, "河口小学", id="a first for a second class"),
        pytest.param("谁得了冠军？", AWARDS, "青石队", id="second place for the first"),
        pytest.param("湖滨公园什么时候完工？", DELAY, "湖滨公园", id="a name for a time"),
        pytest.param("谁牵头建设“湖光办”？", TEXT, "1500个", id="a count for a name"),
        pytest.param("“湖光办”的电话是多少？", TEXT, "1500个", id="a count for a telephone number"),
        pytest.param("为什么由区行政审批局牵头建设？", TEXT, "区行政审批局", id="no cause for a reason"),
        pytest.param("青石街道新增学位多少个？", TEXT, "1500个", id="a district for a street of it"),
        pytest.param(
            "今年实际新增学位多少个？", "确保全年新增学位1500个。", "1500个", id="a plan for a result"
        ),
        pytest.param("步行街全年来了多少人次？", STREET, "超90万人次", id="a holiday for a year"),
        pytest.param("山口村稻田有多少亩？", STREET, "1200亩", id="another village"),
        pytest.param("全市的生产总值是多少？", LISTED, "648亿元", id="a district for its city"),
        pytest.param("拖欠的14家单位叫什么名字？", LISTED, "季平", id="one name for fourteen"),
        pytest.param("海州经开区引进项目多少个？", ZONE, "36个", id="another district's zone"),
        pytest.param("云湖经开区引进项目多少个？", "引进项目36个。", "36个", id="a district for its zone"),
        pytest.param("拔河赛谁得了冠军？", BOATS, "松岭队", id="a bronze medal for a champion"),
        pytest.param("拔河赛谁得了金牌？", BOATS, "白塘队", id="a silver medal for a gold one"),
        pytest.param("大桥是哪天开的工？", "大桥9月6日通车。", "9月6日", id="its opening for its beginning"),
        pytest.param(
            "下水库的坝什么时候封顶？", "上水库大坝9月6日封顶。", "9月6日", id="the upper for the lower"
        ),
    ],
)
def test_what_was_not_asked_for_is_objected_to(question: str, text: str, short: str) -> None:
    assert objected(question, text, short) is not None


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        pytest.param("新增学位多少个？", TEXT, "1500个", id="nothing named"),
        pytest.param("2021年新增学位多少个？", TEXT, "1500个", id="the year it tells"),
        pytest.param("2019年开工的是什么？", TEXT, "地铁", id="a year that stands there"),
        pytest.param("云湖区新增学位多少个？", TEXT, "1500个", id="its own district"),
        pytest.param(
            "青石街道新增学位多少个？", "青石街道新增学位1500个。", "1500个", id="a place that stands there"
        ),
        pytest.param("湖滨公园改造花了多少钱？", DELAY, "680万元", id="money for a cost"),
        pytest.param("公园何时开工？", "公园明末清初开工。", "明末清初", id="a time in other words"),
        pytest.param(
            "工程为何停工？",
            "汛期连降暴雨冲毁便道，工程停工。",
            "汛期连降暴雨冲毁便道",
            id="a cause that nothing marks",
        ),
        pytest.param("步行街全年引进首店多少家？", STREET, "37家", id="a year for a year"),
        pytest.param("步行街春节来了多少人次？", STREET, "超90万人次", id="a holiday for a holiday"),
        pytest.param("青溪村稻田有多少亩？", STREET, "1200亩", id="its own village"),
        pytest.param("全区的生产总值是多少？", LISTED, "648亿元", id="the district for the district"),
        pytest.param(
            "云湖区的生产总值在全国算高的，是多少？", LISTED, "648亿元", id="a nation beside the district"
        ),
        pytest.param("云湖经开区引进项目多少个？", ZONE, "36个", id="a zone without the district's name"),
        pytest.param(
            "云湖经开区引进项目多少个？", "经济开发区引进项目36个。", "36个", id="a zone by its full name"
        ),
        pytest.param("外贸进口多少亿元？", TRADE, "28亿元", id="imports for imports"),
        pytest.param("外贸出口多少亿元？", "外贸进出口28亿元。", "28亿元", id="both sides in one word"),
        pytest.param("示范校和示范园共有多少所？", BUILT, "28所", id="both for both"),
        pytest.param(
            "示范校和示范园各是多少所？", "示范校和示范园各28所。", "28所", id="one figure said of each"
        ),
        pytest.param("金奖被谁拿走了？", AWARDS, "松岭小学", id="gold for gold"),
        pytest.param("银奖给了哪所学校？", AWARDS, "白塘小学", id="silver for silver"),
        pytest.param("哪所学校得了1等奖？", AWARDS, "河口小学", id="a class in digits"),
        pytest.param("谁得了第二名？", AWARDS, "青石队", id="second place"),
        pytest.param("拔河赛谁得了冠军？", BOATS, "河口队", id="a gold medal for a champion"),
        pytest.param("拔河赛谁得了亚军？", BOATS, "白塘队", id="a silver medal for the second place"),
        pytest.param("拔河赛谁得了银牌？", BOATS, "白塘队", id="silver medal for silver medal"),
        pytest.param("农村居民人均收入多少元？", INCOME, "2.6万元", id="the country for the country"),
        pytest.param("城镇居民人均收入多少元？", INCOME, "4.3万元", id="the town for the town"),
        pytest.param(
            "农村居民人均收入多少元？", "城镇和农村居民人均收入3.1万元。", "3.1万元", id="town and country"
        ),
        pytest.param("幼儿园里头，公办的占几所？", KINDERGARTENS, "15所", id="a part that is told"),
        pytest.param("湖滨公园什么时候完工？", DELAY, "10月", id="a month for a time"),
        pytest.param("大桥是哪天通的车？", "大桥9月6日通车。", "9月6日", id="a day for the day"),
        pytest.param("谁牵头建设“湖光办”？", TEXT, "区行政审批局", id="a body for a name"),
        pytest.param("“湖光办”的电话是多少？", TEXT, "12345", id="a number to call"),
        pytest.param("电话用户新增多少个？", TEXT, "1500个", id="a count of telephones"),
        pytest.param("相当于疫情前2019年的多少个？", TEXT, "1500个", id="a year before which something was"),
        pytest.param("从小区去省城的地铁新增多少个？", TEXT, "1500个", id="no place but a word like one"),
        pytest.param("电话什么时候装的？", "电话于6月装好。", "6月", id="a time, whatever it is of"),
        pytest.param("发球权什么时候换？", "一局比赛结束后交换发球权。", "一局比赛结束", id="after an event"),
        pytest.param("塔建于哪一年？", "塔建于嘉靖七年。", "嘉靖七年", id="the year of an era"),
        pytest.param("碑文在哪一年刻的？", "碑文刻于庚申年。", "庚申年", id="a year of the cycle of sixty"),
        pytest.param("湖面在什么时期结冰？", "湖面于小冰期结冰。", "小冰期", id="an age"),
        pytest.param(
            "坐船过湖要花费多少时间？", "坐船过湖约两小时。", "约两小时", id="hours spent, no money"
        ),
        pytest.param(
            "全县共有几所示范书院？",
            "全县共四所示范书院，分别为松岭示范书院、白塘书院。",
            "四所",
            id="all of a list of which one has the name of its kind",
        ),
        pytest.param("在哪一个朝代建的？", "塔建于北宋。", "北宋", id="a dynasty"),
        pytest.param("收购花了多少钱？", "斥资77亿美元收购。", "77亿美元", id="another currency for a cost"),
        pytest.param("湖滨公园为什么推迟完工？", DELAY, "连续强降雨", id="a cause for a reason"),
    ],
)
def test_what_was_asked_for_passes(question: str, text: str, short: str) -> None:
    assert objected(question, text, short) is None


def test_a_document_without_a_year_is_not_held_to_one() -> None:
    undated = Document("百科.txt", "", "")
    assert objected("2015年新增学位多少个？", TEXT, "1500个", undated) is None


@pytest.mark.parametrize(
    ("place", "reason"),
    [("海州区", "place"), ("白塘镇", "place"), ("东海市", "place"), ("云湖区", None)],
)
def test_a_place_spoken_of_elsewhere_must_stand_in_the_evidence(place: str, reason: str | None) -> None:
    """A neighbour, a place within, or the city that the district lies in: a figure of the district is not the city's."""
    found, quote = found_at(TEXT, "1500个", REPORT.name)
    parsed = parse(Question(f"{place}新增学位多少个？"))
    draft = Draft("1500个", (quote,), 0.9, found=found)
    assert objection(parsed, draft, scope_of([REPORT], parsed), [REPORT], lambda name: True) == reason


@pytest.mark.parametrize(
    ("question", "text", "short", "reason"),
    [
        ("外贸出口多少亿元？", TRADE, "28亿元", "another"),
        ("高铁站上客多少人次？", TRADE, "9万人次", "another"),
        ("示范校和示范园各是多少所？", BUILT, "28所", "names"),
        ("示范校和示范园分别有多少所？", BUILT, "28所", "names"),
        ("农村居民人均收入多少元？", INCOME, "4.3万元", "another"),
        ("城镇居民人均收入多少元？", INCOME, "2.6万元", "another"),
    ],
)
def test_the_other_side_and_one_figure_for_two(question: str, text: str, short: str, reason: str) -> None:
    assert objected(question, text, short) == reason


def test_a_name_that_no_report_prints_is_anothers_unless_it_is_misspelt() -> None:
    found, quote = found_at(BUILT, "5200户", REPORT.name)
    parsed = parse(Question("鹭渚惠及居民多少户？"))
    draft = Draft("5200户", (quote,), 0.9, found=found)
    asked = (parsed, draft, scope_of([REPORT], parsed), [REPORT], BUILT.__contains__)
    assert objection(*asked) == "place"
    assert objection(*asked, lambda name: True) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("金牌", "冠军", True),
        ("银牌", "第二名", True),
        ("铜牌", "季军", True),
        ("金牌", "金奖", True),
        ("金牌", "亚军", False),
        ("银牌", "金牌", False),
        ("金奖", "冠军", False),  # a prize may be given to many
        ("金、银牌", "亚军", True),
    ],
)
def test_medals_are_places(one: str, other: str, same: bool) -> None:
    assert bool(levels(one) & levels(other)) == same


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        ("幼儿园里头，公办的占几所？", "全区有幼儿园37所。", "part"),
        ("幼儿园当中，公办的占了多少所？", "全区有幼儿园37所。", "part"),
        ("幼儿园占几所？", "全区有幼儿园37所。", None),
    ],
)
def test_a_part_of_which_nothing_is_told_is_not_the_whole(
    question: str, text: str, reason: str | None
) -> None:
    assert objected(question, text, "37所") == reason


GREW = "渔业产值9亿元，增长6%；茶园面积6万亩。"
BOTH_GREW = "渔业产值9亿元，增长6%；茶园面积6万亩，增长3%。"
PUMPS = "全年建成泵站12座，另有7座在建。"
TAUGHT = "他27岁当上村医，接诊900人。"
TOGETHER = "松岭小学、白塘小学建成，新增学位900个。"


@pytest.mark.parametrize(
    ("question", "text", "short", "reason"),
    [
        # a rate of something else than what is named
        ("茶园面积增长了百分之几？", GREW, "6%", "another"),
        ("茶园面积增长了百分之几？", BOTH_GREW, "6%", "another"),
        ("茶园面积增长了百分之几？", BOTH_GREW, "3%", None),
        ("渔业产值增长了百分之几？", GREW, "6%", None),
        # an age tells when
        ("他什么时候当上村医的？", TAUGHT, "27岁", None),
        ("他什么时候当上村医的？", "他27周岁当上村医。", "27周岁", None),
        ("他什么时候当上村医的？", TAUGHT, "900人", "time"),
        ("谁当上了村医？", TAUGHT, "27岁", "form"),
        # what is done is not what is under way, nor what is now what was before
        ("还没建完的泵站有几座？", PUMPS, "12座", "another"),
        ("还没建完的泵站有几座？", PUMPS, "7座", None),
        ("建成的泵站有几座？", PUMPS, "12座", None),
        ("原来办证要几天？", "办证时限压缩至17天。", "17天", "another"),
        ("原来办证要几天？", "原先办证要63天。", "63天", None),
        # several together
        ("松岭小学一所新增学位多少个？", TOGETHER, "900个", "part"),
        ("松岭小学新增学位多少个？", TOGETHER, "900个", "part"),
        ("两所小学新增学位多少个？", TOGETHER, "900个", None),
        ("那两所小学，各新增多少学位？", "两所小学新增学位900个。", "900个", "names"),
        ("那两所小学，各新增多少学位？", "两所小学各新增学位900个。", "900个", None),
        ("松岭小学有多少人得奖？", "松岭小学开学。全市得奖900人。", "900人", "another"),
        ("哪个区得了第一？", "得分居全市第一。", "全市", "form"),
        # how many persons is not how many things, nor where something is the place that something happened to
        ("龙舟赛来了多少游客？", "龙舟赛引来9个村落的30支船队。", "9个", "unit"),
        ("龙舟赛来了多少船队？", "龙舟赛引来9个村落的30支船队。", "30支", None),
        ("新校能收多少学生？", "新校建成，新增学位900个。", "900个", None),
        ("松岭剧团的地址在哪条路上？", "松岭剧团得奖；青石街区获评先进。", "青石街区", "address"),
        ("谁来听意见？", "每月8日听取意见，书记接待。", "听取", "form"),
    ],
)
def test_a_figure_of_something_else(question: str, text: str, short: str, reason: str | None) -> None:
    assert objected(question, text, short) == reason


@pytest.mark.parametrize(
    ("question", "text", "short", "objects"),
    [
        ("2021年茶叶产量多少吨？", "2022年，茶叶产量900吨。", "900吨", True),
        ("2022年茶叶产量多少吨？", "2022年，茶叶产量900吨。", "900吨", False),
        # in passing
        ("2021年茶叶产量多少吨？", "茶叶产量900吨，比2019年增加60吨。", "900吨", False),
        # what came of the report's own year, which it can only plan
        ("2022年茶叶收了多少吨？", "茶叶产量900吨。", "900吨", True),
        ("2022年茶叶安排了多少吨？", "茶叶产量900吨。", "900吨", False),
        ("2022年茶叶产量多少吨？", "茶叶产量900吨。", "900吨", False),
    ],
)
def test_another_years_figure_is_none_of_this_one(
    question: str, text: str, short: str, objects: bool
) -> None:
    assert (objected(question, text, short) in ("year", "aim")) is objects


@pytest.mark.parametrize(
    ("question", "text", "objects"),
    [
        ("山西关了几处煤矿？", "全国关闭煤矿900处。山西最多。", True),
        ("山西关了几处煤矿？", "山西关闭煤矿900处。", False),
        ("来山东打工的有几处煤矿？", "来鲁打工的煤矿900处。", False),  # the one character that stands for it
        ("全国关了几处煤矿？", "全国关闭煤矿900处。", False),
    ],
)
def test_a_province_that_the_sentence_does_not_name(question: str, text: str, objects: bool) -> None:
    report = replace(REPORT, region="全国")
    assert (objected(question, text, "900处", report) == "place") is objects


def test_a_quoted_name_that_another_report_prints_is_not_this_one_s() -> None:
    parsed = parse(Question("“云湖紫菜”品牌值多少钱？"))
    told = []
    for text in ("品牌价值达12.8亿元。", "云湖紫菜品牌价值达12.8亿元。"):
        found, quote = found_at(text, "12.8亿元", REPORT.name)
        draft = Draft("12.8亿元", (quote,), 0.9, found=found)
        told.append(objection(parsed, draft, scope_of([REPORT], parsed), [REPORT], lambda name: True))
    assert told == ["another", None]
