"""The enumeration that answers: whole, and only its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa.answers.several import apart, called, things_named
from qa.numbers.units import CLASSIFIERS
from qa.search.evidence import Evidence
from qa.search.reader import Reading
from qa.search.spans import LIST_SPAN, Found, best_span
from qa.text.clause import begin, stop
from qa.text.generics import SHARED_GENERIC
from qa.text.words import tagged

__all__ = ["enumerated", "listing"]

_AND_SO_ON = regex(r"(?<=[^同相平均])等(?![级待候于同])")
_CLAUSE_END = regex(r"[,、。;:!?]")
_LIST_END = regex(r"[,、。;:!?等]")
_ASKED_SEVERAL = regex(
    rf"哪(?:些|(?:[几二两三四五六七八九十]|\d+)(?:{'|'.join(CLASSIFIERS)})?)([\u4e00-\u9fff]{{2,10}})"
)
_OF_THE_VERB = "起了着出到成"
"""What follows a verb and is no part of the first item."""
_SEVERAL = 2.0
"""What a span of several items gains where a list is asked for, in log odds."""
_ASKED_NOUN = 3.0
"""What a list gains that has the noun asked for, in log odds."""
_COUNTED = "|".join([*CLASSIFIERS, *"大类地站区县市镇乡村国省州校院馆园岛湖山路街桥港企"])
"""What follows the count of a list's items: a classifier, or a noun that takes none: `三条`, `四大工程`, `两区`."""
_BETWEEN = regex(r"[、和及与]|(?<=[\"”》])(?=[\"“《])")
"""What parts the items of a list: a mark, a word, or nothing between two that stand in quotation marks."""
_COUNT_REACH = 8
"""How far behind a list its count may begin."""
_COUNTS = ("", "", "[二两]", "三", "四", "五", "六", "七", "八", "九", "十")


def listing(evidence: Sequence[Evidence], asked: str = "", question: str = "") -> Found | None:
    """The enumeration that the reader points to, completed to its last item, less the noun that all items share.

    `asked` is the noun that the (normalised) question asks for.
    """

    def like_a_list(window: str, span: Span) -> float:
        text = window[span.start : span.end]
        return _SEVERAL * ("、" in text) + _ASKED_NOUN * bool(asked and asked in text)

    found = best_span(evidence, LIST_SPAN, like_a_list)
    if found is None:
        return None
    whole = enumerated(found, asked, question)
    count = things_named(question)
    return apart(called(whole, question), count) if count else whole


def enumerated(found: Found, asked: str = "", question: str = "") -> Found:
    """A part of an enumeration made the whole of it, and nothing more."""
    span = _complete(found)
    text = found.evidence.candidate.window.text
    if text[span.start] in _OF_THE_VERB and span.start and tagged(text[span.start - 1])[0][1] == "v":
        span = Span(span.start + 1, span.end)  # 做起手套、箱包
    head = found.evidence.candidate.window.text[span.start : span.end]
    if len(asked) > 1 and head.startswith(asked) and len(head) > len(asked) + 2:
        span = Span(span.start + len(asked), span.end)
    elif "、" in head:
        head = _without_owned(head)
        last = head.rfind("、") + 1
        span = Span(span.start, span.start + last + _before_noun(head[:last], head[last:], question))
    return Found(found.evidence, span, found.score)


def _without_owned(items: str) -> str:
    """Of `甲港、乙港、丙港的外贸航线` the three ports: what the last alone owns is no part of it."""
    last = items.rfind("、") + 1
    at = items.find("的", last)
    return items[:at] if at > last and "的" not in items[:last] and "的" not in items[at + 1 :] else items


def _before_noun(others: str, item: str, question: str) -> int:
    """Where the noun begins that is asked for: in `甲、乙、丙自由贸易试验区`, asked 哪几个自由贸易试验区, after 丙; else the
    end, as where each item has it: `甲街道、乙街道`."""
    asked = _ASKED_SEVERAL.search(question)
    for length in range(len(asked[1]) if asked else 0, 1, -1):
        noun = asked[1][:length] if asked else ""
        if asked and asked[1][length : length + 1] in ("和", "与", "及"):
            return len(item)  # 哪几类绿化和公园: each item is one or the other
        at = item.find(noun)
        if at > 0:
            return at if noun not in others else len(item)
    return len(item)


def _complete(found: Found) -> Span:
    """A list whose items are parted by 、 goes on to its last item and back to its first.

    How far the first and last items reach, the reader says: a verb may stand before the one and after the other.
    """
    text = normalise(found.evidence.candidate.window.text)
    start, end = found.span.start, found.span.end
    # back to the first item: over titles that stand side by side, and items parted by 、
    while text[start - 1 : start] in ("》", "、") and start > 1:
        opening = "《" if text[start - 1] == "》" else ",。;:、"
        begin = max(text.rfind(mark, 0, start - 1) + (opening != "《") for mark in opening)
        start = begin if opening == "《" else _likeliest(found.evidence.reading, begin, start - 1)[0]
    start = _first_whole(text, start, end)
    rest = _AND_SO_ON.search(text, start, end)
    if rest:
        return Span(start, rest.start())
    while text[end : end + 1] in ("、", "《", "和", "及", "与"):
        stop = _CLAUSE_END.search(text, end + 1)
        if stop and stop[0] == "、":
            end = stop.start()
        else:
            end = _likeliest(found.evidence.reading, end + 1, stop.start() if stop else len(text))[1]
    end = _last_whole(text, start, _alike(text, start, end))
    if "、" in text[start:end] and (kind := _KIND.match(text, end)):
        end = kind.end()
    rest = _AND_SO_ON.search(text, start, end)
    return _without_count(text, Span(start, rest.start() if rest else end))


def _first_whole(text: str, start: int, end: int) -> int:
    """Where the first item really begins: with its count, where the others have theirs (`7处甲园、9处乙园`), and with the
    beginning of a name of no dictionary, which fills its clause."""
    clause = begin(text, start, ",。;:!?、 ")
    ahead = text[clause:start]
    first, *others = re.split("[、和及与]", text[start:end])
    counted = _COUNT_AHEAD.search(ahead)
    if counted and all(item[:1].isdigit() for item in others):
        return clause + counted.start()
    if others and (via := _route_ahead(ahead)):
        return start - via
    if others and first[:1].isdigit() and not any(item[:1].isdigit() for item in others):
        return start - _object_ahead(ahead)
    if (
        not ahead
        or len(ahead) > _PART_OF_NAME
        or "、" not in text[start:end]
        or text[clause - 1 : clause] == "、"
        or ahead[-1] in _POSTS
    ):
        return start
    part_of_name = all(
        len(word) == 1 and "\u4e00" <= word <= "\u9fff" and tag not in _NO_NAME for word, tag in tagged(ahead)
    )
    return clause if part_of_name else start


def _route_ahead(ahead: str) -> int:
    """How many characters before `丙地至丁地` belong to it as a route: those of `乙地经`."""
    words = tagged(ahead[:-1]) if ahead.endswith("经") else []
    return len(words[-1][0]) + 1 if words and words[-1][1] == "ns" else 0


def _object_ahead(ahead: str) -> int:
    """How many characters before the count of a first item name it: of `完成河岸整治` before `3公里步道` those behind the
    first verb, or the several that stand together (新建改造)."""
    words = tagged(ahead) if ahead else []
    verb = next((number for number, (_, tag) in enumerate(words) if tag == "v"), len(words))
    behind = dropwhile(lambda word: word[1] == "v", words[verb:])
    named = sum(len(word) for word, _ in behind)
    return named if named <= _LONGEST_OBJECT else 0


_LONGEST_OBJECT = 6


def _last_whole(text: str, start: int, end: int) -> int:
    """Where the last of counted items ends: with its clause, where the reader stopped a word short of that."""
    counted = all(item[:1].isdigit() for item in re.split("[、和及与]", text[start:end]))
    behind = text[end : stop(text, end, ",。;:!?、 等")]
    return end + len(behind) if counted and 0 < len(behind) <= _PART_OF_NAME and behind.isalpha() else end


_KIND = regex(SHARED_GENERIC)
"""What the last of several names is called after, where the reader stops before it."""
_COUNT_AHEAD = regex(rf"[0-9]+(?:{'|'.join(CLASSIFIERS)})$")
_POSTS = frozenset("长任记员师授家士")
"""What posts before persons' names end in."""
_PART_OF_NAME = 4
"""Characters at most that a reader leaves out of a name of no dictionary."""
_NO_NAME = frozenset(("v", "p", "d", "c", "r", "m", "q", "t", "ul", "uj", "uv", "uz", "ug", "y"))


def _likeliest(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Where, of the characters `start:end`, the reader would begin an answer, and where end it; the widest of equals."""
    inside = [i for i, (_, a, b) in enumerate(reading.pieces) if a >= start and b <= end]
    if not inside:
        return start, end
    first = max(inside, key=lambda i: (reading.starts[i], -i))
    last = max(inside, key=lambda i: (reading.ends[i], i))
    return reading.pieces[first][1], reading.pieces[last][2]


def _alike(text: str, start: int, end: int) -> int:
    """Where the last item ends if it ends as the others do: of `政治重塑、组织重塑、作风|重塑` after 重塑."""
    *others, last = re.split(r"[、和及与]", text[start:end])
    for length in (4, 3, 2, 1):
        endings = {item[-length:] for item in others}
        if len(others) == 1 and length > 1 and text.startswith(others[0][-length:], end):
            return end + length  # 交通补贴和护理|补贴
        if len(others) < 2 or len(endings) > 1:
            continue
        ending = endings.pop()
        at = text.find(ending, end - length + 1, end + 2 * length)
        return (
            at + length
            if at >= 0 and ending not in last and _CLAUSE_END.search(text, end, at) is None
            else end
        )
    return end


def _without_count(text: str, span: Span) -> Span:
    """A list less the words that count it: of `甲路、乙路、丙路三条小巷` the three roads."""
    items = len(_BETWEEN.split(text[span.start : span.end]))
    if not 2 <= items < len(_COUNTS):
        return span
    last = [m.end() for m in _BETWEEN.finditer(text, span.start, span.end)][-1]
    stop = _LIST_END.search(text, span.end)
    reach = min(span.end + _COUNT_REACH, stop.start() if stop else len(text))
    count = re.compile(
        rf"[“\"]?(?<![\d.])(?:{items}|{_COUNTS[items]})(?!号)(?:{_COUNTED})(?!{items}|{_COUNTS[items]})"
    )
    # 丙三村三个片区: the last of two counts is the list's, the other a name's
    found = count.search(text, last + 1, reach)
    if found is None:
        return span
    closes = text[found.start()] == '"' and text.count('"', span.start, found.start()) % 2
    return Span(span.start, found.start() + closes)
