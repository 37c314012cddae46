"""Where a clause begins and ends."""

from hypothesis import given
from hypothesis import strategies as st

from qa.text.clause import begin, stop

MARKS = ",。;"


@given(st.text("甲乙,。;!", max_size=40), st.data())
def test_what_lies_between_holds_no_mark_outside_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = begin(text, start, MARKS), stop(text, end, MARKS)
    assert 0 <= first <= start <= end <= last <= len(text)
    assert not set(MARKS) & set(text[first:start] + text[end:last])
    assert first == 0 or text[first - 1] in MARKS
    assert last == len(text) or text[last] in MARKS
