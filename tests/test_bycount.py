"""Whether there was any, asked openly: told by how many, and denied by no other value."""

from __future__ import annotations

import pytest

from ingest.library import index
from qa import Engine
from qa.claims.claim import parse_claim
from qa.text.contrasts import merely_begun

REPORT = """石湾区2024年工作成果

一、城市管理
拆除违法建设4.3万平方米，老旧小区加装电梯41部。实验中学东校区开工建设。

二、文化旅游
修复古籍210册，非遗工坊带动村民就业870人。吊销2家旅行社经营许可证。恒川轴承公司成为国家级专精特新“小巨人”企业。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("bycount")
    (folder / "石湾区2024年工作成果.txt").write_text(REPORT, encoding="utf-8")
    index([folder], str(folder / "store"))
    return Engine.open(str(folder / "store"))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("有没有拆违建？", "yes"),
        ("老房子有没有人装电梯？", "yes"),
        ("村里人有没有靠非遗工坊找到活干？", "yes"),
        ("实验中学东校区盖好了吗？", "no"),
        ("恒川轴承上市了没有？", None),  # another title denies nothing that was only asked
        ("有没有建养老院？", None),
    ],
)
def test_whether_there_was_any(engine: Engine, question: str, verdict: str | None) -> None:
    answer = engine.ask(question)
    assert answer.verdict == verdict
    assert (answer.status == "answered") is (verdict is not None)


@pytest.mark.parametrize(
    ("question", "opened"),
    [
        ("上市了没有？", True),
        ("能不能带狗？", True),
        ("有没有拆违建？", True),
        ("上市了，对吗？", False),
        ("听说上市了，是真的吗？", False),
        ("是不是上市了？", False),
        ("这块牌子是省级的吗？", False),
    ],
)
def test_what_is_asked_openly_says_nothing_of_what_to_expect(question: str, opened: bool) -> None:
    claim = parse_claim(question)
    assert claim is not None
    assert claim.open is opened


def test_a_work_begun_is_not_done() -> None:
    assert merely_begun("东校区盖好了", "东校区开工建设")
    assert not merely_begun("东校区开工了", "东校区开工建设")
    assert not merely_begun("东校区盖好了", "东校区建成启用")
    assert not merely_begun("东校区盖好了", "东校区招生90人")
