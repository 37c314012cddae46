"""English follow-ups: `What about 2019?`, `And the year before?`, `When?`."""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.conversation.antecedent import NAMES, antecedent, named
from qa.conversation.otheryear import NEXT_YEAR, PRIOR_YEAR, shifted
from qa.parsing.question import ParsedQuestion, parse, years_in
from qa.records import Question

__all__ = ["english_followup"]

_ABOUT = regex(r"^(?:and |so |but )?(?:what|how) about (?:the |in |for )?|^and (?:the |in |for )?")


def english_followup(bare: str, before: ParsedQuestion, answer: str) -> str | None:
    """An English follow-up made complete from the last question and its answer; None when it stands alone."""
    core = bare.strip("?!. ")
    if re.fullmatch(r"why(?: is that| so| not)?", core):
        return f"why {before.focus}"
    if _ASKS_ONLY.fullmatch(core):
        return f"{core} {_said(before, answer)}?"
    about = _ABOUT.match(bare)
    if about or re.fullmatch(
        r"(?:in |for )?(?:the )?(?:year before|previous year|(?:next|following) year|(?:19|20)\d\d)", core
    ):
        fragment = core[about.end() if about else 0 :].strip()
        if PRIOR_YEAR.search(core) or NEXT_YEAR.search(core):
            year = shifted(before, answer, -1 if PRIOR_YEAR.search(core) else 1).replace("年", "")
            return (
                before.normalised.replace(before.years[0].text, year, 1)
                if before.years
                else f"{before.text} {year}"
            )
        years = years_in(fragment)
        if years and before.years:
            return before.normalised.replace(before.years[0].text, years[0].text, 1)
        counted = re.search(
            rf"(?:how many|which|what) (?P<of>{re.escape(before.asked)})\b", before.normalised
        )
        if counted and counted["of"] and fragment:
            return (
                before.normalised[: counted.start("of")] + fragment + before.normalised[counted.end("of") :]
            )
        return f"{before.normalised.rstrip('? ')} {fragment}?" if fragment else None
    if (
        pronoun := re.search(r"\b(?:it|its|they|them|their|he|she|his|her|him|this|that|these|those)\b", core)
    ) and (name := _thing(pronoun[0], before, answer)):
        return f"{core[: pronoun.start()]}{name}{core[pronoun.end() :]}?"
    content = re.sub(r"[^a-z0-9]", "", parse(Question(bare)).focus)
    return f"{before.focus} {core}?" if len(content) <= 3 else None


_ASKS_ONLY = regex(
    r"(?:since |by |in )?(?:when|where|who|whom|how|how long|how much|which year|what year)(?: exactly)?"
)


def _said(before: ParsedQuestion, answer: str) -> str:
    """What the last question was about, with the name that answered it."""
    name = named(answer) if before.expected in NAMES else ""
    return f"{before.focus} {name}".strip()


def _thing(pronoun: str, before: ParsedQuestion, answer: str) -> str:
    """What a pronoun stands for: what was counted, where many were, else as in Chinese."""
    if pronoun in ("they", "them", "their", "these", "those") and before.kind == "figure" and before.asked:
        return f"the {before.asked}"
    return antecedent(before, answer)
