"""What people say and reports print otherwise: the table, and the words that it adds to a question."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa.text.spoken
from ingest.normalise import normalise
from qa.text.spoken import _LONGEST, _MOST, printed_for

LINES = [
    line.split()
    for line in Path(qa.text.spoken.__file__).with_name("spoken_words.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SAID = [said for said, *_ in LINES]


def test_every_line_has_what_is_said_and_what_is_printed() -> None:
    assert [words for words in LINES if len(words) < 2] == []
    assert [words for words in LINES if len(set(words)) < len(words)] == [], "a word twice in a line"


def test_no_word_is_said_twice() -> None:
    assert [said for said, times in Counter(SAID).items() if times > 1] == []


def test_no_said_word_is_longer_than_what_is_looked_for() -> None:
    assert [said for said in SAID if len(said) > _LONGEST] == []


def test_the_words_are_written_as_questions_are_normalised() -> None:
    assert [word for words in LINES for word in words if normalise(word) != word] == []


@pytest.mark.parametrize(
    ("text", "known", "added"),
    [
        ("去哪儿看病", {"医疗", "就医"}, ("医疗", "就医")),
        # only what the reports print
        ("去哪儿看病", {"医疗"}, ("医疗",)),
        ("去哪儿看病", set(), ()),
        # a said word that they print is searched for as it is
        ("去哪儿看病", {"看病", "医疗"}, ()),
        # what the question says itself
        ("看病和医疗", {"医疗", "就医"}, ("就医",)),
        # the longest word that is said: 老人家, and no 老人 within it
        ("老人家", {"养老", "老龄"}, ("养老",)),
        # once, though two words stand for it
        ("老太太和老爷子", {"老年人"}, ("老年人",)),
        ("电子印章", {"医疗", "就医"}, ()),
        ("", {"医疗"}, ()),
    ],
)
def test_words_printed_for_what_is_said(text: str, known: set[str], added: tuple[str, ...]) -> None:
    assert printed_for(text, known.__contains__) == added


def test_so_many_words_and_no_more() -> None:
    said = set(SAID)
    added = printed_for("老人家和小孩,残疾,看病", lambda word: word not in said)
    assert len(added) == _MOST


_TALK = st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=4)), max_size=6).map("".join)


@settings(max_examples=150, deadline=None)
@given(_TALK, st.integers(0, 4))
def test_any_text_is_taken_and_gets_nothing_that_it_has(text: str, missing: int) -> None:
    def known(word: str) -> bool:
        return sum(map(ord, word)) % 4 != missing  # all words, or all but a fourth of them

    table = {said: printed for said, *printed in LINES}
    added = printed_for(text, known)
    assert len(set(added)) == len(added) <= _MOST
    assert not [word for word in added if word in text or not known(word)]
    said = [word for word in table if word in text and not known(word)]
    assert set(added) <= {word for one in said for word in table[one]}
