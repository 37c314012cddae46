"""What is layout and what is text: lines become paragraphs, headings, captions, furniture and table rows.

Works on the document's own offsets and drops nothing: every character that is not white space lies in
exactly one block. A line break is one of three things, and which one depends on how the whole document is
laid out (`_Style`): the end of a paragraph, a hard wrap, or the trace of a broken layout in the middle of a
paragraph (a column that ended, a topic sentence set in bold, a link).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.headings import Marker, marker
from ingest.layout import BULLETS, is_byline, is_caption, is_credit, is_furniture, is_licence, is_opening_line
from ingest.patterns import regex
from ingest.records import Document, PassageKind

__all__ = ["Block", "blocks"]

_ENDS = "。！？!?；;…：:"
_CLOSERS = "”’」』）)】]〕］》〉\"'"
_RUNS_ON = "，,、（(《〈“‘「『【[〔"
_CONTINUES = "，、。；：！？》〉”’」』）】〕,;:!?)]"
_SENTENCE_INSIDE = regex(r"[。！？!?](?=.)", re.DOTALL)
_HEADING_STYLES = {"part", "chapter", "section", "one", "(one)", "1.1", "1.", "(1)", "1)", "1", "first"}
# a heading that is a whole sentence with a full stop is only believed under these marks
_SENTENCE_HEADING_STYLES = {"part", "chapter", "section", "one", "(one)"}
_HEADING_MAX = 70
_SENTENCE_HEADING_MAX = 42
_PLAIN_HEADING_MAX = 55
_ROW = regex(r"(?:\s+-?[0-9][0-9.,]*\S{0,4}){2,}$")
_UNFINISHED = regex(r"[的在和与及是为对把将向从由于到以或并而等其]$")
_LEANS_BACK = regex(r"^[的是在和与及等为了之而并或]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption, table row or bit of furniture: `document.text[start:end]`."""

    kind: PassageKind
    start: int
    end: int
    level: int | None = None
    """Level of a heading where the format itself gives one (Markdown, HTML, DOCX), from 1."""
    title: bool = False
    """The title of the whole document: a heading that opens no section."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str
    gap: bool
    """A blank line stands before it, or it is the first."""
    indent: bool
    mark: Marker | None
    furniture: bool
    given: bool
    """The format says what it is: heading or table row."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How the whole document is laid out."""

    spaced: bool
    """Blank lines stand between paragraphs."""
    indented: bool
    """A paragraph begins with an indent."""
    width: int | None
    """Columns at which lines are hard-wrapped, if they are."""
    punctuated: bool
    """Paragraphs end with a full stop, so one that does not is broken."""


@dataclass(slots=True)
class _Group:
    """Lines that make one block."""

    lines: list[_Line]
    narrow: bool = False
    """A caption set in several short lines."""
    text: str = field(default="", init=False)

    @property
    def first(self) -> _Line:
        return self.lines[0]

    @property
    def last(self) -> _Line:
        return self.lines[-1]

    @property
    def speaks(self) -> bool:
        """Running text so far: a sentence has ended in it and another begun."""
        return any(_SENTENCE_INSIDE.search(line.text) or _ended(line.text) for line in self.lines)


def blocks(document: Document) -> list[Block]:
    """The document's blocks, in order; together they hold every character that is not white space."""
    given = {span.start for span in (*document.headings, *document.tables)}
    lines = list(_lines(document.text, given))
    style = _style(lines)
    groups = _grouped(lines, style)
    for group in groups:
        group.text = document.text[group.first.start : group.last.end]
    return _classified(groups, document)


# lines and style


def _lines(text: str, given: set[int]) -> Iterator[_Line]:
    position = 0
    gap, indent = True, False
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if not bare:
            gap = True
            # an indent left alone on its line belongs to the next one
            indent = "\u3000" in raw
        else:
            start = position + len(raw) - len(raw.lstrip())
            lead = text[position:start]
            yield _Line(
                start,
                start + len(bare),
                bare,
                gap,
                indent or "\u3000" in lead or "\t" in lead or len(lead) >= 2,
                marker(bare),
                is_furniture(bare),
                start in given,
            )
            gap = indent = False
        position += len(raw)


def _columns(text: str) -> int:
    """Width on a page: a Chinese character takes two columns."""
    return len(text.encode("gb18030", "replace"))


def _ended(text: str) -> bool:
    """Whether a line ends as a sentence or list item does."""
    return text.rstrip(_CLOSERS)[-1:] in _ENDS and not (
        text[-1] in "》" and text.rstrip("》")[-1:] not in _ENDS
    )


def _style(lines: Sequence[_Line]) -> _Style:
    width = _wrap_width(lines)
    spaced = _spaced(lines, width)
    long = [line for line in lines if len(line.text) >= 30]
    starts = [line for line in long if line.gap] if spaced else long
    indented = bool(starts) and 2 * sum(line.indent for line in starts) >= len(starts)
    ended = sum(_ended(line.text) for line in long)
    return _Style(spaced, indented, width, punctuated=bool(long) and 2 * ended >= len(long))


def _spaced(lines: Sequence[_Line], width: int | None) -> bool:
    gaps = [line.gap for line in lines[1:]]
    if width is not None:
        return 20 * sum(gaps) >= len(gaps) > 0
    # where a line ends with a full stop, does a blank one follow?
    after_end = [line.gap for before, line in pairwise(lines) if _ended(before.text)]
    return any(2 * sum(found) >= len(found) >= 2 for found in (gaps, after_end))


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """Columns at which lines were hard-wrapped: most broken lines are about as wide as the widest of them."""
    broken = [
        _columns(line.text)
        for line, after in pairwise(lines)
        if not (after.gap or line.given or line.furniture or _ended(line.text))
        and line.text[0] not in BULLETS
    ]
    if len(broken) < 4:
        return None
    widest = sorted(broken)[int(0.95 * (len(broken) - 1))]
    if 10 * sum(_columns(line.text) > widest + 8 for line in lines) > len(lines):
        return None  # headings of one width over long paragraphs: lines that go on beyond it were not wrapped at it
    near = sum(widest - 8 <= width <= widest + 4 for width in broken)
    return widest if 24 <= widest <= 140 and near >= 0.7 * len(broken) else None


# lines -> groups


def _grouped(lines: Sequence[_Line], style: _Style) -> list[_Group]:
    groups: list[_Group] = []
    chunk_ends = _chunk_ends(lines)
    credited = _credited(lines)
    for i, line in enumerate(lines):
        lone = line.gap and (i + 1 == len(lines) or lines[i + 1].gap)
        if line.furniture and not lone and line.text.isdecimal() and style.spaced and style.width is None:
            line = replace(
                line, furniture=False
            )  # a page number would stand alone: M2, PM10 with a broken index
        pictured = groups and credited[i] and not line.gap and groups[-1].first.text[0] in BULLETS
        if pictured or (groups and _joins(groups[-1], line, style, chunk_ends[i])):
            group = groups[-1]
            group.narrow = group.narrow or (group.first.text[0] in BULLETS and not line.gap)
            group.lines.append(line)
        else:
            groups.append(_Group([line]))
    return groups


def _credited(lines: Sequence[_Line]) -> list[bool]:
    """For each line, whether it is short and leads, without a blank one, to who took the photograph."""
    found = [False] * len(lines)
    for i in range(len(lines) - 2, -1, -1):
        after = lines[i + 1]
        leads = is_credit(after.text) or found[i + 1]
        found[i] = leads and not after.gap and not is_credit(lines[i].text) and _columns(lines[i].text) <= 40
    return found


def _chunk_ends(lines: Sequence[_Line]) -> list[bool]:
    """For each line, whether the run of lines without a blank one that it is in ends as running text does."""
    ends = [False] * len(lines)
    current = False
    for i in range(len(lines) - 1, -1, -1):
        if i == len(lines) - 1 or lines[i + 1].gap:
            current = _ended(lines[i].text)
        ends[i] = current
    return ends


def _joins(group: _Group, line: _Line, style: _Style, running: bool) -> bool:
    """Whether `line` goes on with the paragraph in `group`; `running`: its run of lines ends as text does."""
    last = group.last
    if last.given or line.given or last.furniture or is_credit(last.text):
        return False
    if line.text[0] in _CONTINUES and not line.furniture:
        return True
    if line.furniture or line.mark is not None or is_opening_line(line.text) or is_credit(line.text):
        # a mark may also stand inside a broken sentence, but only where the line before says so
        return line.mark is not None and not line.gap and last.text[-1] in "《（(“" and not line.furniture
    if last.mark is not None and last.mark.length >= len(last.text):
        return True  # （一） alone on its line
    if last.text[-1] in _RUNS_ON:
        return not _is_numbered_heading(last)
    if last.text.strip("—-") == "":
        return True
    if line.gap:
        return _broken_in_a_word(group, line, style, running)
    if style.indented and line.indent:
        return False
    if group.first.text[0] in BULLETS:
        return (group.narrow or not _ended(last.text)) and _columns(last.text) <= 40
    if style.width is not None:
        return _wraps(last, style, style.width)
    if _ended(last.text):
        return _follows_topic(group, line, style)
    return _unbroken(group, line, style, running)


def _is_numbered_heading(line: _Line) -> bool:
    """`一、工业` and the like: numbered, short, without a full stop."""
    mark = line.mark
    return (
        mark is not None
        and mark.style in _HEADING_STYLES
        and mark.length < len(line.text) <= _HEADING_MAX
        and not _ended(line.text)
        and line.text[-1] not in _RUNS_ON
        and not _SENTENCE_INSIDE.search(line.text)
    )


def _broken_in_a_word(group: _Group, line: _Line, style: _Style, running: bool) -> bool:
    """A paragraph cut by the layout in the middle of a sentence, the rest after a blank line."""
    last = group.last
    return (
        style.punctuated
        and not _ended(last.text)
        and last.text[-1] not in _CLOSERS
        and not _is_numbered_heading(last)
        and not is_caption(group.first.text, group.narrow)
        and group.speaks
        and not (style.indented and line.indent)
        and running
    )


def _wraps(last: _Line, style: _Style, width: int) -> bool:
    """In a hard-wrapped document a full line goes on in the next one."""
    if _is_numbered_heading(last) and _columns(last.text) < width - 8:
        return False
    full = _columns(last.text) >= width - 8
    if _ended(last.text):
        return full and (style.spaced or style.indented)
    return full


def _follows_topic(group: _Group, line: _Line, style: _Style) -> bool:
    """A topic sentence that was set in bold, on its own line, and the paragraph that it opens."""
    if style.indented and group.first.indent:
        return not line.indent and not _is_sentence_heading(group)
    return (
        style.spaced
        and len(group.lines) == 1
        and not _SENTENCE_INSIDE.search(group.last.text)
        and len(group.last.text) <= 110
        and group.last.text[-1] not in "；;"
        and not _is_sentence_heading(group)
    )


def _is_sentence_heading(group: _Group) -> bool:
    """`（八）推进社会建设。` on its own line, over paragraphs: numbered, one short sentence."""
    first = group.first
    return (
        len(group.lines) == 1
        and first.mark is not None
        and first.mark.style in _SENTENCE_HEADING_STYLES
        and first.mark.length < len(first.text) <= _SENTENCE_HEADING_MAX
        and first.text[-1] == "。"
        and not _SENTENCE_INSIDE.search(first.text)
    )


def _unbroken(group: _Group, line: _Line, style: _Style, running: bool) -> bool:
    """The last line has no stop and no blank line follows: broken text, or a heading over its text?"""
    last = group.last
    if _is_numbered_heading(last) or not (style.spaced or style.indented):
        return False
    if not running and not group.speaks:
        return len(line.text) <= 2 and len(group.lines) == 1 and not line.text.isascii()
    looks_like_heading = (
        len(group.lines) == 1
        and last.gap
        and len(last.text) <= 25
        and not re.search(r"[，。、；,;]", last.text)
        and not _UNFINISHED.search(last.text)
        and not _LEANS_BACK.search(line.text)
        and len(line.text) > len(last.text)
        and not (style.indented and last.indent)
    )
    return not looks_like_heading


# groups -> blocks


def _classified(groups: Sequence[_Group], document: Document) -> list[Block]:
    levels: dict[int, int | None] = {span.start: None for span in document.headings}
    levels.update(zip((span.start for span in document.headings), document.levels, strict=False))
    rows = {span.start for span in document.tables}
    repeated = _repeated(groups)
    found: list[Block] = []
    opening = True  # before the first text or numbered heading
    for i, group in enumerate(groups):
        before = groups[i - 1] if i else None
        after = groups[i + 1] if i + 1 < len(groups) else None
        start, end = group.first.start, group.last.end
        kind: PassageKind
        if start in rows:
            kind = "table"
        elif start in levels:
            kind = "heading"
        elif is_credit(group.text) and found and found[-1].kind == "caption":
            found[-1] = replace(found[-1], end=end)
            continue
        else:
            kind = _kind(group, before, after, opening, marked=len(levels) > 1)
            if group.text in repeated and kind in ("body", "heading"):
                kind = "furniture"
        title = (
            kind == "heading"
            and opening
            and _is_title(group, found, list(levels.values()), levels.get(start))
        )
        opening = opening and not (
            kind in ("body", "table") or (kind == "heading" and group.first.mark is not None)
        )
        found.append(Block(kind, start, end, levels.get(start), title))
    return _with_licence_tail(document.text, found)


def _kind(
    group: _Group, before: _Group | None, after: _Group | None, opening: bool, marked: bool
) -> PassageKind:
    if is_credit(group.text) or (group.first.furniture and len(group.lines) == 1):
        return "furniture"
    if is_caption(group.text, group.narrow):
        return "caption"
    if opening and before is not None and is_byline(group.text):
        return "furniture"
    if _is_heading(group, before, after, marked):
        return "heading"
    if opening and after is not None and is_byline(after.text) and _is_bare(group.text):
        return "heading"  # a title over those who speak
    return "body"


def _repeated(groups: Sequence[_Group]) -> set[str]:
    """Running heads: short lines that stand three times or more, neither text nor numbered."""
    short = Counter(
        group.text
        for group in groups
        if len(group.lines) == 1
        and len(group.text) <= 30
        and group.first.mark is None
        and not _ended(group.text)
    )
    return {text for text, count in short.items() if count >= 3}


def _is_heading(group: _Group, before: _Group | None, after: _Group | None, marked: bool) -> bool:
    """`marked`: the format marks its headings itself, so only a clear number makes another."""
    if after is None or len(group.text) > _HEADING_MAX or len(group.lines) > 3:
        return False
    mark = group.first.mark
    if marked and (mark is None or mark.style not in _SENTENCE_HEADING_STYLES):
        return False
    if mark is None:
        return _is_plain_heading(group, after)
    # over paragraphs, but not one in a list of its like
    if _counts_on(before, group) or _counts_on(group, after):
        return False
    return _is_numbered_heading(replace(group.first, text=group.text)) or _is_sentence_heading(group)


def _counts_on(group: _Group | None, after: _Group | None) -> bool:
    """Whether the second begins with the number that follows the first's, in the same style."""
    if group is None or after is None or group.first.furniture or after.first.furniture:
        return False
    one, two = group.first.mark, after.first.mark
    return one is not None and two is not None and one.style == two.style and one.value + 1 == two.value


def _is_plain_heading(group: _Group, after: _Group) -> bool:
    """Short, without number and stop, alone, over a text."""
    text = group.text
    if not _is_bare(text):
        return False
    over_text = after.first.mark is not None or _ended(after.text) or len(after.text) > 2 * len(text)
    return over_text or after.first.furniture


def _is_bare(text: str) -> bool:
    """Words as a heading has them: few, and no sentence."""
    if len(text) > _PLAIN_HEADING_MAX or len(text) < 2 or _ended(text) or text[-1] in _RUNS_ON:
        return False
    if _ROW.search(text):
        return False  # the last row of a table set with spaces: 水泥 86.4万吨 5.2
    sentence = re.search(r"[。！？；;]|(?:[，,].*){4}", text)
    return sentence is None and re.search(r"[\u4e00-\u9fffA-Za-z]", text) is not None


def _is_title(group: _Group, found: Sequence[Block], levels: Sequence[int | None], level: int | None) -> bool:
    """The first heading, before any text: unless the format shows that it has equals."""
    if any(block.kind == "heading" for block in found) or group.first.mark is not None:
        return False
    return level is None or levels.count(level) == 1


def _with_licence_tail(text: str, found: list[Block]) -> list[Block]:
    """A licence or copyright notice at the end is furniture, with what hangs on behind it."""
    tail, first = 0, len(found)
    for i in range(len(found) - 1, -1, -1):
        tail += found[i].end - found[i].start
        if tail > 600:
            break
        if found[i].kind in ("body", "heading") and is_licence(text[found[i].start : found[i].end]):
            first = i
    return found[:first] + [replace(block, kind="furniture") for block in found[first:]]
