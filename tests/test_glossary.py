"""English words of a question as a report prints them."""

from pathlib import Path

import pytest

from qa.text import glossary
from qa.text.glossary import in_chinese


def first(_: str, renderings: tuple[str, ...]) -> str:
    return renderings[0] if renderings else ""


@pytest.mark.parametrize(
    ("english", "mixed"),
    [
        ("how many elevators", "how many 电梯"),
        ("the forest coverage rate", "the 森林覆盖率"),  # the longest phrase, not its words
        ("what was the minimum wage?", "what was the 最低工资?"),
        ("many cities, boxes of", "many 城市, boxes of"),
        ("nothing known", "nothing known"),
        ("", ""),
    ],
)
def test_phrases_of_the_table_are_rendered_and_all_else_stays(english: str, mixed: str) -> None:
    assert in_chinese(english, first) == mixed


def test_a_phrase_without_a_rendering_falls_back_on_a_shorter_one() -> None:
    def no_long_one(phrase: str, renderings: tuple[str, ...]) -> str:
        return renderings[0] if renderings and " " not in phrase else ""

    assert in_chinese("charging stations", no_long_one) != in_chinese("charging stations", first)
    assert "充电站" in in_chinese("charging stations", first)


def test_words_are_told_by_any_of_their_forms() -> None:
    forms = ("hospital", "hospitals", "hospital's")
    assert {in_chinese(form, first) for form in forms} == {"医院"}
    assert in_chinese("renovated", first) == in_chinese("renovating", first) == in_chinese("renovate", first)


def test_the_table_is_well_formed() -> None:
    lines = Path(glossary.__file__).with_name("english_words.txt").read_text("utf-8").splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(entry) == 2 and entry[1].split() for entry in entries)
    phrases = [phrase for phrase, _ in entries]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
