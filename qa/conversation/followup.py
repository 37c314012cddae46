"""A follow-up rewritten to stand alone, from the conversation that is given with it.

`那前一年的呢?`, `街道呢?`, `为什么?`, `它归哪儿管?` — what is left out is taken from the last question that
stood alone, and what a pronoun stands for from the last answer or that question. Here is in which order that is
tried; how, in the files that this one draws on. Patterns are general, written by hand.
"""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.conversation.anaphora import dated, with_antecedent
from qa.conversation.antecedent import declared, short_of, topic
from qa.conversation.askedagain import level_asked, planned_asked, whole_asked
from qa.conversation.ellipsis import is_fragment, lacks_topic, topic_put, without_tail
from qa.conversation.englishfollowup import english_followup
from qa.conversation.otherpart import also_asked, part_asked, same_figure_asked, such_asked
from qa.conversation.otheryear import NEXT_YEAR, PRIOR_YEAR
from qa.conversation.replacing import replaced
from qa.parsing.gate import clean, gate
from qa.parsing.question import ParsedQuestion, parse
from qa.records import Question, Turn
from qa.text.dialect import standard
from qa.text.interrogatives import has_question_word
from qa.text.rewritten import rewritten

__all__ = ["resolve", "told", "with_topic"]


def resolve(question: Question) -> str:
    """The question's text, made to stand alone by its history; unchanged where it does already."""
    standing, answer = _so_far(question.history)
    if not standing or gate(question.text):
        return question.text
    return _resolved(standard(clean(question.text)), standing, answer) or question.text


def with_topic(question: Question) -> str | None:
    """A question that seems to stand alone, asked of what the conversation is about: for when alone it finds nothing.

    None where there is no conversation, where `resolve` has put that in already, where the same is asked again,
    and where the question is long enough to say all it means.
    """
    standing, _ = _so_far(question.history)
    if not standing or resolve(question) != question.text:
        return None
    before = parse(Question(standing))
    if len(question.text) > _COMPLETE or _same_again(normalise(question.text), before.normalised):
        return None
    told_of = topic(before) if before.kind == "figure" else before.focus
    return f"{told_of},{question.text}" if told_of else None


_COMPLETE = 16
"""Characters from which a question that names something is taken to say all it means."""
_SAME = 0.6
"""Share of a question's character pairs that stand in the one before it, from which the same is asked again."""


def _same_again(asked: str, before: str) -> bool:
    pairs = [asked[i : i + 2] for i in range(len(asked) - 1) if asked[i : i + 2].isalnum()]
    return sum(pair in before for pair in pairs) > _SAME * len(pairs)


def told(question: Question) -> str:
    """The short answer that was given last; empty where nothing was asked before, or the answer was none."""
    return short_of(_so_far(question.history)[1])


def _so_far(history: tuple[Turn, ...]) -> tuple[str, str]:
    """The last question of the conversation, itself resolved, and the last answer; small talk passed over."""
    standing = answer = ""
    for turn in history:
        text = standard(clean(turn.content))
        if turn.role == "assistant":
            answer = text or answer
        elif text and not gate(turn.content):
            standing = (_resolved(text, standing, answer) if standing else None) or text
    return standing, answer


# --- what kind of follow-up ------------------------------------------------------------------------------

_OPENING = regex(
    r"^(?:(?:再(?=[上下前后]一?年)|嗯+|哦+|噢|好的?|那么?|另外|对了|所以|然后|请问|再问(?:一下)?|再请问|再(?:说说|讲讲|看看|查查)"
    r"|and|so|but|ok|okay"
    r"|then)[,，、 ]*)+"
)
# 再往前一年,也就是1993年: the year is told twice
_TOLD_TWICE = regex(
    rf"(?:{PRIOR_YEAR.pattern}|{NEXT_YEAR.pattern}|[那这]一?年)的?[,，]?\s?\(?(?:也?就是|即|亦即|也即|指)?(?P<year>(?:19|20)\d\d年)\)?[,，]?"
)
_MORE = regex(
    r"^(?:还有(?:吗|呢|没有|别的吗?|其[他它](?:的)?吗?|什么|哪些)?|别的(?:呢|吗)?|其[他它](?:的)?(?:呢|吗)"
    r"|继续(?:说)?|接着说|然后呢|更多|anything else|more|what else|go on)$"
)
_DETAIL = regex(
    r"^(?:具体(?:点|些|呢|说说|一点|是什么|怎么说|内容)*|详细(?:点|些|说说|一点|内容)*|展开(?:说说|讲讲)?"
    r"|怎么说|说详细点|举个例子|比如(?:呢|说)?|tell me more|details?)$"
)
_AIM, _DONE = regex("的?(?:预期)?(?:目标|计划|任务)(?:值|数)?"), regex("实际|真正|最后|最终|到底|结果")
"""`前一年实际做到了多少` of `目标是多少` asks for no aim."""


def _resolved(text: str, standing: str, answer: str) -> str | None:
    """`text` made complete from `standing` and `answer`; None when it stands alone."""
    text = rewritten(text, _TOLD_TWICE, lambda m: m["year"])
    norm, bare, core = _cut(text)
    before = parse(Question(standing))
    if more := _more(core, before):
        return more
    if before.language == "en" and re.match(r"[a-z ,']+\d{0,4}", bare):
        return english_followup(bare, before, answer)
    if not core:
        return None
    if with_year := dated(norm, bare, before, answer):
        asked = _undated(with_year, before, answer) or with_year
        return _AIM.sub("", asked) if _DONE.search(core) else asked
    return _undated(text, before, answer)


def _cut(text: str) -> tuple[str, str, str]:
    """The text normalised; the same without what only opens it (`那么,`); and without its closing marks either."""
    norm = normalise(text)
    bare = _OPENING.sub("", norm).strip()
    return norm, bare, bare.strip("?？!！。.~ ,，")


def _more(core: str, before: ParsedQuestion) -> str | None:
    """`还有吗`, `具体说说`: more of the same."""
    more, detail = _MORE.match(core), _DETAIL.match(core)
    if not (more or detail):
        return None
    if before.language == "en":
        return f"{before.focus} what else"
    return f"{before.focus}{'还有哪些' if more else '的具体情况怎么样'}"


_DOUBT = regex(
    r"(?:你|您)?(?:真的?|确定|肯定|确实|当真|是真的|没(?:弄|搞|看|说)?错|靠谱|准确|属实|对)+(?:是这样)?(?:吗|么|吧|嘛)|是不是真的|真的假的"
    r"|(?:are you )?(?:sure|really)"
)
# 石湾那条街呢,评上了什么
_TOPIC_AND_QUESTION = regex(r"(?P<topic>[^,?]{2,16})呢[,，?？]\s*(?P<asks>[^,]{2,20})")
_HEADLESS = regex(r"的(?:情况)?(?:呢|吗|啊|如何|怎么样|又?是?多少)?$")
_WHOLE = regex(r"(?:现在|目前|至今|合计的?)?(?:总数量?|总量|总的|总共|一共|合计|全部)")


def _undated(text: str, before: ParsedQuestion, answer: str) -> str | None:
    """The same, of a follow-up that points to no year."""
    norm, bare, core = _cut(text)
    if (both := _TOPIC_AND_QUESTION.fullmatch(core)) and has_question_word(both["asks"]):
        other = parse(Question(replaced(both["topic"], before, answer)))
        return level_asked(both["asks"], other) or f"{both['topic']}{both['asks']}"
    if again := planned_asked(core, before) or level_asked(core, before):
        return again
    if pointed := with_antecedent(norm, bare, before, answer):
        return pointed
    if _DOUBT.fullmatch(core):
        claimed = declared(before, answer)
        return f"{claimed},对吗?" if claimed else None
    for put_in in (part_asked, such_asked, same_figure_asked, also_asked):
        if asked := put_in(core, before, answer):
            return asked
    fragment = without_tail(core).strip("的 ")
    if is_fragment(norm, bare, fragment):
        if _WHOLE.fullmatch(fragment) and (whole := whole_asked(before, "")):
            return whole
        return replaced(fragment, before, answer, _HEADLESS.search(core) is not None)
    return topic_put(bare, before, answer) if lacks_topic(bare) else None
