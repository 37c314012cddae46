"""A figure that stands with another name than the one asked about."""

import pytest

from ingest.normalise import normalise
from qa.rivals import of_another

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
