"""Years, dates and times of day as figures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.patterns import regex
from qa.numbers.figure import Figure, Kind
from qa.numbers.grammar import (
    AGO,
    BARE_YEAR,
    CLOCK,
    DATE,
    DAY_ONLY,
    ERA,
    FOLLOWED,
    SHORT_YEAR,
    TO,
    YEAR,
    YEARS,
)
from qa.numbers.numerals import numeral_value

__all__ = ["made", "year_or_date"]

_LATEST = 2100
_GOES_ON = regex(r"[a-z+]|[-/.:][0-9a-z]")


def year_or_date(norm: str, start: int) -> Figure | None:
    if start and norm[start - 1] in "0123456789." and norm[start].isascii():
        return None
    if years := YEARS.match(norm, start):
        return _year_range(years)
    if date := DATE.match(norm, start):
        return _date(norm, date)
    if ("世纪" in norm or "年代" in norm) and (era := ERA.match(norm, start)):
        number = era["alone"] or era["century"]
        value = numeral_value(number)
        if value is not None:
            unit = "年代" if era["alone"] else "世纪"
            if era["decade"]:
                decade = numeral_value(era["decade"][:-2])
                value, unit = (value - 1) * 100 + (decade or 0), "年代"
            return made(era, value, unit, "year")
    if (year := YEAR.match(norm, start)) and not _tells_age(norm, year):
        # 722年 is a year, 150年 a span of time, and so is 200多年
        return made(year, _year_value(year["y"]), "年", "year")
    if norm[start] in "'’‘" and (short := SHORT_YEAR.match(norm, start)):
        two = int(short["y"])
        return made(short, Decimal(two + (2000 if two < 50 else 1900)), "年", "year")
    if (day := DAY_ONLY.match(norm, start)) and (norm[start].isdigit() or len(day["d"]) > 1):
        return made(day, numeral_value(day["d"]), "date", "date")
    if clock := CLOCK.match(norm, start):
        hour = numeral_value(clock["h"] or clock["h2"]) or Decimal(0)
        minute = Decimal(clock["min"]) if clock["min"] else Decimal(30 if clock["half"] else 0)
        return made(clock, hour * 100 + minute, "时刻", "date")
    bare = BARE_YEAR.match(norm, start)
    if bare and not (FOLLOWED.match(norm, bare.end()) or _GOES_ON.match(norm, bare.end())):
        return made(bare, Decimal(bare[0]), "年", "year")
    return None


def _tells_age(norm: str, year: re.Match[str]) -> bool:
    """Whether `1500年` is a span of time: behind 距今, or later than any plan reaches."""
    value = _year_value(year["y"])
    return AGO.search(norm, 0, year.start()) is not None or (value is not None and value > _LATEST)


def _year_value(text: str) -> Decimal | None:
    digits = re.sub(r"公元|前|年|\s", "", text)
    value = numeral_value(digits)
    return -value if value is not None and "前" in text else value


def _year_range(match: re.Match[str]) -> Figure | None:
    low, high = numeral_value(match["y"]), numeral_value(match["z"])
    if low is None or high is None:
        return None
    if high < 100:
        high += low // 100 * 100
    return replace(made(match, low, "年", "year"), high=high) if low < high else None


def _date(norm: str, match: re.Match[str]) -> Figure:
    value = _date_value(match)
    second = re.compile(TO).match(norm, match.end())
    later = second and DATE.match(norm, second.end())
    if later:
        return replace(made(match, value, "date", "date", later.end()), high=_date_value(later))
    return made(match, value, "date", "date")


def _date_value(match: re.Match[str]) -> Decimal:
    year = _year_value(match["y"]) if match["y"] else Decimal(0)
    month, day = numeral_value(match["m"]), numeral_value(match["d"]) if match["d"] else Decimal(0)
    return (year or Decimal(0)) * 10000 + (month or Decimal(0)) * 100 + (day or Decimal(0))


def made(
    match: re.Match[str], value: Decimal | None, unit: str, kind: Kind, end: int | None = None
) -> Figure:
    end = match.end() if end is None else end
    return Figure(match.string[match.start() : end], match.start(), end, value, unit, kind)
