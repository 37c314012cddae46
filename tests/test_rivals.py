"""A figure that stands with another name than the one asked about."""

import pytest

from ingest.normalise import normalise
from qa.answers.rivals import (
    before_its_name,
    beside_the_name,
    of_another,
    of_one_of_several,
    of_works_together,
    owned_by_another,
    strange_name,
)  # fmt: skip

MUSEUMS = "云湖博物馆完成改造。石湾博物馆接待观众2.7万人次。"
BRANDS = "“云湖紫菜”获批地理标志，“云湖黄鱼”品牌价值达37.5亿元。"


@pytest.mark.parametrize(
    ("question", "text", "answer", "another"),
    [
        ("云湖博物馆接待了多少人次？", MUSEUMS, "2.7万人次", True),
        ("石湾博物馆接待了多少人次？", MUSEUMS, "2.7万人次", False),
        ("博物馆一共接待了多少人次？", MUSEUMS, "2.7万人次", False),
        # no other of the kind in the answer's sentence: it goes on telling of the one before
        ("云湖博物馆接待了多少人次？", "云湖博物馆完成改造。全年接待观众2.7万人次。", "2.7万人次", False),
        # up to a semicolon, one has what follows
        ("云湖科创园面积多大？", "云湖科创园引进企业9家；石湾智造园投产，面积3亩。", "3亩", True),
        ("石湾智造园面积多大？", "云湖科创园引进企业9家；石湾智造园投产，面积3亩。", "3亩", False),
        # a name that the text does not print at all is for other checks
        ("青石博物馆接待了多少人次？", MUSEUMS, "2.7万人次", False),
        ("“云湖紫菜”这个品牌值多少钱？", BRANDS, "37.5亿元", True),
        ("“云湖黄鱼”这个品牌值多少钱？", BRANDS, "37.5亿元", False),
        ("这个品牌值多少钱？", BRANDS, "37.5亿元", False),
    ],
)
def test_a_neighbours_figure_is_no_answer(question: str, text: str, answer: str, another: bool) -> None:
    text = normalise(text)
    start = text.index(answer)
    assert of_another(normalise(question), text, start, start + len(answer)) is another


PLACES = "松岭小学、白塘小学建成，新增学位900个。河口小学新增学位300个。"


@pytest.mark.parametrize(
    ("question", "text", "answer", "several"),
    [
        ("松岭小学一所新增学位多少个？", PLACES, "900个", True),
        ("松岭小学这一所新增学位多少个？", PLACES, "900个", True),
        ("松岭小学单独一所新增学位多少个？", PLACES, "900个", True),
        ("松岭园一个园区产值多少？", "松岭园与白塘园产值达9亿元。", "9亿元", True),
        # the last of them too
        ("白塘小学一所新增学位多少个？", PLACES, "900个", True),
        ("白塘园一个园区产值多少？", "松岭园与白塘园产值达9亿元。", "9亿元", True),
        ("白塘小学一所新增学位多少个？", "松岭小学、白塘小学分别新增学位900个、300个。", "300个", False),
        ("河口小学一所新增学位多少个？", PLACES, "300个", False),
        # it is told of each, the text doesn't print it, or nothing says that it is meant alone
        ("松岭小学一所新增学位多少个？", "松岭小学、白塘小学分别新增学位900个、300个。", "900个", False),
        ("青石小学一所新增学位多少个？", PLACES, "900个", False),
        ("松岭小学新增学位多少个？", PLACES, "900个", False),
    ],
)
def test_what_several_have_together_is_not_of_one_alone(
    question: str, text: str, answer: str, several: bool
) -> None:
    text = normalise(text)
    start = text.index(answer)
    assert of_one_of_several(normalise(question), text, start, start + len(answer)) is several


@pytest.mark.parametrize(
    ("question", "passage", "printed", "strange"),
    [
        ("“云湖紫菜”这个品牌值多少钱？", "品牌价值达12.8亿元。", True, True),
        ("“云湖紫菜”这个品牌值多少钱？", "“云湖紫菜”价值达12.8亿元。", True, False),
        ("“云湖紫菜”这个品牌值多少钱？", "云湖的紫菜品牌价值达12.8亿元。", True, False),  # other characters
        ("“云湖紫菜”这个品牌值多少钱？", "品牌价值达12.8亿元。", False, False),  # no report prints it
        ("这个品牌值多少钱？", "品牌价值达12.8亿元。", True, False),
    ],
)
def test_a_name_that_another_report_prints(question: str, passage: str, printed: bool, strange: bool) -> None:
    assert strange_name(normalise(question), normalise(passage), lambda _: printed) is strange


INSURED = "城镇职工基本医疗保险参保900万人；开展城镇居民基本医疗保险试点。"


@pytest.mark.parametrize(
    ("question", "text", "answer", "rival"),
    [
        ("城镇居民基本医疗保险参保多少人？", INSURED, "900万人", True),
        ("城镇职工基本医疗保险参保多少人？", INSURED, "900万人", False),
        ("医疗保险参保多少人？", INSURED, "900万人", False),
        # what says which stands before the name
        ("农村居民人均可支配收入多少元？", "城镇居民人均可支配收入3万元，农村居民人均纯收入2万元。", "2万元", False),
        ("实际使用外资中，工业使用外资多少？", "实际使用外资9亿元，其中工业使用外资2亿元。", "2亿元", False),
    ],
)  # fmt: skip
def test_a_name_like_the_one_that_is_printed(question: str, text: str, answer: str, rival: bool) -> None:
    text = normalise(text)
    start = text.index(answer)
    assert beside_the_name(normalise(question), text, start, start + len(answer)) is rival


@pytest.mark.parametrize(
    ("question", "text", "before"),
    [
        ("石湾封装项目占地几亩？", "云湖工厂开工，占地43亩；石湾封装项目投产。", True),
        ("云湖工厂占地几亩？", "云湖工厂开工，占地43亩；石湾封装项目投产。", False),
        ("开工占地几亩？", "云湖工厂开工，占地43亩；石湾封装项目投产。", False),
        ("石湾封装项目占地几亩？", "石湾封装项目开工；占地43亩；石湾封装项目投产。", False),
        # more of its words stand with the answer
        ("规模以上化学制品业占地几亩？", "化学制品业占地43亩；规模以上企业增加。", False),
        ("2022年时占地几亩？", "占地43亩；2022年时投产。", False),
    ],
)
def test_what_stands_before_a_name_is_not_of_it(question: str, text: str, before: bool) -> None:
    text = normalise(text)
    start = text.index("43亩")
    assert before_its_name(normalise(question), text, start, start + 3) is before


@pytest.mark.parametrize(
    ("question", "text", "answer", "owned"),
    [
        ("松岭老街改造花了多少钱？", "投资6亿元的青石水厂通水。", "6亿元", True),
        ("青石水厂花了多少钱？", "投资6亿元的青石水厂通水。", "6亿元", False),
        ("全县头一座高塔花了多少钱？", "投资6亿元的青石水厂通水，是全县头一座高塔。", "6亿元", False),
        ("打了多少年仗？", "经过15年的艰苦努力，战事停了。", "15年", False),
    ],
)
def test_a_figure_belongs_to_the_noun_behind_it(question: str, text: str, answer: str, owned: bool) -> None:
    text = normalise(text)
    start = text.index(answer)
    assert owned_by_another(normalise(question), text, start, start + len(answer)) is owned


def test_one_work_is_not_all_that_were_begun() -> None:
    text = normalise("武汉大桥通车。全年开工大桥工程36项，投资6000亿元。")
    start = text.index("6000亿元")
    assert of_works_together(normalise("武汉大桥花了多少钱？"), text, start, start + 6)
    assert not of_works_together(normalise("大桥花了多少钱？"), text, start, start + 6)
    assert not of_works_together(
        normalise("武汉大桥花了多少钱？"), text.replace("全年", "含武汉大桥"), start + 3, start + 9
    )
