"""Claims that words decide: grades and prizes, who it is, an earlier year, an aim, all and some, acts in other words."""

from __future__ import annotations

import pytest

from qa.text.awards import contradicts
from tests.test_verify import confirmed

MUSEUM = "松岭窑址获评省级工业遗产；白塘街区获评市级夜间集聚区、国家级步行街区。"
PRIZE = "云湖小学获戏剧比赛铜奖，松岭小学获合唱比赛金奖。"
BRIDGE = "智慧停车以区公交集团为运营主体，新增泊位900个。"
TOURISM = "全年接待游客32万人次，旅游收入4.1亿元，恢复到2019年的91%。"
ABOVE = "旅游收入4.1亿元，为2019年同期的104.5%。"
PRICES = "年初提出物价涨幅降到9%左右，实际回落到5.2%，低于预定目标。"
PIPES = "更换供水管网48公里，年初计划45公里，新增泵房6座。"
SCREENING = "在全区31家卫生服务中心全面铺开两癌筛查。"
HOMES = "松岭苑、临江里等项目筹集周转房36套。"
TOPPED = "临江阁二期9月3日全面封顶，环江步道全线贯通。"
LISTED = "新增上市企业2家，分别为松岭股份和临江生物。"
LARGEST = "临江基地成为区内历史上单体投资最大的制造业项目。"
LAB = "临江实验室获批省重点实验室。"
PIPES_GONE = "泵房检修率94.1%。更换铸铁管7公里，至此铸铁管全部淘汰。"
CENSUS = "农业普查登记2100户，数据抽查零差错。"
SURVEY = "对未入网企业开展全面调查摸底。"
ROTATED = "完成赴白塘县驻点干部轮换。采购松岭县、白塘县农产品。"
CENTRE = "松岭外贸服务中心运营，贸易额2亿元。"
DANCE = "举办第四届风筝大赛。"
BATCH = "云湖街道入选全省第三批书香街道。"


@pytest.mark.parametrize(
    ("question", "text", "target", "verdict", "short"),
    [
        # the grade of the very title
        ("松岭窑址评的是国家级工业遗产，对吗？", MUSEUM, "省级工业遗产", "no", "省级工业遗产"),
        ("松岭窑址的工业遗产是省级的吗？", MUSEUM, "省级工业遗产", "yes", "省级工业遗产"),
        ("松岭窑址的工业遗产是省级的，不是国家级的，对吧？", MUSEUM, "省级", "yes", "省级工业遗产"),
        ("松岭窑址的工业遗产不是省级的，对吧？", MUSEUM, "省级", "no", "省级工业遗产"),
        ("白塘街区的步行街区只是省里认的，国家没认，是吧？", MUSEUM, "市级", "no", "国家级步行街区"),
        # a prize, of the clause that speaks of the same
        ("云湖小学戏剧比赛拿了头名，是真的吗？", PRIZE, "云湖小学", "no", "铜奖"),
        ("云湖小学戏剧比赛拿的是银奖吧？", PRIZE, "云湖小学", "no", "铜奖"),
        # who or what it is
        ("停车那套系统，管运营的是不是区公交集团？", BRIDGE, "以区公交集团为运营主体", "yes", None),
        ("停车那套系统，管运营的是不是区城投集团？", BRIDGE, "区公交集团", "no", "区公交集团"),
        # an earlier year
        ("旅游收入已经超过2019年了，没错吧？", TOURISM, "91%", "no", "91%"),
        ("旅游收入恢复到2019年的水平了吧？", TOURISM, "91%", "no", "91%"),
        ("旅游收入还没恢复到2019年的水平，对吧？", TOURISM, "91%", "yes", "91%"),
        ("旅游收入比2019年还少，对吧？", TOURISM, "91%", "yes", "91%"),
        ("旅游收入已经超过2019年了，没错吧？", ABOVE, "104.5%", "yes", "104.5%"),
        # what was aimed at
        ("物价最后涨得比年初定的那个数还低，是这样吧？", PRICES, "9%", "yes", "低于预定目标"),
        ("物价最后涨得比年初定的那个数还高，是这样吧？", PRICES, "9%", "no", "低于预定目标"),
        ("换的供水管比计划多，对吧？", PIPES, "48公里", "yes", "48公里"),
        ("换的供水管，至少不比计划少吧？", PIPES, "48公里", "yes", "48公里"),
        ("换的供水管比计划少，对吧？", PIPES, "48公里", "no", "48公里"),
        # the claim said again, with when it was; and not where it is denied
        (
            "快速通道的路面铺好了没有？",
            "快速通道完成路基工程，尚未铺设路面。",
            "完成路基工程",
            "no",
            "完成路基工程",
        ),
        ("临江阁二期已经封顶了吧？", TOPPED, "临江阁二期9月3日全面封顶", "yes", "临江阁二期9月3日全面封顶"),
        ("临江阁二期还没封顶，对吧？", TOPPED, "临江阁二期9月3日全面封顶", "no", "临江阁二期9月3日全面封顶"),
        ("环江步道还有一段没贯通吧？", TOPPED, "全线贯通", "no", "全线贯通"),
        # one of two
        ("新上市的企业里有松岭股份，对不对？", LISTED, "临江生物", "yes", "临江生物"),
        # the circle of a superlative; a grade that is only named
        ("临江基地是全市投资最大的项目，对吧？", LARGEST, "临江基地", "no", "区内历史上单体投资最大"),
        ("临江基地是区内投资最大的项目，对吧？", LARGEST, "临江基地", "yes", "区内历史上单体投资最大"),
        ("临江实验室是省级的重点实验室吗？", LAB, "省重点实验室", "yes", "省重点实验室"),
        ("临江实验室是国家级的重点实验室吗？", LAB, "省重点实验室", "no", "省重点实验室"),
        # one alone
        ("36套周转房全是临江里一个项目筹来的吧？", HOMES, "36套", "no", "松岭苑、临江里等项目筹集周转房36套"),
        # all of it, some of it
        ("两癌筛查只在个别社区试试，没铺开，对不对？", SCREENING, "全面铺开", "no", "全面铺开两癌筛查"),
        ("铸铁的老管子都换光了，对吧？", PIPES_GONE, "全部淘汰", "yes", "全部淘汰"),
        ("松岭的老旧小区一个不落全覆盖物业了，没错吧？", "老旧小区物业覆盖率87%。", "87%", "no", "87%"),
        # acts in other words, their verb parted from its object
        ("农业普查抽查，一处毛病都没挑出来，是吗？", CENSUS, "零差错", "yes", "零差错"),
        (
            "还没入网的企业，是不是都摸过底了？",
            SURVEY,
            "未入网企业开展全面调查摸底",
            "yes",
            "未入网企业开展全面调查摸底",
        ),
        ("驻点干部换过班没有？", ROTATED, "驻点干部轮换", "yes", "驻点干部轮换"),
        (
            "松岭那个外贸服务中心还在盖，没开张吧？",
            CENTRE,
            "松岭外贸服务中心运营",
            "no",
            "松岭外贸服务中心运营",
        ),
        # which of its kind
        ("风筝大赛今年是头一回办吧？", DANCE, "第四届", "no", "第四届"),
        ("风筝大赛早不是头一回办了，对么？", DANCE, "第四届", "yes", "第四届"),
        ("云湖街道是头一批进书香街道的，对吗？", BATCH, "第三批", "no", "第三批"),
    ],
)
def test_words_decide(question: str, text: str, target: str, verdict: str, short: str | None) -> None:
    draft = confirmed(question, text, target)
    assert draft is not None
    assert draft.verdict == verdict
    assert short is None or draft.short == short


@pytest.mark.parametrize(
    ("question", "text", "target"),
    [
        # only meant to be
        ("松岭线已经开工建设了吧？", "力争总值过百亿元，开工建设松岭线。", "开工建设松岭线"),
        # a share, and a rate of something else
        ("商户占经营主体的一半以上，对吗？", "解决商户问题193个，办结率97.6%。", "97.6%"),
        # more is claimed than the grade
        ("松岭窑址通过了省级评估，对吗？", "松岭窑址省级评估推迟到明年申报。", "省级评估"),
        # two grades of one title
        ("白塘的文明村是省级的吗？", "白塘有省级文明村3个、市级文明村6个。", "省级文明村"),
        # another year, or no share of it
        ("旅游收入已经超过2018年了，没错吧？", TOURISM, "91%"),
        ("旅游收入已经超过2019年了，没错吧？", "旅游收入4.1亿元，增长91%。", "4.1亿元"),
        # the place claimed stands in another sentence
        ("驻点干部轮换是去松岭县的，对吧？", ROTATED, "驻点干部轮换"),
        # neither body is of that kind
        ("停车那套系统，管运营的是不是区教育局？", BRIDGE, "区公交集团"),
    ],
)
def test_words_that_decide_nothing(question: str, text: str, target: str) -> None:
    draft = confirmed(question, text, target)
    assert draft is None or draft.verdict != "yes"


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("第一批书香街道是哪个？", "云湖街道入选第三批书香街道。", True),
        ("首批书香街道是哪个？", "云湖街道入选第一批书香街道。", False),
        ("首届风筝大赛谁主办？", "云湖街道入选第三批书香街道。", False),
    ],
)
def test_another_batch_is_not_the_one_asked_for(asked: str, told: str, other: bool) -> None:
    assert contradicts(asked, told, 0, 4) == other
