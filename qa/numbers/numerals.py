"""Chinese and Arabic numerals to exact decimals; no units, no qualifiers."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["CHINESE_NUMERALS", "numeral_range", "numeral_value"]

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_LONGEST = 40
"""No numeral that means one is longer; a run of numerals pasted in is none."""
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
CHINESE_NUMERALS = "".join([*DIGITS, *SMALL, "万亿廿卅"])


def numeral_value(text: str) -> Decimal | None:
    """The value of `344`, `1,200`, `3万5千`, `三百四十四`, `二〇一二`, `七点五`; None when it is none.

    `text` is normalised (half-width digits, simplified characters) and holds the numeral only.
    """
    text = text.replace(",", "").replace(" ", "").replace("·", ".").translate(_TENS)
    if not text or len(text) > _LONGEST:
        return None
    if text == "半":
        return Decimal("0.5")
    if len(text) > 1 and all(c in DIGITS and c != "两" for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _value(text)


def _value(text: str) -> Decimal | None:
    """Split at the last of the largest multipliers, then recurse: `3亿5000万`, `两万亿`, `十二万五千`."""
    for unit in ("兆", "亿", "万"):
        place = text.rfind(unit)
        if place >= 0:
            head, tail = text[:place], text[place + 1 :]
            high = _value(head) if head else Decimal(1)
            low = _tail(tail, LARGE[unit])
            if high is None or low is None or low >= LARGE[unit]:
                return None
            return high * LARGE[unit] + low
    return _below_myriad(text)


def _tail(text: str, unit: int) -> Decimal | None:
    """What follows a multiplier; a lone digit stands for the next place down (`三万五` is 35,000)."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and text in DIGITS and text != "零":
        return Decimal(DIGITS[text] * unit // 10)
    return _value(text[1:] if text[0] == "零" and len(text) > 1 else text)


def _below_myriad(text: str) -> Decimal | None:
    """`9999`, `12.5`, `三百四十四`, `5千`, `七点五`: numerals without 万 or 亿."""
    if _is_arabic(text):
        return Decimal(text)
    if "点" in text:
        whole, _, part = text.partition("点")
        value = _below_myriad(whole)
        digits = [str(DIGITS[c]) for c in part if c in DIGITS]
        if value is None or not digits or len(digits) != len(part):
            return None
        return value + Decimal("0." + "".join(digits))
    return _places(text)


def _places(text: str) -> Decimal | None:
    """Sum of digit and place, places falling: `三百四十四`, `5千3百`, `一百零五`, `三百二`."""
    total, last, rest = Decimal(0), 10**4, text
    while rest:
        after_zero = bool(total) and rest[0] == "零"
        rest = rest[1:] if after_zero else rest
        size = next((i for i, c in enumerate(rest) if c in SMALL), -1)
        if size < 0:
            return _ones(total, rest, 0 if after_zero else last)
        place = SMALL[rest[size]]
        digit = _digit(rest[:size]) if size else Decimal(1)
        if digit is None or place >= last or (size == 0 and place != 10 and total):
            return None
        total, last, rest = total + digit * place, place, rest[size + 1 :]
    return total


def _ones(total: Decimal, rest: str, last: int) -> Decimal | None:
    digit = _digit(rest)
    if digit is None:
        return None
    shortened = total and last > 10 and rest in DIGITS
    return total + digit * (last // 10 if shortened else 1)


def _digit(text: str) -> Decimal | None:
    if text in DIGITS:
        return Decimal(DIGITS[text])
    return Decimal(text) if _is_arabic(text) else None


def _is_arabic(text: str) -> bool:
    return bool(text) and text.isascii() and text.replace(".", "", 1).isdigit() and text[0] != "."


def numeral_range(text: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits said for a rough number: `三五` (3, 5), `七八十` (70, 80)."""
    for i in range(len(text) - 1):
        first, second = DIGITS.get(text[i]), DIGITS.get(text[i + 1])
        if not first or not second or not first < second <= first + (2 if i == 0 else 1):
            continue
        low = numeral_value(text[:i] + text[i] + text[i + 2 :])
        high = numeral_value(text[:i] + text[i + 1] + text[i + 2 :])
        if low is not None and high is not None and (i == 0 or text[i - 1] in SMALL):
            return low, high
    return None
