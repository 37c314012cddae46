"""Is what was found what was asked for? Year, place, unit and form are checked, each by a general rule.

A reader that points at the likeliest span also points when the likeliest is wrong: at the figure of another year, at
the number that the question itself mentions, at a count where money is asked for. Each check here names one such
reason to say "the report doesn't say".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Document
from qa.answers.draft import Draft
from qa.answers.rivals import strange_name
from qa.checking.mistaken import of_another_fact, of_something_else
from qa.checking.reach import falls_short, level
from qa.numbers.counted import VERBS
from qa.numbers.figures import Figure, find_figures, same
from qa.numbers.sorts import of_things
from qa.parsing.askedunit import unit_fits
from qa.parsing.places import leading_name
from qa.parsing.question import ParsedQuestion
from qa.search.scope import Scope, names_place, names_year
from qa.text.awards import contradicts
from qa.text.clause import begin
from qa.text.interrogatives import strip_padding
from qa.text.times import tells_time, tells_year
from qa.text.words import tagged

__all__ = ["objection"]

_PHONE = regex(r"\d{3,4}-?\d{7,8}|1\d{10}|\d{5}")
_ADDRESS = regex(r"[路街道巷弄号楼区县市镇村站场港湾岛山湖厦]|位于|坐落|地处|东|南|西|北")
_WEBSITE = regex(r"www\.|http|\.(?:com|cn|gov|org|net)|网|平台|公众号|app", re.I)
_CAUSE = regex(
    r"因|由于|为了?|以便|旨在|鉴于|使得?|从而|所以|导致|造成|源于|出于|以[^,。]{2,20}为|针对|受[^。;]{1,30}?(?:影响|制约|限制|拖累|所限)|以(?:防|免|求|期|备|利|确保|保[证障]|避免|减[少轻])"
    r"|due to|because",
    re.I,
)
_NAMES_OF_SEVERAL = regex(
    r"(?<!第)(?:[3-9]|[1-9]\d+|[三四五六七八九十]+)[家个名位所条项座处][\u4e00-\u9fff]{0,12}?(?:都|各|分别)?(?:叫什么|叫啥|名单|的?名字|是哪[些几]|是谁)"
)
_SEVERAL = regex(r"[、,，和及与]|”“|》《")
_ALL_OF = regex("全[国省市区县州](?!球|民|运)")
_LONGEST_NAME = 4
_SURE = 0.9
"""Relevance from which the reader is believed that a clause tells a cause which no word marks."""
_GENDERS = regex(r"[男女]|性别")
_SATISFIED = regex(r"满意|好评|投诉|评价")


def objection(
    parsed: ParsedQuestion,
    draft: Draft,
    scope: Scope,
    documents: Sequence[Document],
    spoken_of: Callable[[str], bool],
    misspelt: Callable[[str], bool] = lambda _: False,
) -> str | None:
    """Why the draft is no answer to the question (a short code), or None.

    `spoken_of` says whether the reports name a place anywhere: one that they do not name is another report's matter,
    unless it is a name of theirs `misspelt`.
    """
    passages = [quote.passage for quote in draft.quotes]
    around = " ".join(f"{p.text} {p.topic or ''} {p.section or ''}" for p in passages)
    if not _years_met(parsed, draft, scope, documents, around):
        return "year"
    named = {d.name: d for d in documents}
    for place in parsed.places:
        known = any(names_place(place, p, named.get(p.document), p.text) for p in passages)
        if known or not any(d.region for d in documents):
            continue
        if any(spoken_of(part) for part in _within(place, [named.get(p.document) for p in passages])):
            continue
        if not spoken_of(place) or _beside(place, [named.get(p.document) for p in passages]):
            return "place"
    if strange_name(parsed.normalised, normalise(around), spoken_of):
        return "another"
    bare = strip_padding(parsed.normalised)
    # where the reports print all of the first characters they print any name there: parts of speech, dear to tell, are
    # needed for the others only
    name = "" if spoken_of(bare[:_LONGEST_NAME]) else leading_name(bare)
    titles = " ".join(f"{d.name} {d.region}" for d in documents if d.region)
    if name and titles and name not in titles and not (spoken_of(name) or misspelt(name)):
        return "place"
    if _of_other_year(draft, scope):
        return "year"
    if _more_than_all(parsed, draft):
        return "share"
    if draft.verdict is not None or draft.expression:
        return None
    if draft.found is not None:
        document = named.get(draft.found.evidence.passage.document)
        if short := falls_short(parsed, draft.found, document):
            return short
    return _form(parsed, draft, around, _own_place(draft, named), spoken_of)


def _own_place(draft: Draft, named: dict[str, Document]) -> str:
    """What the report is of that a draft was found in."""
    document = named.get(draft.found.evidence.passage.document) if draft.found else None
    return normalise(f"{document.region or ''} {document.issuer or ''}") if document else ""


def _within(place: str, documents: Sequence[Document | None]) -> list[str]:
    """What a place is called without the name of the documents' own, which print leaves out: 经开区 of 云湖经开区; in
    full, too."""
    regions = {d.region[:-1] for d in documents if d is not None and d.region and len(d.region) > _SHORTEST}
    rest = [place.removeprefix(r) for r in regions if place.startswith(r) and len(place) > len(r) + _SHORTEST]
    return [name for part in rest for name in (part, *_IN_FULL.get(part, ()))]


_IN_FULL = {
    "经开区": ("经济开发区", "经济技术开发区"),
    "高新区": ("高新技术产业开发区", "高新技术开发区"),
    "保税区": ("综合保税区", "保税港区"),
    "自贸区": ("自由贸易试验区", "自贸试验区", "自贸片区"),
}
"""Zones by the short names of general Chinese."""


_SHORTEST = 2
"""Characters of the shortest name of a place with what it is called after."""


def _beside(place: str, documents: Sequence[Document | None]) -> bool:
    """Whether a place that the evidence doesn't name is another than the documents': 城东区 beside 城西区."""
    regions = [d.region for d in documents if d is not None and d.region]
    return bool(regions) and all(0 <= level(region) <= level(place) for region in regions)


def _years_met(
    parsed: ParsedQuestion, draft: Draft, scope: Scope, documents: Sequence[Document], around: str
) -> bool:
    """The year asked for is the document's, or stands in the passage. Undated documents are not held to it."""
    if not scope.years:
        return True
    dated = {d.name for d in documents if d.year or d.told_year}
    for quote in draft.quotes:
        document = quote.passage.document
        if document not in dated or (scope.covered and scope.documents and document in scope.documents):
            continue
        if not any(names_year(around, year) for year in scope.years):
            return False
    return True


_SHARE_ASKED = regex("占|比重|比例|份额|几成")


def _more_than_all(parsed: ParsedQuestion, draft: Draft) -> bool:
    """Whether a share was computed that is more than all: 3589 of 344 persons."""
    computed = find_figures(draft.short or "") if draft.expression and draft.verdict is None else []
    shares = [f for f in computed if f.kind == "percent" and f.value is not None and f.value > 100]
    return bool(shares) and _SHARE_ASKED.search(parsed.normalised) is not None


_YEAR_FIRST = regex(r"^[^,。0-9]{0,4}(?P<year>(?:19|20)\d{2})年(?!代|以来|起)")


def _of_other_year(draft: Draft, scope: Scope) -> bool:
    """Whether what is quoted says first that it is of other years than the one asked for: `2024年,计划新建…`."""
    of_figure = draft.found is not None and draft.found.figure is not None
    if len(set(scope.years)) != 1 or draft.rows or draft.computed or not (of_figure or draft.verdict):
        return False
    said = [_YEAR_FIRST.match(normalise(quote.text)) for quote in draft.quotes]
    return bool(said) and all(m is not None and int(m["year"]) not in scope.years for m in said)


def _form(
    parsed: ParsedQuestion, draft: Draft, around: str, own_place: str, spoken_of: Callable[[str], bool]
) -> str | None:
    """What is asked for has a form: money a currency, a time a date, a reason a cause."""
    short = draft.short or ""
    figure = draft.found.figure if draft.found else None
    attributes = set(parsed.attributes)
    bare = _bare_figure(short)
    given = find_figures(parsed.text)
    if bare and any(same(bare, other) for other in given if other.kind != "year"):
        return "restated"
    if (bare and "names" in attributes) or (
        _NAMES_OF_SEVERAL.search(parsed.normalised) and not _SEVERAL.search(short)
    ):
        return "names"
    if draft.found is not None:
        said = (draft.found.evidence.candidate.window.text, draft.found.span.start, draft.found.span.end)
        if not bare and contradicts(parsed.text, *said):
            return "award"
        if "address" in attributes and parsed.expected == "place" and _acts(*said):
            return "address"
        if figure is not None and (
            wrong := of_something_else(parsed.normalised, draft.found, figure, own_place, spoken_of)
        ):
            return wrong
        of_time = parsed.expected in ("time", "year")
        if (figure is None or of_time) and of_another_fact(parsed.normalised, draft.found, of_time):
            return "another"
    if figure is not None and of_things(parsed.asked, figure):
        return "unit"
    if figure is not None and "cost" in attributes and not unit_fits("money", figure.unit):
        return "cost"
    if parsed.expected in ("time", "year") and short and not tells_time(short, _behind(draft)):
        return "time"
    if parsed.expected == "year" and short and not tells_year(short):
        return "time"
    if bare and parsed.expected in ("person", "place", "organisation", "title", "list", "time"):
        of_age = parsed.expected == "time" and bare.unit in ("岁", "周岁")
        if not of_age:
            return "form"
    if parsed.expected in ("place", "organisation") and _ALL_OF.match(normalise(short)):
        return "form"
    if parsed.expected == "person" and short and {tag for _, tag in tagged(short)} == {"v"}:
        return "form"
    wanted = (
        ("phone", _PHONE, short), ("address", _ADDRESS, short), ("website", _WEBSITE, short),
        ("gender", _GENDERS, around), ("satisfaction", _SATISFIED, around),
    )  # fmt: skip
    for name, pattern, text in wanted:
        # 用手机号的有多少户 asks for a count, whatever it mentions, and 电话在哪一年装的 for a time
        other = text is short and (bool(parsed.unit) or parsed.expected in _OTHERWISE)
        if name in attributes and text and not other and not pattern.search(text):
            return name
    restated = bool(short) and normalise(short) in parsed.normalised
    if parsed.expected == "reason" and (bare or restated or not _told_why(draft)):
        return "reason"
    return None


_OTHERWISE = ("time", "year", "person", "organisation", "reason", "list")
"""What is asked for where an address or a telephone is only spoken of."""


def _behind(draft: Draft) -> str:
    """What the source goes on with after the short answer."""
    return draft.found.evidence.candidate.window.text[draft.found.span.end :] if draft.found else ""


def _acts(text: str, start: int, end: int) -> bool:
    """Whether a place is what its clause tells of, and not where something is: `青石街区获评…`."""
    return start == begin(text, start, ",。;!?:") and VERBS.match(text, end) is not None


def _told_why(draft: Draft) -> bool:
    """A cause is marked as one, or the reader is sure of it: `因` may be left unsaid."""
    if _CAUSE.search(normalise(" ".join(quote.text for quote in draft.quotes))):
        return True
    return draft.found is not None and draft.found.evidence.reading.relevance > _SURE


def _bare_figure(short: str) -> Figure | None:
    """The count that the short answer is, where it is nothing but a count."""
    figures = find_figures(short)
    whole = len(figures) == 1 and len(figures[0].text) >= len(short.strip()) - 1
    return figures[0] if whole and figures[0].kind == "quantity" and figures[0].unit not in "年月日" else None
