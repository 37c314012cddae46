"""Whether there was any, told by how many: `有没有拆违建` is answered by what answers `拆了多少违建`.

Only of what is asked openly (`有没有`, `了没有`, `吗`): a claim put to be confirmed may be wrong in a detail that its count
doesn't show.
"""

from __future__ import annotations

from ingest.patterns import regex
from qa.answers.answer import lookup
from qa.answers.draft import Draft
from qa.checking.checks import objection
from qa.claims.assertion import denies
from qa.claims.claim import Claim
from qa.numbers.figures import Figure
from qa.parsing.question import parse
from qa.records import Question
from qa.search.find import Finder
from qa.text.clause import around

__all__ = ["by_count"]

_SURE = 0.85
"""How sure the count must be: who asks whether hardly words what a report counts."""
_EXISTS = regex(r"有没有(?:人|谁)?|有人|有无|^有|(?<=[\u4e00-\u9fff])有(?=[\u4e00-\u9fff])")
_TAIL = regex(r"了?[没有吗嘛么啊吧呀的了?。!,]*$")
_MORE, _LESS = regex("多|涨|增|升|高|快"), regex("少|降|跌|减|低|慢|便宜|短")


def by_count(claim: Claim, finder: Finder) -> Draft | None:
    """The draft that says yes with the count of what a claim without figures asks for; None where none is surely told."""
    if not claim.open or claim.figures or claim.negated or claim.mention:
        return None
    asked = parse(Question(_TAIL.sub("", _EXISTS.sub("", claim.statement)) + "了多少"))
    if asked.gate or asked.kind not in ("figure", "calculation"):
        return None
    search = finder.find(asked)
    draft = lookup(asked, search) if search.evidence else None
    figure = draft.found.figure if draft and draft.found else None
    if draft is None or draft.found is None or figure is None or draft.confidence < _SURE:
        return None
    text, span = draft.found.evidence.candidate.window.text, draft.found.span
    if (
        not figure.value
        or denies(around(text, span.start, span.end, ",。;!?"))
        or _goes_the_other_way(claim, figure)
    ):
        return None
    if objection(asked, draft, search.scope, finder.store.documents(), finder.spoken_of, finder.misspelt):
        return None
    return Draft(draft.short, draft.quotes, draft.confidence, "yes", found=draft.found)


def _goes_the_other_way(claim: Claim, figure: Figure) -> bool:
    change = figure.change or ""
    other = _LESS if change.startswith("increase") else _MORE if change.startswith("decrease") else None
    return other is not None and other.search(claim.statement) is not None
