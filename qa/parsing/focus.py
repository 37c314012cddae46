"""What to search for: a question without question words, particles and padding."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.patterns import regex
from qa.text.interrogatives import QUESTION_WORD

__all__ = ["as_printed", "focus", "worded_as"]

_QUESTION_PHRASE = regex(
    r"几月几[号日]|几月|几[号日]|(?:一共|总共|共计|合计|总计)?(?:是|有|为|达|达到|共)?(?:多少|若干"
    r"|几(?=[个项家处所件种类]))[个项家处所件种类]?|第几|百分之几|几成"
    r"|(?:在|到|于|从)?(?:哪里|哪儿|何处|何地|什么(?:地方|时候|时间)|啥时候|何时)|为什么|为何|为啥|怎么样"
    r"|怎么办|咋样|多长时间|多久"
    r"|(?:是|有)?哪一?(?:个|位|名|家|间|所|座|种|类|条|部|项|些|支|本|款|届|场|次|天|年|日|里|儿|几个)"
    rf"|{QUESTION_WORD.pattern}"
    r"|(?:我|俺)?(?:听说|听人说|据说|据传|有人说|网上说|记得是?)|难道说?|莫非|该不会|不会吧|居然|竟然|来着"
    r"|真的假的|是真是假|是这样的?(?=吗|吧)|有这回?事|可是真的|对不(?=[?]|$)"
    r"|我?(?:应该)?(?:说|记|理解|没)得?没?错?(?:对|错|不错)(?=吗|吧)|(?:那|这)[么样](?:多|高|大|长|久|少|低|快)(?=吗|么|吧|[?]|$)"
    r"|是不是|是否|有没有|有无|能不能|能否|可否|会不会|对不对|对吗|对吧|没错吧|是吗|是吧|真的"
    r"|(?:吗|呢|吧|嘛|么|啊|呀|哦|哈|啦)(?=[?!.。,，\s]|$)"
    r"|\b(?:is|are|was|were|did|does|do|has|have|had|the|a|an|of|in|on|at|to|for|by|been|there)\b"
)
_EDGES = regex(
    r"(?:^|\s)(?:的|了|是|有|为|呢|都|也|就|由|些|一下)+(?=\s|$)|(?<=[\u4e00-\u9fff]{2})[是为](?=\s|$)|^是"
)


# what people call it -> what reports print; both are searched for
_PRINTED = {
    "gdp": "地区生产总值", "cpi": "居民消费价格", "ppi": "工业生产者出厂价格", "r&d": "研究与试验发展", "物价": "居民消费价格",
    "社零": "社会消费品零售", "规上": "规模以上", "限上": "限额以上", "固投": "固定资产投资", "经济总量": "地区生产总值",
    "经济增速": "地区生产总值增速", "经济增长": "地区生产总值增长", "pm2.5": "细颗粒物", "pm10": "可吸入颗粒物",
}  # fmt: skip


def as_printed(text: str) -> str:
    """`gdp增速` -> `gdp增速 地区生产总值`: an everyday or short name with the full one behind it."""
    said = [full for name, full in _PRINTED.items() if name in text and full not in text]
    return " ".join([text, *dict.fromkeys(said)])


def worded_as(text: str, window: str, printed: Callable[[str], bool]) -> str:
    """`gdp是多少`, of reports that print 生产总值 (which `printed` tells), as `地区生产总值是多少`: to a window that tells of
    something else, too, or 经济增长 would be taken for what it tells. Both normalised."""
    for name, full in _PRINTED.items():
        sign = full[2:6] if len(full) > 6 else full[-4:]  # 生产总值 of 地区生产总值增速
        if name in text and name not in window and full not in text and (sign in window or printed(sign)):
            text = text.replace(name, full)
    return text


def focus(bare: str) -> str:
    text = _QUESTION_PHRASE.sub(" ", bare)
    text = re.sub(r"[?!。，、;；:~\"'()]+|,(?![0-9]{3})", " ", text)
    text = re.sub(r"\s+", " ", _EDGES.sub(" ", _EDGES.sub(" ", text))).strip()
    return text or bare
