"""What a side is worth to a claim: words that differ only in it (`进口`, `出口`) count for or against a figure.

Worth in log odds, beside the reader's own score. Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.patterns import regex

__all__ = ["of_other_side", "of_side", "sides_of"]

_SIDES = (
    ("内", "外", "内", "外"), ("进", "出", "[进买]", "[出卖]"), ("上", "下", "上", "下"), ("男", "女", "男", "女"),
    ("城镇", "农村", "城", "[农乡村]"), ("收", "支", "收", "[支花]"), ("公", "民", "公", "[民私]"),
    ("新", "老", "新", "[老旧]"), ("东", "西", "东", "西"), ("南", "北", "南", "北"), ("前", "后", "前", "后"),
    ("大", "小", "大", "小"),
)  # fmt: skip
"""Words that print sets against each other before the same word (`内资`, `外资`), and how claims say them."""
_NO_SIDE = regex(
    r"[翻更创]新|新旧|上了|[上去][半一个年]*[年月]|以[上下内外]|之[上下内外前后]|下[降滑跌]|上[升涨海市网]|达到?|进[行一展]|[推促改前]进"
    r"|[超突]出|出[台现具]|收入|支持|人民|公[司里顷布告示民园共]|新增|大[约概致]|[最今此]后|目前|前[三五十]|城市|外[来贸]"
)
_BESIDE = 3.0
"""What a figure gains, in log odds, by the side claimed, and loses by the other."""


def sides_of(claimed: str, texts: Sequence[str]) -> Mapping[str, float]:
    """The words of one text that differ in nothing but a side (`进口`, `出口`): for, or against, the side claimed."""
    content = _NO_SIDE.sub(" ", claimed)
    worth: dict[str, float] = {}
    for first, second, says_first, says_second in _SIDES:
        said = re.search(says_first, content) is not None, re.search(says_second, content) is not None
        if said[0] == said[1]:
            continue
        for text in texts:
            after = {m[1] for m in re.finditer(f"{first}([\u4e00-\u9fff])", text)}
            for other in {m[1] for m in re.finditer(f"{second}([\u4e00-\u9fff])", text)} & after:
                worth[first + other] = _BESIDE if said[0] else -_BESIDE
                worth[second + other] = -_BESIDE if said[0] else _BESIDE
    return worth


_WORDS = tuple((a, b) for a, b, *_ in _SIDES) + tuple((b, a) for a, b, *_ in _SIDES)


def of_other_side(question: str, text: str) -> bool:
    """Whether `text` says of one side what the question asks of the other, word for word: 出口 for 进口; both
    normalised."""
    asked = _NO_SIDE.sub(" ", question)
    for own, other in _WORDS:
        if len(own) > 1:
            if own in asked and other in text and own not in text and other not in asked:
                return True
            continue
        for name in _beginning_with(own, asked):
            opposite = other + name[1:]
            # 东西部 names both
            told = opposite in text.replace(own + opposite, "")
            if told and name not in text and opposite not in asked:
                return True
    return False


def _beginning_with(side: str, text: str) -> set[str]:
    """The character pairs of Chinese that begin with a side."""
    pairs = (text[at : at + 2] for at, character in enumerate(text) if character == side)
    return {pair for pair in pairs if "\u4e00" <= pair[1:] <= "\u9fff"}


def of_side(sides: Mapping[str, float], before: str) -> float:
    """What the nearest of these words before a figure is worth, where it belongs to the figure or to the amount that
    a rate follows: `进口154.5亿元,下降1.4%`."""
    at, word = max(((before.rfind(word), word) for word in sides), default=(-1, ""))
    if at < 0:
        return 0.0
    between = before[at + len(word) :]
    clauses = re.split("[,、;]", between)
    near = len(clauses) == 1 or (len(clauses) == 2 and clauses[0][-1:] and re.search("[0-9]", clauses[0]))
    return sides[word] if near else 0.0
