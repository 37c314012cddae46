"""What a single line or short block of a page is: furniture, byline, caption, credit, licence.

By form and by the trade's own few words (摄, 图为, 第…期, 责任编辑), never by the words of one report.
"""

from __future__ import annotations

import re

from ingest.patterns import regex

__all__ = ["BULLETS", "is_byline", "is_caption", "is_credit", "is_furniture", "is_licence", "is_opening_line"]

BULLETS = "■□▲△▼▽◆◇●○◯★☆◎►▶※♦"

_HAN = r"[\u4e00-\u9fff·]"
_NAMES = rf"{_HAN}{{2,4}}(?:[\s、]+{_HAN}{{2,4}}){{0,3}}"
_DIGIT = "[0-9０-９]"
_DATE = (
    rf"(?:{_DIGIT}{{4}}|[〇○零一二三四五六七八九]{{4}})\s*[年./-]\s*(?:{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[月./-]?"
    rf"\s*(?:(?:{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日?)?"
)
_PRESS = rf"{_HAN}{{2,8}}(?:[日晚早晨周时]报|都市报|商报|快报|融媒体?|电视台|广播|客户端|新闻网)"
_REPORTER = rf"(?:本报|新华社|通讯社|{_PRESS})?(?:见习|实习|首席|特约)?(?:全媒体|融媒体?)?(?:记者|通讯员)"
_IMPRINT = (
    "来源|责任编辑|责编|编辑|美编|校对|作者|撰稿|审核|值班编辑|版式|排版|组版|主编|策划|供稿|制图|监制|"
    "电话|邮编|邮箱|投稿邮箱|热线|网址|发布时间|发布日期|打印时间|浏览次数|字号|索引号|公开方式|文章来源|信息来源"
)

_FURNITURE = regex(
    "|".join(
        (
            # issue and page numbers
            rf"[（(]?\s*(?:总)?第\s*(?:{_DIGIT}+|[一二三四五六七八九十百〇零]+)\s*[期号版页]\s*[）)]?"
            rf"(?:\s*[（(]\s*总第?\s*{_DIGIT}+\s*期\s*[）)])?",
            r"第\s*\d+\s*页\s*[,，/]?\s*共\s*\d+\s*页",
            rf"[-—–·]?\s*{_DIGIT}{{1,4}}\s*[-—–·]?",
            r"[0-9]{1,4}\s*/\s*[0-9]{1,4}",
            r"[Pp]age\s+\d+(?:\s+of\s+\d+)?",
            r"第?\s*[A-Z]?\d{1,3}\s*版.{0,12}",
            # who, when, where from
            rf"[□◇◎]\s*(?:{_REPORTER})?\s*{_NAMES}",
            rf"[（(]?{_REPORTER}[\s:：/]*{_NAMES}(?:\s*(?:报道|{_REPORTER}\s*{_NAMES}))?[）)]?",
            rf"[（(]?(?:{_IMPRINT})\s*[:：].{{0,80}}",
            rf"[（(]?\s*{_DATE}(?:\s*星期[一二三四五六日天])?(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*[）)]?",
            rf"[（(—–-]{{1,2}}\s*{_DATE}.{{2,60}}(?:会议|大会|全会|会|上)\s*[）)]?",
            r"(?:https?://|www\.)\S+",
            rf"{_HAN}{{2,20}}(?:编印|主办|编|印)?\s+{_DATE}(?:印发|\s*星期[一二三四五六日天])?(?:\s*第?\s*[A-Z]?\d{{1,3}}\s*版.{{0,12}})?",
            r"(?:主?报|主?送|抄送|抄报|分送|发)\s*[:：][^。]{2,80}",
            rf"[（(]{_HAN}{{2,20}}(?:供稿|供图|报道|整理)[）)]",
            # a table of contents
            r"目\s*录|.{2,60}?(?:…{2,}|\.{4,}|·{4,}|—{4,}|_{4,})\s*\d{1,4}",
            r"[（(]\s*(?:完|未完待续|下转.{1,12}|上接.{1,12}|见第.{1,8}|讨论稿|征求意见稿|本文有删节)\s*[）)]",
            r"(?:下转|上接|紧接)\s*第?\s*\w{1,4}\s*版.{0,6}",
            # whom a speech greets, standing alone
            rf"(?:各位|尊敬的|同志们|同胞们|朋友们|女士们){_HAN}{{0,20}}[：:！!]",
        )
    )
)
_LICENCE = regex(
    r"公有领域|版权所有|著作权法|知识共享|未经(?:书面)?(?:授权|许可)|[Pp]ublic [Dd]omain"
    r"|[Cc]opyright|Creative Commons|CC[ -]BY"
)
_TAIL_CREDIT = rf"{_NAMES}\s*(?:[/／]?\s*)(?:摄影报道|摄影|摄|供图|文/图|图/文|图)"
_CREDIT = regex(
    rf"[（(]?(?:{_REPORTER}[\s:：/]*)?{_TAIL_CREDIT}[）)]?|[（(]?(?:图|摄影|图片来源)\s*[:：/／]\s*.{{2,20}}[）)]?"
)
_CAPTION_WORD = regex(r"图为|[上下左右本]图|图片|供图|资料图|摄影报道")
_ENDS_IN_CREDIT = regex(rf"(?:^|[。\s（(]){_NAMES}\s*(?:摄影|摄|供图)\s*[）)]?$")
_FIGURE = regex(
    r"(?:图|表|附图|附表)\s*[0-9０-９一二三四五六七八九十]{1,3}(?:[-－—.．][0-9０-９]{1,2})?(?:[\s:：.、]|$)"
)
_OFFICE = regex(
    rf"{_HAN}{{0,14}}(?:总理|省长|市长|区长|县长|旗长|州长|镇长|乡长|主席|主任|检察长|院长|盟长|局长|厅长|部长|书记|校长|馆长|会长|董事长|总经理)(?:\s*{_NAMES})?"
)
# the bodies that gave a report, side by side: 某市统计局 国家统计局某某调查队
_BODY = rf"{_HAN}{{2,16}}(?:政府|委员会|人大|政协|[局厅委办部署院社队]|办公室|研究室|中心)"
_BODIES = regex(rf"{_BODY}(?:[\s、]+{_BODY}){{0,3}}")


def is_furniture(line: str) -> bool:
    """Issue number, page number, byline, date line, imprint, greeting: no text of the report."""
    return len(line) <= 100 and _FURNITURE.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """An office and a name, a name alone, or the bodies that speak: furniture where it stands between title and text."""
    if _BODIES.fullmatch(line):
        return len(line) <= 60
    return len(line) <= 24 and (_OFFICE.fullmatch(line) or re.fullmatch(_NAMES, line)) is not None


def is_credit(line: str) -> bool:
    """Who took the photograph: `张三 摄`."""
    return len(line) <= 40 and _CREDIT.fullmatch(line) is not None


def is_caption(text: str, wrapped: bool) -> bool:
    """What stands under a picture or over a table; `wrapped`: it was set in several narrow lines."""
    if _FIGURE.match(text):
        return len(text) <= 60
    if len(text) <= 200 and (_ENDS_IN_CREDIT.search(text) or text.lstrip("（(").startswith("图为")):
        return True
    if text[0] not in BULLETS:
        return False
    return len(text) <= 200 and (wrapped or _CAPTION_WORD.search(text) is not None)


def is_licence(text: str) -> bool:
    """Speaks of copyright or public domain."""
    return _LICENCE.search(text) is not None


def is_opening_line(line: str) -> bool:
    """Begins with a bullet, a dash or a figure title: never the second half of a paragraph."""
    return (
        line[0] in BULLETS
        or line.startswith(("——", "--", "- ", "* ", "• "))
        or _FIGURE.match(line) is not None
    )
