"""What an English question wants computed."""

from __future__ import annotations

import re
from typing import Literal

from ingest.patterns import regex
from qa.planning.planned import Operation, Plan

__all__ = ["english_plan"]

_EN_SUM = regex(
    r"(?:how (?P<m>many|much)|what (?:is|was|were) the (?:total|combined|sum)(?: number| amount| area)?(?: "
    r"of)?)\s(?P<a>.+?)\s(?:and|plus)\s(?P<b>.+?)"
    r"\s(?P<rest>(?:were|was|are|is|did|have|has|had)\b.*?)?\b(?:in (?:total|all)|altogether|combined|together)\b"
)
_EN_TOTAL = regex(
    r"what (?:is|was|were) the (?:combined|sum|total)(?: number| amount| area| total)?(?: of)? (?P<a>.+?) (?:and|plus) "
    r"(?P<b>.+)$"
)
_EN_MORE = regex(r"how (?:many|much) (?P<how>more|fewer|less|larger|higher) (?P<a>.+?) than (?P<b>.+)$")
_EN_WHICH = regex(
    r"(?:which|what)(?: one)? (?:is|was|has|had|are|were|has the)?\s?(?P<how>more|larger|bigger|greater"
    r"|higher|fewer|less|smaller|lower)[^,]*,\s?(?P<a>.+?)\sor\s(?P<b>.+)$"
    r"|(?:are|were|is|was) there (?P<how2>more|fewer|less) (?P<a2>.+?) (?:than|or) (?P<b2>.+)$"
)
_EN_EXCEED = regex(
    r"by how (?:many|much) (?:do|did|does|are|were|is|was) (?:the )?(?P<a>.+?) (?:exceed|outnumber|more than|larger than) "
    r"(?:the )?(?P<b>.+)$"
)
_EN_AVERAGE = regex(
    r"(?:what (?:is|was) the average (?P<what>.+?)|how (?:many|much) (?P<how>.+?)) (?:per|for each|for every) (?P<per>[a-z]+)"
    r"(?P<rest>.*)$"
)
_EN_SHARE = regex(
    r"what (?:percentage|share|proportion|fraction|part) of (?:the |all )*(?P<b>.+?) "
    r"(?:is|are|was|were|has|have|had|did|does|do)\b(?: made up (?:of|by))? ?(?P<a>.+)$"
)
_EN_DONE = regex(r"^(?P<noun>.+?) (?P<done>(?:were|was|are|is|did|do|does|have|has|had|got)\b.*)$")
_EN_DIFFERENCE = regex(r"difference between (?:the )?(?P<a>.+?) and (?:the )?(?P<b>.+)$")
_EN_TIMES = regex(
    r"how many times (?:as many |as much |larger |more |bigger )*(?:is |are |was )?(?P<a>.+?) (?:than|as"
    r"|of|compared (?:to|with)) (?P<b>.+)$"
)


_EN_PATTERNS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("times", _EN_TIMES),
    ("difference", _EN_MORE),
    ("difference", _EN_EXCEED),
    ("difference", _EN_DIFFERENCE),
    ("sum", _EN_SUM),
    ("sum", _EN_TOTAL),
)


def english_plan(text: str) -> Plan | None:
    """The plan for normalised English `text`, or None."""
    if not re.match(r"[a-z]", text):
        return None
    for operation, pattern in _EN_PATTERNS:
        if match := pattern.search(text):
            rest = (match.groupdict().get("rest") or "").strip()
            a, b = match["a"].strip(), match["b"].strip()
            # more clinics than lectures were held: both were
            if not rest and (done := _EN_DONE.match(b)):
                b, rest = done["noun"], done["done"]
            labels = (a, b)
            total = operation == "sum" and pattern is _EN_TOTAL
            earlier = re.match(r"(?:the )?(?:year before|last year|previous)", labels[1]) is not None
            operands = tuple(f"how many {x} {rest}".strip() for x in labels)
            return Plan(operation, operands, labels, maybe=earlier or total)
    if (match := _EN_AVERAGE.search(text)) and "average" in text:
        what = (match["what"] or match["how"]).replace("on average", "").strip()
        many = "how much" if match["what"] else text[: match.start("how")].strip()
        operands = (f"{many} {what}{match['rest']}", f"how many {_plural(match['per'])}{match['rest']}")
        return Plan("average", operands, (what, match["per"]), maybe=True)
    if match := _EN_SHARE.search(text):
        part, whole = match["a"].strip(), match["b"].strip()
        return Plan("share", (f"how many {part} {whole}", f"how many {whole}"), (part, whole), maybe=True)
    if match := _EN_WHICH.search(text):
        how, claims = match["how"] or match["how2"], match["how2"] is not None
        labels = ((match["a"] or match["a2"]).strip(), (match["b"] or match["b2"]).strip())
        wants: Literal["more", "less"] = (
            "more" if how in ("more", "larger", "bigger", "greater", "higher") else "less"
        )
        return Plan("compare", tuple(f"how many {x}" for x in labels), labels, wants=wants, claims=claims)
    return None


def _plural(word: str) -> str:
    return word if word.endswith("s") else word[:-1] + "ies" if word.endswith("y") else word + "s"
