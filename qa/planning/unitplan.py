"""One amount in another unit: 亩 as 公顷, 公里 as 米, 亿元 as 万元."""

from __future__ import annotations

from ingest.patterns import regex
from qa.numbers.units import UNITS, is_counted
from qa.planning.operands import ask
from qa.planning.planned import Plan

__all__ = ["unit_plan"]

_TURNED = r"(?:折合|折算|换算|折|换|(?<![整联结组混配融综集符适])合|(?<=[,，])算|相当于|等于)(?:起来|下来)?"
_UNIT = r"(?P<{}>[万亿]?[\u4e00-\u9fff]{{1,4}}?)"
_INTO = regex(
    rf"^(?P<what>.{{4,}}?)[,，]?(?:如果|要是|若)?{_TURNED}(?:成|为)?(?:"
    rf"{_UNIT.format('first')}的?(?:话)?[,，]?(?:是|为|有|等于|大约|大概|约)*(?:多少|几)(?:公顷|亩|个)?"
    rf"|(?:了|有|大约|大概|约)?(?:多少|几)个?{_UNIT.format('last')})$"
)
_HUGE = "万亿"


def unit_plan(text: str) -> Plan | None:
    """`闲置土地折成公顷是多少`, `步道合多少米`: a figure that the report gives in another unit."""
    match = _INTO.match(text)
    unit = match["first"] or match["last"] if match else ""
    bare = unit.lstrip(_HUGE)
    if match is None or bare not in UNITS or is_counted(bare):
        return None
    what = match["what"].rstrip(",， 的")
    return Plan("convert", (ask(what, "多少"),), (what,), maybe=True, base=unit)
