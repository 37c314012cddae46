"""A question as put -> what it asks: gate, kind, answer type, years, places, attributes, focus.

Pure functions over strings; the engine resolves a follow-up first (`qa.conversation.followup.resolve`) and then parses.
The word lists, here and in the files it draws on, are closed or common classes of general Chinese and English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.parsing.askedunit import asked_unit, unit_fits
from qa.parsing.attributes import Attribute, attributes, tense
from qa.parsing.complaint import isolate
from qa.parsing.expected import COUNTED, NO_WORD, Expected, expected
from qa.parsing.focus import focus
from qa.parsing.gate import MAX_CHARACTERS, Gate, clean, gate, without_greeting
from qa.parsing.namedreport import full_years, report_of
from qa.parsing.places import bodies, places
from qa.parsing.years import YearRef, years_in
from qa.planning import calculate
from qa.records import Question
from qa.text.dialect import standard
from qa.text.interrogatives import has_question_word, is_yes_no, strip_padding
from qa.text.language import Language, language_of
from qa.text.variants import variants

__all__ = [
    "COUNTED", "MAX_CHARACTERS", "Attribute", "Expected", "Gate", "Kind", "Language", "ParsedQuestion",
    "YearRef", "isolate", "language_of", "parse", "unit_fits", "variants", "years_in",
]  # fmt: skip

Kind = Literal[
    "figure", "fact", "list", "description", "confirmation", "calculation", "comparison", "topic",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """What a question asks for."""

    text: str
    """The question itself: cleaned, greeting and complaint taken off, question words of dialects in the standard
    language's, as the user wrote it otherwise."""
    normalised: str
    """`ingest.normalise.normalise(text)`, the same length."""
    language: Language
    gate: Gate | None
    """Why it is no question to the report; then the fields below say nothing."""
    kind: Kind = "topic"
    expected: Expected = "other"
    unit: str = ""
    """Unit asked for (亩, 处, 人次 …), or a dimension where only that is asked: money, area, length, mass,
    duration; empty where none is."""
    asked: str = ""
    """What the question word stands before: `将军` in 哪位将军, `企业` in 多少企业, `年` in 哪一年."""
    focus: str = ""
    """Normalised content to search for: without question words, particles and padding."""
    years: tuple[YearRef, ...] = ()
    report: int | None = None
    """The year of the report that is named, whose words `text` then speaks: `2016年的报告里`."""
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    tense: Literal["aim", "result"] | None = None
    attributes: tuple[Attribute, ...] = ()
    around: str = ""
    """Normalised, all that was said, where the question stands within a long complaint."""
    told: str = ""
    """The short answer to the question before it, in a conversation."""
    attribute_words: tuple[str, ...] = ()
    """The words of the question that ask for those attributes."""


_COMPLAINT = 8
"""Characters around a question that make it one within a complaint."""


def parse(question: Question) -> ParsedQuestion:
    """What `question.text` asks; its history is not looked at."""
    cleaned = clean(question.text)
    refused = gate(question.text)
    if refused:
        return ParsedQuestion(cleaned, normalise(cleaned), language_of(cleaned), refused)
    report, text = report_of(full_years(standard(isolate(without_greeting(cleaned)))))
    norm = normalise(text)
    said = normalise(cleaned)
    bare = strip_padding(norm)
    answer, asked = expected(bare)
    kind = _kind(norm, bare, answer)
    if kind == "figure" and answer == "other":
        answer = "percent" if re.search(r"(?:比例|比重|占比|率|增幅|增速)[?。]*$", bare) else "number"
    named = attributes(bare)
    return ParsedQuestion(
        text=text,
        normalised=norm,
        language=language_of(cleaned),
        gate=None,
        kind=kind,
        expected="yesno" if kind == "confirmation" else answer,
        unit="%" if answer == "percent" else asked_unit(bare) if answer == "number" else "",
        asked=asked,
        focus=focus(bare),
        years=years_in(norm),
        report=report,
        places=places(bare),
        bodies=bodies(bare),
        tense=tense(bare),
        around=said if len(said) > len(norm) + _COMPLAINT else "",
        attributes=tuple(name for name, _ in named),
        attribute_words=tuple(word for _, word in named),
    )


# --- kind ---

_DESCRIBE = regex(
    r"哪[些几]个?方面|从哪几?(?:头|方面|处)(?:下手|入手|着手|抓|使劲)|哪些(?:地方|方面)(?:[没还]|做得?不|有待|需要)"
    r"|(?:哪些|什么|啥|有何)(?:具体|主要|重要|新|好|硬|实|高|大|狠|重|有效|工作|相关|配套|方面的?)*(?:的)?(?:举措|措施|做法"
    r"|办法|工作|行动|努力|动作|安排|部署|成效|成果|进展|成绩|变化|作为|手段|实事|[好大难]?事(?![业故务例假])|忙|法子|点子|功夫|动静|活动|不足|短板|短处|弱项|问题|困难|难(?:处|题)?(?![度点])|压力|毛病|绑|改善|改观|提升|制度性?安排|制度建设"
    r"|服务|支持|扶持|帮扶|帮助|照顾|关怀|好处|便利|优惠|福利|优待|待遇|保障|改进|改革|亮点|经验|创新|打算|考虑|计划|招|(?<=[狠重硬大])手|文章)(?![机岗人室会员量者站组点平台项资制模品体热理中网窗区队车对])"
    r"|(?:举措|措施|做法|办法|成效|进展|变化|亮点|经验|问题|困难|不足|短板|安排|部署|打算|思路)(?:主要|都|又|具体)?(?:有|是|包括)(?:哪些|什么|啥)"
    r"|(?:怎么|怎样|如何|咋)(?:安置|安排|帮着|做|办(?![理证])|干|搞|抓|把|让|使|治|救|打(?![印听])|稳|防|排|缓解|推进|推动|开展|落实|加强|促进|建设|实施|提升|改善|解决|保障"
    r"|管|帮|应对|处理|优化|完善|支持|发展|深化|提高|保护|扶持|服务|进行)|(?:做|干|搞)了(?:什么|哪些|啥)|(?:行动|计划|工程|活动|项目|机制|平台|制度|政策|中心|基金|系统|方案|专项|品牌)是(?:专门|用来)?(?:干|做|搞)(?:什么|啥)(?:用)?的[?。]*$"
    r"|[做干搞办弄整抓](?:[出成到完]了?|了)(?:什么|啥|哪些(?:名堂|门道|花样|起色)?)[?。]*$"
    r"|(?:[做干搞备弄整掇拾改涨变]了?|办了)(?:些|点儿?)(?:什么|啥)[?。]*$"
    r"|(?:一年(?:下来|来|到头|里头?)|这一年|全年)[^?。]*了(?:些|点儿?)?(?:什么|啥|哪些)[?。]*$"
    r"|(?:帮|给|管|做)(?:得|的)?(?:上|到|点)(?:些|点儿?|了)?(?:什么|啥|哪些)[?。]*$"
    r"|(?:改善|改进|改变|变化|进步|提升|好)(?:都|又|主要)?(?:体现|表现)?在(?:哪儿|哪里|哪些?|何处|什么)(?:地方|方面|上头?)?[?。]*$|介绍|说说|讲讲|谈谈|概括|总结|概述|描述|简述|聊聊"
    r"|(?:咋样|怎么样|怎样)了?[?。]*$|(?:情况|进展|成效|效果|成果|工作|怎么)(?:怎么|如|进行得?|做得?|搞得?"
    r"|开展得?|推进得?)?(?:样|何)(?:了)?[?。]?$|情况(?:是什么|怎么样|如何|呢)?[?。]?$|具体(?:内容|情况"
    r"|做法)"
    r"|\b(?:what (?:measures|steps|actions|efforts|progress|work|has been done|was done|did .{1,40} do "
    r"(?:to|for|about))|how (?:did|does|do|has|have|is|are|was|were)\b|describe|explain|summari[sz]e|tell "
    r"me about|introduce)"
)
_TREND = regex(
    r"(?:历年|逐年|各年).{0,12}(?:变化|趋势|走势|分别|多少|情况|如何)|每年分别|(?:近|这|过去|最近"
    r"|前)[两二三四五六七八九十几0-9]+年(?:来|间|里"
    r"|内)?.{0,12}(?:变化|趋势|走势|对比|比较|分别|有何不同|怎么变|变动)"
    r"|(?:变化|趋势|走势|变动)(?:情况|如何|怎么样|是)|怎么变化的?|year by year|over the years|trend"
)
_COMPARE = regex(
    r"相比|对比|比较|分别|哪[一]?年(?:更|最)?|还是|变化|各|比.{0,12}(?:多|少|高|低)|compar|versus|\bvs\b|than"
)
_FIGURE_NOUN = regex(
    r"(?:数量?|总数|人数|户数|次数|面积|金额|总额|产量|产值|收入|总值|比例|比重|占比|率|增幅|增速|规模"
    r"|总量|里程|套数|辆数|件数|长度|份额|比率|降幅|涨幅|升幅|经费|支出|利润|总长|[\u4e00-\u9fff]额|进项|容量|余额|储备|存款"
    r"|人口|增长率?|赤字|盈余|结余|顺差|逆差|价格|均价|标准|户|人次|产能|目标)(?:是|为"
    r"|有|达到?)?[?。]*$"
)


# what a report seldom states itself; a share or a growth it does, so these are looked up
_COMPUTED = (
    "sum",
    "average",
    "compare",
    "change",
    "left",
    "whole",
    "part",
    "share",
    "times",
    "before",
    "convert",
)


def _kind(norm: str, bare: str, answer: Expected) -> Kind:
    plan = calculate.plan(bare)
    if is_yes_no(norm) and not (plan and not plan.maybe and plan.claims):
        return "confirmation"
    years = years_in(bare)
    if plan and (not plan.maybe or plan.operation in _COMPUTED) and not _TREND.search(bare):
        return "calculation"
    if _TREND.search(bare) or (len(years) > 1 and _COMPARE.search(bare)):
        return "comparison"
    if _DESCRIBE.search(bare):
        return "description"
    if answer in ("number", "percent"):
        return "figure"
    if answer == "list":
        return "list"
    if answer == "other" and re.match(NO_WORD, bare) and _FIGURE_NOUN.search(bare):
        return "figure"
    if has_question_word(bare) or answer == "title":
        return "fact"
    sentence = re.search(r"[?]\s*$", norm) and len(bare) > 14  # …后人认为这是一场?
    return "fact" if sentence or (attributes(bare) and len(bare) > 4) else "topic"
