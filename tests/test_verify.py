"""Confirmations: yes, no with the report's own value, or not in the report."""

from __future__ import annotations

import pytest

from qa.answers.draft import Draft
from qa.claims.verify import confirmation
from qa.parsing.question import parse
from qa.records import Question
from tests.pointing import evidence, searched

SCHOOLS = "全年新增学位1500个，新建幼儿园5所。"
NEARLY = "办理跨省通办事项近800件。"
LEAD = "“湖光办”政务服务平台由区行政审批局牵头建设。"
SHARE = "老旧小区物业覆盖率达到87%。"
SILVER = "松岭小学获合唱比赛银奖。"
MERGED = "推动区属企业由21家整合为9家。"
FALL = "房地产投资126.5亿元，下降3.6%。"
MINUS = "消费价格同比-0.5%。"
FEWER = "年末常住人口比上年末减少1.3万人。"
FUNDS = "累计到位内资95亿元，外资2.3亿美元。"
PATIENTS = "中心接诊8万人次，上转病人1.32万人次、下转病人8600余人次。"
DEFICIT = "财政赤字今年拟安排1.62亿元，比上年增加800万元。其中，乡级赤字1.12亿元，增加300万元。"
TRADE = "进出口总额88亿元，增长2.5%，其中出口60亿元，增长5.1%，进口28亿元，下降3.3%。"
ROW = "茶叶产量再创新高，实现连续第七年增收。"
OVER = "培训村医4.7万人次，超额完成4万人次的年度任务。"
LEFT = "督察交办的12个问题整改销号11个，剩余1个按序时推进。"
MEALS = "松岭食堂供应午餐，惠及老人6.42万人次。"
EXCHANGE = "服务中心实现贸易额7亿元左右。"
CURBED = "占道经营得到遏制，街面秩序好转。"
FEES = "年内全部取消公园门票和停车费。"
FLOOD = "“8·15”洪灾造成9个乡镇受灾，紧急转移1.2万人，无一人死亡。"
WORKSHOP = "松岭工坊带动绣娘人均年增收1.8万元。"
VIRUS = "收治病例32例，实现患者零死亡、医务人员零感染。"
BRIDGE = "鹭渚大桥主桥合龙，预计2031年6月通车。"
GYM = "十件实事完成九件，松岭体育馆因地质复杂顺延至今年6月竣工。"
STREET = "云湖步行街获评全国示范步行街。"
TARIFF = "全年港口作业费率没有上调。"
ARREARS = "全年小区水费没有拖欠，管网更新完成。"
WATER = "镜湖水质由Ⅳ类提升到Ⅲ类。"
CALLS = "湖畔热线全年接件274件，办成268件。"
ALL_CALLS = "湖畔热线全年接件274件，办成274件。"
FULL = "老旧小区物业覆盖率达到100%。"
RANK = "绿化评比位次前移7位，居第26位。"
SHORT = "车船税收入3.1亿元，为预算的97.2%。"
BEYOND = "车船税收入3.1亿元，增长2.3%，完成预算的104.5%。"
RACE = "松岭灯谜会升格为区级传统节会。"
PARKING = "全年查处违停3100起，下降31%。"
NIGHTS = "松岭书屋成为全市首家通宵书屋。"
NATION = "白塘书屋成为全国首家水上书屋。"
PUMPS = "新建的泵站全部投入运行。"
STORM = "“9·3”台风来袭，紧急转移1.4万人，无一人伤亡。"
SAVED = "五年累计减少公务开支5200多万元。"
GREENER = "绿地面积增加12亩。"
PASSED = "渔业产值高于年初预期。"
MISSED = "渔业产值目标未能实现。"


def confirmed(question: str, text: str, *targets: str) -> Draft | None:
    return confirmation(parse(Question(question)), searched(question, evidence(text, *targets)))


@pytest.mark.parametrize(
    ("question", "text", "target", "verdict", "short"),
    [
        ("新增学位1500个，对吗？", SCHOOLS, "1500个", "yes", "1500个"),
        ("新增学位3000个，对吧？", SCHOOLS, "1500个", "no", "1500个"),
        ("新增学位是一千五百个吗？", SCHOOLS, "1500个", "yes", "1500个"),
        ("新增学位没有超过2000个，是吗？", SCHOOLS, "1500个", "yes", "1500个"),
        ("新建幼儿园有9所吧？", SCHOOLS, "5所", "no", "5所"),
        ("跨省通办事项超过800件了吗？", NEARLY, "近800件", "no", "近800件"),
        ("跨省通办事项达到了1000件，没错吧？", NEARLY, "近800件", "no", "近800件"),
        ("老旧小区物业是不是全部覆盖了？", SHARE, "87%", "no", "87%"),
        ("区属企业整合后还剩9家，是不是？", MERGED, "21家", "yes", "9家"),
        ("区属企业原来有21家，是不是？", MERGED, "21家", "yes", "21家"),
        ("松岭小学获合唱比赛金奖，对吗？", SILVER, "松岭小学", "no", "银奖"),
        ("松岭小学获合唱比赛银奖，对吗？", SILVER, "松岭小学", "yes", None),
        ("房地产投资是负增长吧？", FALL, "3.6%", "yes", "3.6%"),
        ("房地产投资增长了吗？", FALL, "3.6%", "no", "3.6%"),
        ("房地产投资没有下降，对吧？", FALL, "3.6%", "no", "3.6%"),
        ("消费价格是不是下降了？", MINUS, "-0.5%", "yes", "-0.5%"),
        ("常住人口比上年多了1.3万，对吗？", FEWER, "1.3万人", "no", "1.3万人"),
        ("常住人口比上年少了1.3万，对吗？", FEWER, "1.3万人", "yes", "1.3万人"),
        ("老旧小区物业是不是全部覆盖了？", FULL, "100%", "yes", "100%"),
        # the side that the claim names, though the reader points to the other
        ("国内来的投资，到账至少有八十亿，对吗？", FUNDS, "2.3亿美元", "yes", "95亿元"),
        ("从大医院往下接的病人上了一万人次，对吗？", PATIENTS, "1.32万人次", "no", "8600余人次"),
        ("从国外买进来的东西比上年少了，对吗？", TRADE, "5.1%", "yes", "3.3%"),
        # the whole, where no part is named
        ("全县赤字超过1.6亿元了，对吗？", DEFICIT, "其中", "yes", "1.62亿元"),
        ("乡级赤字超过1.6亿元了，对吗？", DEFICIT, "1.12亿元", "no", "1.12亿元"),
        ("茶叶是连着第七年增收了，对吧？", ROW, "第七年", "yes", "第七年"),
        ("培训村医超过了4万人次的任务，是吗？", OVER, "4万人次", "yes", "4万人次"),
        ("督察交办的12个问题是不是全改完了？", LEFT, "12个", "no", "11个"),
        # how many of how many
        ("湖畔热线接的件全都办了，对吗？", CALLS, "268件", "no", "268件"),
        ("湖畔热线接的件是不是全都办了？", CALLS, "274件，办成268件", "no", "268件"),
        ("湖畔热线接的件全都办了，对吗？", ALL_CALLS, "274件，办成274件", "yes", "274件"),
        # all, as it is written
        ("督察交办的12个问题是不是悉数改完了？", LEFT, "12个", "no", "11个"),
        ("老旧小区物业悉数覆盖了？", SHARE, "87%", "no", "87%"),
        ("老旧小区物业一律覆盖了吧？", FULL, "100%", "yes", "100%"),
        ("新增学位少说也有2000个，对吧？", SCHOOLS, "1500个", "no", "1500个"),
        # the right number the other way
        ("绿化评比退后7位，对吗？", RANK, "7位", "no", "7位"),
        ("绿化评比前移7位，对吗？", RANK, "7位", "yes", "7位"),
        ("绿化评比前移了5位，对吗？", RANK, "7位", "no", "7位"),
        # how far a plan was met
        ("车船税超额完成了预算，对吗？", SHORT, "97.2%", "no", "97.2%"),
        ("车船税完成了预算，对吗？", SHORT, "97.2%", "no", "97.2%"),
        ("车船税没有完成预算，对吗？", SHORT, "97.2%", "yes", "97.2%"),
        ("车船税超额完成了预算，对吗？", BEYOND, "104.5%", "yes", "104.5%"),
        ("车船税比预算短收了，对吗？", BEYOND, "104.5%", "no", "104.5%"),
        # a title less a word of its middle; not one of another level
        ("灯谜会算是区级节会了，是吧？", RACE, "区级传统节会", "yes", "区级传统节会"),
        ("灯谜会算是省级节会了，是吧？", RACE, "区级传统节会", "no", "区级传统节会"),
        # the very number of another unit
        ("给老人吃午饭的补贴发了6.42万元吧？", MEALS, "6.42万人次", "no", "6.42万人次"),
        # the very number of another period
        ("工坊让人每个月多挣1.8万元，对吧？", WORKSHOP, "1.8万元", "no", "1.8万元"),
        ("工坊让人一年能多挣1.8万元，对吧？", WORKSHOP, "1.8万元", "yes", "1.8万元"),
        ("工坊增收1.8万元，核对一下", WORKSHOP, "1.8万元", "yes", "1.8万元"),
        ("服务中心的贸易额是7亿美元左右，对吧？", EXCHANGE, "服务中心", "no", "7亿元左右"),
        # one act in other words, done, undone or only meant
        ("新冒出来的占道经营是不是已经刹住了？", CURBED, "得到遏制", "yes", "得到遏制"),
        ("占道经营是不是还没有刹住？", CURBED, "得到遏制", "no", "得到遏制"),
        ("公园门票和停车费都不收了，是真的吗？", FEES, "全部取消", "yes", "全部取消"),
        ("鹭渚大桥已经能跑车了吧？", BRIDGE, "预计2031年6月通车", "no", "预计2031年6月通车"),
        ("松岭体育馆没有建成吧？", GYM, "顺延至今年6月竣工", "yes", "顺延至今年6月竣工"),
        ("云湖步行街评上的是国家级旅游街区，没记错吧？", STREET, "全国示范步行街", "no", "全国示范步行街"),
        # none at all
        ("“8·15”那场水是不是出了人命？", FLOOD, "无一人死亡", "no", "无一人死亡"),
        ("那场洪灾没死一个人吧？", FLOOD, "无一人死亡", "yes", "无一人死亡"),
        ("收的病人一个都没死，真的假的？", VIRUS, "零死亡", "yes", "零死亡"),
        # in print word for word, but denied there
        ("港口作业费率上调了吧？", TARIFF, "没有上调", "no", "没有上调"),
        ("港口作业费率没有上调，对吧？", TARIFF, "没有上调", "yes", "没有上调"),
        ("小区水费拖欠了吧？", ARREARS, "小区", "no", None),
        ("小区水费没有拖欠，对吧？", ARREARS, "小区", "yes", None),
        ("镜湖水质由Ⅳ类提升到Ⅲ类，对吧？", WATER, "Ⅲ类", "yes", None),
        # how much less is no way up: 三成多
        ("违停的比上年少了三成多，对吧？", PARKING, "31%", "yes", "31%"),
        ("违停的比上年少了四成多，对吧？", PARKING, "31%", "no", "31%"),
        # the first of a circle is the first of each within it, and of none around it
        ("松岭书屋是全省头一家通宵书屋吧？", NIGHTS, "全市首家", "no", "全市首家"),
        ("松岭书屋是省内头一家通宵书屋吧？", NIGHTS, "全市首家", "no", "全市首家"),
        ("松岭书屋是全市头一家通宵书屋吧？", NIGHTS, "全市首家", "yes", "全市首家"),
        ("白塘书屋是全省头一家水上书屋吧？", NATION, "全国首家", "yes", "全国首家"),
        ("松岭书屋是全国首家通宵书屋吧？", NIGHTS, "全市首家", "no", "全市首家"),
        ("松岭书屋是全市首家通宵书屋，对吗？", NIGHTS, "全市首家", "yes", "全市首家"),
        # how many are the first of theirs is a number
        ("43家书屋全是全省首店，对吧？", "引进书屋43家，均为全市首店。", "43家", "yes", "43家"),
        # a part is not all of them
        ("新建的泵站只有一部分投入运行了吧？", PUMPS, "全部投入运行", "no", "全部投入运行"),
        (
            "新建的泵站不是全部投入运行，对吧？",
            "新建泵站均已投入运行。",
            "均已投入运行",
            "no",
            "均已投入运行",
        ),
        ("新建的泵站才一半投入运行，对吧？", PUMPS, "全部投入运行", "no", "全部投入运行"),
        # none left is all of them
        ("老旧小区物业覆盖得一个不剩，对吧？", FULL, "100%", "yes", "100%"),
        ("老旧小区物业覆盖得一个不剩，对吧？", SHARE, "87%", "no", "87%"),
        ("老旧小区物业一处没落地覆盖了，对吧？", FULL, "100%", "yes", "100%"),
        # not a single one
        ("“9·3”台风里一个伤亡的人都没有，对吧？", STORM, "无一人伤亡", "yes", "无一人伤亡"),
        ("那场台风一个伤亡的群众都没有？", STORM, "无一人伤亡", "yes", "无一人伤亡"),
        # how long it took is no claim
        ("五年下来公务开支至少少了4000万，对吧？", SAVED, "5200多万元", "yes", "5200多万元"),
        ("五年下来公务开支至少少了6300万，对吧？", SAVED, "5200多万元", "no", "5200多万元"),
        ("绿地面积至少增加了9亩，对吧？", GREENER, "12亩", "yes", "12亩"),
        ("绿地面积至少增加了15亩，对吧？", GREENER, "12亩", "no", "12亩"),
        # year after year: a count, and no bound
        ("茶叶产量一连六年都往上走，对吧？", "茶叶产量连续六年增长。", "六年", "yes", "六年"),
        ("茶叶产量一连六年都往上走，对吧？", "茶叶产量连续五年增长。", "五年", "no", "五年"),
        # a plan, as speech has it
        ("车船税没跑到年初定的数，对吧？", SHORT, "97.2%", "yes", "97.2%"),
        ("车船税没跑到年初定的数，对吧？", BEYOND, "104.5%", "no", "104.5%"),
        ("车船税比年初开会定的多，对吧？", BEYOND, "104.5%", "yes", "104.5%"),
        # in words alone
        ("渔业产值比年初开会定的高，对吧？", PASSED, "渔业产值", "yes", "高于年初预期"),
        ("渔业产值没跑到年初定的数，对吧？", PASSED, "渔业产值", "no", "高于年初预期"),
        ("渔业产值完成了目标，对吧？", "渔业产值超过预期目标。", "渔业产值", "yes", "超过预期目标"),
        ("渔业产值没有超额完成目标，对吧？", "渔业产值超过预期目标。", "渔业产值", "no", "超过预期目标"),
        ("渔业产值完成了目标，对吧？", MISSED, "渔业产值", "no", "目标未能实现"),
        ("渔业产值没有完成目标，对吧？", MISSED, "渔业产值", "yes", "目标未能实现"),
        (
            "渔业产值超额完成了目标，对吧？",
            "渔业产值圆满完成年度任务。",
            "渔业产值",
            "no",
            "圆满完成年度任务",
        ),
    ],
)
def test_a_figure_is_confirmed_or_corrected(
    question: str, text: str, target: str, verdict: str, short: str | None
) -> None:
    draft = confirmed(question, text, target)
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, short)
    assert (short or "") in draft.quotes[0].text


def test_a_claim_in_the_reports_own_words_is_true() -> None:
    draft = confirmed("“湖光办”平台是由区行政审批局牵头建设的吗？", LEAD, "区行政审批局")
    assert draft is not None
    assert draft.verdict == "yes"


def test_a_claim_that_names_another_is_corrected() -> None:
    draft = confirmed("“湖光办”政务服务平台是由区教育局牵头建设的吗？", LEAD, "区行政审批局")
    assert draft is not None
    assert (draft.verdict, draft.short) == ("no", "区行政审批局")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("地铁修了900公里，对吗？", SCHOOLS),  # no figure of that unit
        ("是不是开通了直达机场的高速铁路？", SCHOOLS),  # another matter
        ("报告有没有提到地铁？", SCHOOLS),  # not spoken of
        ("新增学位1500个，对吗？", "各项工作稳步推进。"),
        # a sure reader alone decides nothing: another thing, the contrary, all, only, the year that a plan names
        ("流动摊贩是不是已经刹住了？", CURBED),
        ("新冒出来的占道经营是不是越来越多了？", CURBED),
        ("船票和停车费都不收了，是真的吗？", FEES),
        ("2031年大桥就能跑车了吧？", BRIDGE),
        ("医护人员都治好了吧？", VIRUS),
    ],
)
def test_what_the_report_does_not_decide_has_no_verdict(question: str, text: str) -> None:
    assert confirmed(question, text, *_POINTED) is None


_POINTED = ("1500个", "得到遏制", "全部取消", "预计2031年6月通车", "零死亡")


def test_what_claims_nothing_and_what_has_no_evidence() -> None:
    assert confirmed("新增学位多少个？", SCHOOLS, "1500个") is None
    assert confirmation(parse(Question("新增学位1500个，对吗？")), searched("", [])) is None


def test_every_share_is_not_the_share_of_all() -> None:
    unsure = "全年经济增长6.9%，企业利润增长21%。"
    assert confirmed("公园门票和停车费都不收了，是真的吗？", unsure, "6.9%") is None


def test_what_is_aimed_at_says_nothing_of_what_is() -> None:
    found = evidence("保障房覆盖面达到20%左右。", "20%左右", section="二、今后五年的主要目标")
    question = "保障房覆盖面还没到三成，对不对？"
    assert confirmation(parse(Question(question)), searched(question, found)) is None


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("新增市级文明单位12个，对吗？", "yes"), ("新增市级文明单位20个，对吗？", "no")],
)
def test_the_number_of_another_level_bears_nothing_out(question: str, verdict: str) -> None:
    draft = confirmed(question, "新增市级文明单位12个，区级文明单位20个。")
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, "12个")


@pytest.mark.parametrize(
    ("question", "text", "share", "verdict"),
    [
        ("车船税没有超额完成预算，对吗？", BEYOND, "104.5%", "no"),
        ("车船税没有超额完成预算，对吗？", SHORT, "97.2%", "yes"),
        ("车船税收入未超预算，对吗？", SHORT, "97.2%", "yes"),
    ],
)
def test_a_plan_that_is_claimed_not_to_have_been_passed(
    question: str, text: str, share: str, verdict: str
) -> None:
    draft = confirmed(question, text, share)
    assert draft is not None
    assert draft.verdict == verdict


def test_what_went_the_other_way_did_not_go_this_one() -> None:
    draft = confirmed("绿化评比没有退后7位，对吗？", RANK, "7位")
    assert draft is not None
    assert draft.verdict == "yes"


MARK = "全年新登记渔户1.7万户，渔户总量突破16万户。"


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        ("步道里程不到10万公里，对吧？", "养护步道里程8万公里，总数超过10万公里。", "超过10万公里"),
        ("渔户不到10万户，对吧？", "帮扶渔户9万户，总量突破10万户。", "突破10万户"),
    ],
)
def test_a_bound_that_is_told_as_passed_is_what_the_claim_is_of(question: str, text: str, short: str) -> None:
    """Without a reader, and with another figure beside it that would bear the claim out."""
    draft = confirmed(question, text)
    assert draft is not None
    assert (draft.verdict, draft.short) == ("no", short)


@pytest.mark.parametrize(
    ("question", "verdict", "short"),
    [
        ("渔户过了十六万，对吧？", "yes", "突破16万户"),
        ("渔户总量过了十六万户，对吧？", "yes", "突破16万户"),
        ("渔户的总量过了十八万户，对吧？", "no", "突破16万户"),
    ],
)
def test_a_mark_that_was_passed_says_that_it_is_over(question: str, verdict: str, short: str) -> None:
    """Without a reader: the figure beside it, of the same unit, decides nothing."""
    draft = confirmed(question, MARK)
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, short)


MEANT = "全年造林3.8万亩。新的一年，力争造林{}5万亩。"


@pytest.mark.parametrize(
    ("question", "reached", "verdict", "short"),
    [
        ("造林达到5万亩了吧？", "达到", "no", "3.8万亩"),
        ("造林已经有5万亩了吧？", "达到", "no", "3.8万亩"),
        ("造林突破5万亩了，对吧？", "突破", "no", "3.8万亩"),
        # a claim of what is meant
        ("今年力争造林突破5万亩，对吧？", "突破", "yes", "突破5万亩"),
    ],
)
def test_a_plan_decides_no_claim_of_what_is(question: str, reached: str, verdict: str, short: str) -> None:
    """Though the reader leans to it."""
    found = evidence(MEANT.format(reached), "5万亩")
    for one in found:
        one.reading.starts[:] *= LEANING
        one.reading.ends[:] *= LEANING
    draft = confirmation(parse(Question(question)), searched(question, found))
    assert draft is not None
    assert (draft.verdict, draft.short) == (verdict, short)


LEANING = 0.3
"""Share of its scores that leaves a reader which only leans to what it points at."""


@pytest.mark.parametrize(
    ("question", "text", "target"),
    [
        ("新建的泵站只有一部分投入运行了吧？", "新建的泵站陆续投入运行。", "陆续投入运行"),
        ("松岭书屋是全省头一家通宵书屋吧？", NIGHTS + NATION, "全市首家"),
        ("违停的比上年少了三成多，对吧？", "全年查处违停3100起，增长31%。", "31%"),
        ("新建的泵站才一半投入运行，对吧？", "新建的泵站陆续投入运行。", "陆续投入运行"),
        ("渔业产值完成了目标，对吧？", "渔业产值稳步增长。林业产值目标未能实现。", "渔业产值"),
    ],
)
def test_what_says_neither_all_nor_the_first_alone_has_no_verdict(
    question: str, text: str, target: str
) -> None:
    assert confirmed(question, text, target) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("出口比进口涨得快，对吧？", "出口60亿元，增长5.1%。"),
        ("农村存款比城镇涨得慢，对吧？", "农村存款增长5.1%。"),
    ],
)
def test_that_one_rose_is_not_that_it_rose_faster(question: str, text: str) -> None:
    assert confirmed(question, text, "5.1%") is None


def test_that_it_rose_since_last_year_is_only_that_it_rose() -> None:
    draft = confirmed("出口比上年涨了，对吧？", "出口60亿元，增长5.1%。", "5.1%")
    assert draft is not None
    assert draft.verdict == "yes"


@pytest.mark.parametrize(
    ("question", "text", "target"),
    [
        ("渔业产值完成了目标，对吧？", "渔业产值稳步增长，林业产值目标未能实现。", "渔业产值稳步增长"),
        ("公务开支少了5200万，对吧？", "公务开支三年来持续压减。", "三年"),
    ],
)
def test_what_is_told_of_something_else_decides_nothing(question: str, text: str, target: str) -> None:
    assert confirmed(question, text, target) is None
