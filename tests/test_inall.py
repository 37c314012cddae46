"""What a figure comes to in all: so much for each, times their number; what came, less what went."""

from __future__ import annotations

import pytest

from ingest.library import index
from qa import Engine

REPORT = """云湖区民政局2024年工作总结

一、社会救助
开展“晨光助学计划”，资助大学新生86名，每人5000元。

二、社会组织
新登记社会组织23家，注销11家，年末总数达到318家。

三、养老服务
社会福利院设床位420张，其中护理型床位300张。新建护理站12处，停办3处，净增9处。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("inall")
    (folder / "page.txt").write_text(REPORT, encoding="utf-8")
    index([folder / "page.txt"], str(folder / "store"))
    return Engine.open(str(folder / "store"))


@pytest.mark.parametrize(
    ("question", "short", "expression"),
    [
        ("资助大学新生一共花了多少钱？", "430000元", "5000元 × 86名 = 430000元"),
        ("资助大学新生，每人多少钱？", "5000元", None),
        ("社会组织净增加了几家？", "12家", "23家 - 11家 = 12家"),
        ("社会组织新登记了几家？", "23家", None),
        ("护理站净增了几处？", "9处", None),
        ("非护理型的床位有几张？", "120张", "420张 - 300张 = 120张"),
    ],
)
def test_what_it_comes_to(engine: Engine, question: str, short: str, expression: str | None) -> None:
    answer = engine.ask(question)
    assert answer.short_answer == short
    assert expression is None or expression in answer.answer
