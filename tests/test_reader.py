"""The reader only points: whatever its scores, an answer is characters of the window."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise import normalise
from qa.search.reader import Reading, load_reader, unread
from qa.search.windows import Window, windows
from qa.search.wordpiece import tokenise
from tests.pointing import SURE, PointingReader

TEXT = normalise("民生保障持续加强。全年新增学位1200个，新建幼儿园3所；改造老旧小区18个。")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A window with any scores."""
    text = draw(st.text("全年新增学位1200个，。； a", max_size=40))
    pieces = tuple(tokenise(text))
    row = st.lists(st.floats(-20, 20, width=32), min_size=len(pieces), max_size=len(pieces))
    starts, ends = np.array(draw(row), np.float32), np.array(draw(row), np.float32)
    return Reading(Window(0, len(text), text, ""), draw(st.floats(0, 1)), pieces, starts, ends)


@settings(deadline=None, max_examples=60)
@given(readings(), st.integers(1, 6), st.integers(1, 60))
def test_best_spans_lie_in_the_window_best_first(reading: Reading, count: int, longest: int) -> None:
    found = reading.best(count, longest)
    assert len(found) <= count
    assert bool(found) == bool(reading.pieces)
    for span, score in found:
        assert 0 <= span.start < span.end <= len(reading.window.text)
        assert math.isfinite(score)
        # never better than its own first and last piece say: crossing a mark only costs
        assert score <= reading.score(span.start, span.end) + 1e-4
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    spans = [(span.start, span.end) for span, _ in found]
    assert len(set(spans)) == len(spans)


@settings(deadline=None, max_examples=60)
@given(readings())
def test_what_no_piece_covers_scores_nothing(reading: Reading) -> None:
    beyond = len(reading.window.text)
    assert reading.score(beyond, beyond + 3) == -math.inf


def test_a_span_is_where_the_scores_point() -> None:
    (window,) = windows(TEXT)
    reading = PointingReader("1200个").read("", window)
    ((span, score),) = reading.best()
    assert window.text[span.start : span.end] == "1200个"
    assert score == 2 * SURE == reading.score(span.start, span.end)


def test_a_span_does_not_reach_over_a_sentence_for_little() -> None:
    (window,) = windows(TEXT)
    reading = PointingReader("加强").read("", window)
    end = next(i for i, (_, a, _) in enumerate(reading.pieces) if a >= TEXT.index("新增"))
    reading.ends[end] = SURE + 1.0
    ((span, _),) = reading.best()
    assert window.text[span.start : span.end] == "加强"


def test_a_window_that_nobody_read_has_no_favourite() -> None:
    reading = unread(windows(TEXT)[0])
    assert reading.relevance == 0.5
    assert len({reading.score(a, b) for _, a, b in reading.pieces}) == 1


@pytest.mark.parametrize("question", ["新增学位多少个?", "a" * 3000, " "])
def test_the_real_reader_reads_any_question(question: str) -> None:
    for window in [*windows(TEXT), Window(0, 0, "", ""), Window(0, 4000, "学位" * 2000, "民生")]:
        reading = load_reader().read(question, window)
        assert 0 <= reading.relevance <= 1
        assert len(reading.pieces) == len(reading.starts) == len(reading.ends)
        assert np.isfinite(reading.starts).all()
        assert np.isfinite(reading.ends).all()
        for span, _ in reading.best(3):
            assert 0 <= span.start < span.end <= len(window.text)


def test_the_real_reader_tells_the_answer_from_what_is_none() -> None:
    reader, (window,) = load_reader(), windows(TEXT)
    asked = reader.read("新增学位多少个?", window)
    assert asked.relevance > reader.read("地铁开通了几条线路?", window).relevance
    ((span, _),) = asked.best()
    assert "1200" in window.text[span.start : span.end]
