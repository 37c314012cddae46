"""Names of persons: whole, without post or what follows, and the post asked for."""

from __future__ import annotations

import pytest

from ingest.records import Span
from qa.text.persons import asked_post, holds_post, whole_name


def part_of(text: str, part: str) -> Span:
    at = text.index(part)
    return Span(at, at + len(part))


@pytest.mark.parametrize(
    ("text", "part", "name"),
    [
        ("区委书记向思诚带队", "思诚", "向思诚"),
        ("区长纪以安带队拜访企业", "纪", "纪以安"),
        ("区长纪以安带队拜访企业", "纪以", "纪以安"),
        ("科学院院士齐望舒团队落户", "齐望舒团队", "齐望舒"),
        ("镇长  祝南星", "镇长", "祝南星"),
        ("区委书记向思诚带队", "区委书记向思诚", "向思诚"),
        ("作者文启明,男", "启明", "文启明"),
    ],
)
def test_a_part_of_a_name_is_made_whole(text: str, part: str, name: str) -> None:
    span = whole_name(text, part_of(text, part))
    assert text[span.start : span.end] == name


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("李明在会上作报告", "李明"),
        ("由张伟和李娜负责", "张伟和李娜"),
        ("山口村党支部获评先进", "山口村"),
        ("约翰逊表示", "约翰逊"),
        ("康熙皇帝下令", "康熙皇帝"),
    ],
)
def test_a_whole_name_and_what_is_none_stay(text: str, part: str) -> None:
    span = part_of(text, part)
    assert whole_name(text, span) == span


def test_the_holder_of_the_post_asked_for_is_told_from_another() -> None:
    assert asked_post("市人社局的局长是谁") == "局长"
    assert asked_post("去了哪里") == ""
    text = "局党组书记、局长阎怀德,办事大厅主任季晴岚"
    assert holds_post(text, part_of(text, "阎怀德"), "局长") == 1
    assert holds_post(text, part_of(text, "季晴岚"), "局长") == -1
    text = "院长由原颐康中心主任贺兰芝担任"
    assert holds_post(text, part_of(text, "贺兰芝"), "院长") == 1
    assert holds_post(text, part_of(text, "原颐康"), "院长") == -1, "her former post"
    assert holds_post("山口村获评", part_of("山口村获评", "山口村"), "书记") == -1, "no person"
