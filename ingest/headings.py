"""Headings: what marks one, and which section a passage stands in.

A report numbers its sections in its own way (`一、` over `（一）` over `1.`, or `（一）` over `一、`), so
levels are not given by the style but found from the order in which styles and numbers come.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.patterns import regex

__all__ = ["Marker", "Outline", "marker", "number"]

_CHINESE = "〇○零一二三四五六七八九十百两"
_NUM = rf"[{_CHINESE}]{{1,5}}|[0-9０-９]{{1,3}}"
_STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"第(?:{_NUM})[编篇部卷]分?"),
    ("chapter", rf"第(?:{_NUM})章"),
    ("section", rf"第(?:{_NUM})节"),
    ("one", rf"[{_CHINESE}]{{1,3}}\s*[、．.]"),
    ("(one)", rf"[（(]\s*[{_CHINESE}]{{1,3}}\s*[）)]"),
    ("first", rf"第[{_CHINESE}]{{1,3}}\s*[，、,：:]"),
    ("one is", rf"[{_CHINESE}]{{1,3}}[是要]"),
    ("1.1", r"[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,3}[.．、]?(?=[\s\u3000]|[^\d０-９\s%％])"),
    ("1.", r"[0-9０-９]{1,2}\s*[.．、](?![0-9０-９])"),
    ("(1)", r"[（(]\s*[0-9０-９]{1,2}\s*[）)]"),
    ("1)", r"[0-9０-９]{1,2}\s*[）)]"),
    ("circled", r"[①-⑳]"),
    # `6 大力做好…`: a bare number is a mark only with a space and a word after it
    ("1", r"[0-9０-９]{1,2}[ \u3000\t]+(?=[\u4e00-\u9fffA-Za-z“《])"),
)
_MARKER = regex("|".join(f"(?P<s{i}>{pattern})" for i, (_, pattern) in enumerate(_STYLES)))
_NUMBER = regex(rf"[0-9０-９]+|[{_CHINESE}]+")
_DIGITS = dict(zip("〇○零一二三四五六七八九两", [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2], strict=True))
_CLOSING = regex(r"^(结束语|结语|后记|附录|附件|附[:：]|附表|参考资料|参考文献|注释|名词解释)")


@dataclass(frozen=True, slots=True)
class Marker:
    """The number at the head of a line: its style, its value and its length in characters."""

    style: str
    value: int
    length: int


def marker(line: str) -> Marker | None:
    """The mark with which a line (without white space around it) begins, if any."""
    match = _MARKER.match(line)
    if match is None or match.lastgroup is None:
        return None
    style = _STYLES[int(match.lastgroup[1:])][0]
    if style == "circled":
        return Marker(style, ord(line[0]) - ord("①") + 1, 1)
    values = _NUMBER.findall(match.group())
    return Marker(style, number(values[-1]), match.end())


def number(digits: str) -> int:
    """`12`, `１２` and `十二` as 12; good for what numbers a section, up to 999."""
    if digits.isdecimal():
        return int(digits)
    if not set(digits) & set("十百"):
        return int("".join(str(_DIGITS.get(char, 0)) for char in digits))
    total = current = 0
    for char in digits:
        if char == "十":
            total, current = total + (current or 1) * 10, 0
        elif char == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            current = _DIGITS.get(char, 0)
    return total + current


@dataclass
class Outline:
    """Keeps the open headings while a document is read from top to bottom."""

    _open: list[tuple[str, int, str]] = field(default_factory=list)
    """(style, number, heading), outermost first."""

    @property
    def section(self) -> str | None:
        """The present section: open headings from the outermost in, joined with ` > `."""
        return " > ".join(heading for _, _, heading in self._open) or None

    def enter(self, heading: str, level: int | None = None) -> None:
        """A heading begins; `level` (1 is outermost) where the format itself says it."""
        mark = marker(heading)
        if level is not None:
            style, value = f"level {level}", 0
            self._open = [entry for entry in self._open if _level(entry[0]) < level]
        elif mark is None:
            style, value = "plain", 0
            self._close_plain(heading)
        else:
            style, value = mark.style, mark.value
            self._close_numbered(style, value)
        self._open.append((style, value, heading))

    def _close_plain(self, heading: str) -> None:
        if _CLOSING.match(heading):
            self._open.clear()
            return
        for i, (style, _, _) in enumerate(self._open):
            if style == "plain":
                del self._open[i:]
                return

    def _close_numbered(self, style: str, value: int) -> None:
        if len(self._open) > 1 and self._open[-1][0] == "plain":
            # an unnumbered heading under a numbered one is a neighbour of the numbers that follow it
            self._open.pop()
        same = [i for i, entry in enumerate(self._open) if entry[0] == style]
        follows = [i for i in same if self._open[i][1] == value - 1]
        if follows:
            del self._open[follows[-1] :]
        elif same and value != 1:
            del self._open[same[-1] :]
        elif same and self._open[-1][0] != style:
            # 1 again under another heading: a sister list, not a child of the old one
            del self._open[same[-1] :]


def _level(style: str) -> int:
    """Level of an open heading; what carries no level is taken as deep, so that a given one closes it."""
    return int(style.removeprefix("level ")) if style.startswith("level ") else 99
