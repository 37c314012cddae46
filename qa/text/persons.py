"""Names of persons in Chinese text: where one begins and ends, and the post that stands before it.

A name is a surname (a closed class) and one or two characters; which of the two is seen by whether what follows begins
a word (`区长纪以安|带队`). Reader and dictionary alike cut names that are also words: 向 of 向思诚 is a preposition.
"""

from __future__ import annotations

import re

from ingest.patterns import regex
from ingest.records import Span
from qa.text.clause import begin
from qa.text.words import words_of

__all__ = ["POST", "asked_post", "holds_post", "whole_name"]

# the 300 commonest surnames, from general knowledge
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解"
    "牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑"
    "闻郎甄丛仲虞敖巩明佘池查麻苑迟邝封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢扈奚水云"
)
_COMPOUND = (
    "闻人",
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "端木",
)
POST = regex(
    r"(?:作者|书记|主任|主席|委员长?|董事长|总裁|经理|总监|院士|教授|研究员|工程师|专家|发言人|联系人|负责人|领办人|带头人|传承人|主持人|"
    r"代表|律师|法官|检察官|教师|老师|医生|医师|护士|记者|工匠|劳模|演员|主演|导演|作家|设计师|技术员|工人|职工|农民|居民|村民|"
    r"[局区市县省州院馆校所处科镇乡村部厅会社队站园组行团厂司署秘]长)"
)
_BEHIND = regex(
    r"(?:等人?|同志|先生|女士|团队|工作室|教授|院士|一行|夫妇|本人|代表|介绍|带领|牵头|领衔|率队)"
)
_AFTER = frozenset("在和与及等为是说被把对从于的任获作将到")
"""Words of one character that follow a name, and are hardly its last."""
_NAME = 4
"""Characters of the longest name."""
_NAMELIKE = regex(
    rf"(?:{'|'.join([*_COMPOUND, *sorted(_SURNAMES)])})[\u4e00-\u9fff·]{{1,2}}|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+"
)
_BLANK = regex(r"\s*")
_FORMER = regex(rf"原[\u4e00-\u9fff]{{2,12}}?{POST.pattern}[\u4e00-\u9fff]{{2}}")
"""A former post, whose first character is a surname, too."""
_POST_REACH = 4
"""Characters before a name in which its post ends."""


def asked_post(question: str) -> str:
    """The post that a normalised question asks the holder of: 局长 in `局长是谁`; empty where it asks for none."""
    found = POST.search(question)
    return found[0] if found else ""


def holds_post(text: str, span: Span, post: str) -> int:
    """1 where the person in `span` of `text` has the post, -1 where another one or where it is no person, else 0."""
    whole = whole_name(text, span)
    if not _NAMELIKE.fullmatch(text[whole.start : whole.end]) or _FORMER.match(text, whole.start):
        return -1
    clause = text[begin(text, whole.start, ",。;!?") : whole.start]
    if re.search(rf"{re.escape(post)}(?:仍|一直|现)?(?:由|是|为|系|:)", clause):
        return 1  # 院长由原养护中心主任李某担任: what she was before stands nearer
    before = text[max(0, whole.start - _POST_REACH) : whole.start]
    return 1 if post in before else -1 if POST.search(before) else 0


def whole_name(text: str, span: Span) -> Span:
    """The whole name of a person where `span` of a normalised `text` holds a part of one, its post or what follows it.

    Unchanged where nothing says that a name is there.
    """
    start, end = span.start, span.end
    post = re.match(rf"[^,。;]*{POST.pattern}\s*", text[start:end])
    if post:
        blank = _BLANK.match(text, start + post.end())
        return _name_at(text, blank.end() if blank else end) or span
    if re.search("[、,和与及]", text[start:end]) and end - start > _NAME:
        return span  # several
    if end - start <= 2 and _may_open(text, start - 1) and text[start] not in _SURNAMES:
        start -= 1
    return _name_at(text, start, end) or Span(start, end)


def _may_open(text: str, at: int) -> bool:
    """Whether the character at a place is a surname that follows a post or punctuation."""
    if at < 0 or text[at] not in _SURNAMES:
        return False
    return at == 0 or not text[at - 1].isalnum() or POST.search(text[max(0, at - 4) : at]) is not None


def _name_at(text: str, start: int, least: int = 0) -> Span | None:
    """The name that begins at a place, up to what surely is none of it."""
    run = re.match(r"[\u4e00-\u9fff]+", text[start : start + 12])
    if run is None:
        return None
    compound = next((s for s in _COMPOUND if run[0].startswith(s)), "")
    if not compound and run[0][0] not in _SURNAMES:
        return None
    surname = len(compound) or 1
    lengths = [surname + 2, surname + 1]
    for length in lengths:
        rest = run[0][length:]
        if len(run[0]) >= length and (not rest or _BEHIND.match(rest)):
            return Span(start, start + length)
    for length in [least - start, *lengths] if least and surname < least - start <= _NAME else lengths:
        rest = run[0][length:]
        word = (words_of(rest) or [""])[0]
        if len(run[0]) >= length and (len(word) != 1 or word in _AFTER):
            return Span(start, start + length)
    return None
