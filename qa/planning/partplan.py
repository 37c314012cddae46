"""Parts and wholes: a share of a stated total, the total behind a share, what is left, how far a goal is reached."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.patterns import regex
from qa.numbers.figures import Figure, find_figures
from qa.planning.backplan import back_plan
from qa.planning.operands import AIMS_AHEAD, ask
from qa.planning.planned import Plan

__all__ = ["part_plan"]

_ASKS = r"(?:多少|几)"
_TOTAL = regex(
    rf"(?:一共|总共|共计|合计|共|总[数量额共]|全部|全[市区省县国]|整个|总的)[^,。]{{0,8}}?{_ASKS}|{_ASKS}[^,。]{{0,6}}总"
)
_PART = regex(rf"(?:是|有|为|等于|相当于)+{_ASKS}(?P<rest>[^,。?]{{0,6}})$")
_BOTH = regex(
    rf"(?:计划|目标|应|原定|任务|总共|一共|共|有).*(?:已经?|完成|建成|实现|办结|落实).*"
    rf"(?:还|仍|尚|剩)(?:差|剩|缺|有|需|欠|余)?(?:下|着|了)?{_ASKS}"
)
_TO_DO = regex(
    rf"(?P<goal>计划|目标|任务|打算)(?:是|要|为)?(?P<what>[^,。0-9]{{2,12}}?)(?=[0-9一二两三四五六七八九十百千万])[^,。]*[,，]?"
    rf"(?:还|仍|尚)(?:差|缺|欠)[了着]?(?P<rest>{_ASKS}[^,。?]*)$"
)
_GOAL = regex(
    r"^(?P<what>.+?)(?:离|距离?)(?:年度|全年|当年|年初|既定|预定)*的?(?P<goal>目标|计划|任务)[数值量]?(?:还|仍|尚)?(?:差|缺|少)"
    rf"[了着]?(?P<rest>{_ASKS}.*)$"
)
_BEYOND = regex(
    r"^(?P<what>.+?)[比较](?:年度|全年|当年|年初|既定|预定)*的?(?P<goal>目标|计划|任务|预算)[数值量]?(?:多|少|超|短|低|高)[收支花拨用完成了出]*"
    rf"(?P<rest>{_ASKS}.*)$"
)
_LESS = regex(
    r"^(?P<a>.+?)(?:扣除|除去|减去|除掉|去掉|刨去|刨除)了?(?P<b>.+?)(?:之?[后外]|以外)?[,，]?(?:还|仍|则)?(?:剩下?|剩余|有|余)下?的?"
    rf"(?P<rest>{_ASKS}.*)$"
)
_UNDONE = regex(
    rf"^(?P<a>.+?)[,，]?(?:里|中)?(?:还|尚|仍)(?:有|剩下?|余下?|剩有)(?:了|着)?(?P<rest>{_ASKS}[\u4e00-\u9fff]?)(?:没有?|未|尚未|还没)(?P<done>[\u4e00-\u9fff]{{1,6}})$"
)
_REACHED = regex(
    r"^(?P<what>.*?)(?:完成|达到|实现|占)了?(?:年度|全年|当年|年初|既定|预定)*的?(?P<goal>目标|计划|任务)[数值量]?的?"
    rf"(?:百分之{_ASKS}|几成|几分之几|多少(?:比例|百分比)?|多大比例|比例(?:是|为)?多少)$"
)
_CHANGED = regex(
    r"(?:省下?|节省|节约|缩短|压缩|压减|减少|降低|下调|下降|增加|提高|提升|上调|提前|延长|扩大?|缩小|调高|调低|扩[展建容]|净增加?|净添|多出来?|升高|(?:便宜|贵|降价|涨价|(?<![年月天日])[少多升降涨跌])(?=了))了?"
    rf"(?P<rest>{_ASKS}[^,。?]{{0,6}})$"
)


_CHANGED_SINCE = regex(
    r"[比较](?:上年末?|上一?年底?|去年|前年|前一年|头一年|头年|原来|原先|以前|之前|过去|从前|年初(?!的?(?:安排|计划|预算|目标|定|打算))|同期)(?:同期)?的?[^,。?]{0,4}?"
    rf"(?:多|少|增|减|涨|降|扩|缩|快|慢|高|低|升|添)[\u4e00-\u9fff]{{0,2}}?了?(?P<rest>{_ASKS}[^,。?]{{0,6}})$"
)


_MUCH = rf"(?:总额|总值|额|值)?(?:了|是|为|有|达到?|共|一共)*(?P<rest>{_ASKS}[^,。?的]{{0,6}})(?:的[货商]?[物品]?)?$"
# asked for -> the whole and the part that leave it; general knowledge of trade and accounts
_PAIRS = (
    (regex(rf"(?<!出)进口{_MUCH}"), "进出口总额", "出口"),
    (regex(rf"(?<!进)出口{_MUCH}"), "进出口总额", "进口"),
    (
        regex(rf"(?:收支)?(?:相抵|轧差)?[,，]?(?:之?后)?(?:当[年期])?(?:还|有)?(?:结余|盈余){_MUCH}"),
        "收入",
        "支出",
    ),
    (
        regex(rf"收支(?:之间)?(?:相差|差[额距]?)(?:了|是|有|为)*(?P<rest>{_ASKS}[^,。?的]{{0,6}})$"),
        "收入",
        "支出",
    ),
    (regex(rf"收支(?:相抵|轧差)[,，]?(?:之?后)?(?:还|共)?(?:剩余|剩下?|余下?){_MUCH}"), "总收入", "总支出"),
    (regex(rf"(?:(?:贸易|外贸|进出口)的?|^)顺差{_MUCH}"), "出口", "进口"),
    (regex(rf"(?:(?:贸易|外贸|进出口)的?|^)逆差{_MUCH}"), "进口", "出口"),
)


def part_plan(text: str) -> Plan | None:
    """The plan for normalised `text` without padding, or None."""
    for read in (
        _whole,
        _behind_share,
        _part,
        back_plan,
        _between,
        _left,
        _complement,
        _reached,
        _change,
    ):
        if found := read(text):
            return found
    return None


def _whole(text: str) -> Plan | None:
    """`按12家占六分之一算，一共多少家`: twelve divided by a sixth."""
    counts = [f for f in find_figures(text) if not f.indefinite]
    for amount, share in pairwise(counts):
        if (
            _counted(amount)
            and _is_share(share)
            and re.search(r"[占是为]", text[amount.end : share.start])
            and _TOTAL.search(text, share.end)
        ):
            return Plan("whole", (text,), (amount.text,), factor=share, given=(amount,))
    return None


_OF_ALL = regex(
    rf"^(?P<head>[^,。]*?)(?P<all>全[国省市区县州])(?P<what>[^,。0-9]{{0,14}}?(?:一共|总共|共|合计|总量|总数|应[为是有])[^,。0-9]*?{_ASKS}[^,。]*)$"
)


def _behind_share(text: str) -> Plan | None:
    """`全市一共引进了几家` where a district's report says `引进12家,占全市总量的1/6`."""
    match = _OF_ALL.match(text)
    if match is None:
        return None
    return Plan("whole", (match["head"] + match["what"],), (match["all"],), maybe=True, base=match["all"])


def _part(text: str) -> Plan | None:
    """`总投资的30%是多少`, `2100个学位的一半是多少个`: an amount times a share or a multiple."""
    for share in find_figures(text):
        of, asked = text[: share.start], _PART.match(text, share.end)
        if asked is None or not of.endswith("的") or not (_is_share(share) or share.kind == "multiple"):
            continue
        operand = of.removesuffix("的")
        if re.search(r"[占比]", operand) or len(operand) < 2:
            return None
        stated = [f for f in find_figures(operand) if _counted(f)]
        question = operand if stated else ask(operand, "多少" + asked["rest"])
        return Plan("part", (question,), (operand,), factor=share, given=(stated[0] if stated else None,))
    return None


_YEAR = r"(?:19|20)[0-9]{2}年"
_BETWEEN = regex(
    rf"^(?P<head>[^,]*?)从?(?P<a>{_YEAR})(?:年?底|末)?[到至](?P<b>{_YEAR})(?:年?底|末)?(?:间|期间)?[,，]?(?P<what>[^,]{{2,}}?)"
    rf"(?:(?P<more>多出来?|增加|增长|上升|提高|涨|多)|减少|下降|降低|降|少)了?(?P<rest>{_ASKS}[^,]{{0,6}})$"
)


def _between(text: str) -> Plan | None:
    """`从2015年到2018年,产值多了多少`: the later year's less the earlier one's, but for what each year adds."""
    match = _BETWEEN.match(text)
    if (
        match is None
        or re.search(r"累计|共|新[增建开]|平均|年均|每年", match["what"])
        or "倍" in match["rest"]
    ):
        return None
    what, more = match["what"].strip(" 的"), match["more"]
    years = (match["b"], match["a"]) if more else (match["a"], match["b"])
    operands = tuple(f"{match['head']}{year}{what}{match['rest']}" for year in years)
    return Plan("change", operands, years, maybe=True, wants="more" if more else "less")


def _left(text: str) -> Plan | None:
    """What is left of a plan, of a total, of what came in: the greater less the smaller one."""
    stated = [f for f in find_figures(text) if _counted(f)]
    if len(stated) == 2 and _BOTH.search(text):
        return Plan("difference", (text, text), tuple(f.text for f in stated), given=tuple(stated))
    if len(stated) == 1 and (match := _TO_DO.search(text)) and match.end("what") == stated[0].start:
        done = f"{match['what']}完成{match['rest']}"
        return Plan("difference", (text, done), (match["goal"], "完成"), given=(stated[0], None))
    if match := _GOAL.match(text):
        what, goal, rest = match["what"].strip(" ,的"), match["goal"], match["rest"]
        return Plan("difference", (f"{what}{goal}是{rest}", f"{what}完成{rest}"), (goal, "完成"))
    if match := _BEYOND.match(text):
        what, goal, rest = match["what"].strip(" ,的"), match["goal"], match["rest"]
        return Plan("difference", (f"{what}{goal}是{rest}", f"{what}完成{rest}"), (goal, "完成"))
    if match := _LESS.match(text):
        a, b, rest = match["a"].strip(" ,的"), match["b"].strip(" ,的"), match["rest"]
        return Plan("difference", (ask(a, rest), ask(b, rest)), (a, b))
    if match := _UNDONE.match(text):
        a, rest = match["a"].strip(" ,的"), match["rest"]
        return Plan("left", (f"{a}有{rest}", f"{a}{match['done']}{rest}"), (a, match["done"]), maybe=True)
    return None


_REST = regex(
    rf"^(?P<whole>.+?)(?:里[面头]?|当中|中|之中)[,，]?(?:不是|不属于|除了|非)(?P<part>[^,，]+?)(?:的|以外|之外)+(?:那|其余|其他)*(?:部分)?"
    rf"(?:还|是|有|为)*(?P<rest>{_ASKS}.*)$"
)


_ABROAD = "(?:外国|国外|海外|境外|外头|外面)"
_BOUGHT_ABROAD = regex(rf"(?:从|由|打|在){_ABROAD}(?:那里|那儿)?(?:采?购?买|购|进)[进回入来]*")


def _complement(text: str) -> Plan | None:
    """What is left of a pair that makes a whole, where the report seldom says it: imports, a surplus."""
    if match := _REST.match(text):
        whole, part, rest = match["whole"].strip(" ,的"), match["part"].strip(" ,的"), match["rest"]
        return Plan("left", (f"{whole}有{rest}", f"{whole}中,{part}有{rest}"), (whole, part), maybe=True)
    said = _BOUGHT_ABROAD.sub("进口", text)
    for pattern, whole, part in _PAIRS:
        text, match = said, pattern.search(said)
        if match:
            head, rest = text[: match.start()].strip(" ,的"), match["rest"]
            return Plan("left", (f"{head}{whole}{rest}", f"{head}{part}{rest}"), (whole, part), maybe=True)
    return None


def _reached(text: str) -> Plan | None:
    """`完成了目标的百分之几`: what was done as a share of what was aimed at."""
    match = _REACHED.match(text)
    if match is None:
        return None
    what, goal = match["what"].strip(" ,的"), match["goal"]
    operands = (f"{what}完成多少", f"{what}{goal}是多少")
    return Plan("share", operands, ("完成", goal), maybe=True) if what else None


_OF_TWO = regex("谁|哪[个家边头样种一]|还是")


def _change(text: str) -> Plan | None:
    """`审批时限缩短了多少个工作日`: the report may say only from what to what."""
    match = _CHANGED_SINCE.search(text)
    if match is None and not re.search(r"[比较]", text):
        match = _CHANGED.search(text)
    if match is not None and (AIMS_AHEAD.search(text[: match.start()]) or _OF_TWO.search(text)):
        return None  # 今年要修的比去年: what is planned, and what was done
    if match is None or match.start() < 2 or re.search("百分之|[倍成]", match["rest"]):
        return None
    return Plan("change", (text,), (text[: match.start()],), maybe=True)


def _counted(figure: Figure) -> bool:
    return figure.kind == "quantity" and figure.value is not None and not figure.indefinite


def _is_share(figure: Figure) -> bool:
    return figure.kind in ("percent", "fraction") and figure.unit != "个百分点" and figure.high is None
