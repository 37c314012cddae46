"""BM25 over characters and bigrams, against the formula written out."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import lexical
from ingest.lexical import LexicalIndex, build, terms

TEXTS = ["文明城市创建", "文明单位4个", "新增4个社区", "GDP 增长7.5%", "", "城市城市"]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    build(TEXTS, tmp_path / "lexical")
    return LexicalIndex.open(tmp_path / "lexical")


def naive(texts: list[str], query: str) -> list[float]:
    """BM25 by the book: k1 1.2, b 0.75, idf ln(1 + (N - n + 0.5) / (n + 0.5))."""
    bags = [Counter(terms(text).tolist()) for text in texts]
    mean = sum(bag.total() for bag in bags) / len(bags)
    scores = []
    for bag in bags:
        score = 0.0
        for term, repeat in Counter(terms(query).tolist()).items():
            n = sum(term in other for other in bags)
            idf = math.log(1 + (len(bags) - n + 0.5) / (n + 0.5))
            length = 1.2 * (0.25 + 0.75 * bag.total() / mean)
            score += repeat * idf * bag[term] * 2.2 / (bag[term] + length)
        scores.append(score)
    return scores


def test_scores_are_bm25(index: LexicalIndex) -> None:
    for query in ("文明城市", "4个社区", "gdp增长7.5", "城市"):
        expected = naive(TEXTS, query)
        found = dict(index.scores(query, 10))
        assert found == pytest.approx({at: score for at, score in enumerate(expected) if score}, rel=1e-4)


@given(
    st.lists(st.text("文明城市新增个ab12。 ", max_size=12), min_size=1, max_size=8),
    st.text("文明城市新增个ab12。 ", max_size=8),
)
@settings(deadline=None, max_examples=60)
def test_scores_are_bm25_for_any_texts(texts: list[str], query: str) -> None:
    if not any(len(terms(text)) for text in texts):
        return
    with TemporaryDirectory() as folder:
        build(texts, Path(folder) / "lexical")
        found = dict(LexicalIndex.open(Path(folder) / "lexical").scores(query, 20))
    expected = {at: score for at, score in enumerate(naive(texts, query)) if score}
    assert found == pytest.approx(expected, rel=1e-3)


def test_best_first_and_no_more_than_asked(index: LexicalIndex) -> None:
    hits = index.scores("城市", 1)
    assert [at for at, _ in hits] == [5]
    both = index.scores("城市", 9)
    assert [at for at, _ in both] == [5, 0]
    assert both[0][1] > both[1][1]


def test_only_allowed_passages(index: LexicalIndex) -> None:
    allowed = np.array([True, False, False, False, False, False])
    assert [at for at, _ in index.scores("城市", 9, allowed)] == [0]


def test_width_case_and_script_do_not_matter(index: LexicalIndex) -> None:
    assert index.scores("ＧＤＰ增長", 3) == index.scores("gdp增长", 3)


def test_frequency_and_idf(index: LexicalIndex) -> None:
    assert index.frequency("文明") == 2
    assert index.frequency("4") == 2
    assert index.frequency("省") == 0
    assert index.idf("社区") > index.idf("文明") > 0


def test_a_number_is_a_term_of_its_own(tmp_path: Path) -> None:
    build(["投资14亿元", "投资1.4亿元", "投资140亿元"], tmp_path / "lexical")
    index = LexicalIndex.open(tmp_path / "lexical")
    assert index.scores("1.4", 3)[0][0] == 1
    assert index.scores("14", 3)[0][0] == 0


def test_nothing_indexed_nothing_found(tmp_path: Path) -> None:
    build([], tmp_path / "lexical")
    index = LexicalIndex.open(tmp_path / "lexical")
    assert len(index) == 0
    assert index.scores("文明", 5) == []


def test_blocks_join_up(index: LexicalIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index made in small blocks is the one made in a single block."""
    monkeypatch.setattr(lexical, "_BLOCK", 2)
    build(TEXTS, tmp_path / "small")
    small = LexicalIndex.open(tmp_path / "small")
    for query in ("文明城市", "4个社区"):
        assert small.scores(query, 10) == index.scores(query, 10)


def test_beyond_the_budget_candidates_still_get_their_full_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"新增社区{number}个" for number in range(300)]
    build(texts, tmp_path / "lexical")
    index = LexicalIndex.open(tmp_path / "lexical")
    exact = index.scores("新增社区77个", 3)
    monkeypatch.setattr(lexical, "_BUDGET", 10)
    assert index.scores("新增社区77个", 1)[0] == pytest.approx(exact[0])
    assert exact[0][0] == 77
