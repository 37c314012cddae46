"""Whether a figure stands with another name than the one asked about: `甲馆改造。乙馆接待2万人次` says nothing of 甲馆."""

from __future__ import annotations

from collections.abc import Callable

from ingest.patterns import regex
from qa.clause import around
from qa.generics import GENERIC

__all__ = ["of_another", "of_one_of_several", "quoted_names", "strange_name"]

# of two names that end alike one is not the other
_NAMED = regex(rf"(?P<own>[\u4e00-\u9fff]{{2,10}}?)(?P<head>{GENERIC})(?!{GENERIC})")
_QUOTED = regex(r'"([^"]{2,16})"')
_LEAST = 2
"""Characters that a name has of its own, before what its kind is called after."""


def quoted_names(text: str) -> list[str]:
    """What stands in quotation marks in normalised text, if it is no longer than a name."""
    names: list[str] = _QUOTED.findall(text)
    return names


def of_another(
    question: str, text: str, start: int, end: int, spoken_of: Callable[[str], bool] = lambda _: False
) -> bool:
    """Whether `text[start:end]` is told of another of the kind that the question names; all normalised.

    The name asked about stands in `text` too, but not with the answer: in its clause for names in quotation marks, in
    its sentence for others. Or it stands elsewhere in the reports, which `spoken_of` tells.
    """
    if _of_another_title(question, text, start, end):
        return True
    return _of_another_body(question, text, start, end, spoken_of)


def _of_another_title(question: str, text: str, start: int, end: int) -> bool:
    clause = around(text, start, end, ",。;!?")
    asked = [name for name in quoted_names(question) if name in text]
    before = quoted_names(clause[: clause.find(text[start:end])])
    return bool(asked and before) and not any(name in clause for name in asked)


def _of_another_body(
    question: str, text: str, start: int, end: int, spoken_of: Callable[[str], bool]
) -> bool:
    sentence = around(text, start, end, "。!?")
    told = sentence[: sentence.find(text[start:end])]
    for match in _NAMED.finditer(question):
        own, head = match["own"], match["head"]
        tails = [own[at:] + head for at in range(len(own) - _LEAST + 1)]
        name = next((tail for tail in tails if tail in text), None)
        if name in sentence if name else not any(spoken_of(tail) for tail in tails):
            continue
        # 展馆 is no 博物馆 either: of one sort by their last character
        if any(other["head"][-1] == head[-1] for other in _NAMED.finditer(told)):
            return True
    return False


_ONE_ALONE = regex(
    r"^(?P<name>[^,。?]{2,16}?)(?:这|那)?(?:单独|单单|光)?一(?:所|栋|座|家|处|园|镇|村|馆|条|个(?=[园镇村馆街区校]))"
)
_JOINS = "、和及与等"
_EACH = regex("分别|各|依次")
_SHORTEST = 3


def of_one_of_several(question: str, text: str, start: int, end: int) -> bool:
    """Whether a figure is asked of one alone that `text` tells of several together: 一所 of `甲校、乙校新增学位900个`."""
    asked = _ONE_ALONE.match(question)
    if asked is None:
        return False
    name = asked["name"]
    own = next((name[i:] for i in range(len(name) - _SHORTEST + 1) if name[i:] in text), "")
    if not own:
        return False
    at = text.find(own)
    listed = text[at + len(own) : at + len(own) + 1] in tuple(_JOINS) or text[at - 1 : at] in tuple(
        _JOINS[:-1]
    )
    sentence = around(text, start, end, "。!?")
    return listed and not (own in sentence and _EACH.search(sentence))


_PRINTED = 0.4
"""Share of a quoted name's character pairs from which a passage may speak of it, if in other characters."""


def strange_name(question: str, passage: str, spoken_of: Callable[[str], bool]) -> bool:
    """Whether a question names something in quotation marks that the reports print, but not the passage: another has
    it. All normalised."""
    names = [name for name in quoted_names(question) if len(name) >= _SHORTEST]
    return bool(names) and all(spoken_of(name) and not _may_speak_of(name, passage) for name in names)


def _may_speak_of(name: str, passage: str) -> bool:
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in passage for pair in pairs) >= _PRINTED * len(pairs)
