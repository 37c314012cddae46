"""Where a short answer begins and ends: what belongs to it beyond the reader's span, and what does not."""

from __future__ import annotations

import re

from ingest.patterns import regex
from ingest.records import Span
from qa.numbers.figures import find_figures
from qa.numbers.units import CLASSIFIERS
from qa.search.spans import Found, printed, trimmed
from qa.text.clause import stop
from qa.text.persons import POST
from qa.text.words import tagged, word_across, words_of

__all__ = ["bearer", "first_word", "moment", "name"]

_WHEN = regex(
    r"(?:已?于|在)(?:当年|年内|[\d一二三四五六七八九十]+[年月日号]|[上下]半年|年[底初末])[\d年月日号底初末]*$"
)
_FROM_DAY = regex(r"(?:自|从|于)?(?P<day>[^,。自从于在]*[年月日号])(?:起|开始)?")
_AT_DAY = regex(
    r"[自从于在](?P<day>(?:公元前?|民国)?[\d一二三四五六七八九十〇零元]+年[\d一二三四五六七八九十年月日号底初末]*)$"
)
_MOVED = regex(r"[点时分日月](?:起)?(?:延长|推迟|提前|顺延|延|改|调整?)(?:至|到|为)")
_SINCE = regex(r"(?P<day>(?:每[年月])?[\d年月日号]*[年月日号])(?:至|到|-{1,2}|~)$")
_QUOTED = regex(r"(?P<name>\"[^\"]+\")(?P<behind>[\u4e00-\u9fff]{2,8})")
_NAME_ASKED = regex(r"名字?|叫|称")
_WITH_WHOM = regex(r"[跟和与同]哪")
_BOUND = regex(r"(?:及|或)?以[上下内外]")
_CALLED = regex(r"([\u4e00-\u9fff]{2,4})(?:都|又|正式)?(?:叫|名为|名称|名字)")


def name(found: Found, question: str) -> Found:
    """A name as a normalised question asks for it: `高级工` -> `高级工以上`, `一期工程于9月` -> `一期工程`."""
    for edge in (
        _whole_figure,
        _whole_word,
        _whole_title,
        _whole_apposition,
        _without_time,
        _other_party,
        _with_bound,
        _with_noun,
        _without_verb,
        _without_count,
        _quoted,
        _whole_award,
        _without_post,
        _whole_grade,
        _grade_alone,
        _without_deed,
        _at_which,
    ):
        found = edge(found, question)
    return found


def _whole_figure(found: Found, question: str) -> Found:
    """`零下18℃` of `18℃`, `近800辆` of `800辆`: the sign and the qualifier belong to a figure."""
    start, end = found.span.start, found.span.end
    for figure in find_figures(found.evidence.candidate.window.text):
        if figure.start < start < figure.end <= end and figure.kind in ("quantity", "percent"):
            return found.at(figure.start, end)
    return found


def moment(found: Found) -> Found:
    """Of `自4月1日起` and `动画在4月1日` the day alone; of a span of days (`1日至20日`) both."""
    if (later := _MOVED.search(found.said)) and later.end() < len(found.said):
        return found.at(found.span.start + later.end(), found.span.end)  # 由17时30分延至21时
    if since := _SINCE.search(found.evidence.candidate.window.text, 0, found.span.start):
        return found.at(since.start("day"), found.span.end)
    bare = _FROM_DAY.fullmatch(found.said) or _AT_DAY.search(found.said)
    return (
        found.at(found.span.start + bare.start("day"), found.span.start + bare.end("day")) if bare else found
    )


_BEHIND_DASH = regex(r"(?:--|—|·)(?P<name>[\u4e00-\u9fff·]{2,4})[\"”》]?$")


def bearer(found: Found) -> Found:
    """Of a title such as `“好医生——李某”` the person alone."""
    titled = _BEHIND_DASH.search(found.said) if found.said[:1] in '"“《' else None
    if titled is None:
        return found
    return found.at(found.span.start + titled.start("name"), found.span.start + titled.end("name"))


def first_word(found: Found) -> Found:
    """Of a credit such as `李某某 摄` the name alone."""
    word = re.match(r"[\u3400-\u9fff·]{2,}(?=\s)", found.said)
    return found.at(found.span.start, found.span.start + word.end()) if word else found


def _whole_word(found: Found, question: str) -> Found:
    """`三号码头` for `三号码`, `英语` for `英语音` of 英语音译: an end inside a word goes where the reader likes it better."""
    text, end = found.evidence.candidate.window.text, found.span.end
    word = word_across(text, end)
    if word is None or word.start <= found.span.start:
        return found
    reading, start = found.evidence.reading, found.span.start
    # where no piece ends there the reader has no opinion on ending there
    told = any(end_of_piece == word.start for _, _, end_of_piece in reading.pieces)
    longer = not told or reading.score(start, word.end) >= reading.score(start, word.start)
    return found.at(start, word.end if longer else word.start)


_MARKED = regex(r"“[^“”,，。;；!！?？]{2,40}”|《[^《》。]{2,60}》")
_DASHES = ("--", "——", "—")
_PART_ASKED = regex(r"[谁哪]")
"""What asks for a part of a title: `哪个街道` of `“东港街道好邻居”`."""


def _whole_title(found: Found, question: str) -> Found:
    """`“政企早餐会暨恳谈日”` for `政企早餐会`: a name in quotation marks that the reader begins ends with its marks."""
    if _PART_ASKED.search(question):
        return found
    start, end = found.span.start, found.span.end
    if found.evidence.candidate.window.text.startswith(_DASHES, end):
        return found  # the title, less what stands under it
    for marked in _MARKED.finditer(printed(found.evidence)):
        if marked.start() <= start <= marked.start() + 1 and end < marked.end() - 1:
            return found.at(marked.start(), marked.end())
    return found


_APPOSED = 8
"""Characters at most that a reader leaves out of a name behind a dash."""


def _whole_apposition(found: Found, question: str) -> Found:
    """`“好邻里”服务网东港分站` for `“好邻里”服务网`, right behind a dash: what a dash names fills its clause."""
    text, end = found.evidence.candidate.window.text, found.span.end
    behind = text[end : stop(text, end, ",、。;:!?\n ")]
    if not behind or len(behind) > _APPOSED or not text[: found.span.start].endswith(_DASHES):
        return found
    words = tagged(behind)
    # what stands between may be a part of a name that looks like a verb: 分 of 分站
    noun = behind.isalpha() and words[0][1][:1] in _OF_NOUNS and words[-1][1][:1] in _OF_NOUNS
    return found.at(found.span.start, end + len(behind)) if noun else found


_OF_NOUNS = "naxjzfsbl"
"""Parts of speech, by their first letter, that a name may be made of."""
_COUNT_BEHIND = regex(rf"(?<=[\u4e00-\u9fff\"》])[0-9][0-9.]*[万多余]*(?:{'|'.join(CLASSIFIERS)})$")


def _without_count(found: Found, question: str) -> Found:
    """`“邻里通”系统` for `“邻里通”系统46套`, where a name is asked for: its count is no part of it."""
    count = _COUNT_BEHIND.search(found.said) if _NAME_ASKED.search(question) else None
    return found.at(found.span.start, found.span.start + count.start()) if count else found


def _quoted(found: Found, question: str) -> Found:
    """`“同心桥”` for `“同心桥”服务品牌`, where a name is asked for and the question says 服务 and 品牌 itself."""
    named = _QUOTED.fullmatch(found.said) if _NAME_ASKED.search(question) else None
    restated = named is not None and all(word in question for word in words_of(named["behind"]))
    return found.at(found.span.start, found.span.start + named.end("name")) if named and restated else found


def _without_time(found: Found, question: str) -> Found:
    """Of `一期工程于9月` the name alone."""
    when = _WHEN.search(found.said)
    return found.at(found.span.start, found.span.start + when.start()) if when and when.start() else found


def _other_party(found: Found, question: str) -> Found:
    """Of `街道和某大学`, where 街道 asks with which university: the university alone."""
    joint = re.search("[和与同跟]", found.said)
    if joint is None or not joint.start() or not _WITH_WHOM.search(question):
        return found
    restated = found.said[: joint.start()][-2:] in question
    return found.at(found.span.start + joint.end(), found.span.end) if restated else found


def _with_bound(found: Found, question: str) -> Found:
    """`高级工以上` for `高级工`."""
    bound = _BOUND.match(found.evidence.candidate.window.text, found.span.end)
    return found.at(found.span.start, bound.end()) if bound else found


def _with_noun(found: Found, question: str) -> Found:
    """`防火“蓝天”工作站`, where a 工作站 is asked for by name, for `防火“蓝天”`: the marks end inside the name."""
    asked = _CALLED.search(question)
    if asked is None or not found.said.endswith('"') or found.said.startswith('"'):
        return found
    behind = found.evidence.candidate.window.text[found.span.end :]
    nouns = (asked[1][i:] for i in range(len(asked[1]) - 1))
    noun = next((noun for noun in nouns if behind.startswith(noun)), "")
    return found.at(found.span.start, found.span.end + len(noun))


_AT_WHICH = regex(r"在哪一?[个家所座条处间][\u4e00-\u9fff]")


def _at_which(found: Found, question: str) -> Found:
    """Of `某公司在北京证券交易所`, where 在哪个交易所 is asked, what stands behind 在."""
    at = found.said.rfind("在")
    if (
        at <= 0
        or found.said[at - 1] in "存现正实所还"
        or at + 2 >= len(found.said)
        or not _AT_WHICH.search(question)
    ):
        return found
    return found.at(found.span.start + at + 1, found.span.end)


_HONOUR = regex(r"荣誉|称号|名号|牌子|奖项?|头衔|殊荣|表彰")
_CONFERRED = regex(
    r"(?:获评|荣获|获得|获颁|获|被?评为|被?评定为|被?授予|入选|被?认定为|被?命名为|跻身)了?(?P<name>[^,。;:、!?]{0,24})$"
)
_GRADE_ASKED = regex("几(?:等|级|星|a)")


def _whole_award(found: Found, question: str) -> Found:
    """`全省财政管理先进单位` for `先进单位`, where an honour is asked for: it begins right behind the verb."""
    text = found.evidence.candidate.window.text
    behind = _CONFERRED.search(text, max(0, found.span.start - 32), found.span.start)
    if behind is None or not _HONOUR.search(question) or _GRADE_ASKED.search(question):
        return found
    whole = trimmed(printed(found.evidence), Span(behind.start("name"), found.span.end))
    return found.at(whole.start, whole.end)


_PRIZE = regex("[特优一二三四五六]等奖$")


def _grade_alone(found: Found, question: str) -> Found:
    """`二等奖` for `技能大赛二等奖`, where 几等奖 is asked."""
    prize = _PRIZE.search(found.said) if "几等" in question else None
    return found.at(found.span.start + prize.start(), found.span.end) if prize else found


_OF_GRADE = regex(r"(?<=[0-9a一二三四五六七八九])[级星]级?")


def _whole_grade(found: Found, question: str) -> Found:
    """`国家4A级` for `国家4A`, where 几A or 几级 is asked."""
    behind = _OF_GRADE.match(found.evidence.candidate.window.text, found.span.end)
    return found.at(found.span.start, behind.end()) if behind and _GRADE_ASKED.search(question) else found


_HOLDS = regex(rf"哪一?(?:个|所|家)?[^,?的]{{1,4}}的[^,?]{{0,4}}{POST.pattern}")
_POST_BEHIND = regex(rf"(?<=[\u4e00-\u9fff]{{2}}){POST.pattern}$")


def _without_post(found: Found, question: str) -> Found:
    """`实验小学` for `实验小学教师`, where it is asked which school's teacher somebody is."""
    post = _POST_BEHIND.search(found.said) if _HOLDS.search(question) else None
    return found.at(found.span.start, found.span.start + post.start()) if post else found


_WHICH = regex(r"哪一?[个家条座所处间]?(?P<noun>[\u4e00-\u9fff]{2,4})")


def _without_deed(found: Found, question: str) -> Found:
    """Of `东港街道入选云州市`, where 哪个街道 is asked, the street alone: a name ends before what its bearer did."""
    asked = _WHICH.search(question)
    for length in range(2, len(asked["noun"]) + 1 if asked else 0):
        end = found.said.find(asked["noun"][:length]) + length if asked else 0
        behind = found.said[end:]
        if (
            end > length
            and behind
            and tagged(found.evidence.candidate.window.text[found.span.start + end :])[0][1] == "v"
        ):
            return found.at(found.span.start, found.span.start + end)
    return found


def _without_verb(found: Found, question: str) -> Found:
    """`“三个一”机制` for `建立“三个一”机制`, where 建立了什么 is asked: less the words that the question has too."""
    words = tagged(found.said)
    verb = words[0][0] if len(words) > 1 and words[0][1] == "v" else ""
    if len(verb) < 2 or not re.search(rf"{verb}(?:了|过|的是|的)?(?:什么|啥|哪|何)", question):
        return found
    restated = next((i for i, (word, _) in enumerate(words) if word not in question), 0)
    start = found.span.start + sum(len(word) for word, _ in words[:restated])
    return found.at(start, found.span.end) if found.span.end - start > 1 else found
