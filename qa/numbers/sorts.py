"""What sort of number a figure is: all there are or what came new, done or planned or possible, for a day or a year.

Each rule names a sort that a question asks for by its words, and the words by which a clause gives a figure another.
Everything normalised. Patterns are general Chinese, written by hand.
"""

from __future__ import annotations

from ingest.patterns import regex
from qa.numbers.figures import Figure

__all__ = ["asks_done", "of_another_sort", "of_things"]

_STOCK = regex(
    r"(?:现在?|目前|如今|至今|眼下)[\u4e00-\u9fff]{0,6}?(?:总共|一共|共有|总数|总量)|(?<!新增)(?:存量|保有量)"
)
_NOT_STOCK = regex(r"新|增|添|加|累计|已经?|[建开办改修完]了")
_SAID_NEW = regex(r"(?:新增|净增|新建|新开|新添|增加|新引进|新认定|新设)(?!至|到)[^,;。]{0,12}$")
_SAID_STOCK = regex(r"总数|总量|累计|达到?|共有|[增至]至|增加到|总计|合计|现有|拥有")

_ASKS_NEW = regex(r"(?:新增|净增|增加|新添|多出|扩大)了?[\u4e00-\u9fff]{0,3}?(?:多少|几)")
_SAID_ALL = regex(r"^[^新增净加扩添]*(?:达到?|总数|总量|累计|[共现拥]有|保有量)[^,;。0-9]{0,4}$")

_DID = regex(r"(?<![为除])了[\u4e00-\u9fff]{0,2}?(?:多少|几)")
_NO_DEED = regex(
    r"(?:安排|定|计划|提出|确定|设|规划|预计|批准|预算|能|可|要|打算|提高|提升|增加|扩大|新增|扩)[\u4e00-\u9fff]{0,4}了|[到至]了"
)
_POSSIBLE = regex(r"(?:设计|能力|容量|产能|库容|装机|可(?:容纳|满足|停放|提供|处理|供))[\u4e00-\u9fff]{0,4}$")
_ASKS_POSSIBLE = regex(r"设计|能力|容量|产能|库容|装机|最多|可以|能")

_ALL_YEAR = regex(r"全年|一整年|整年|一年到头|一年下来")
_SAID_DAYS = regex(
    r"(?:百|[0-9一二三四五六七八九十]+)(?:天|个月)(?:[迎接收吸]|来|共|内)|[日月]均|单日|每[天日月]|当[天日]|首[日月]"
)
_IN_ALL = regex(r"(?:一共|总共|合计|总计)(?!每)")
_SAID_PER = regex(r"(?:日均|月均|人均|户均|亩均|单日|每[天日月人户])[^,;。]{0,10}$")
_ASKS_PER = regex(r"每|均|[一单]天|一个?[月人户]|一亩|一次")


def of_another_sort(question: str, clause: str, before: str) -> bool:
    """Whether a figure is of another sort than a question asks for; `before` is what its clause says up to it."""
    if _STOCK.search(question) and not _NOT_STOCK.search(question):
        return _SAID_NEW.search(before) is not None and not _SAID_STOCK.search(before)
    if _ASKS_NEW.search(question) and _SAID_ALL.search(before):
        return True
    if asks_done(question) and _POSSIBLE.search(before):
        return _ASKS_POSSIBLE.search(question) is None
    if _ALL_YEAR.search(question) and _SAID_DAYS.search(before):
        return not (_ALL_YEAR.search(clause) or _ASKS_PER.search(question))
    if _YIELD.search(question) and not _SAID_YIELD.search(clause):
        return True
    if _SPENDING.search(question) and not _INCOME.search(question) and _INCOME.search(before):
        return not _SPENDING.search(clause)
    return bool(_IN_ALL.search(question) and _SAID_PER.search(before)) and not _ASKS_PER.search(question)


_YIELD = regex("亩产|单产")
_SAID_YIELD = regex("亩产|单产|每亩|亩均|/亩|/公顷|平均")
_SPENDING = regex("支出|开支|花(?:了|出去?|掉|费|在|的钱)")
_INCOME = regex("收入|进账")
_PERSONS = regex("[人员师生工者客民众兵警童娃友手]$|[党团队]员|老人|孩子")
_ANY_PERSON = regex("[人员师生工者客民众兵警童娃友手户位额]|(?<!国)家")
_OF_THINGS = ("个", "家", "处", "所", "座", "项", "条", "种", "类")


def of_things(asked: str, figure: Figure) -> bool:
    """Whether persons are asked for, and a figure counts something else: 23个国家 for `多少游客`."""
    counted = _PERSONS.search(asked) is not None and figure.unit in _OF_THINGS
    return counted and len(figure.counts) > 1 and _ANY_PERSON.search(figure.counts) is None


def asks_done(question: str) -> bool:
    """Whether a question asks how much was done, and not how much was meant to be or by how much something rose."""
    return _DID.search(question) is not None and _NO_DEED.search(question) is None
