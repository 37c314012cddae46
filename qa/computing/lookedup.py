"""The operands of a calculation, each looked up as a question of its own, and told apart where they stand together."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.answers import pick
from qa.answers.answerspan import figure_fits
from qa.answers.draft import Draft
from qa.answers.pick import figures_of
from qa.computing.misfits import left_out, no_step
from qa.computing.oneoperand import Operand, as_sure, at_figure, drafted, moved, operand_of, place_of
from qa.computing.reckon import SPOKEN, list_with
from qa.numbers.figures import Figure, same
from qa.parsing.question import parse
from qa.planning import calculate
from qa.records import Question
from qa.search.find import Finder
from qa.text.clause import begin
from qa.text.overlap import share_of

__all__ = ["listed", "looked_up"]

_MOST_OPERANDS = 6
_WINDOWS = 3
"""Windows in which a figure that the question itself states is looked for."""


def looked_up(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """A draft for each operand, in order; none at all where one is not surely found."""
    operands: list[Operand] = []
    given = plan.given or (None,) * len(plan.operands)
    for text, figure in zip(plan.operands[:_MOST_OPERANDS], given, strict=False):
        operand = _stated(text, figure, finder) if figure else operand_of(parse(Question(text)), finder)
        if operand is None or left_out(operand, plan.excluding):
            return []
        operands.append(operand)
        if plan.operation == "sum" and (told := _told_in_one(plan, operand)):
            return told
    if not plan.given:
        operands = [_by_name(o, label) for o, label in zip(operands, plan.labels, strict=False)]
        operands = _counted_alike(operands)
    if plan.operation in ("difference", "compare") and len(operands) == 2:
        operands = [no_step(one, other) for one, other in (operands, operands[::-1])]
    if plan.operation == "share" and len(operands) == 2 and not plan.together:
        operands[0] = _within(operands[0], operands[1], plan.labels[0])
        operands[1] = _head(operands[0], _around(operands[0], operands[1], plan.labels[1]))
    if plan.operation == "left" and len(operands) == 2:
        operands[0] = _around(operands[1], operands[0], plan.labels[0])
    if len(operands) == 2 and plan.operation in ("difference", "times", "compare", "ratio"):
        operands[1] = _joined(operands[0], operands[1], plan.labels[1])
    drafts = [o.draft for o in operands]
    if len(operands) == 2 and not plan.given and plan.operation != "average":
        drafts = _told_apart(operands[0], operands[1], _MARGIN if plan.operation == "compare" else 0.0)
    places = {place_of(d) for d in drafts}
    return drafts if len(places) == len(drafts) else []


def _told_in_one(plan: calculate.Plan, operand: Operand) -> list[Draft]:
    """All figures of `支出分别为774亿元、536亿元和138亿元` where as many things are to be added; none else."""
    if operand.draft.found is None or len(plan.operands) < _LIST:
        return []
    one = operand.draft.found.evidence
    text, figures = one.candidate.window.text, figures_of(one)
    run = list_with(text, figures, operand.figure)
    named = text[max(0, run[0].start - _NAMES_REACH) : run[0].start]
    if len(run) != len(plan.operands) or "分别" not in named:
        return []
    if 2 * sum(label[-2:] in named for label in plan.labels) < len(plan.labels):
        return []
    return [as_sure(operand, one, figure) for figure in run]


_LIST = 3
"""Things from which a sum is looked for in one list told 分别."""
_NAMES_REACH = 40
"""Characters before such a list in which its things are named."""


_LOW = 0.5
"""How sure a part must be not to be looked for beside its whole."""


def _by_name(operand: Operand, label: str) -> Operand:
    """Of `进出口总额436亿元,其中出口282亿元` what is counted by the very name asked for."""
    name = re.split("[,，]", label)[-1].strip(" 的")
    if operand.draft.found is None or len(name) < 2 or name == operand.figure.counts:
        return operand
    one = operand.draft.found.evidence
    own = [f for f in figures_of(one) if f.counts == name and f.unit == operand.figure.unit and not f.change]
    return moved(operand, one, own[0], operand.draft.confidence) if len(own) == 1 else operand


def _within(part: Operand, whole: Operand, label: str) -> Operand:
    """A part that is not surely found, beside its whole: `总值186亿元,其中二产增加值71亿元`."""
    name = re.split("[,，]", label)[-1].strip(" 的")
    if part.draft.confidence >= _LOW or whole.draft.found is None or len(name) < 2:
        return part
    one, total = whole.draft.found.evidence, whole.figure
    text = one.candidate.window.text
    own = [
        f
        for before, f in pairwise(figures_of(one))
        if f.start > total.end
        and not re.search("[。;]", text[total.end : f.start])
        and (
            share_of(name, text[before.end : f.start]) >= _IN_WORDS and f.unit == total.unit and not f.change
        )
    ]
    among = "其中" in text[total.end : own[0].start] if len(own) == 1 else False
    return moved(part, one, own[0], whole.draft.confidence) if among else part


def _joined(first: Operand, second: Operand, label: str) -> Operand:
    """A second operand that was found elsewhere and less surely, where the first one's sentence tells of it right beside:
    `城镇居民收入36480元、农村居民收入19850元`; what both are asked for is often named but once."""
    apart = first.draft.quotes != second.draft.quotes and second.draft.confidence < first.draft.confidence
    if first.draft.found is None or not apart:
        return second
    one, own = first.draft.found.evidence, first.figure
    text, name = one.candidate.window.text, label
    for spoken, printed in SPOKEN.items():
        name = name.replace(spoken, printed)
    for before, figure in pairwise(figures_of(one)):
        lead = text[before.end : figure.start]
        if before == own and figure.unit == own.unit and not figure.change and share_of(name[:4], lead) > 0:
            return moved(second, one, figure, first.draft.confidence)
    return second


_AMONG = regex(r"[^,。;0-9]{0,8}[,、](?:[^。;]{0,16}[,、])?其中[^。;]*")


def _around(part: Operand, whole: Operand, label: str) -> Operand:
    """A whole that was found elsewhere (the plan of another year), where the part's own sentence tells what it is among:
    `总投资27.6亿元,增长15%,其中上级资金9.2亿元`."""
    if part.draft.found is None or part.draft.quotes == whole.draft.quotes:
        return whole
    one, own = part.draft.found.evidence, part.figure
    text = one.candidate.window.text
    start = begin(text, own.start, "。;\n")
    for total in figures_of(one):
        if total.start < start or total.end > own.start or total.unit != own.unit or total.change:
            continue
        named = share_of(label, text[start : total.start]) >= _NAMED
        if named and (total.value or 0) > (own.value or 0) and _AMONG.fullmatch(text[total.end : own.start]):
            return moved(whole, one, total, part.draft.confidence)
    return whole


def _head(part: Operand, whole: Operand) -> Operand:
    """Where a whole is itself told as a part (`12.6万辆,其中私人汽车11.3万辆,新能源汽车6800辆`) beside the other one, what
    both are among."""
    one, other = whole.draft.found, part.draft.found
    if one is None or other is None or one.evidence.passage.id != other.evidence.passage.id:
        return whole
    text, figures = one.evidence.candidate.window.text, figures_of(one.evidence)
    if whole.figure not in figures or part.figure not in figures or whole.figure == part.figure:
        return whole
    heads = [pick.whole_of(normalise(text), figures, figures.index(f)) for f in (part.figure, whole.figure)]
    if heads[0] is None or heads[0] != heads[1]:
        return whole
    return moved(whole, one.evidence, figures[heads[0]], whole.draft.confidence)


_NAMED = 0.5
"""Share of a whole's name that the words before its figure must have."""


_IN_WORDS = 0.2
"""Share of a part's name that its clause must have behind 其中: speech has more words than print (规上那些厂)."""
_MARGIN = 1.0
"""Log odds by which one order of two operands must be likelier than the other where the order is what is asked."""


def _told_apart(first: Operand, second: Operand, margin: float) -> list[Draft]:
    """Two operands that lie on different figures of one unit.

    Where both point at one figure of a sentence that has several (`建成432万套，新开工1043万套`), the other one is
    given to whichever of the two it fits better; where one counts another thing (`126名专员，收集318个，办结302个`),
    it is looked for among what the other counts.
    """
    drafts = [first.draft, second.draft]
    if place_of(first.draft) == place_of(second.draft):
        others = [_beside(first, second.figure), _beside(second, first.figure)]
        choices = [
            (_score(one) + _score(two), [one, two])
            for one, two in ((others[0], second.draft), (first.draft, others[1]))
            if one is not None and two is not None
        ]
        choices.sort(key=lambda pair: -pair[0])
        clear = len(choices) == 1 or (len(choices) == 2 and choices[0][0] - choices[1][0] >= margin)
        return choices[0][1] if clear else drafts
    if first.figure.unit != second.figure.unit and first.draft.quotes == second.draft.quotes:
        low, high = sorted((first, second), key=lambda o: o.draft.confidence)
        again = _beside(low, high.figure)
        return [again if o is low and again else o.draft for o in (first, second)]
    return drafts


def _counted_alike(operands: list[Operand]) -> list[Operand]:
    """Operands that all ask for one noun, each at a figure that counts it: of `市级单位12个,校园2个,区级单位7个,校园1个`
    the schools of both levels, though the reader pointed to what stands first of a level."""
    nouns = {f.counts for o in operands if o.draft.found for f in figures_of(o.draft.found.evidence)}
    common = [n for n in nouns if len(n) > 1 and all(n in o.asked.normalised for o in operands)]
    if not common:
        return operands
    noun = max(common, key=len)
    moved = [_counting(o, noun) for o in operands]
    return moved if len({place_of(o.draft) for o in moved}) == len(moved) else operands


def _counting(operand: Operand, noun: str) -> Operand:
    """An operand at the next figure of its sentence that counts the noun, where its own counts something not asked for."""
    own = operand.figure
    if operand.draft.found is None or not own.counts or own.counts in operand.asked.normalised:
        return operand
    if noun in own.counts:
        return operand
    one = operand.draft.found.evidence
    text = one.candidate.window.text
    for figure in figures_of(one):
        alike = figure.counts == noun and figure.unit == own.unit and not figure.change
        if figure.start > own.end and alike and not re.search("[。;]", text[own.end : figure.start]):
            return moved(operand, one, figure, operand.draft.confidence)
    return operand


def _beside(operand: Operand, taken: Figure) -> Draft | None:
    """What else of its passage fits an operand, in the unit of a figure that is taken; what counts the same where both ask
    for that."""
    if operand.draft.found is None:
        return None
    one, noun = operand.draft.found.evidence, taken.counts
    others = [f for f in figures_of(one) if f != taken and f.unit == taken.unit]
    if noun and noun in operand.asked.normalised:
        others = [f for f in others if f.counts == noun] or others
    found = pick.figure(
        [one],
        lambda f: figure_fits(operand.asked, f) if f in others else None,
        operand.search.words,
    )
    if found is None or found.figure is None:
        return None
    return drafted(found, operand.search)


def _score(draft: Draft) -> float:
    return draft.found.score if draft.found else 0.0


def _stated(text: str, figure: Figure, finder: Finder) -> Operand | None:
    """A figure that the question itself states (`按12家占六分之一算`), where the report states it too."""
    asked = parse(Question(text))
    search = finder.find(asked)
    for one in search.evidence[:_WINDOWS]:
        for candidate in figures_of(one):
            if same(candidate, figure):
                draft = drafted(at_figure(one, candidate), search)
                return Operand(asked, search, draft, candidate)
    return None


def listed(plan: calculate.Plan, finder: Finder) -> list[Draft]:
    """The figures of `三大产业产值分别为121亿元、68亿元、45亿元`, as many as the question says; none where no such list is
    told of."""
    operand = operand_of(parse(Question(plan.operands[0])), finder)
    if operand is None or operand.draft.found is None:
        return []
    one = operand.draft.found.evidence
    run = list_with(one.candidate.window.text, figures_of(one), operand.figure)
    if len(run) != plan.listed:
        return []
    return [as_sure(operand, one, figure) for figure in run]
