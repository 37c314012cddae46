"""The last question asked of another part, place or deed: `其中女教师呢`, `民办的有几家`, `石湾区也建了吗`.

Each takes the follow-up, normalised and without opening words and closing marks, the last question and its answer;
None where it is no such follow-up. Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from qa.conversation.antecedent import declared, topic, without_verb
from qa.conversation.askedagain import doing_asked, whole_asked
from qa.conversation.ellipsis import COMPARED, COUNTED_IN_ALL, without_tail
from qa.conversation.replacing import replaced
from qa.parsing.question import COUNTED, ParsedQuestion, parse, years_in
from qa.records import Question
from qa.text.interrogatives import has_question_word, is_yes_no
from qa.text.words import tagged

__all__ = ["also_asked", "part_asked", "same_figure_asked", "such_asked"]

_AMONG = regex(r"^(?:其中|里[面头边]|这里[面头边]|这其中|这当中|当中)的?")


def part_asked(core: str, before: ParsedQuestion, answer: str) -> str | None:
    """`其中脱贫人口呢?`: a part of what the last question counted."""
    if not _AMONG.match(core):
        return None
    part = without_tail(_AMONG.sub("", core)).strip("的有是 ")
    if has_question_word(part):
        return f"{topic(before) if before.kind == 'figure' else before.focus}其中{part}"
    counted = COUNTED.search(before.normalised)
    if counted and counted["unit"] and counted["noun"] and before.kind == "figure":
        rate = re.fullmatch(r"(.*?)的?(占比|比例|比重|份额|占)", part)
        asks = f"{rate[1]}的占比是多少" if rate else f"{part}有多少{counted['unit']}"
        whole, noun = topic(before), before.asked
        if noun and rate is None and part.endswith(noun) and whole.endswith(noun):
            return f"{whole.removesuffix(noun)}{asks}"  # 培训教师, 其中女教师
        return f"{whole}其中{asks}"
    match = re.search(r"(?:一共|总共|共计)?(?:有|是|为|达到?)?(?:多少|几|哪|什么)", before.normalised)
    if match is None:
        return f"{before.focus}其中{part}有多少"
    return f"{before.normalised[: match.start()]}其中{part}{before.normalised[match.start() :]}"


# --- the same figure -------------------------------------------------------------------------------------

_WITH_THE_OLD = (
    r"(?:(?:加上|算上|连同|连)(?:以前|原来|原先|原有|之前|过去|从前|老|旧)的?(?:一起|在内)?[,，]?)?"
)
_ALL_THERE_ARE = regex(
    rf"{_WITH_THE_OLD}(?:那|这|现在|目前|至今|到现在)*(?:一共|总共|共计|合计|总计|累计|全部|加起来)(?:已经?|是|有|达到?|建成?|开|办|设)*了?"
    r"(?:多少|几)(?P<unit>[^\W了]{0,2}?)了?"
)
# 民办的有几家, 石湾区有多少
_ONLY_NAMED = regex(
    r"(?P<name>[^,?]{1,10}?)(?P<of>的)?(?:一共|总共)?(?:[有是占]|达到?)?(?:多少|几)(?P<unit>[^\W了]{0,2}?)了?"
)
_MANNER = regex("实际|计划|最终|最后|后来|打算|准备|力争|预计|已经?|[的要将会拟再又还也都 ]")


def same_figure_asked(core: str, before: ParsedQuestion, answer: str) -> str | None:
    """What asks for a figure as the last question did, of another part, place or deed."""
    counted = COUNTED.search(before.normalised)
    if counted is None or before.kind not in ("figure", "confirmation", "calculation"):
        return None
    if whole := _ALL_THERE_ARE.fullmatch(core):
        return whole_asked(before, whole["unit"])
    return (
        _of_other_object(core, before)
        or _of_named(core, counted["unit"] or "", before, answer)
        or _of_deed(core, before)
    )


_OBJECT_AND_DEED = regex(
    r"(?P<when>(?:19|20)\d\d年|[今去前]年|全年)?(?:全[国省市区县])?(?P<object>[\u4e00-\u9fff]{1,5}?)(?P<deed>[\u4e00-\u9fff])了(?:多少|几)[^\W了呢]{0,3}"
)


def _of_other_object(core: str, before: ParsedQuestion) -> str | None:
    """`电发了多少` of `1986年钢产了多少`: something else with a deed of its own, in the same year and place."""
    own, last = _OBJECT_AND_DEED.fullmatch(core), _OBJECT_AND_DEED.fullmatch(before.normalised.rstrip("?"))
    if own is None or last is None or own["when"] or own["deed"] == last["deed"]:
        return None
    words = tagged(own["object"])
    if len(words) > 2 or any(tag[0] not in "nj" for _, tag in words) or _DOER.search(own["object"]):
        return None
    head = before.normalised[: last.start("object")]
    return f"{head}{core}?" if head else None


_DOER = regex("政府|财政|中央|国家|[人家员者方府局部委]$|企业|公司|[省市区县镇村]里?$")


def _of_named(core: str, unit: str, before: ParsedQuestion, answer: str) -> str | None:
    """`民办的有几家`, `石湾区有多少`: a part, a place or a year, and nothing else."""
    named = _ONLY_NAMED.fullmatch(core)
    if named is None or named["unit"] not in ("", unit) or is_yes_no(core):
        return None
    name, place = named["name"], parse(Question(named["name"])).places
    own = [y.text for y in years_in(name)]
    if (named["of"] and "占" not in core and not own) or name in (*place[:1], *own):
        return replaced(name, before, answer, named["of"] is not None)
    return None


def _of_deed(core: str, before: ParsedQuestion) -> str | None:
    """`打算再加多少`, `赔给了几户`: something else done."""
    ask = COUNTED.search(core)
    if ask is None or ask["noun"].strip("了呢啊呀") or ask.start() == 0 or COUNTED_IN_ALL.match(core):
        return None
    doing = deed = core[: ask.start()]
    for year in years_in(doing):
        deed = deed.replace(year.text, "", 1)
    deed = _MANNER.sub("", deed)
    if not deed or COMPARED.search(core) or re.search("[占比]|[有是为]$|达到?$", deed):
        return None
    # 种到, 赔给: with what came of it, whatever the dictionary takes the word for
    if not re.fullmatch(r"..?(?:[到了出成完上下起过进回掉给])+", deed) and without_verb(deed):
        return None
    return doing_asked(doing, ask[0].rstrip("了呢啊呀"), before)


# 有几宗没人要的
_SUCH_ONES = regex(
    r"(?:里[面头边]?|其中)?有?(?:多少|几)(?P<unit>[^\W了]{1,2}?)(?:是)?(?P<which>[^,?]{2,8})的"
)


def such_asked(core: str, before: ParsedQuestion, answer: str) -> str | None:
    """`有几家没人管的` of `新开了多少家茶馆`: those of what was counted of which something is true."""
    match, counted = _SUCH_ONES.fullmatch(core), COUNTED.search(before.normalised)
    if match is None or counted is None or before.kind != "figure" or match["unit"] != counted["unit"]:
        return None
    return f"{topic(before)}其中{match['which']}的有多少{match['unit']}"


# --- too -------------------------------------------------------------------------------------------------

# 石湾区也建了吗
_ALSO = regex(r"(?P<name>[^,?]{1,10}?)也(?P<doing>[^,?]{1,6}?)(?:吗|么|没有|没)")
_AS_MANY = regex(r"是?(?:(?:这|那)么[多高大]|一样|这样|(?P<figure>[\d.]+[^\W了]{1,3}))")


def also_asked(core: str, before: ParsedQuestion, answer: str) -> str | None:
    """`石湾区也建了吗` of `云湖区建了公园吗`: the last question, of another; nothing of its own is done."""
    match = _ALSO.fullmatch(core)
    if match is None:
        return None
    if before.kind == "figure" and (so := _AS_MANY.fullmatch(match["doing"])):
        told = declared(parse(Question(replaced(match["name"], before, answer))), so["figure"] or answer)
        return f"{told},对吗?" if told else None
    if before.kind != "confirmation":
        return None
    doing = re.sub("一样|这样|如此|同样|[是有了]", "", match["doing"])
    if doing and (without_verb(doing) or doing[0] not in before.normalised):
        return None
    return replaced(match["name"], before, answer)
