"""Whether something costs money: the clause of its own fee, or of none."""

from __future__ import annotations

import pytest

from ingest.library import index
from qa import Engine

REPORT = """石湾区教育局2024年工作总结

一、“双减”工作
课后服务实现全覆盖，参与率96.4%，收费标准为每生每学期不超过300元，家庭经济困难学生全部免费。暑期托管服务开设32个托管点，服务学生5600人次。

二、体育工作
举办首届半程马拉松，来自12个国家的8000名选手参赛。体育馆向老年人免费开放。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("fees")
    (folder / "石湾区教育局2024年工作总结.txt").write_text(REPORT, encoding="utf-8")
    index([folder], str(folder / "store"))
    return Engine.open(str(folder / "store"))


@pytest.mark.parametrize(
    ("question", "verdict", "short"),
    [
        ("课后服务要交钱吗？", "yes", "收费标准为每生每学期不超过300元"),
        ("课后服务免费吗？", "no", "收费标准为每生每学期不超过300元"),
        ("困难学生课后服务要交钱吗？", "no", "家庭经济困难学生全部免费"),
        ("困难学生参加课后服务是不是免费？", "yes", "家庭经济困难学生全部免费"),
        ("老年人去体育馆免费吗？", "yes", "体育馆向老年人免费开放"),
        ("暑期托管收费吗？", None, None),
        ("马拉松报名要交钱吗？", None, None),
    ],
)
def test_whether_it_costs(engine: Engine, question: str, verdict: str | None, short: str | None) -> None:
    answer = engine.ask(question)
    assert (answer.verdict, answer.short_answer) == (verdict, short)
