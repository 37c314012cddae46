"""A yes-no question as the assertion that it makes, `是不是超过了800` as `是超过了800`, and whether that denies.

Normalised text in, normalised text out. Patterns are general Chinese and English, written by hand.
"""

from __future__ import annotations

import re

from ingest.patterns import regex

__all__ = ["assertion", "denies", "denies_number", "negated", "without_denial"]

# --- what only asks --------------------------------------------------------------------------------------

_MARKS = regex(
    r"(?:[,，。]?\s*(?:这(?:是|个)?|那)?(?:对吗|对吧|对不对|对么|是吗|是吧|没(?:有|记|说|看|搞|弄)?错吧"
    r"|不是吗|真的吗|属实吗"
    r"|准确吗|正确吗|是真的吗?|可?是真的|真的假的|是真是假|是不是|是否属实|是这样的?[吗吧]|有这回?事[吗吧]?|对不|来着"
    r"|(?:请|帮我?|麻烦)?(?:核[对实查]|求证|验证)(?:一下|下)?(?:这个?(?:数字?|说法|事))?"
    r"|我?(?:应该)?(?:说|记|理解|算|没)得?(?:没错|对|不错)(?:吗|吧)|我没(?:记|说|弄|搞|看|听)错吧"
    r"|吗|么|嘛|吧|(?<![都也])没有|了没|(?<![都也])没|呢))\s*[?!.。~]*$"
    r"|(?:那|这)[么样](?:多|高|大|长|久|少|低|快)(?:了|吗|么|吧)?\s*[?!.。~]*$"
    r"|[?!.。~]+$|,?\s*(?:right|correct|true|yes|isn't it|aren't they|true or false)\s*\?*$"
)
_OF_THE_SAYING = regex(
    r"[,，。]\s*(?:敢问|请问|不知道?)?(?:是否|是不是)?(?:[我俺咱她他你]们?)?(?:[这那][么样]?)?(?:话|事|[讲说]法|[讲说提想传]|理解|印象)?的?"
    r"(?:得|都|也|还|是|算|应该)*(?:(?:没有?|不)[是算在]*(?:夸大|夸张|掺水|水分|吹牛|瞎说|乱说|离谱|过分|冤枉|走样|毛病)"
    r"|[站立]得住脚?|靠得住|靠谱|可信|属实|准确?|对得上|在理|成立|如此|有根据|有依据|对)[了的]?(?:吗|吧|么|不|没)?\s*[?!.。~]*$"
)
"""A last clause that only asks whether what was said may be said: `我这么讲没夸大吧`, `立得住吗`, `是否如此`."""
_ASKED = regex(r"是不是|是否|有没有|有无|能否|可否|(?P<verb>[\u4e00-\u9fff])[不没](?P=verb)")
_ASKED_AS = {"是不是": "是", "是否": "", "有没有": "有", "有无": "有", "能否": "能", "可否": "可"}
_EN_LEAD = regex(
    r"^(?:so |and |but )?(?:is it true that|is it correct that|is it the case that|can you confirm that"
    r"|(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would) (?:there )?)"
)
_LEAD = regex(
    r"^(?:(?:我|俺|咱|好像|似乎|不会吧?|是不是)*(?:听说|听人说|据说|据传|据悉|有人说|网上说|传闻|记得|印象中(?:是)?)"
    r"|真的|确实|果真|当真|居然|竟然|不会吧|[,，:： ]|(?<=[说得]))+(?=.)"
)
_RHETORICAL = regex(r"(?:难道|莫非|该不会|岂不是?)(?:说|真的?)?(?P<no>不是|没有?|不)?")
_ASSERTS = {"不是": "是", "没有": "有", "没": ""}
"""`难道没有900家` asserts them; 难道只有900家 stands as it is."""
_NOT_SO = regex(r"(?<![早都经并才也更再从绝本])不是.*(?:吗|么|嘛|[?])[?]*$")
"""`不是900家吗` asserts 900; 早不是 denies."""
_SO_ASKED = regex("是不是|对[吗吧么]|难道")
"""With these it does not: `不是900家,对吗` denies them."""


def assertion(question: str) -> str:
    """What a yes-no question asserts, its padding taken off before: `有900家对吧` -> `有900家`."""
    text = question.strip()
    while (shorter := _MARKS.sub("", _OF_THE_SAYING.sub("", text)).strip()) != text and shorter:
        text = shorter
    text = _EN_LEAD.sub("", text) if text[:1].isascii() else text
    text = _ASKED.sub(lambda m: _ASKED_AS.get(m[0], m["verb"] or ""), text)
    if _NOT_SO.search(question) and not _SO_ASKED.search(question):
        text = re.sub("不是(说)?", lambda m: "" if m[1] else "是", text, count=1)
    text = _NO_ONE_NOT.sub(r"全部\g<of>", _NO_ONE_BELOW.sub(r"全部\g<of>不低于", text))
    text = _LEAD.sub("", _with_numerals(_NONE_LEFT.sub("全部", _YEAR_BEFORE.sub("上年", text))))
    text = _RHETORICAL.sub(lambda m: _ASSERTS.get(m["no"] or "", ""), text)
    return _FIRST.sub("第一", text.strip(" ,，"))


# --- figures as people say them --------------------------------------------------------------------------

_HALF = regex(r"一多半|一大半|过了?半|半数以上|超过?了?一半")
_SHORT_OF = regex(
    r"([一二两三四五六七八九])成(?=[都还也]?[不没][到够满])都?"
    r"|(?<=[过到近有占足超约快破达])([一二两三四五六七八九])成(?=了(?:[,，]|$))"
)
"""`三成都不到`, `超过六成了`: a share, and no city, nor that something came about."""
_NUMERAL = "[0-9一二两三四五六七八九十]"
_ONE_IN = regex(
    rf"每?(?P<all>{_NUMERAL}{{1,2}})(?P<of>[个家户人名位所件辆])(?:里[头面边]?|当中|之中|中间?)(?:[就便都]|差不多|大约|至少)?有(?:了)?(?P<some>{_NUMERAL})(?P=of)"
)
"""`六家里头就有一家`: one in six."""
_SOON = regex(
    r"(?<![加很最更较飞赶尽明爽畅勤越凉])快(?:有|要|到)?(?=[0-9.一二两三四五六七八九十百千万亿]{1,12}[\u4e00-\u9fff%]{0,3}了)"
)
"""`快二十所了`: nearly so many."""
_NONE_LEFT = regex(
    r"一[个所家户件处项条名人位口]?(?:也|都)?(?:没有?|不)(?:剩下?|落下?|漏下?|少|差|拉下?)(?:地|的)?|无一例外|毫无例外|没有例外"
)
"""`一个没剩` denies nothing: all of them."""
_NO_ONE_BELOW = regex(
    r"没有?(?:哪|任何)一?[个家处所户件座名](?P<of>[^,。]{0,14}?)(?:低于|不到|不足|少于|没到)"
)
_NO_ONE_NOT = regex(r"没有?(?:哪|任何)一?[个家处所户件座名](?P<of>[^,。]{0,10}?)(?:没有?|不|未)")
"""`没有哪个村低于60万`, `没有哪个社区没开`: all of them are not below it, all did."""
_YEAR_BEFORE = regex(r"(?<!年)[前上头]一年(?!级)")
"""In `比前一年多` no more than a year is counted."""
_CLASS = regex(r"(?P<level>[一二三])(?P<class>[甲乙])(?=[,，。医了的吧吗呢]|$)")
"""`三甲`: the class of a hospital in short."""
_HOURS = regex(r"(?P<n>[一两二三四五六七八九])个[来多](?=钟头|小时)")
_QUARTER = regex(r"(?P<n>[一三])刻钟")
_HALF_HOUR = regex(r"半个?(?:多)?(?:钟头|小时)")
_NTH = regex(r"头一(?=[批回次届期轮](?![的是叫]))")
_OLD = regex(r"(?<=[排居列爬升坐跑冲挤稳占是当在到])([了在到上]?)老([大二三四五])(?=[,，了的]|$)")
"""`爬到老三`: the third in rank."""
_ROUND = regex(
    r"(?<=[破过上达超满到])(?<![通超经]过)([百千]?[万亿](?![一-龥]{0,2}[0-9]))(?=[元人吨美家户辆标大了,?]|$)"
)
"""`破千亿`: a numeral without its one."""
_FIRST = regex(
    r"头一[名位](?![的是叫])|(?<![\u4e00-\u9fff])头名|(?<=[是居列排拿得获夺了])头名|(?<=[是居列排在])(?:榜首|首位)"
)
"""The first in rank, as people say it."""


def _with_numerals(text: str) -> str:
    """Figures said without a plain numeral, with one: 过半 as `超过50%`, 破千亿 as `破1千亿`."""
    text = _CLASS.sub(r"\g<level>级\g<class>等", _HOURS.sub(lambda m: f"{_COUNT[m['n']]}个多", text))
    text = _HALF_HOUR.sub("30分钟", _QUARTER.sub(lambda m: "15分钟" if m["n"] == "一" else "45分钟", text))
    text = _ROUND.sub(r"1\1", _HALF.sub("超过50%", text))
    text = _ONE_IN.sub(lambda m: f"{m['all']}分之{m['some']}".replace("两", "二"), text)
    text = _OLD.sub(lambda m: f"{m[1]}第{_RANKS[m[2]]}", _NTH.sub("第一", _SOON.sub("近", text)))
    return _SHORT_OF.sub(lambda m: f"百分之{(m[1] or m[2]).replace('两', '二')}十", text)


_COUNT = dict(zip("一两二三四五六七八九", "1223456789", strict=True))
_RANKS = {"大": "一", "二": "二", "三": "三", "四": "四", "五": "五"}


# --- denials ---------------------------------------------------------------------------------------------

_DENIAL = regex(
    r"(?:并没有?|并未|没有?|尚未|未|并不|不)(?=(?:超过?|突破|达到?|到|够|满|过|有|增|减|完成|实现|足|建|开"
    r"|提|获|能|再|是|涉及|包括|上))"
    r"|不是(?!吗|么)|并非"
)
_DENIAL_OF_ACT = regex(
    r"(?:还|仍|一直|从来?|根本)(?:没有?|未|不)(?![错少小低止高妨])"
    r"|(?<![淹出埋沉沦覆])没(?![没错了完收落用准吗吧呢想法关?有]|$)|没有(?!错|$)|未(?![来必免成])"
    # 一个都没死, 半点也不剩: none of them
    r"|(?:[一半][个人名位例起件点户家]|一丁点|一点)[儿\u4e00-\u9fff]{0,6}?[都也](?:没有?|不|未)"
    r"|无(?:任何|一[个人名位例起件户家](?!月))|零(?=[死伤感事投失违发差缺新]|上[报访])"
)
"""Denials in a claim without a figure. With one they more often stand inside what is counted: 没有脱贫的有300户."""
_OF_WHAT = regex(r"(?![超达到突完实])[^,。]*的(?=[\u4e00-\u9fff]{2})")
"""What follows a denial that only describes, at the head of a claim: 没有入学的 of `没有入学的孩子都安置了`."""
_FIXED = regex(
    r"不[到满](?=[0-9近约一二三四五六七八九十百千两])|不少于|不超过|不低于|不足|不多于|不仅|不但|不断|不同|没错"
)
"""Words in which 不 and 没 don't deny the claim: qualifiers of a figure, and fixed words."""
_EN_DENIAL = regex(r"\b(?:not|never|no)\b|n't\b")


def denies(text: str, figured: bool = False) -> bool:
    """Whether a clause denies that something is so or was done; `figured` where it asserts a figure."""
    found = _DENIAL.search(text) or (None if figured else _DENIAL_OF_ACT.search(text))
    return found is not None and (found.start() > 0 or _OF_WHAT.match(text, found.end()) is None)


def negated(statement: str) -> bool:
    """`denies` of an assertion without figures, in English too."""
    plain = _FIXED.sub("", statement)
    return denies(plain) or _EN_DENIAL.search(plain) is not None


_ATTRIBUTIVE = regex(r"的(?!$)")
_OF_NUMBER = regex(r"[^,。的]{0,4}?(?:没有?|未|不)(?:是|达到?|到|够|满|有|超过?|突破)(?=了?(?:[,。的]|$))")


def denies_number(statement: str, start: int, end: int) -> bool:
    """Whether an assertion denies the figure at `start:end`: `没有超过800`, and not `揭不开锅的有800户`, `800户没有通水`."""
    plain = _FIXED.sub(lambda m: " " * len(m[0]), statement)
    if _EN_DENIAL.search(plain):
        return True
    head, tail = plain[:start], plain[end:]
    if any(
        _ATTRIBUTIVE.search(head, m.end()) is None
        for m in _DENIAL.finditer(plain, 0, start + 2)
        if m.end() <= start
    ):
        return True
    return _OF_NUMBER.match(tail) is not None


def without_denial(statement: str) -> str:
    """The assertion without the words that deny: `超过800` of `没有超过800`."""
    return _DENIAL.sub("", statement)
