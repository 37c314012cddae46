"""Word pieces taken up by their first character: all of them, none twice, none before its time."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.vocabulary import SPACE, Vocabulary
from qa.search import wordpiece
from qa.search.pretrained import pretrained

_CHARACTERS = st.sampled_from(f"aqA1é全年增가😀𠮷{SPACE}") | st.characters(exclude_categories=["Cs"])
_PIECES = st.lists(st.text(_CHARACTERS, min_size=1, max_size=4), min_size=1, max_size=30, unique=True)


def beginning(piece: str) -> str:
    """A piece's first character, with the one after it where the first stands for a space."""
    return piece[:2] if piece.startswith(SPACE) else piece[:1]


def vocabulary(pieces: list[str], put: dict[str, int]) -> Vocabulary:
    coded = [piece.encode() for piece in pieces]
    ends = np.cumsum([len(code) for code in coded])
    return Vocabulary(b"".join(coded), np.concatenate([[0], ends[:-1]]), ends, put.__setitem__)


@settings(deadline=None, max_examples=100)
@given(_PIECES, st.sets(st.integers(0, 29)))
@example([SPACE, f"{SPACE}{SPACE}", f"{SPACE}a", "a", "é"], {0, 3})
def test_what_begins_as_asked_for_is_all_there(pieces: list[str], chosen: set[int]) -> None:
    found: dict[str, int] = {}
    begins = {beginning(pieces[at % len(pieces)]) for at in chosen}
    vocabulary(pieces, found).enter(begins)
    assert {piece for piece in pieces if beginning(piece) in begins} <= found.keys()
    assert all(pieces[number] == piece for piece, number in found.items())


def test_a_piece_is_taken_up_once_and_not_before_it_is_asked_for() -> None:
    taken: list[str] = []
    pieces = ["全年", "全", "年", "a", "q", "1", "é"]
    found = vocabulary(pieces, {})
    found._put = lambda piece, _: taken.append(piece)
    found.enter({"全"})
    found.enter({"全", "q"})
    assert taken == ["全年", "全", "q"]


def test_the_reader_s_pieces_are_those_of_a_full_table() -> None:
    pieces = pretrained().pieces()
    every = [pieces.text[a:b].decode() for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    table = wordpiece._Table(pieces)
    table.enter({beginning(piece) for piece in every})
    assert table.numbers == {piece: number for number, piece in enumerate(every)}


def test_the_reader_takes_up_few_pieces_for_a_question() -> None:
    wordpiece._table.cache_clear()
    wordpiece.tokenise("全年新增就业多少人?")
    assert 0 < len(wordpiece._table().numbers) < 5000
