"""Question -> evidence: search, cut into windows, read. The one way by which every kind of question looks things up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, overload

from ingest.normalise import normalise
from ingest.patterns import regex
from ingest.records import Document, Hit, Passage
from qa.numbers.units import CLASSIFIERS
from qa.parsing.focus import as_printed, worded_as
from qa.parsing.places import places
from qa.parsing.question import ParsedQuestion
from qa.search.evidence import READ_PIECES, Evidence, read_all
from qa.search.quote import Quote, quote_around
from qa.search.reader import Reader
from qa.search.retrieve import Candidate, candidates, front, search
from qa.search.scope import (
    Scope,
    asked_of,
    fits_years,
    lies_ahead,
    scope_of,
    under_plans,
    without_years,
    year_of,
)
from qa.search.windows import Window
from qa.text.glossary import in_chinese
from qa.text.interrogatives import QUESTION_WORD
from qa.text.issuers import without_issuer
from qa.text.regions import NATION, mentions, seat, without_region
from qa.text.spoken import printed_for
from qa.text.variants import variants
from qa.text.words import is_word, words_of

if TYPE_CHECKING:
    from ingest.store import Store

__all__ = ["Finder", "Search"]

CANDIDATES = 8
_REMEMBERED = 100_000
"""Pairs of characters remembered as known or unknown."""
_FRONT = 40
"""Passages from a document's beginning among which its year is looked for."""


_PLANNED = regex(
    r"计划|规划|目标|任务|打算|预期|预计|力争|争取|确保|拟|将|要|明年|今年|到20\d\d年|年内|下一步|即将|有望|(?<!公共)(?<!基金)预算|[^\d]20\d\d年[底前末]"
)
"""Words that a plan stands in, whatever it is a plan for."""
_ASKS_PLANS = regex("打算|计划|规划|目标|力争|预计|预期|拟|下一步|明年|准备|将要?|target|plan")
_ONCE = regex("原[计定先来本]|当初|年初|本来")
"""What was meant once, of which results tell."""
_FRONTS = 3
"""Documents whose bylines and date lines are read for a question about the report itself."""
# who gave or wrote it, when it was given or published
_OF_ITSELF = regex(
    r"(?:(?<!工)作|做|念|宣读)(?:的|了|过)?(?:这份|这个)?(?:政府)?(?:工作)?报告|报告人|记者|通讯员|作者|署名"
    r"|(?:报告|公报|综述|总结|文章|稿子?|报道|材料|版面|专版)(?:是|由|的|刊?登|发表?|刊)*(?:在|于)?(?:第几[期版]|哪[一]?[位期版]|在?(?:哪天|哪一天|几月几|几号|什么时候|何时|哪年)|谁|哪个?(?:部门|单位)|日期)"
    r"|(?:[省市区县旗州镇乡局厅院校馆]长|主任|书记)(?:是|叫|姓)|^(?:这|本)(?:一?[期份张]|版)?(?:是|为)?第几[期版]"
    r"|\b(?:who|when)\b.{0,20}\breport\b"
)
T = TypeVar("T", covariant=True)


class Later(Sequence[T]):
    """A sequence that is made when somebody looks into it."""

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[T, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._made[at]


@dataclass(frozen=True)
class Search:
    """What one search brought: evidence best first, the passages behind it, the documents it was limited to."""

    text: str
    """Normalised, as it was searched for (typing errors mended)."""
    evidence: Sequence[Evidence]
    """Read when somebody looks at it: reading takes the longest, and a calculation reads for its operands alone."""
    hits: tuple[Hit, ...]
    scope: Scope
    words: dict[str, float]
    """Character pairs of the question that the reports hold, with their inverse document frequency."""
    unknown: float
    """Share (0..1) of the question's character pairs that stand nowhere in the reports."""

    @property
    def near(self) -> Sequence[Passage]:
        """The passages nearest to the question, without repeats, best first."""
        return Later(self._near)

    def _near(self) -> Collection[Passage]:
        passages = [e.passage for e in self.evidence] + [h.passage for h in self.hits]
        return {p.id: p for p in passages}.values()


# a closed class of general Chinese: such a word stands by any other, so that a pair which no report prints is no error
_FUNCTION_WORDS = frozenset(
    "的地得着了过在是有和与及或同跟对把被让给从到向往由于为以比按就都也还又才只很更最太不没无要会能可该"
    "个几哪谁什么怎吗呢吧啊呀我你您他她它们咱俺这那其各每某上下里外中前后第等之所而且并但多少大小一二三四五六七八九十两百千万亿"
)


# verbs of one character that stand by any noun in speech: 搞科技 is no misspelt 高科技
_SPOKEN_VERBS = frozenset(
    "搞做干弄办建修盖拿给花用去来想看说讲找买卖收发开关打走跑住吃喝学教送接放装换改查管占算签评涨跌降升补拆种养治救捐赔借还欠招聘选挑派帮扶"
)


_ONE_OF = regex(rf"[哪几这那每某]一?(?P<of>{'|'.join(CLASSIFIERS)})[\u4e00-\u9fff]")

_THAT_THING = regex(r"[这那][事人天年地钱条](?![\u4e00-\u9fff]?[儿子])")
"""这事上 is no misspelt 这以上."""
_SHARED_WORDS = regex(r"[\u3400-\u9fff]+|\b[A-Za-z]*[A-Z]{2}[A-Za-z]*\b|\d+(?:\.\d+)?")
"""What an English question and a Chinese report may both print: Chinese names, abbreviations, figures."""
_HAN_RUN = regex(r"[\u3400-\u9fff]+")
_UNSORTED = 2
"""How much more is read of what meaning alone has found: its order is worth less."""


class Finder:
    """Searches one store with one reader. `disabled` names stages to leave out, for the evaluation."""

    def __init__(self, store: Store, reader: Reader, disabled: Collection[str] = ()) -> None:
        self.store = store
        self._reader = reader
        self._disabled = frozenset(disabled)
        self._report: int | None = None
        self._closer = False
        self._memory: tuple[str, dict[str, bool]] = ("", {})

    def of_report(self, year: int | None) -> Finder:
        """This finder for the parts of a question that names the report of a year; itself for one that names none."""
        if year is None:
            return self
        bound = copy(self)
        bound._report = year
        return bound

    def closer(self) -> Finder:
        """This finder with a closer look: it has single sentences read, each under the heading of its section."""
        bound = copy(self)
        bound._closer = True
        return bound

    def find(
        self, parsed: ParsedQuestion, text: str | None = None, only: Collection[str] | None = None
    ) -> Search:
        """Evidence for a question; `text` is searched for in place of its own words, in the documents `only`."""
        asked = normalise(text) if text is not None else parsed.normalised
        scope = self.scope(parsed)
        if only is not None:
            scope = replace(scope, documents=tuple(only), others=())
        own = self._wanted(parsed, asked if text is not None else None, scope)
        meaning = " ".join([own, *self._printed_for(own)])
        words = meaning
        dense = "dense" not in self._disabled
        if parsed.language == "en" and dense:
            # letters of English words are no words of a Chinese report; names and abbreviations are
            meaning = in_chinese(own, self._all_printed)
            shared = _SHARED_WORDS.findall(parsed.text if text is None else text)
            words = normalise(" ".join([*shared, *_HAN_RUN.findall(meaning)]))
        hits = search(self.store, words, 40, scope.documents, dense, meaning)
        found = self._promising(parsed, asked, words, hits, scope)
        put = self._put(parsed, asked)
        reader = None if "reader" in self._disabled else self._reader
        budget = READ_PIECES * (_UNSORTED if parsed.language == "en" else 1)
        evidence = Later(lambda: read_all(reader, put, found, budget))
        known, unknown = self._words(own)[0], self._words(meaning)[1]
        return Search(asked, evidence, tuple(hits), scope, known, unknown)

    def _documents(self) -> dict[str, Document]:
        return {d.name: d for d in self.store.documents()}

    def _wanted(self, parsed: ParsedQuestion, text: str | None, scope: Scope) -> str:
        """What to look for: a question's content, less the years and the place that chose the documents."""
        if text is None:
            text = parsed.focus if parsed.focus and parsed.language != "en" else parsed.normalised
            text = text if parsed.kind == "topic" else as_printed(text)
        if scope.covered:
            text = without_years(text, parsed.years)
        documents = self._documents()
        own = {seat(documents[n]) for n in scope.documents or documents if n in documents}
        for region in own if len(own) == 1 else ():
            text = without_region(text, region, self._printed, parsed.places)
        return text

    def _printed_for(self, own: str) -> tuple[str, ...]:
        """What reports print for a question's own words. They find passages; in a passage its own words tell figures
        apart."""
        return () if "spoken" in self._disabled else printed_for(own, self.spoken_of)

    def _promising(
        self, parsed: ParsedQuestion, asked: str, words: str, hits: Sequence[Hit], scope: Scope
    ) -> list[Candidate]:
        """The windows to read, those first that promise most; of a question about a report itself, its first lines."""
        documents = self._documents()
        once = _ONCE.search(parsed.normalised) is not None
        aims = parsed.tense == "aim" and _ASKS_PLANS.search(parsed.normalised) and not once
        plans = aims and any(under_plans(hit.passage.section) for hit in hits)

        def allowed(passage: Passage, window: Window) -> bool:
            if parsed.kind == "description" and passage.kind in ("heading", "furniture"):
                return False  # names what is told of, tells nothing
            document = documents.get(passage.document)
            results = parsed.tense == "result" and not scope.years
            if document and results and lies_ahead(document, passage.section):
                return False
            if document and document.told_year in (None, document.year):
                if once and under_plans(passage.section):
                    return False
                # results, where a page's plans stand under a heading of their own
                if plans and not (under_plans(passage.section) or _PLANNED.search(window.text)):
                    return False
            return fits_years(scope, document, passage.section, window.text)

        found = candidates(self.store, words, hits, CANDIDATES, allowed, self._closer)
        if not _OF_ITSELF.search(asked):
            return found
        best = found[0].score if found else 1.0
        near = list(scope.documents or dict.fromkeys(h.passage.document for h in hits))[:_FRONTS]
        return [c for n in near for c in front(self.store, documents[n], best)] + found

    def _put(self, parsed: ParsedQuestion, asked: str) -> Callable[[Candidate], str]:
        """The question as it is put to a window: from where its document stands in time and place."""
        documents = self._documents()

        @cache
        def of_place(region: str | None) -> str:
            return without_region(asked, region, self._printed, parsed.places)

        def put(candidate: Candidate) -> str:
            document = documents.get(candidate.passage.document)
            window = candidate.window.text
            known = year_of(document, candidate.passage.section, window)
            own = of_place(seat(document) if document else None)
            if document is not None and document.region != NATION:
                own = without_issuer(own, document.issuer)
            own = worded_as(asked_of(document, own, parsed.years, known, window), window, self.spoken_of)
            if parsed.language == "en":
                own = in_chinese(own, lambda phrase, words: self._rendered(phrase, words, window))
            return own

        return put

    def _all_printed(self, _: str, renderings: Sequence[str]) -> str:
        return " ".join(word for word in renderings if self.spoken_of(word))

    def _rendered(self, phrase: str, renderings: Sequence[str], window: str) -> str:
        """An English phrase as the window prints it, or else the reports; a single word has too many meanings for that."""
        elsewhere = self.spoken_of if " " in phrase else lambda _: False
        here = (word for word in renderings if word in window)
        return next(here, next((word for word in renderings if elsewhere(word)), ""))

    def _words(self, query: str) -> tuple[dict[str, float], float]:
        pairs = {query[i : i + 2] for i in range(len(query) - 1) if query[i : i + 2].isalnum()}
        known = {pair: self.store.idf(pair) for pair in sorted(pairs) if self._known(pair)}
        return known, 1 - len(known) / len(pairs) if pairs else 0.0

    def scope(self, parsed: ParsedQuestion) -> Scope:
        """Which documents the question's years and places allow."""
        if "scope" in self._disabled:
            return Scope(None, (), True)
        if self._report is not None and parsed.report is None:
            parsed = replace(parsed, report=self._report)
        return scope_of(self.store.documents(), parsed, self._printed)

    def mended(self, text: str) -> str:
        """Typing and homophone errors put right by the words that the reports use.

        Only where a dictionary word that the reports hold takes the place of characters that make none.
        """
        if "variants" in self._disabled:
            return text
        for candidate in variants(text, self.store.held):
            if len(candidate) != len(text):
                continue
            kept, named = self._kept(text)
            for place, (old, new) in enumerate(zip(text, candidate, strict=True)):
                changed = text[:place] + new + text[place + 1 :]
                if (
                    old != new
                    and self._better(normalise(text), normalise(changed), place)
                    and self._may(changed, place, kept, named)
                ):
                    text = changed
        return text

    def _kept(self, text: str) -> tuple[list[range], list[range]]:
        """Where nothing is mended: question words (多少人 is no misspelt 多少年), the noun after a classifier (哪条江 is no
        misspelt 哪条件), places of reports; and other places."""
        text = normalise(text)
        kept = [range(m.start() - 1, m.end() + 1) for m in QUESTION_WORD.finditer(text)]
        kept += [range(m.start("of"), m.end()) for m in _ONE_OF.finditer(text)]
        kept += [range(m.start(), m.end()) for m in _THAT_THING.finditer(text)]
        regions = (name for d in self.store.documents() if (name := seat(d)))
        kept += [range(m.start, m.end) for m in mentions(text, regions)]
        return kept, [range(at, at + len(name)) for name in places(text) if (at := text.find(name)) >= 0]

    def _may(self, changed: str, place: int, kept: list[range], named: list[range]) -> bool:
        """Whether a character may be mended. A place only into one that the reports speak of: 石湾区 is no 市湾区."""
        names = [changed[r.start : r.stop] for r in named if place in r]
        return not any(place in r for r in kept) and all(map(self.spoken_of, names))

    def _known(self, pair: str) -> bool:
        """Whether a pair of characters stands anywhere in the reports; remembered for the generation in service."""
        if self._memory[0] != self.store.generation:
            self._memory = (self.store.generation, {})
        known = self._memory[1]
        if pair not in known:
            if len(known) > _REMEMBERED:
                known.clear()
            known[pair] = self.store.frequency(pair) > 0
        return known[pair]

    def _better(self, text: str, candidate: str, place: int) -> bool:
        """Whether a character that makes no word becomes part of one that the reports use.

        招 for 找 of 找工作 makes none: 工 is of 工作.
        """
        if text[place] in _FUNCTION_WORDS or text[place] in _SPOKEN_VERBS or len(_word_at(text, place)) > 1:
            return False
        word = _word_at(candidate, place)
        made = len(word) > 1 and any(self._known(pair) for pair in _pairs(candidate, place) if pair in word)
        return made and not any(map(is_word, _pairs(text, place)))

    def _printed(self, phrase: str) -> bool:
        """Whether the reports print a phrase."""
        if not self.spoken_of(phrase):
            return False
        return any(phrase in normalise(hit.passage.text) for hit in self.store.lexical(phrase, 3))

    def spoken_of(self, name: str) -> bool:
        """Whether a name stands anywhere in the reports: all of its pairs of characters do."""
        name = normalise(name)
        return all(self._known(name[i : i + 2]) for i in range(len(name) - 1))

    def misspelt(self, name: str) -> bool:
        """Whether the reports print a name that sounds like this one."""
        return any(self.spoken_of(other) for other in variants(normalise(name), self.store.held))

    def naming(self, document: str, year: str) -> Quote | None:
        """A heading or first lines of a document that name a year, to cite for it."""
        for passage in islice(self.store.passages(document), _FRONT):
            at = passage.text.find(year)
            if at >= 0:
                return quote_around(passage, passage.start + at, passage.start + at + len(year))
        return None


def _pairs(text: str, place: int) -> list[str]:
    """The pairs of Chinese characters that hold one place."""
    pairs = (text[max(0, place - 1) : place + 1], text[place : place + 2])
    return [pair for pair in pairs if len(pair) == 2 and all("\u4e00" <= c <= "\u9fff" for c in pair)]


def _word_at(text: str, place: int) -> str:
    """The word of the dictionary that a character is part of."""
    at = 0
    for word in words_of(text):
        at += len(word)
        if at > place:
            return word
    return ""
