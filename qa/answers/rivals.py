"""Whether a figure stands with another name than the one asked about: `甲馆改造。乙馆接待2万人次` says nothing of 甲馆."""

from __future__ import annotations

from collections.abc import Callable

from ingest.patterns import regex
from qa.numbers.figures import find_figures
from qa.text.clause import around, begin, stop
from qa.text.generics import GENERIC
from qa.text.overlap import share_of
from qa.text.words import tagged

__all__ = [
    "before_its_name",
    "beside_the_name",
    "of_another",
    "of_one_of_several",
    "owned_by_another",
    "quoted_names",
    "rate_of_another",
    "strange_name",
]

# of two names that end alike one is not the other
_KINDS = (
    f"{GENERIC}|街区|景区|商圈|商场|铁路|高速|隧道|机场|水厂|工厂|电站|泵站|平台|小镇|书院|剧院|福利院|片区|港区|作业区|新区|开发区"
    "|示范区|科[创技]园|[产创智]\\w园|基地|大厅|中心|食堂|步行街|大厦|写字楼|农场|林场|合作社"
)
_NAMED = regex(rf"(?P<own>[\u4e00-\u9fff]{{2,10}}?)(?P<head>{_KINDS})(?!{_KINDS})")
_QUOTED = regex(r'"([^"]{2,16})"')
_LEAST = 2
"""Characters that a name has of its own, before what its kind is called after."""


_ALL = regex("全[国省市区县州盟旗镇乡]")
"""A whole place, which is told of instead of one body in it."""


def quoted_names(text: str) -> list[str]:
    """What stands in quotation marks in normalised text, if it is no longer than a name."""
    names: list[str] = _QUOTED.findall(text)
    return names


def of_another(
    question: str, text: str, start: int, end: int, spoken_of: Callable[[str], bool] = lambda _: False
) -> bool:
    """Whether `text[start:end]` is told of another of the kind that the question names; all normalised.

    The name asked about stands in `text` too, but not with the answer: in its clause for names in quotation marks, up
    to the next semicolon for others. Or it stands elsewhere in the reports, which `spoken_of` tells.
    """
    if _of_another_title(question, text, start, end):
        return True
    return _of_another_body(question, text, start, end, spoken_of)


def _of_another_title(question: str, text: str, start: int, end: int) -> bool:
    clause = around(text, start, end, ",。;!?")
    asked = [name for name in quoted_names(question) if name in text]
    before = quoted_names(clause[: clause.find(text[start:end])])
    return bool(asked and before) and not any(name in clause for name in asked)


def _of_another_body(
    question: str, text: str, start: int, end: int, spoken_of: Callable[[str], bool]
) -> bool:
    item = around(text, start, end, "。;!?")
    told = item[: item.find(text[start:end])]
    for match in _NAMED.finditer(question):
        own, head = match["own"], match["head"]
        tails = [own[at:] + head for at in range(len(own) - _LEAST + 1)]
        name = next((tail for tail in tails if tail in text), None)
        if name[:_LEAST] in item if name else not any(spoken_of(tail) for tail in tails):
            continue
        if _ALL.search(told):
            return True
        # 展馆 is no 博物馆 either: of one sort by their last character
        if any(other["head"][-1] == head[-1] for other in _NAMED.finditer(told)):
            return True
    return False


def of_works_together(question: str, text: str, start: int, end: int) -> bool:
    """Whether one work is asked about by its name, and a figure is of several, without it: `开工36项工程,投资6000亿元`."""
    sentence = around(text, start, end, "。!?")
    names = proper_names(question)
    if not names or any(name[:_LEAST] in sentence for name in names):
        return False
    before = find_figures(sentence[: sentence.find(text[start:end])])
    return any(f.unit in _TOGETHER and f.value and f.value > 1 and _WORKS.search(f.counts) for f in before)


_TOGETHER = ("个", "项", "条", "座", "家", "所", "处")
_WORKS = regex("(?:工程|项目|[铁公道]路|桥梁?|电站|水库|公园|学校|医院|园区)$")


def proper_names(question: str) -> list[str]:
    """The names of bodies and works in a question that the dictionary knows for proper ones, or begins with such."""
    found = []
    for match in _NAMED.finditer(question):
        words = tagged(match["own"] + match["head"])
        at = next((i for i, (word, tag) in enumerate(words) if tag[:2] in _PROPER and len(word) > 1), None)
        name = "".join(word for word, _ in words[at:]) if at is not None else ""
        if len(name) > len(match["head"]) + 1:
            found.append(name)
    return found


_PROPER = ("ns", "nr", "nt", "nz")
_ONE_ALONE = regex(
    r"^(?P<name>[^,。?]{2,16}?)(?:这|那)?(?:单独|单单|光)?一(?:所|栋|座|家|处|园|镇|村|馆|条|个(?=[园镇村馆街区校]))"
)
_JOINS = "、和及与等"
_EACH = regex("分别|各|依次")
_SHORTEST = 3


def of_one_of_several(question: str, text: str, start: int, end: int) -> bool:
    """Whether a figure is asked of one alone that `text` tells of several together: 一所 of `甲校、乙校新增学位900个`."""
    asked = _ONE_ALONE.match(question)
    if asked is None:
        return False
    name = asked["name"]
    own = next((name[i:] for i in range(len(name) - _SHORTEST + 1) if name[i:] in text), "")
    if not own:
        return False
    at = text.find(own)
    listed = text[at + len(own) : at + len(own) + 1] in tuple(_JOINS) or text[at - 1 : at] in tuple(
        _JOINS[:-1]
    )
    sentence = around(text, start, end, "。!?")
    return listed and not (own in sentence and _EACH.search(sentence))


_PRINTED = 0.4
"""Share of a quoted name's character pairs from which a passage may speak of it, if in other characters."""


def strange_name(question: str, passage: str, spoken_of: Callable[[str], bool]) -> bool:
    """Whether a question names something in quotation marks that the reports print, but not the passage: another has
    it. All normalised."""
    names = [name for name in quoted_names(question) if len(name) >= _SHORTEST]
    return bool(names) and all(spoken_of(name) and not _may_speak_of(name, passage) for name in names)


def _may_speak_of(name: str, passage: str) -> bool:
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in passage for pair in pairs) >= _PRINTED * len(pairs)


_STRANGE, _LABEL = 0.4, 4
"""Share of a name's character pairs up to which the question is not of it; characters of a name that tells things apart."""


def rate_of_another(question: str, text: str, start: int) -> bool:
    """Whether a rate is of something else than the question names, while what it names stands there without one:
    `产值9亿元,增长6%;预算收入6亿元` says nothing of how 预算收入 grew."""
    figures = find_figures(text)
    own = next((f for f in figures if f.start == start), None)
    if own is None or own.kind != "percent" or not own.change or len(own.counts) < _LABEL:
        return False
    named = {
        f.counts for f in figures if f.start != start and len(f.counts) >= _LABEL and f.counts in question
    }
    return bool(named) and share_of(own.counts, question) <= _STRANGE and own.counts not in named


_OWNER = regex(r"的(?P<of>[\u4e00-\u9fffa-z0-9\"《》()-]{3,24})")
_GOES_ON = regex(r"[,](?:是|为|系)[^,。;!?]*")
_AMONG = regex("[里中,]|当中|其中")
_LEAST_TOLD = 4
"""Characters of a name that stands behind the answer."""
_LEAST_NAME, _RIVAL = 5, (0.3, 0.8)
"""Characters of a name that is looked for as the reports print it; the share of its pairs that a rival of it has."""


def beside_the_name(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text` prints a name as the question does, and the answer stands with one like it: 城镇职工医疗保险 for
    城镇居民医疗保险."""
    question = question.rsplit(",", 1)[-1]  # of `A有多少,B呢` what was asked first is told of A
    clause = around(text, start, end, ",。;!?")
    at = text.find(clause)
    name = _longest_shared(question, text[:at] + "。" + text[at + len(clause) :], _LEAST_NAME)
    if not name or name in clause:
        return False
    before, _, behind = question.partition(name)
    told = clause[: clause.find(text[start:end])]
    # 农村居民收入 for 居民收入, 其中外资 of 投资: what says which stands beside the name
    if _AMONG.match(behind) or any(_is_word(before[i : i + 2], told) for i in range(len(before) - 1)):
        return False
    least, most = _RIVAL
    return least <= share_of(name, told) <= most


def _is_word(pair: str, text: str) -> bool:
    return pair in text and not any(char.isdigit() or char == "年" for char in pair)


def before_its_name(question: str, text: str, start: int, end: int) -> bool:
    """Whether what the question names in the most words that `text` prints is told of only behind the answer, which is
    then another's: `甲园引进企业46家;乙园建成` says nothing of how many 乙园 has."""
    at = begin(text, start, "。;!?")
    rest = stop(text, end, "。;!?")
    item = text[at:rest]
    name = _longest_shared(question, f"{text[:at]}。{text[rest:]}", _LEAST_TOLD)
    if not name.isalpha() or name in text[:at] or any(name[i : i + 2] in item for i in range(len(name) - 1)):
        return False
    return not _longest_shared(question, item, len(name))


def _longest_shared(question: str, text: str, least: int) -> str:
    for size in range(min(len(question), 16), least - 1, -1):
        for i in range(len(question) - size + 1):
            own = question[i : i + size]
            if own in text and own.isalnum() and own[0] != "的" and own[-1] != "的":
                return own
    return ""


_LASTS = regex("[年月日天时]$|分钟$|[%岁]$")
_OF_ANY = regex("项目|工程|一期|二期|三期|改造|建设|投资|总|亿|万|元|多少|钱|几")


def owned_by_another(question: str, text: str, start: int, end: int) -> bool:
    """Whether a figure belongs to the noun behind it, of which the question says no word: 投资6亿元的青石水厂 for the
    price of 湖光大桥."""
    owner = _OWNER.match(text, end)
    if owner is None or _LASTS.search(text[start:end]):
        return False
    stop = owner.end()
    more = _GOES_ON.match(text, stop)
    said = f"{around(text, start, end, ',。;!?')} {more[0] if more else ''}"
    own = _OF_ANY.sub(" ", said)
    asked = _OF_ANY.sub(" ", question)
    return not any(asked[i : i + 2] in own for i in range(len(asked) - 1) if asked[i : i + 2].isalnum())
