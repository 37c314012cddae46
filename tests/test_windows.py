"""Windows: pieces of the text in order, whole sentences, none left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.sentences import sentences
from qa.search.windows import TOPIC_CHARACTERS, WINDOW_CHARACTERS, topic_of, windows

_SENTENCE = st.text("全年新增学位的，、1234“”（）《》A ", min_size=1, max_size=120)
_PARAGRAPH = st.lists(st.tuples(_SENTENCE, st.sampled_from("。！？；\n")), max_size=8).map(
    lambda parts: "".join(text + mark for text, mark in parts)
)


@settings(deadline=None, max_examples=60)
@given(st.one_of(_PARAGRAPH, st.text(max_size=300)))
@example("")
@example("　全年新增学位1200个。" * 20)
def test_windows_are_the_text_in_whole_sentences(text: str) -> None:
    found = windows(text)
    spans = [(window.start, window.end) for window in found]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), "no overlap"
    for window in found:
        assert window.text == text[window.start : window.end]
    for sentence in sentences(text):
        assert any(start <= sentence.start and sentence.end <= end for start, end in spans)


@settings(deadline=None, max_examples=60)
@given(_PARAGRAPH)
def test_a_window_is_short_or_a_single_sentence(text: str) -> None:
    for window in windows(text):
        inside = [s for s in sentences(text) if window.start <= s.start < window.end]
        assert len(window.text) <= WINDOW_CHARACTERS or len(inside) == 1


def test_a_topic_is_given_only_where_the_window_does_not_show_it() -> None:
    text = "民生保障持续加强。" + "全年新增学位1200个，新建幼儿园3所，发放补贴680万余元。" * 10
    first, *others = windows(text)
    assert first.topic == ""
    assert others
    assert {window.topic for window in others} == {topic_of(text)}
    assert windows("新建幼儿园3所。", topic="民生保障持续加强。")[0].topic == "民生保障持续加强。"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=100))
def test_a_topic_is_the_beginning_and_short(text: str) -> None:
    assert text.strip().startswith(topic_of(text))
    assert len(topic_of(text)) <= TOPIC_CHARACTERS
