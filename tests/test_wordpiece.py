"""Word pieces: in order, apart, over every character that is no space, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.normalise import normalise
from qa.search.pretrained import pretrained
from qa.search.wordpiece import tokenise

_REPORTS = st.text("全年新增学位的在了至1234567890.%，。、“”（） \n\tABCabcé龘𠮷😀㎡⁹", max_size=60)
_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(deadline=None, max_examples=60)
@given(st.one_of(_REPORTS, _ANY).map(normalise))
@example("近800辆 12.5% RCEP")
@example(" \n\u3000")
@example("")
def test_pieces_tile_the_text_but_for_its_white_space(text: str) -> None:
    end = 0
    for key, start, stop in tokenise(text):
        assert 0 <= key < pretrained().vocabulary
        assert start >= end, "in order, apart"
        assert stop > start
        assert not text[end:start].strip(), "nothing but white space is left out"
        assert not any(character.isspace() for character in text[start:stop])
        end = stop
    assert not text[end:].strip()


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**9), st.sampled_from(["亩", "万余元", "户", "%", "人次"]))
def test_a_figure_begins_and_ends_on_a_piece(number: int, unit: str) -> None:
    text = f"全年改造{number}{unit}，惠及的居民"
    pieces = tokenise(text)
    first, last = len("全年改造"), len("全年改造") + len(str(number))
    assert first in {start for _, start, _ in pieces}
    assert last in {end for _, _, end in pieces}


@pytest.mark.parametrize("text", ["人民政府", "government"])
def test_a_common_word_is_no_row_of_single_characters(text: str) -> None:
    assert len(tokenise(text)) <= 2


def test_the_same_text_gives_the_same_pieces() -> None:
    text = "全年新增学位1200个。"
    assert tokenise(text) == tokenise(text)
