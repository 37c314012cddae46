"""What a follow-up points to put in its place: pronouns and 这项目 by what they stand for, 那一年 by the year.

Normalised text in; None where it points to nothing. Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.conversation.antecedent import aimed, antecedent, bearer, subject
from qa.conversation.otheryear import NEXT_YEAR, PRIOR_YEAR, shift, shifted
from qa.conversation.phrases import counted_thing
from qa.parsing.question import ParsedQuestion, years_in
from qa.text.interrogatives import QUESTION_WORD, has_question_word, is_yes_no, strip_padding
from qa.text.words import tagged

__all__ = ["dated", "with_antecedent"]

_PERSON = regex(r"他们|她们|他(?!人|国|乡|日|律)|她|\b(?:he|she|him|her|his)\b")
_THING = regex(
    r"它们|它|(?:这|那|该)(?:个|些|项(?!目)|家|座|所|条|类|种|次|件|位|里|儿|笔|批|支|场|处)?(?:项目|工程"
    r"|活动|平台|系统|机构|公司|企业|街道|单位|地方|数字|数|政策|措施|举措|工作|事情|事|人|奖项?|称号|制度"
    r"|中心|公园|博物馆|学校|医院|资金|钱|东西)?(?![\u4e00-\u9fff]?年|么|样|时)"
    r"|上述(?:\w{0,2})|前者|后者|\b(?:it|its|they|them|their|this|that|these|those)\b"
)
_OWNER = regex(r"(?<![尤极与在使任听])其(?![他它中余实次间二三])")
# 这份报告, 这一年: pointing at the report itself, not at what was said
_THING_IN_PLACE = regex(r"(?:这|那|该)(?:个|份|篇|本)?(?:报告|材料|文件)|这(?:些|几)?年")
_THERE = regex(r"(?![在从到往跟和用给把对])[\u4e00-\u9fff]{2,6}?[这那](?:边|头|块|里)")  # 松岭那边
_POINTING = "这那该"


def with_antecedent(norm: str, bare: str, before: ParsedQuestion, answer: str) -> str | None:
    """Pronouns replaced by what they stand for; `bare` is `norm` without what only opens it."""
    # 那项目花了多少钱: here 那 points, it doesn't just open the sentence
    text = norm if (opening := _THING.match(norm)) and len(opening[0]) > 1 else bare
    pronouns = ((kind, kind.search(text)) for kind in (_PERSON, _THING, _OWNER))
    kind, match = next((found for found in pronouns if found[1]), (None, None))
    if match is None or (kind is _THING and _THING_IN_PLACE.search(text)):
        return None
    points = match[0][0] in _POINTING
    if _THERE.match(text) or (points and _named_before(text[: match.start()])):
        return None
    name = _stands_for(match[0], text, before, answer)
    if not name or name in text:
        return None
    rest = text[match.end() :]
    # 这个街道 repeats the noun that the name ends in
    again = next((n for n in (3, 2, 1) if points and rest[:n] == name[-n:]), 0)
    owner = "的" if kind is _OWNER else ""
    return f"{text[: match.start()]}{name}{owner}{rest[again:]}".strip()


def _named_before(head: str) -> bool:
    """Whether what 这 or 那 would point to is said before it: 松岭那条街, `建设智慧社区这项工作有哪些举措`."""
    word, tag = (tagged(head) or [("", "x")])[-1]
    if len(word) > 1 and tag[0] == "n" and tag != "nr":
        return True
    content = QUESTION_WORD.sub("", strip_padding(head))
    for year in years_in(content):
        content = content.replace(year.text, "")
    return len(re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", content)) >= _LONG


_LONG = 5
"""Characters before 这 or 那 from which a question says itself what it is about."""
_NUMBER = regex("一?(?:数字?|指标|数据|目标)")
_WORKS = regex("目|项目|工程|活动|平台|系统|作品|公园|中心|楼|路|桥|大桥|建筑|产品|书|电影")


def _stands_for(pronoun: str, asking: str, before: ParsedQuestion, answer: str) -> str:
    """The name for a pronoun of the follow-up `asking`; empty where none is known."""
    thing = re.sub(r"^[这那该]\w?", "", pronoun)
    works = _WORKS.fullmatch(thing)
    if before.kind == "figure":
        if _NUMBER.fullmatch(thing):
            return subject(before) + ("目标" if aimed(before) and "目标" not in asking else "")
        if re.match("他们|她们|它们|[这那]些", pronoun) and (counted := counted_thing(before)):
            return counted
    if works and before.expected in ("person", "organisation"):
        return subject(before)  # 哪个公司承建了大桥? 那项目…: not the company
    if works and before.kind == "figure":
        return bearer(subject(before))
    return antecedent(before, answer, asking)


# --- years that it points to -----------------------------------------------------------------------------

# 前年 and 后年 are years of their own
_SHIFT = regex(rf"^(?![前后]年)(?:{PRIOR_YEAR.pattern}|{NEXT_YEAR.pattern})(?!级)的?")
_SAME_YEAR = regex(r"^(?:[那这该](?:一年|年)|当年|同年|同一年)的?(?![度份代轻末终])")


def dated(norm: str, bare: str, before: ParsedQuestion, answer: str) -> str | None:
    """`转年打算再加多少`, `那一年水果产量是多少`: the year put in that it begins by pointing to."""
    asks = has_question_word(bare) or is_yes_no(bare)
    if (match := _SHIFT.match(bare)) and asks and len(bare) > match.end() + 1:
        year = shifted(before, answer, shift(match[0].strip("的")))
        return None if year.endswith("一年") else year + bare[match.end() :]
    match = _SAME_YEAR.match(re.sub("^那(?=[那这该当同])", "", norm))
    if match and before.years and before.years[0].start and len(norm) > match.end() + 1:
        return before.years[0].text.removesuffix("年") + "年" + norm[match.end() :]
    return None
