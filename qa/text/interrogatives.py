"""Question words of Chinese and English, and the polite padding around them.

Closed classes of general Chinese and English, written by hand. All patterns expect text that
`ingest.normalise.normalise` has been over (half-width, simplified, lower case).
"""

from __future__ import annotations

import re

from ingest.patterns import any_of, regex
from qa.numbers.units import UNITS

__all__ = [
    "HOW_MANY",
    "PADDING",
    "QUESTION_WORD",
    "WHY",
    "YES_NO",
    "has_question_word",
    "is_yes_no",
    "strip_padding",
]

# 几 asks in 几家; it does not in 几乎, 几十年, 近几年, 十几
HOW_MANY = (
    r"多少|若干|(?<![十百千万好这那近后头哪])(?:(?<![上过前])几(?![乎率何十百千万月])"
    r"|(?<=上)几(?=[天点条张堂节分台楼课])|(?<=过)几(?=[次回个项届场位部家])|(?<=前)几(?=[名位届]))|第几|"
    r"几[十百千万亿]{1,2}[^,。]{0,8}[?]+$|几何[?。]*$|百分之几|几成|"
    # 许多大学, 多伦多, 多高校: 多 that asks stands before a bare adjective
    r"(?<![许众诸更太很最伦极繁])多(?:大(?![学数会量家众型])|长(?![期江城年])|高(?![校达级等山中])|远|久"
    r"|重(?![要视点大复])|宽|深(?![受刻入])|快(?!速)|厚|强(?!调|大)|广(?![东州西泛告播场]))"
)
# 为什么 that asks why: not the 为 of 改为什么制度, 呈现为什么样, 掉落的物体为什么
WHY = (
    r"(?<![^工合]作)(?<![名称之唤译叫转变改成判视现定认因誉评算])为什么"
    r"(?!样|东西|制度|地形|名[称字]|颜色|形状|身份|职[务位]|称号|类型|种类|国家|设施|用途|(?<=[体西物名者度型制称品式编列选升晋封]为什么)[?。]*$)"
    # 因为什么病引起的 asks for the illness
    r"|(?:因为|由于)(?:什么|啥)(?![\u4e00-\u9fff]{1,4}(?:引|造|导|所|而[引造导]))"
)
_WHAT = (
    r"(?<![十百千万好这那近后头哪上过前])几月(?=[^个来后前间内之]|$)|什么|啥|甚么|干[嘛吗]"
    r"|何(?=[时地人处年种物方故因者在为以事谓罪国日月标目职城校县省州市区派党教类级别位名称号奖岛])|为何"
    r"|有何|是何|因何|如何|"
    r"怎么|怎样|怎能|咋|哪(?!怕)|谁|孰|还是(?=.{1,8}[?]*$)|(?<!不)(?:是|为|叫)[?]+$"
)
_ENGLISH = (
    r"\b(?:how (?:many|much|long|far|large|big|high|often|old|tall)|how|what|which|who|whom|whose|where"
    r"|when|why)\b"
)
QUESTION_WORD = regex(f"{HOW_MANY}|{_WHAT}|{_ENGLISH}")
"""Words that ask for something; yes-no particles are in `YES_NO`."""

_EN_VERBS = "is|are|was|were|did|does|do|has|have|had|can|could|will|would|isn't|aren't|wasn't|didn't|hasn't"
YES_NO = regex(
    r"(?:对吗|对吧|对不对|对么|是吗|是吧|没(?:有|记|说|看|搞|弄)?错吧|不是吗|真的吗|属实吗|准确吗|正确吗"
    r"|是真的|是真是假|对不|吗|么|嘛|吧|没有|[,，。]\s*(?:请|帮我?|麻烦)?(?:核[对实查]|求证|验证)(?:一下|下)?(?:这个?(?:数字?|说法|事))?"
    r"|了没|没)\s*[?!.。~]*$"
    r"|是不是|是否|有没有|有无|可有(?!可)|能否|可否|对不对|可不可以|(?P<verb>[\u4e00-\u9fff])[不没](?P=verb)"
    r"|(?:真的假的|真假)|不\s*[?]+$"
    rf"|^(?:so |and |but )?(?:{_EN_VERBS}) |(?:right|correct|true|yes|isn't it|aren't they|true or "
    rf"false)\s*\?*$"
)
"""Marks of a question that is answered by yes or no."""

_MANY = r"(?:[0-9][0-9.,]*|[一二两三四五六七八九十百千万亿零点]{2,}|百分之[一二三四五六七八九十百零点]+)[十百千万亿]*[多余来]?"
_COUNTING = any_of(u for u in UNITS if u not in ("版", "版本"))
_COUNT = rf"{_MANY}(?:{_COUNTING})(?!年|版)"
_DOING = "牵头|负责|主办|承办|建设|承建|管理?|运营|组织|实施|出资|编制|设计|主管|举办|发起|拨付"
_ASSERTED = regex(
    r"^[^\u4e00-\u9fff]*(?:我|俺|咱|好像|似乎)*(?:听说|听人说|据说|据传|据悉|有人说|网上说|传闻|记得|印象中)"
    r"|难道|莫非|该不会|不会是?吧|(?:那|这)[么样](?:多|高|大|长|久|少|低|快)\s*[?]+$"
    r"|(?:真的|确实|果真|当真|居然|竟然|竟)(?=[有是达超突建获被由没在].*[?]+$)"
    rf"|[\u4e00-\u9fff]{{2}}.*(?<!\d)(?!(?:19|20)[0-9]{{2}}年){_COUNT}(?:了|来着|左右|以上|以下)*\s*[?]+$"
    rf"|(?:了|有|达到?|超过?|突破|共){_COUNT}[\u4e00-\u9fff]{{0,8}}[?]+$"
    rf"|(?:不到|不足|超过?|突破|逾|近|至少|最多)[百千万亿](?:{_COUNTING})[?]+$"
    r"|(?:全部?|都|已经?|早就|均|悉数)[^,。?]{1,8}(?<![为成到在是叫作入])了[?]+$"
    r"|是(?:全[国省市区县])?(?:的)?(?:头一?[名个位]|第一名?|首位|榜首|最[\u4e00-\u9fff]{1,2}的?)[?]+$"
    rf"|由[^,。?]{{2,12}}(?:{_DOING})的?\s*[?]+$|是[^,。?]{{2,14}}的\s*[?]+$"
)
"""A statement put as a question: `听说建了6所`, `难道只有6所？`, `新增学位2100个？`, `由教育局牵头？`."""

PADDING = regex(
    r"(?:请问(?:一下|下)?|请教(?:一下|下)?|劳驾|麻烦(?:您|你|大家)?(?:帮(?:我|忙))?(?:问|查|看)?(?:一下|下)?"
    r"|(?:我|俺|咱)?(?:就|很|只|也)?(?:是)?(?:想|要|希望)(?:问问|问|了解|知道|咨询|打听|请教|查查|查"
    r"|看看)(?:一?下)?"
    r"|(?:你|您)?(?:能|能不能|能否|可以|可不可以|可否|是否可以)(?:帮我|帮忙|给我|跟我)?(?:告诉|说说|讲讲"
    r"|介绍|查查|查|解释|说明?|讲)(?:一?下|我)*"
    r"|(?:你|您)?(?:知道?不知道|晓得?不晓得|清楚?不清楚|了解?不了解)(?=.*(?:多少|几|什么|哪|谁|怎|如何|何时))"
    r"|(?:有没有|是否|有无|可有|是不是)(?:说明|说起|说到|说|提到|提及|提|讲到|讲|写明|写到|写|交代|披露|公布|透露"
    r"|列出)(?:了|过|到|出)*(?=.*(?:多少|几|什么|哪|谁|怎|如何|何时))"
    r"|(?:(?:请|帮我|帮忙|给我|直接|你就)+(?:给我|帮我)?(?:告诉|查查|查询|查找|查|看看|说清楚|说)"
    r"|告诉|查一下|查查|看看)(?:一?下|我|:)*(?=[^\s看])"
    r"|(?:你|您|大家|谁)?(?:知道|晓得|清楚)(?=.*(?:多少|几|什么|哪|谁|怎|如何|吗))"
    r"|(?:我)?(?:不知道|不清楚|不晓得|好奇)|不好意思|打扰(?:一?下|了)?|您好|你好|谢谢(?:您|你|了)?|多谢"
    r"|拜托|急急急|在线等"
    r"|(?:由|按|用|从|根据|依据?|照|拿)[^,。?0-9]{0,8}?(?:倒推|反推|推算|倒算)(?:回去|一下|的话)?(?:[,，]|[。?]*$)"
    r"|(?:根据|依据|按照|按)(?:这份|这个|该|本|你们的?|工作)*(?:报告|材料|文件)(?:里|中"
    r"|上)?(?:的?内容)?(?:看|说|来看|来说)?"
    r"|(?:这份|这个|该|本|你们的?)?(?:工作)?(?:报告|材料|文件)(?:里|中|上)?(?:面|头)?(?:说|写|提|讲|提到"
    r"|显示|披露|提及|写明)(?:到|的|过|了|没说)?"
    r"|(?:到底|究竟|具体|大概|大约)(?=.{0,12}(?:多少|几|什么|哪|谁|怎|如何|是不是|有没有)))"
    r"|\b(?:please|could you|can you|would you|tell me|i(?:'d| would)? (?:like|want) to know|do you know|"
    r"according to the report|in the report|the report says?|is it true that|is it correct that)\b"
)
"""Polite and framing words that ask for nothing themselves."""


def has_question_word(text: str) -> bool:
    """Whether normalised `text` holds a word that asks for something."""
    return QUESTION_WORD.search(text) is not None


_CLAIMED = regex(
    r"[,，](?:这|那)?(?:是真的吗?|对[吗吧么]|对不对|属实吗|没(?:有|记|说)?错吧|有这(?:回)?事吗?|真的假的|是这样吗|是[吗吧])\s*[?!。]*$"
)
"""A mark behind a comma that wants a statement confirmed, whatever words stand in it."""
_SOMEBODY = regex(r"谁家|谁(?=要|想|能|都)|(?:谁|哪[个家])也|没有?哪一?[个家处所户件座名]")
_SOME = regex(r"(?<=有)(?:那么|这么)?几(?=[个家处所人名户条座项件][^,。?]*(?:没|不)[^,。?]*吧[?!。]*$)")
"""Question words that ask for nothing there: `谁家遭了灾能赔的险,…,是真的吗`, `有几处还没开门吧`."""


_MOREOVER = regex(r"(?<=,)还是(?=[^,。?]{0,6}(?:头一|第一|首[家个]|唯一|最))")
"""`评上了绿色工厂,还是县里头一个?` adds to what is said."""


def _asks(text: str) -> bool:
    """Whether a text with a mark of yes or no asks for something else."""
    bare = _MOREOVER.sub("", _SOME.sub("", strip_padding(text)))
    return has_question_word(_SOMEBODY.sub("", bare) if _CLAIMED.search(text) else bare)


def is_yes_no(text: str) -> bool:
    """Whether normalised `text` is answered by yes or no: a mark of one, and nothing else is asked for.

    `知道有多少家吗` ends in 吗 but asks for a number.
    """
    text = text.strip()
    marked = YES_NO.search(text) or _ASSERTED.search(text)
    return marked is not None and not _asks(text)


def strip_padding(text: str) -> str:
    """Normalised `text` without polite and framing words; never empty when `text` is not."""
    bare = PADDING.sub(" ", text)
    bare = re.sub(r"\s+", " ", bare).strip(" ,，。、:：")
    return bare or text.strip()
