"""A part is asked for, and only the whole is told."""

import pytest

from ingest.normalise import normalise
from qa.checking.partasked import of_untold_part, of_whole_list, of_wider_group
from qa.numbers.figures import Figure, find_figures


def told(text: str, short: str) -> tuple[str, Figure]:
    text = normalise(text)
    return text, next(f for f in find_figures(text) if f.text == normalise(short))


HIRED = "全年引进人才900人，其中博士40人。"
MARKET = "青石市场进驻商户200家，仓库8座。"
PLACES = "投用学校9所，其中小学3所、幼儿园5所，增加学位900个。"


@pytest.mark.parametrize(
    ("question", "text", "short", "part"),
    [
        ("引进的人才里硕士有多少人？", HIRED, "900人", True),
        ("引进的人才当中，硕士有多少人？", HIRED, "900人", True),
        ("引进的人才里博士有多少人？", HIRED, "40人", False),
        ("青石市场的商户里，有几家是外资的？", MARKET, "200家", True),
        # told in other words, behind the whole
        ("引进的人才里念到头的有多少人？", HIRED, "40人", False),
        # a figure that is no part of the number given
        ("增加的900个学位里，小学占多少个？", PLACES, "3所", True),
        ("9所学校里，小学占多少所？", PLACES, "3所", False),
        # a place, no whole
        ("老百姓手里总共有多少家商户？", MARKET, "200家", False),
        ("城里一共有多少家商户？", MARKET, "200家", False),
        ("云湖的商户里，青石有多少家？", MARKET, "200家", False),
    ],
)
def test_a_part_that_is_not_told(question: str, text: str, short: str, part: bool) -> None:
    assert of_untold_part(normalise(question), *told(text, short), "云湖区") is part


SHARED = "全年销售松岭县、白塘县、河口县等协作地茶叶900万元。"
WORKS = "公司有松岭、白塘、河口三座水厂，日供水46万吨。"
SCHOOLS = "建成学校3所，新增学位900个，松岭小学、白塘小学9月开学。"


@pytest.mark.parametrize(
    ("question", "text", "short", "whole"),
    [
        ("白塘县的茶叶卖了多少钱？", SHARED, "900万元", True),
        ("协作地的茶叶卖了多少钱？", SHARED, "900万元", False),
        ("白塘县等协作地的茶叶卖了多少钱？", SHARED, "900万元", False),
        ("松岭县、白塘县、河口县的茶叶卖了多少钱？", SHARED, "900万元", False),
        ("白塘水厂一天供多少水？", WORKS, "46万吨", True),
        ("三座水厂一天供多少水？", WORKS, "46万吨", False),
        # listed behind what was built
        ("白塘小学新增了多少学位？", SCHOOLS, "900个", True),
        ("新增了多少学位？", SCHOOLS, "900个", False),
        # told of each, or of it alone
        ("白塘县卖了多少钱？", "松岭县、白塘县分别销售茶叶30万元、40万元。", "40万元", False),
        ("白塘县卖了多少钱？", "松岭县、白塘县都产茶叶，白塘县销售40万元。", "40万元", False),
        # each with its own number
        ("白塘县有几家茶厂？", "松岭县3家、白塘县4家。", "4家", False),
        # the report's own place
        ("云湖建了几座桥？", "开工云湖大桥、白塘大桥，共架桥2座。", "2座", False),
    ],
)
def test_one_of_a_list_is_not_all_of_it(question: str, text: str, short: str, whole: bool) -> None:
    assert of_whole_list(normalise(question), *told(text, short), "云湖区") is whole


@pytest.mark.parametrize(
    ("question", "text", "wider"),
    [
        ("招了多少女教师？", "招聘教师90名。", True),
        ("招了多少女教师？", "招聘教师90名，妇女过半。", False),
        ("新建小学几所？", "新建学校11所。", True),
        ("新建小学几所？", "新建义务教育学校11所。", False),
        ("新建学校几所？", "新建学校11所。", False),
        ("全国有多少家茶厂？", "有茶厂9家。", False),
        ("国有茶厂有多少家？", "有茶厂9家。", True),
        ("公办的养老院有几家？", "有养老院9家。", True),
        ("公办的养老院有几家？", "有公立养老院9家。", False),
    ],
)
def test_a_group_of_which_no_word_is_said(question: str, text: str, wider: bool) -> None:
    assert of_wider_group(normalise(question), normalise(text), "") is wider
