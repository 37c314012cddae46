"""Numbers that name: what is asked for by its form is found by it, and is the one's that the question names."""

from __future__ import annotations

import pytest

from ingest.library import index
from qa import Engine

REPORT = """云湖区民政局2024年工作总结

一、养老服务
区民政局会同区财政局制定《云湖区老年助餐服务办法》（云民发〔2024〕12号）。服务热线6612345全天候受理咨询，受理时间之外由96156平台转接。
全年服务热线接听咨询23000个，办结率98%。

二、社会救助
救助申请办理时限由15个工作日压缩至7个工作日。政策全文见www.yunhu.gov.cn/mz，意见可寄minzheng@yunhu.gov.cn。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("codes")
    (folder / "page.txt").write_text(REPORT, encoding="utf-8")
    index([folder / "page.txt"], str(folder / "store"))
    return Engine.open(str(folder / "store"))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("养老服务热线是多少？", "6612345"),
        ("受理时间之外打什么电话？", "96156"),
        ("老年助餐服务办法的文号是什么？", "云民发〔2024〕12号"),
        ("社会救助政策的网址是什么？", "www.yunhu.gov.cn/mz"),
        ("提意见的邮箱是多少？", "minzheng@yunhu.gov.cn"),
        ("服务热线接听了多少个咨询？", "23000个"),
    ],
)
def test_a_code_is_found_by_its_form(engine: Engine, question: str, short: str) -> None:
    answer = engine.ask(question)
    assert answer.short_answer == short
    assert short in answer.citations[0].quote


@pytest.mark.parametrize(
    "question", ["婚姻登记处的电话号码是多少？", "区财政局的网址是什么？", "殡葬改革意见的文号是多少？"]
)
def test_another_ones_code_is_no_answer(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "not_found"
