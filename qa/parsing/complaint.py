"""The real question inside a long complaint."""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.parsing.focus import focus
from qa.parsing.years import years_in
from qa.text.interrogatives import has_question_word, is_yes_no, strip_padding
from qa.text.language import HAN

__all__ = ["isolate"]

_LONG = 60
_SENTENCE = regex(r"[^。！？!?\n；;…]+[。！？!?\n；;…]*")
_ASKING = regex(
    r"请问|想问|问一下|想知道|想了解|想咨询|咨询|打听|告诉我|说清楚|查一下|please|could you|tell me|want "
    r"to know|wondering"
)
_RHETORICAL = regex(
    r"凭什么|难道|怎么这么|怎么那么|怎么能|怎么就|谁来管|谁管|有没有人管|有没有天理|天理|像话|是个头|良心"
    r"|你们.{0,6}(?:干什么吃|管不管|知不知道|吃干饭)|何必|岂|算什么|什么世道|怎么活|怎么办啊|什么玩意"
    r"|啥时候是|有什么用|能不能管|关我什么|说什么好"
)
_STORY = regex(
    r"我家|我(?=孩子|儿子|女儿|老公|老婆|父母|爸|妈|爷|奶)|我妈|我爸|我们家|我们小区|我孩子|气死|天天|每天|受不了|邻居|昨天|前天|上周|跑了.{0,4}[趟次]"
    r"|排队|失望|心寒|闹心|烦死|唉|哎|打了.{0,6}电话"
)
_REPORT = regex(
    r"报告|全区|全市|全省|全县|全国|全年|今年|去年|一年|区里|市里|政府|官方|统计|公布|一共|总共|新增|完成"
    r"|年度"
)


def isolate(text: str) -> str:
    """The real question inside a long complaint; a short text, or one sentence, is returned as it is."""
    sentences = [m[0].strip() for m in _SENTENCE.finditer(text) if m[0].strip()]
    if len(text) <= (_LONG if HAN.search(text) else 4 * _LONG):
        return _after_story(text)
    scores = [_score(s, i / len(sentences)) for i, s in enumerate(sentences)]
    best = max(range(len(sentences)), key=scores.__getitem__)
    if scores[best] < 2:
        return text
    question = sentences[best]
    if len(question) > _LONG / 2:
        question = _dated(_clause(question), text)
    if len(_content(question)) < 5 and best:
        before = sentences[best - 1]
        question = f"{_clause(before) if len(before) > _LONG else before}{question}"
    return question.strip(" ,，")


_REQUEST = regex(
    r"(?<=[，,。；;！!])[^，,。；;！!？?]{0,4}(?:请问|请教|[问咨询打听查]{1,2}一?下|想问问?)[，,：:]?"
)


def _after_story(text: str) -> str:
    """`我家孩子明年上学，想问一下新增学位多少个？`: the question without what its writer tells of himself."""
    request = _REQUEST.search(text)
    if request is None or not _STORY.search(normalise(text[: request.start()])):
        return text
    question = text[request.end() :]
    asks = has_question_word(normalise(question)) or is_yes_no(normalise(question))
    return question if asks and len(_content(question)) >= 5 else text


def _dated(question: str, text: str) -> str:
    """`那一年` said of a year that another sentence names."""
    years = [y for y in years_in(normalise(text)) if y.start]
    return re.sub(r"(?:那|这|当)一?年", years[0].text, question, count=1) if years else question


def _score(sentence: str, place: float) -> float:
    """How much a sentence looks like the question that its writer wants answered."""
    norm = normalise(sentence)
    score = 3.0 * has_question_word(norm) + 2.5 * is_yes_no(norm)
    score += 2.0 * bool(re.search(r"[?？]", sentence)) + 2.0 * bool(_ASKING.search(norm))
    score += 1.0 * bool(_REPORT.search(norm)) + 1.5 * bool(
        re.search(r"多少|几[个家处所]|how many|how much", norm)
    )
    score -= 4.5 * bool(_RHETORICAL.search(norm)) + 1.0 * bool(_STORY.search(norm))
    return score + place


def _clause(sentence: str) -> str:
    """The clauses of a long sentence that ask, from the first that gives them content."""
    clauses = re.findall(r"(?:[^,，:：]|(?<=[0-9]),(?=[0-9]))+[,，:：]*", sentence)
    asking = [i for i, c in enumerate(clauses) if has_question_word(normalise(c)) or is_yes_no(normalise(c))]
    if not asking:
        return sentence
    last = max(asking, key=lambda i: (_score(clauses[i], 0), i))
    first = last
    while first and len(_content("".join(clauses[first : last + 1]))) < 6:
        first -= 1
    return "".join(clauses[first : last + 1])


def _content(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", focus(strip_padding(normalise(text))))
