"""What an amount comes to in all, where a report tells only what it is for each: `资助学生86名，每人5000元`."""

from __future__ import annotations

from dataclasses import replace

from ingest.patterns import regex
from qa.answers.draft import Draft
from qa.computing.besides import amounts_of_sentence
from qa.computing.computed import computed
from qa.computing.oneoperand import at_figure
from qa.numbers.figures import Figure
from qa.numbers.units import PEOPLE, canonical, dimension
from qa.parsing.question import ParsedQuestion
from qa.planning.planned import Plan
from qa.search.evidence import Evidence
from qa.text.clause import begin

__all__ = ["in_all"]

_ASKS_ALL = regex(
    r"(?:一共|总共|合计|总计|共计|全部|加起来|统共|拢共)[^,。?每]*?(?:多少钱|(?:多少|几)[百千万亿]*元)|总额|总金额"
)
_ASKS_EACH = regex(r"每|平均|[人户]均|标准")
_EACH = regex(r"(?:每|一)(?P<unit>[人名位户家个件套台辆亩次场间])[\u4e00-\u9fff]{0,6}$")


def in_all(parsed: ParsedQuestion, draft: Draft) -> Draft | None:
    """The draft of the product, where the question asks for all and what was found is told for each, beside their number;
    else None."""
    figure = draft.found.figure if draft.found else None
    if draft.found is None or figure is None or figure.value is None or figure.kind != "quantity":
        return None
    if not _ASKS_ALL.search(parsed.normalised) or _ASKS_EACH.search(parsed.normalised):
        return None
    pair = _for_each(draft.found.evidence, figure)
    if pair is None:
        return None
    operands = [replace(draft, found=at_figure(draft.found.evidence, f)) for f in pair]
    names = (pair[0].text, pair[1].text)
    return computed(Plan("product", names, names), operands, draft.confidence)


def _for_each(one: Evidence, figure: Figure) -> tuple[Figure, Figure] | None:
    """An amount for each, and the count of those nearest to it in its sentence."""
    text = one.candidate.window.text
    each = _EACH.search(text, begin(text, figure.start, ",。;!?、"), figure.start)
    if each is None or dimension(figure.unit) != "money":
        return None
    counts = [
        f for f in amounts_of_sentence(one, figure) if f != figure and _same_things(f.unit, each["unit"])
    ]
    return (figure, min(counts, key=lambda f: abs(f.start - figure.start))) if counts else None


def _same_things(unit: str, other: str) -> bool:
    sorts = {canonical(unit), canonical(other)}
    return len(sorts) == 1 or sorts <= PEOPLE
