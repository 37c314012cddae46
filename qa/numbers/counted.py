"""What the words round a figure say of it: part of a name, risen or fallen, of what."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from ingest.normalise import normalise
from ingest.patterns import any_of, regex
from qa.numbers.figure import Figure
from qa.numbers.grammar import QUOTED
from qa.numbers.units import compatible, dimension

__all__ = ["VERBS", "covering", "finished", "from_to", "in_quotes", "quotations"]


def quotations(text: str) -> list[tuple[int, int]]:
    """Short quotations without punctuation: titles and slogans."""
    spans = (m.span(m.lastindex or 0) for m in QUOTED.finditer(text))
    return [(a, b) for a, b in spans if not re.search(r"[，。,;；！!？?：]", text[a:b])]


def in_quotes(figure: Figure, quoted: list[tuple[int, int]], text: str) -> Figure:
    """A figure that is part of a short quotation belongs to a name: “5个1”, “1314”, “三个代表”."""
    if span := covering(quoted, figure.start):
        start, end = span
        if figure.end <= end:
            whole = (start, end) == (figure.start, figure.end) and (figure.unit or figure.kind != "quantity")
            if not whole:
                return Figure(text[start:end], start, end, None, "", "name")
    return figure


_RISE = "同比增长 增长 增加 提高 上升 上涨 提升 扩大 增 新增 升高 多出 拓展 扩展 升 涨"
_FALL = "下降 减少 降低 缩短 压减 回落 压缩 缩减 下跌 下调 减 降 跌"
_CHANGE = regex(
    rf"(?P<how>{any_of(_RISE.split())}|{any_of(_FALL.split())})(?:幅度?)?了?(?P<to>到|至|为)?\s?$"
    r"|(?P<than>(?<![至最不很])[多少](?=了)|(?<=比.{1})[多少]|(?<=比.{2})[多少]|(?<=比.{3})[多少])了?\s?$"
)
_EDGE = regex(r"[，。,;；：:！？!?、()（）《》“”\"\n\[\]]|以及|和(?!平|谐|解|睦)|与(?!会)|的|等(?!级|奖|候)")
VERBS = regex(
    "完成|实现|参与|入选|荣获|获评|获得|获|达到|达|增长|增加|减少|下降|提高|开展|建设|建成|新建|新增|改造"
    "|推进|销售|培训|"
    "处置|举办|组织|发放|救助|办理|成立|引进|签约|落地|投入|使用|纳入|超过|占(?!地)|为(?!主)|是"
    "|(?<![国私所])有(?![限关效机])|(?<!公)共(?![同享产和建])|约|全部|(?<![人平])均|已|被|将|通过|位于|"
    "超|突破|至|到|比|在(?![校职岗建])|向|对(?![口外])|从|由|用于|惠及|覆盖|安置|解决|受理|打造|创建|设立"
    "|筹集|接待|赔付|累计|全年|组成|来自|"
    "分别|平均|每年|年均|实际|同比|预计|总计|共计|合计|只有|仅|还|又|再|也|其中|今年|去年|上年"
)


def finished(figure: Figure, text: str, norm: str, before: list[Figure]) -> Figure:
    """The printed text, the change told by the words before, and what is counted."""
    figure = replace(figure, text=text[figure.start : figure.end])
    if figure.kind in ("year", "date", "name"):
        return figure
    head = norm[max(0, figure.start - 8) : figure.start]
    change = figure.change
    if (told := _CHANGE.search(head)) and change is None:
        rises = told["than"] == "多" if told["than"] else told["how"] in _RISE.split()
        way = "increase" if rises else "decrease"
        change = f"{way}_{'to' if told['to'] else 'by'}"  # type: ignore[assignment]
    floor = before[-1].end if before else 0
    counts = _counts(figure, norm, floor)
    if not counts and change and before and not re.search("[。;!?\n]", norm[floor : figure.start]):
        counts = before[-1].counts  # 收入564元，比上年增长12%: still the income
    return replace(figure, change=change, counts=counts)


def _counts(figure: Figure, norm: str, floor: int) -> str:
    """The noun behind the measure word, else the one that governs the figure, else nothing."""
    if figure.kind in ("quantity", "range", "ordinal") and dimension(figure.unit) not in ("money", "area"):
        behind = norm[figure.end : figure.end + 14]
        noun = _EDGE.split(VERBS.split(behind)[0])[0].strip()
        noun = re.split(r"[0-9]", noun)[0]
        if len(noun) > 1 and re.match(r"(?![了来前后以内里中又具从外样])[\u4e00-\u9fffa-z]", noun):
            return noun
    ahead = norm[max(floor, figure.start - 16) : figure.start]
    ahead = re.sub(
        r"(?:[同环]比|[比较][^，。,;；]{0,8})$",
        "",
        re.sub(r"(?<=[同环]比)(?:增长|下降|增|降)了?$", "", ahead),
    )
    pieces = [p for p in _EDGE.split(ahead)[-1:] if p]
    if not pieces:
        return ""
    words = [w for w in VERBS.split(pieces[0]) if w]
    return words[-1].strip() if words else ""


def covering(spans: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The one of ordered, disjoint spans that `place` lies in."""
    index = bisect_right(spans, (place, 1 << 60)) - 1
    return spans[index] if index >= 0 and place < spans[index][1] else None


def from_to(text: str, first: Figure, second: Figure) -> bool:
    """Whether something went from one figure of `text` to the next: `由380元提高到420元`, `从5类增至7类`."""
    text = normalise(text)
    before, between = text[max(0, first.start - 8) : first.start], text[first.end : second.start]
    return (
        re.search(r"[由从自][^,。;]{0,7}$", before) is not None
        and re.fullmatch(
            r"[^,。;0-9]{0,8}(?:到|至|为|成|降|升)了?(?:(?:19|20)[0-9]{2}年[末底]?的?|现在的?|目前的?)?(?:每[人户亩]|人均|户均)?(?:每[月年天])?",
            between,
        )
        is not None
        and compatible(first.unit, second.unit)
    )
