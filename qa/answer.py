"""Each kind of question, answered in the way that fits: what was found becomes a draft of the answer.

A draft says what the answer rests on (quotes) and how sure it is; `qa.compose` words it, `qa.engine` decides whether it
is sure enough.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Span
from qa import edges, extract, pick
from qa.beside import of_before, of_budget, of_level, of_plan, of_stage, of_year, toward
from qa.clause import around
from qa.compose import Quote, quote_around
from qa.confidence import confidence
from qa.evidence import Evidence
from qa.figures import Figure, find_figures, same
from qa.find import Finder, Search
from qa.listing import enumerated, listing
from qa.question import ParsedQuestion, unit_fits
from qa.records import Verdict
from qa.rivals import quoted_names
from qa.scope import without_years, year_of
from qa.spans import Found

__all__ = [
    "Draft",
    "Row",
    "dated",
    "description",
    "features_of",
    "figure_fits",
    "is_described",
    "lookup",
    "share_of",
    "tells_of_all",
    "things_asked",
    "topic",
    "year_told",
]


@dataclass(frozen=True)
class Row:
    """One line of a table over years."""

    year: str
    value: str
    quote: Quote


@dataclass(frozen=True)
class Draft:
    """An answer before it is worded."""

    short: str | None
    """The least span that answers, as printed; None for a description."""
    quotes: tuple[Quote, ...]
    confidence: float
    verdict: Verdict | None = None
    expression: str = ""
    """A calculation, shown."""
    computed: tuple[str, ...] = ()
    """Figures of the calculation that no source prints: what it yields."""
    rows: tuple[Row, ...] = ()
    """A table over years, in place of one value."""
    headings: tuple[Quote, ...] = ()
    """Where the years of the table stand in print."""
    features: dict[str, float] = field(default_factory=dict)
    found: Found | None = None


def lookup(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """A figure, a fact or a list: the span that answers and the sentence around it."""
    found = find_span(parsed, search)
    if found is None:
        return None
    features = features_of(found.evidence, found, search)
    features["figure"] = float(found.figure is not None)
    if found.figure is not None and _of_nothing_else(parsed, found):
        return None
    quote = quote_around(found.evidence.passage, found.place.start, found.place.end)
    sure = confidence(features)
    if found.evidence.passage.kind == "furniture" and _SIGNED.search(parsed.normalised):
        sure = max(sure, _BYLINE)
    return Draft(found.text, (quote,), sure, features=features, found=found)


_SIGNED = regex(r"署名|作者|记者|通讯员|第几[期版]")
_BYLINE = 0.6
"""How sure a line over the text is to be what is asked of the report itself: `□某某` for 署名, which tells the reader
little."""
_SHORT = 3
"""Characters of a question that names but one thing: 有多少人口."""


def _of_nothing_else(parsed: ParsedQuestion, found: Found) -> bool:
    """Whether a question of one word alone (人口) is answered where the word does not stand: 120余人 are no population."""
    word = parsed.focus
    for place in parsed.places:
        word = word.replace(place, "")
    word = word.strip(" 的")
    told = normalise(found.evidence.candidate.window.text + (found.evidence.passage.topic or ""))
    return 1 < len(word) <= _SHORT and not any(word[i : i + 2] in told for i in range(len(word) - 1))


_TO_COME = regex(r"要到|才能|才会|能不能|将[在于会]|预计|计划|打算")
"""A year that is still to come, which no report of results is of."""


def year_told(parsed: ParsedQuestion, search: Search, finder: Finder) -> Draft | None:
    """`哪一年…是1322万人?`: the year of the report that says so, where its own heading prints the year."""
    given = [f for f in find_figures(parsed.text) if f.kind not in ("year", "date") and not f.indefinite]
    named = quoted_names(parsed.normalised)
    documents = {d.name: d for d in finder.store.documents()}
    for evidence in search.evidence[:5]:
        document = documents.get(evidence.passage.document)
        stated = pick.figures_of(evidence)
        window = evidence.candidate.window
        if document is None or not all(any(same(f, other) for other in stated) for f in given):
            continue
        if not all(name in window.text for name in named):
            continue
        year = document.year if "报告" in parsed.text else None
        year = year or year_of(document, evidence.passage.section, window.text) or document.told_year
        if (
            year is None
            or not (given or named or "报告" in parsed.text)
            or _TO_COME.search(parsed.normalised)
        ):
            continue
        figures = [f for f in stated if any(same(f, other) for other in given)]
        start, end = (figures[0].start, figures[-1].end) if figures else (0, len(window.text))
        place = evidence.place(start, end)
        quotes = [quote_around(evidence.passage, place.start, place.end)]
        heading = finder.naming(document.name, f"{year}年")
        if f"{year}年" not in quotes[0].text and heading is None:
            continue
        quotes += [heading] if heading and f"{year}年" not in quotes[0].text else []
        features = features_of(evidence, None, search)
        return Draft(f"{year}年", tuple(quotes), max(0.6, confidence(features)), features={})
    return None


_RELATIVE = {"今年": 0, "去年": -1, "明年": 1, "上年": -1}


def dated(parsed: ParsedQuestion, draft: Draft, finder: Finder) -> Draft:
    """`今年秋季`, where 哪一年 is asked, as the year of its report; the draft itself where nothing says that year."""
    said = normalise(draft.short or "")
    back = next((years for word, years in _RELATIVE.items() if said.startswith(word)), None)
    if parsed.expected != "year" or back is None or draft.found is None:
        return draft
    name = draft.found.evidence.passage.document
    document = next((d for d in finder.store.documents() if d.name == name), None)
    if document is None or document.year is None:
        return draft
    year = f"{document.year + back}年"
    heading = finder.naming(name, year)
    return replace(draft, short=year, quotes=(*draft.quotes, heading), found=None) if heading else draft


def find_span(parsed: ParsedQuestion, search: Search) -> Found | None:
    """What the reader points to, in the form that the question asks for."""
    evidence = search.evidence
    if parsed.expected in ("number", "percent", "ordinal") or parsed.kind == "figure":
        stated = f"{parsed.text}。{parsed.told}"
        given = [f for f in find_figures(stated) if f.kind not in ("year", "date")]
        found = pick.figure(
            evidence,
            # a question about "the 120 flats" is not answered by repeating 120, nor by the answer before it
            lambda f: None if any(same(f, other) for other in given) else figure_fits(parsed, f),
            _of_part(parsed, search.words),
            lambda before, f, clause: (
                of_year(search.scope.years, before)
                + of_plan(parsed.tense, before)
                + of_level(parsed.normalised, before)
                + of_budget(parsed.normalised, parsed.tense, before)
                + toward(parsed.normalised, before, f)
                + of_stage(parsed.normalised, clause)
            ),
        )
        if found is None and parsed.expected in ("number", "percent"):
            return _worded_figure(evidence, given)
        if found is not None and not (of_before(parsed.normalised) or _FROM_WHAT.search(parsed.normalised)):
            found = pick.latest(found)
        if found is not None or parsed.expected != "ordinal":
            count = things_asked(parsed.normalised)
            both = pick.side_by_side(found, count) if found and count > 1 else None
            return both or (found and pick.with_strange_unit(found))
    if parsed.expected == "list" or parsed.kind == "list":
        return listing(evidence, parsed.asked, parsed.normalised)
    if parsed.expected == "reason":
        return extract.reason(evidence, parsed.normalised)
    person = parsed.expected == "person"
    found = extract.fact(evidence, parsed.asked, parsed.normalised, parsed.expected)
    if found is None:
        return None
    if "、" in found.text and not person:
        whole = enumerated(found, parsed.asked, parsed.normalised)
        shorter = whole.span.start >= found.span.start and whole.span.end <= found.span.end
        return whole if shorter else found
    return edges.first_word(found) if person else found


_FROM_WHAT = regex(r"[从由]的?(?:多少|第?几|哪)|起点|基数")
_EACH = regex(r"(?P<parts>[^,。?]+(?:[和与跟、及][^,。?]+)+)(?:分别|各自?)[^,。?]{0,3}?(?:多少|几)")
_PARTED = regex("[和与跟、及]")


def things_asked(question: str) -> int:
    """Of how many things a normalised question asks for a figure each: two for `甲和乙分别有多少`; one where it doesn't."""
    each = _EACH.search(question)
    return len(_PARTED.split(each["parts"])) if each else 1


_NOUN = 4
_OF_EACH = 0.5
"""Share of the character pairs of a name's last noun that a clause has which tells of it."""


def tells_of_all(names: Sequence[str], draft: Draft) -> bool:
    """Whether the clause of what was found tells of each: `新落户金融机构和金融类项目30余家` of both together."""
    if draft.found is None:
        return False
    text, span = draft.found.evidence.candidate.window.text, draft.found.span
    clause = around(text, span.start, span.end, ",。;!?")
    return all(share_of(normalise(name)[-_NOUN:], clause) >= _OF_EACH for name in names)


_NUMERAL = regex(r"[0-9〇零一二两三四五六七八九十百千万亿半]")
_SURE = 0.9
"""Relevance from which a figure is believed that is written as no figure we know."""


def _worded_figure(evidence: Sequence[Evidence], given: Sequence[Figure]) -> Found | None:
    """What the reader is sure of where no figure fits, if it holds a numeral: 一个, 1:7, 公元6世纪."""
    found = extract.fact(evidence)
    if found is None or found.evidence.reading.relevance < _SURE or not _NUMERAL.search(found.said):
        return None
    return None if any(same(f, g) for f in find_figures(found.said) for g in given) else found


_PART = regex(
    r"(?:里面?[,，]?|当中[,，]?|之中[,，]?|其中的?|中[,，])(?P<part>[^,，?]{2,14}?)(?:的|有|是|占|为|达)*(?:多少|几)"
)


def _of_part(parsed: ParsedQuestion, words: Mapping[str, float]) -> Mapping[str, float]:
    """Of `预算收入里,税收有多少` the words of the part: those of the whole stand beside the whole's figure."""
    asked = _PART.search(parsed.normalised)
    own = {pair: weight for pair, weight in words.items() if asked and pair in asked["part"]}
    return own or words


def figure_fits(parsed: ParsedQuestion, figure: Figure) -> float | None:
    """A figure's bonus for its form, in log odds: most for the very unit that the question names.

    None for what cannot be meant: a year where a count is asked for, an amount of another sort.
    """
    if figure.kind in ("year", "date"):
        return 0.0 if parsed.unit == "年" or parsed.expected in ("year", "time") else None
    if figure.kind == "name":
        return None
    if parsed.expected == "percent":
        share = figure.kind in ("percent", "fraction", "multiple") or figure.unit in ("%", "个百分点")
        return 0.0 if share else None
    if (figure.kind == "ordinal") != (parsed.expected == "ordinal"):
        return None
    if not unit_fits(parsed.unit, figure.unit):
        return None
    if (
        figure.unit in ("岁", "周岁")
        and parsed.unit not in ("岁", "周岁")
        and not _OF_AGE.search(parsed.normalised)
    ):
        return -_RATE
    if not parsed.unit and _is_rate_of_change(figure) and not _CHANGING.search(parsed.normalised):
        return -_RATE
    return _SAME_UNIT if parsed.unit and parsed.unit == figure.unit else 0.0


_RATE = 8.0
"""What a rate of growth loses where nothing of a change is asked: 1.6倍 for `做多大` of `19.6亿元,增长1.6倍`."""
_CHANGING = regex(r"[增涨降跌升减快慢幅翻扩缩倍]|变化|比[上去前同]|百分|率")


def _is_rate_of_change(figure: Figure) -> bool:
    return figure.kind in ("percent", "multiple") and (figure.change or "").endswith("_by")


_OF_AGE = regex("岁|年龄|多大|年纪|how old")
_SAME_UNIT = 2.0


def is_described(parsed: ParsedQuestion) -> bool:
    """Whether whole sentences answer: `怎么做的`, `情况如何`; not a reason, nor what has a name: `用什么方式`."""
    if parsed.kind == "description":
        return True
    return parsed.expected == "method" and not _NAMED_METHOD.search(parsed.normalised)


_NAMED_METHOD = regex(r"(?<![靠拿凭])(?:什么|啥)|何种|哪")


def description(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """The few sentences that say it, in the report's order."""
    chosen = extract.description(search.evidence)
    if not chosen:
        return None
    # what is shown, not what was read first: a caption may name what nothing tells of
    best = max((evidence for evidence, _ in chosen), key=lambda e: e.score)
    quotes = []
    for evidence, span in chosen:
        place = evidence.place(span.start, span.end)
        quotes.append(quote_around(evidence.passage, place.start, place.end))
    for passage, point in extract.further_points(best, [hit.passage for hit in search.hits]):
        quotes.append(quote_around(passage, point.start, point.end))
    seen = features_of(best, None, search)
    features = {"description": 1.0, **{f"description_{name}": seen[name] for name in _DESCRIPTION_FEATURES}}
    return Draft(None, tuple(quotes), confidence(features), features=features)


_DESCRIPTION_FEATURES = ("relevance", "retrieval", "unknown")
"""A description is known by its words being there; how a span would score says nothing of it."""


_NAMED, _HINTED = 0.6, 0.3
"""Share of a topic's character pairs that a window has which tells of it; and of one that the reader is sure of."""
_SURE_OF_TOPIC = 0.7


def topic(parsed: ParsedQuestion, search: Search) -> Draft | None:
    """A bare topic word: what the report says on it, where its words really stand in the report."""
    words = normalise(without_years(parsed.focus or parsed.text, parsed.years))
    for region in search.scope.regions:
        words = words.replace(region, "").replace(region[:-1], "")
    words = words.replace(" ", "") or normalise(parsed.text)
    shares = [
        (share_of(words, e.candidate.window.text + " " + (e.passage.section or "")), e)
        for e in search.evidence
    ]
    telling = [
        (share, e)
        for share, e in shares
        if share >= _NAMED or (share >= _HINTED and e.reading.relevance >= _SURE_OF_TOPIC)
    ]
    if not telling:
        return None
    best = max(share for share, _ in telling)
    chosen = [e for share, e in telling if share > best - 0.15][:3]
    chosen.sort(key=lambda e: (e.passage.document, e.place(0, 0).start))
    quotes = []
    for evidence in chosen:
        window = evidence.place(0, len(evidence.candidate.window.text))
        quotes.append(quote_around(evidence.passage, window.start, window.end))
    return Draft(None, tuple(quotes), min(0.95, 0.35 + 0.6 * best), features={"share": best})


def share_of(words: str, text: str) -> float:
    """Share of the character pairs of `words` that stand in `text`, both normalised here."""
    text = normalise(text)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)} or {words}
    return sum(pair in text for pair in pairs) / len(pairs)


def features_of(evidence: Evidence, found: Found | None, search: Search) -> dict[str, float]:
    """What the confidence model looks at."""
    relevance = min(max(evidence.reading.relevance, 1e-5), 1 - 1e-5)
    span = (
        found.score - found.evidence.score
        if found
        else (evidence.reading.best() or [(Span(0, 0), -20.0)])[0][1]
    )
    others = [e.score for e in search.evidence if e is not evidence]
    return {
        "relevance": math.log(relevance / (1 - relevance)),
        "span": max(-20.0, span),
        "retrieval": evidence.candidate.score,
        "margin": min(6.0, evidence.score - max(others)) if others else 6.0,
        "unknown": search.unknown,
    }
