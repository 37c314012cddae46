"""The last question asked about another year: `那2019年呢`, `前一年的呢`."""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.parsing.question import ParsedQuestion, YearRef, years_in

__all__ = ["NEXT_YEAR", "PRIOR_YEAR", "shift", "shifted", "year_put"]

PRIOR_YEAR = regex(
    r"再?(?:往|向)?(?:前|上)(?:推|倒)?一?年度?|头一年|再?早一年|the year before|the previous year|previous year"
)
NEXT_YEAR = regex(
    r"再?(?:往|向)?(?:后|下)(?:推)?一?年度?|(?:次|第二|转|翌)年|再?[晚过]一年|the (?:next|following) year"
)


def shift(fragment: str) -> int:
    """-1 for 前一年, 1 for 后一年, 0 for neither."""
    core = fragment.strip("的 ")
    if PRIOR_YEAR.fullmatch(core):
        return -1
    return 1 if NEXT_YEAR.fullmatch(core) else 0


_BACK = {0: "今年", -1: "去年", -2: "前年", -3: "大前年", 1: "明年", 2: "后年"}


def shifted(before: ParsedQuestion, answer: str, by: int) -> str:
    """The year `by` years from the one that was spoken of, as it is to stand in the question."""
    year = before.years[0] if before.years else None
    if year is None:
        told = [y for y in years_in(normalise(answer)) if y.start]
        year = told[0] if told else None
    if year and year.start:
        return f"{year.start + by}年"
    if year and year.relative is not None and not year.span:
        return _BACK.get(year.relative + by, "前一年")
    return "前一年" if by < 0 else "后一年"


def year_put(before: ParsedQuestion, year: str) -> str:
    """The last question about another year."""
    text, old = before.normalised, before.years
    if old:
        return _swap(text, old[0], year)
    return re.sub(r"^(?:全年|当年)", "", year + re.sub(r"^(?:全年|当年)", "", text))


def _swap(text: str, old: YearRef, new: str) -> str:
    """`text` with one year for another; where 年 stands behind the old one, it is not written twice."""
    if re.fullmatch(r"\d{4}年", new) and not old.text.endswith("年") and old.relative is None:
        new = new[:-1] if re.search(rf"{re.escape(old.text)}年", text) else new
    return text.replace(old.text, new, 1)
