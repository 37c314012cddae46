"""Normalisation: one character in, one character out."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import normalise


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("２０２３年，增长７．５％", "2023年,增长7.5%"),
        ("臺灣第屆選舉後", "台湾第届选举后"),
        ("RCEP与Ｇ２０", "rcep与g20"),
        ("甲\u3000乙\t丙\n丁\u00a0戊", "甲 乙 丙 丁 戊"),
        ("“一”「二」『三』", '"一""二""三"'),
        ("——1—2–3－4", "--1-2-3-4"),
        ("一九九○年", "一九九〇年"),
        # what would turn into another figure, or into two characters, stays
        ("10²平方米①推进㎡½", "10²平方米①推进㎡½"),
        # radicals, as browsers write them into a PDF
        ("⼆〇⼆三年⼈⺠⽣活增⻓", "二〇二三年人民生活增长"),
        ("", ""),
    ],
)
def test_forms(before: str, after: str) -> None:
    assert normalise(before) == after


def test_every_character_keeps_its_length_and_settles() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    once = normalise(everything)
    assert len(once) == len(everything)
    assert normalise(once) == once


@given(st.text())
def test_length_and_idempotence(text: str) -> None:
    once = normalise(text)
    assert len(once) == len(text)
    assert normalise(once) == once


@given(st.text(), st.text())
def test_characters_are_independent(left: str, right: str) -> None:
    assert normalise(left + right) == normalise(left) + normalise(right)
