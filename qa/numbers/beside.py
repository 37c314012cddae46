"""What the words before a figure say for or against it: another year's, the total, what came new, what it rose by.

Worth in log odds, beside the reader's own score. Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.patterns import regex
from qa.numbers.figures import Figure

__all__ = [
    "of_before",
    "of_budget",
    "of_deed",
    "of_head",
    "of_level",
    "of_part",
    "of_plan",
    "of_rate",
    "of_stage",
    "of_year",
    "says_before",
    "toward",
]

_OTHER_YEAR = 5.0
_WAY = 6.0
_PLANNED = 4.0
_NEAR = 10
"""Characters before a figure that say what it is: `总数达到`, `人均增加`."""
_YEAR = regex(r"(?<!\d)((?:19|20)\d{2})年(?!代)")
_YEARLY = regex(r"年(?:均|平均)(?:增长|增|递增|下降|减少)[^,;]{0,6}$")
_HOW_MUCH = r"(?:了|出)?[\u4e00-\u9fff]{0,2}?(?:多少|几)"
_ROSE_BY = regex(
    rf"(?:增加|增长|净增|上涨|涨|提高|提升|上升|升高|扩大|(?<![有最很许])多){_HOW_MUCH}(?!倍)|比[^,。?]{{1,8}}(?:多|高|涨|增加?)了?(?:多少|几)"
)
_FELL_BY = regex(
    rf"(?:减少|下降|降低|降|缩短|压缩|压减|省下?|(?<![多最很])少){_HOW_MUCH}|比[^,。?]{{1,8}}(?:少|低|减少|降低?)了?(?:多少|几)"
)
_TO = regex(r"(?:增加?|提高|升|涨|减少?|降|缩短|压缩|调整?)(?:到|至|为)了?[\u4e00-\u9fff]{0,4}?(?:多少|几)")
_TOTAL = regex(
    r"(?:现在?|目前|如今)[\u4e00-\u9fff]{0,4}?(?:总共|一共)|总数|总量|总规模|总共有|(?<![新净])一?共有|现在?有|现有|目前有|存量|保有量"
)
_SAID_TOTAL = regex(
    r"(?:现在?|目前|如今)[\u4e00-\u9fff]{0,4}?(?:总共|一共)|总数|总量|总规模|总计|合计|共有|已有|现有|达到?|增至|增加到|突破"
)
_NEW = regex(r"新增|净增|新建|增加|新引进|新认定")
_COMPARED = regex(r"[比较](?:上年|去年|前一年|上一年|年初|同期|往年)[^,;。]{0,8}$")
_ASKS_CHANGE = regex(r"[比较增减涨降升跌扩缩添]|变化|多(?![少大长高宽久远深重])|(?<!多)少")
_LEVEL_ASKED = regex(r"(?<![提调][高整])(?<![增上])标准(?:是|为|现在|目前|有)*(?:多少|几)")
"""How high a standard is, and not by how much it rose: 提高到620元 for `标准是多少`, not 再提高30元."""
# 2005年以前 is when, and not what was before
_EARLIER = regex(r"(?<![\d年月日底])之前|(?<!多久)(?<![\d年月日底])以前|原来|原先|过去(?!一年)|本来")
_SAID_EARLIER = regex(r"[由从原旧][^,;。0-9]{0,6}$")
_GOES_WITH = tuple(
    (regex(asks), regex(said))
    for asks, said in (
        # asked for one of them, said of one of them
        (r"(?:一个?|每个?)月(?![初中底末])", r"每个?月|月[均人]|月$"), (r"一天|每[天日]|一昼夜", r"每[天日]|日均|单日|昼夜"),
        (r"每(?:个|一)?人|一个人|人均", r"人均|每人"), (r"每户|一户|户均", r"户均|每户"), (r"每亩|一亩|亩均", r"亩均|每亩"),
        # what it cost and what it brought stand side by side: 发放消费券600万元,撬动消费5200万元
        (r"带动|撬|拉动|带来", r"带动|撬动|拉动|直接|实现"),
        (r"存栏", r"存栏"), (r"出栏", r"出栏"),
        (r"沾了?光|受益|受惠|惠及|得了?好处", r"惠及|受益|受惠|涉及|覆盖|服务"),
    )
)  # fmt: skip
"""What a question says, and what then stands in the clause before the figure that it asks for."""
_ASKS_EACH = regex("均|每|一个?[人户亩天]|多少钱一|各|水平|标准|per |each|average")
# incomes and what is lived in are told for each, whatever is asked
_OF_EACH = regex(
    "[人户亩]均(?![^,;。]*(?:收入|支出|消费|住房|寿命|工资|面积|报酬))[^,;。]*(?:,[^,;。0-9]{0,8})?$"
)
_PLANS = regex(
    r"力争|争取|预期|预计|确保|(?:拟|计划|将)(?=[新建开实完投改继达再])|到20\d{2}年|目标(?:是|为)|(?:新的?|下)一年|今后"
)


def of_year(years: Collection[int], before: str) -> float:
    """What a figure loses whose sentence, up to it (`before`), says a year other than those asked for, or a mean of
    several."""
    said = _YEAR.findall(before)
    if len(set(years)) == 1 and _YEARLY.search(before):
        return -_OTHER_YEAR  # of several years, not of the one
    return -_OTHER_YEAR if years and said and int(said[-1]) not in years else 0.0


def of_plan(tense: str | None, before: str) -> float:
    """What a figure loses whose sentence says that it is a plan, where results are asked for."""
    return -_PLANNED if tense != "aim" and _PLANS.search(before) else 0.0


_KINDS = "(?<!公共)(?<!基金)(?<!经营)(?<!保险)"  # 一般公共预算 is an account, and no plan for it
_BUDGET = regex(rf"(?:{_KINDS}预算|计划|目标|任务)[数额]?(?:为|是|:)?$")
_ASKS_BUDGET = regex(rf"{_KINDS}预算(?!内|收入|支出|执行|管理)|计划|目标|任务|原[先来本定]|年初")
_TOLD_BEFORE = regex(r"[0-9](?![^;。]*[;。])")


def of_budget(question: str, tense: str | None, before: str) -> float:
    """What a figure gains that is the budget or the plan where that is asked for, and loses beside the outcome where it
    is not: `契税6亿元,预算为5亿元`."""
    if not _BUDGET.search(before):
        return 0.0
    if tense == "aim" or _ASKS_BUDGET.search(question):
        return _WAY
    return -_WAY if _TOLD_BEFORE.search(before) else 0.0


def of_head(question: str, before: str) -> float:
    """What a figure loses that is told for each, or is how that grew, where nothing for each is asked: `人均…8万元,增长5%`."""
    return -_WAY if _OF_EACH.search(before) and not _ASKS_EACH.search(question) else 0.0


_HOW_MANY_THERE_ARE = regex(
    r"^[^,?]{0,8}?(?:一共|总共|现在|目前|全[区市县校])?(?:一共)?有?(?:多少|几)[\u4e00-\u9fff]{0,2}\??$"
)
_OF_A_DEED = regex(
    r"(?:惠及|受益|受惠|服务|资助|参[与加赛]|培训|接待|救助|帮扶|覆盖|发放|慰问|表彰|招聘|招收|引进|处理|办理|输送|吸引|带动)[^,。;0-9]{0,6}$"
)


def of_deed(question: str, asked: str, before: str) -> float:
    """What a figure loses that tells how many something was done for, where no deed is asked after but how many there are
    (`学生有多少`). `asked` is what to search for."""
    plain = len(asked) <= _NOUN and _HOW_MANY_THERE_ARE.match(question) is not None
    told = _OF_A_DEED.search(before) if plain else None
    return 0.0 if told is None or told[0][:2] in question else -_WAY


_RATE_TOLD = regex(r"率(?:为|是|达到?|约)?$")
_ASKS_RATE = regex(r"率|比|占|百分|几成|水平|程度|多[高低大]|覆盖|化")


def of_rate(question: str, figure: Figure, before: str) -> float:
    """What a figure loses that is told for a rate beside the number itself, where none is asked: 出生率5.8‰ behind
    出生人口3120人."""
    told = figure.kind in ("percent", "fraction") and _RATE_TOLD.search(before)
    beside = told and re.search(r"[0-9][^0-9。;]{0,16}$", before)
    return -_WAY if beside and not _ASKS_RATE.search(question) else 0.0


_NOUN = 4
_LEVEL = regex(r"(国家|省|市|区|县|镇|乡|村)级")


def of_level(question: str, before: str) -> float:
    """What a figure loses that the words before it give to another level than the question names: 区级 for 市级."""
    clause = re.split("[,;。]", before)[-1]
    own = _LEVEL.findall(clause.rsplit("、", 1)[-1]) or _LEVEL.findall(clause)
    asked, told = set(_LEVEL.findall(question)), set(own)
    return -_WAY if asked and told and not asked & told else 0.0


_AMONG = regex(r"(?:其中|当中)[,:]?(?P<part>[\u4e00-\u9fff]{3,12})$")
_OF_PART = 6.0
_BARE = 0.7
"""Share of a question's content that the noun of a part makes up, where it is asked of the whole."""


def of_part(asked: str, before: str) -> float:
    """What a figure loses that the words before it give to a part, where all that is asked after (`asked`, what to search
    for) is the whole: `其中城镇常住人口` for 常住人口."""
    part = _AMONG.search(before)
    if part is None:
        return 0.0
    named = part["part"]
    tail = next((named[i:] for i in range(1, len(named) - 1) if named[i:] in asked), "")
    return -_OF_PART if len(tail) >= _BARE * len(asked) and named not in asked else 0.0


_UNDONE = regex(
    r"(?:还没|还未|没有?|尚未|未)(?:[\u4e00-\u9fff]{0,2})[完好成]|正在|在建|没[\u4e00-\u9fff]{1,2}完"
)
_SAID_UNDONE = regex(r"在建|正在|推进|施工|建设中|[未剩余待]|跨年|顺延|另有|还有|开工")


def of_stage(question: str, clause: str) -> float:
    """What a figure is worth whose own clause says that it is under way, where that is asked for; and one that is done."""
    if not _UNDONE.search(question):
        return 0.0
    return _WAY if _SAID_UNDONE.search(clause) else -_WAY / 2


def of_before(question: str) -> bool:
    """Whether what was before is asked for, and not what was meant."""
    asked = re.split("[,。;!]", question.rstrip("?。 "))[-1]  # a long complaint may tell of before in passing
    return _EARLIER.search(asked) is not None and _MEANT.search(question) is None


def says_before(question: str, before: str) -> bool:
    """Whether what was before is asked for and the words before a figure say so: `由63天`."""
    return not of_before(question) or _SAID_EARLIER.search(before[-_NEAR:]) is not None


_MEANT = regex("打算|计划|预算|安排|目标|定[的了下]|任务")


def toward(question: str, before: str, figure: Figure) -> float:
    """What the words before a figure are worth for a normalised question: 涨了多少 wants what something rose by, 总数 the
    total and not what came new."""
    change = figure.change or ""
    if _TO.search(question):
        return _WAY if change.endswith("_to") else 0.0
    for asks, way in ((_ROSE_BY, "increase_by"), (_FELL_BY, "decrease_by")):
        if asks.search(question):
            # who asks how much it grew does not know that it fell: that is told, too
            return _WAY if change == way else _WAY / 2 if change.endswith("_by") else -_WAY / 2
    if _COMPARED.search(before) and change.endswith("_by") and not _ASKS_CHANGE.search(question):
        return -_WAY
    if figure.kind == "quantity" and change.endswith("_by") and _LEVEL_ASKED.search(question):
        return -_WAY
    if _EARLIER.search(question):
        return _WAY if _SAID_EARLIER.search(before[-_NEAR:]) else -_WAY / 2
    clause = re.split("[,;]", before)[-1]
    if any(asks.search(question) and said.search(clause) for asks, said in _GOES_WITH):
        return _WAY
    if _TOTAL.search(question) and not _NEW.search(question):
        if _SAID_TOTAL.search(clause[-_NEAR:]):
            return _WAY
        return -_WAY if _NEW.search(clause) else 0.0
    return 0.0
