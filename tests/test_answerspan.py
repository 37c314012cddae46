"""The figure that answers where the reader is sure and the form that the question names is another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library import index
from qa import Answer, Engine
from qa.parsing.question import parse
from qa.records import Question

TEXT = (
    "云川区2023年工作成果\n\n一、对外开放\n\n对外开放不断扩大。云川陆港全年开行中欧班列186列，线路通达7个国家的15座城市。\n\n"
    "二、金融服务\n\n金融服务更加便捷。“云企贷”为小微企业放款6.4亿元，平均利率3.85%，惠及企业412家。\n\n"
    "三、生态环境\n\n生态环境持续改善。云川河国考断面水质由Ⅴ类提升到Ⅲ类，建成口袋公园9个。\n\n"
    "四、平安建设\n\n平安建设扎实推进。破获电信网络诈骗案件213起，为群众挽回损失2760万元。\n"
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    folder: Path = tmp_path_factory.mktemp("told")
    (folder / "云川区2023年工作成果.txt").write_text(TEXT, "utf-8")
    index([folder / "云川区2023年工作成果.txt"], str(folder / "store"))
    return Engine.open(str(folder / "store")).ask


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("中欧班列一年开了多少趟？", "186列"),
        ("小微企业用“云企贷”，平均利率几个点？", "3.85%"),
        ("云川河国考断面的水质到几类了？", "Ⅲ类"),
        ("电话骗子骗走的钱，给群众挽回了多少损失？", "2760万元"),
    ],
)
def test_the_reader_is_believed_where_people_name_another_form(
    ask: Callable[[str], Answer], question: str, short: str
) -> None:
    assert ask(question).short_answer == short


def test_who_is_counted_is_not_what_is_counted(ask: Callable[[str], Answer]) -> None:
    assert ask("中欧班列一年拉了多少人？").short_answer != "186列"


@pytest.mark.parametrize(
    ("question", "asked"),
    [("电话骗子骗走多少钱", False), ("打电话投诉的有多少件", False), ("区政府的电话是多少", True)],
)
def test_a_telephone_that_is_only_spoken_of_is_not_asked_for(question: str, asked: bool) -> None:
    assert ("phone" in parse(Question(question)).attributes) is asked
