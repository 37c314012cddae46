"""A figure that stands with another name than the one asked about."""

import pytest

from ingest.normalise import normalise
from qa.rivals import of_another, of_one_of_several, strange_name

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
