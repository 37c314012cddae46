"""Levels of awards and places: the gold that is asked for is not the silver that is told of."""

from __future__ import annotations

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.text.clause import around

__all__ = ["contradicts", "level_at", "levels"]

_LEVEL = regex(
    r"(?P<class>特|[一二三四1-4])等(?:奖|功)|(?<![黄白现资基学奖])(?P<metal>[金银铜])(?:[、和与及][金银铜])*[奖牌](?!励)|(?P<place>[冠亚季])军"
    r"|第(?P<rank>[一二三四五六七八九十]+|[0-9]+)名|(?P<other>优秀|优胜|提名|入围|最佳)奖"
)
_SAME = {
    "1": "一",
    "2": "二",
    "3": "三",
    "4": "四",
    "冠": "第一",
    "亚": "第二",
    "季": "第三",
}
_MEDALS = {"金": "第一", "银": "第二", "铜": "第三"}
"""A gold medal is a champion's."""
_CLAUSE = regex(r"[^,。;!?:]+")


def levels(text: str) -> frozenset[str]:
    """The levels that a text names: `金奖`, `一等奖`, `第一名`; 冠军 is 第一名."""
    text = normalise(text)
    found = set()
    for match in _LEVEL.finditer(text):
        kind, value = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "metal":
            metals = {c for c in match[0] if c in "金银铜"}
            found |= metals | ({_MEDALS[c] for c in metals} if match[0].endswith("牌") else set())
        elif kind == "rank":
            found.add("第" + _SAME.get(value, value))
        elif kind == "class":
            found.add(_SAME.get(value, value) + "等")
        else:
            found.add(_SAME.get(value, value))
    return frozenset(found)


def level_at(text: str, within: Span) -> Span | None:
    """The last place of normalised `text` within a span that names a level."""
    places = [Span(*m.span()) for m in _LEVEL.finditer(text, within.start, within.end)]
    return places[-1] if places else None


_TURN = regex(r"(?:第(?P<nth>[一二三四五六七八九十]+|[0-9]+)|(?P<first>首))(?P<of>[批届])")


def _other_turn(asked: str, clause: str) -> bool:
    """Whether a clause tells of another batch than is asked for: 第二批 for 首批."""
    wanted, told = _turns(asked), _turns(clause)
    return any(of in told and not told[of] & numbers for of, numbers in wanted.items())


def _turns(text: str) -> dict[str, set[str]]:
    turns: dict[str, set[str]] = {}
    for match in _TURN.finditer(text):
        turns.setdefault(match["of"], set()).add(
            "一" if match["first"] else _SAME.get(match["nth"], match["nth"])
        )
    return turns


def contradicts(asked: str, text: str, start: int, end: int) -> bool:
    """Whether what stands at `start:end` of `text` belongs to another level than `asked` names.

    The level of the answer's own clause counts; failing that, that of the nearest clause before it, or after.
    """
    text = normalise(text)
    if _other_turn(normalise(asked), around(text, start, end, ",。;!?:")):
        return True
    wanted = levels(asked)
    if not wanted:
        return False
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(text)]
    own = [i for i, (a, b) in enumerate(clauses) if a < end and b > start]
    if not own:
        return False
    nearest = [*own, *range(own[0] - 1, -1, -1), *range(own[-1] + 1, len(clauses))]
    for index in nearest:
        a, b = clauses[index]
        if told := levels(text[a:b]):
            return not told & wanted
    return False
