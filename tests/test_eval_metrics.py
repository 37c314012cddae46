"""Every measure of ours against fractions worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from eval.figures import figures, same_figure, same_unit, whole_figure
from eval.metrics import (
    Interval,
    Refusals,
    Span,
    bootstrap,
    brier,
    calibration_bins,
    calibration_error,
    citation_precision,
    citation_recall,
    exact_match,
    f1,
    holds,
    items_score,
    mcnemar_worse,
    overlaps,
    percentile,
    refusals,
    risk_coverage,
    same_answer,
    segments,
    sign_flip,
)
from eval.retrieval import ranking_scores
from eval.support import unsupported_figures

# ---------------------------------------------------------------- reading comprehension


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东风街道", ["东", "风", "街", "道"]),
        ("RCEP鲁贸通", ["rcep", "鲁", "贸", "通"]),
        ("1200万余元", ["1200", "万", "余", "元"]),
        ("《深蓝浪花》、《舒心生活》", list("深蓝浪花舒心生活")),
        ("New York 3.5%", ["new", "york", "3.5", "%"]),
    ],
)
def test_segments_count_a_chinese_character_and_a_latin_word_each(text: str, expected: list[str]) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("prediction", "golds", "expected"),
    [
        ("东风街道", ["东风街道"], Fraction(1)),
        # 2 of 4 in the prediction, 2 of 2 in the gold: 2 * 2 / (4 + 2)
        ("东风街道", ["东风"], Fraction(2, 3)),
        # the longest common run is 街道: 2 * 2 / (4 + 4)
        ("东风街道", ["西山街道"], Fraction(1, 2)),
        # contiguous, as the set's script has it: 甲 alone is common in a run, not 甲乙
        ("甲丙乙", ["甲乙"], Fraction(2 * 1, 5)),
        ("", ["东风"], Fraction(0)),
        ("北京", ["东风", "北京市"], Fraction(4, 5)),
    ],
)
def test_f1_is_of_the_longest_common_run(prediction: str, golds: list[str], expected: Fraction) -> None:
    assert f1(prediction, golds) == float(expected)


def test_exact_match_sets_marks_and_case_aside() -> None:
    assert exact_match("《红楼梦》", ["红楼梦"]) == 1.0
    assert exact_match("RCEP", ["甲", "rcep"]) == 1.0
    assert exact_match("红楼", ["红楼梦"]) == 0.0


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("1200万余元", 12_000_000, "元", "over"),
        ("1200余万元", 12_000_000, "元", "over"),
        ("近800辆", 800, "辆", "under"),
        ("3亿元左右", 300_000_000, "元", "about"),
        ("7.5%", Fraction(75, 1000), "%", ""),
        ("百分之七点五", Fraction(75, 1000), "%", ""),
        ("三百四十四人", 344, "人", ""),
        ("1/6", Fraction(1, 6), "", ""),
        ("1,200元", 1200, "元", ""),
        ("８.56万人次", 85_600, "人次", ""),
        ("74.4\n\n万亿元", 74_400_000_000_000, "元", ""),
    ],
)
def test_a_figure_has_value_unit_and_qualifier(
    text: str, value: Fraction | int, unit: str, qualifier: str
) -> None:
    figure = whole_figure(text)
    assert figure is not None
    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)


def test_a_unit_ends_where_the_next_figure_begins() -> None:
    found = figures("产量由二千零四十六万吨增加到三千一百七十八万吨,增长百分之五点三")
    assert [f.value for f in found] == [20_460_000, 31_780_000, Fraction(53, 1000)]


def test_names_and_idioms_are_no_figures() -> None:
    assert figures("一事全办,千方百计,十大工程") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("个", "个项目", True),
        ("人", "人次", False),
        ("元", "元/吨", False),
        ("", "个", False),
        ("个", "个百分点", False),
    ],
)
def test_units(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same


@pytest.mark.parametrize(
    ("prediction", "gold", "right"),
    [
        ("1200余万元", "1200万余元", True),
        ("1200万元", "1200万余元", False),
        ("800辆", "近800辆", False),
        ("900人", "900人次", False),
        ("三百四十四人", "344人", True),
        ("185个", "185个项目", True),
        ("项目185个", "185个", False),
        ("“东风街道”。", "东风街道", True),
        ("东风街道办", "东风街道", False),
        (None, "6处", False),
    ],
)
def test_a_short_answer_is_right_with_its_unit_and_qualifier(
    prediction: str | None, gold: str, right: bool
) -> None:
    assert same_answer(prediction, gold) is right


def test_a_text_holds_a_figure_not_its_digits() -> None:
    assert holds("共安装78处,投入运营", "78处")
    assert not holds("共安装178处,投入运营", "78处")
    assert not holds("共安装78家", "78处")
    assert same_figure(figures("近80辆")[0], figures("将近80辆")[0])


@pytest.mark.parametrize(
    ("prediction", "items", "expected"),
    [
        ("甲县、乙县、丙县", ["甲县", "乙县", "丙县"], (1, 1)),
        ("丙县和甲县、乙县", ["甲县", "乙县", "丙县"], (1, 1)),
        ("甲县、丁县", ["甲县", "乙县", "丙县"], (Fraction(1, 2), Fraction(1, 3))),
        ("西和县、成武县等", ["西和县", "成武县"], (1, 1)),
        ("文明单位、社区4个,文明校园2个", ["文明单位、社区4个", "文明校园2个"], (1, 1)),
        ("《甲》《乙》", ["甲", "乙"], (1, 1)),
        (None, ["甲县"], (0, 0)),
    ],
)
def test_lists(prediction: str | None, items: list[str], expected: tuple[Fraction, Fraction]) -> None:
    assert items_score(prediction, items) == tuple(map(float, expected))


# ---------------------------------------------------------------- law 1

QUOTES = ["拍卖项目10个,供地面积566.07亩", "划拨项目34个,供地面积651.14亩"]


@pytest.mark.parametrize(
    ("answer", "unsupported"),
    [
        ("供地566.07亩 [1]", []),
        ("供地566.08亩 [1]", ["566.08亩"]),
        ("供地566.07公顷", ["566.07公顷"]),
        ("566.07亩 + 651.14亩 = 1217.21亩", []),
        ("566.07亩 + 651.14亩 = 1217.22亩", ["1217.22亩"]),
        ("1217.21亩", ["1217.21亩"]),
        ("一共1217.21亩:拍卖566.07亩 + 划拨651.14亩 = 1217.21亩", []),
        ("(566.07亩 + 651.14亩) ÷ 2 = 608.605亩", []),
        ("10个 ÷ (10个 + 34个) × 100% ≈ 22.7%", []),
        ("10个 ÷ 34个 ≈ 29.5%", ["29.5%"]),
        ("566.07亩 + 7亩 = 573.07亩", ["7亩", "573.07亩"]),
        ("1. 拍卖10个\n2. 划拨34个", []),
        ("三百四十四人", ["三百四十四人"]),
    ],
)
def test_every_figure_is_quoted_or_computed_from_quoted_ones(answer: str, unsupported: list[str]) -> None:
    assert unsupported_figures(answer, QUOTES) == unsupported


def test_a_document_label_supports_a_year_and_nothing_else() -> None:
    labels = ["示范区2023年工作报告.txt"]
    assert unsupported_figures("2023年供地566.07亩", QUOTES, labels) == []
    assert unsupported_figures("2023个", QUOTES, labels) == ["2023个"]


# ---------------------------------------------------------------- citations

CLAUSE = [Span("a", 10, 20)]
OTHER = [Span("a", 40, 50), Span("b", 0, 10)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Span("a", 0, 100), True),  # a paragraph that holds the clause
        (Span("a", 15, 25), True),  # half of the clause, 5 of 10
        (Span("a", 16, 26), False),  # 4 of 10
        (Span("a", 12, 14), True),  # part of the clause
        (Span("b", 10, 20), False),
        (Span("a", 20, 30), False),
    ],
)
def test_a_citation_touches_evidence_by_half_of_the_shorter(one: Span, expected: bool) -> None:
    assert overlaps(one, CLAUSE[0]) is expected


def test_citation_precision_and_recall() -> None:
    citations = [Span("a", 0, 30), Span("c", 0, 5), Span("b", 2, 9)]
    assert citation_precision(citations, [CLAUSE, OTHER]) == 2 / 3
    assert citation_recall(citations[:2], [CLAUSE, OTHER], every=True) == 1 / 2
    assert citation_recall(citations[:2], [CLAUSE, OTHER]) == 1.0
    assert citation_recall([], [CLAUSE]) == 0.0
    assert citation_precision([], [CLAUSE]) == 0.0


# ---------------------------------------------------------------- refusals, calibration


def test_refusals() -> None:
    # 4 due, 3 of them made; 6 not due, 1 made all the same
    pairs = [(True, True)] * 3 + [(True, False)] + [(False, True)] + [(False, False)] * 5
    assert refusals(pairs) == Refusals(3 / 4, 3 / 4, 1 / 6)
    assert refusals([]) == Refusals(1.0, 1.0, 0.0)


def test_calibration_error_weighs_bins_by_their_answers() -> None:
    scored = [(0.9, 1.0), (0.9, 1.0), (0.9, 0.0), (0.1, 0.0)]
    assert calibration_bins(scored) == [(0.1, 0.0, 1), (pytest.approx(0.9), pytest.approx(2 / 3), 3)]
    # (1 * |0.1 - 0| + 3 * |0.9 - 2/3|) / 4
    assert calibration_error(scored) == pytest.approx((0.1 + 3 * (0.9 - 2 / 3)) / 4)
    assert calibration_error([(1.0, 1.0)]) == 0.0
    assert brier([(0.5, 1.0), (1.0, 1.0)]) == 1 / 8


def test_the_refusal_curve() -> None:
    rows = [(True, True, 0.9, 1.0), (True, True, 0.4, 0.0), (False, True, 0.6, 0.0), (False, False, 0.0, 1.0)]
    low, middle, high = risk_coverage(rows, [0.0, 0.5, 0.95])
    assert (low.coverage, low.refused, low.accuracy) == (1.0, 1 / 2, 1 / 3)
    assert (middle.coverage, middle.refused, middle.accuracy) == (1 / 2, 1 / 2, 1 / 2)
    assert (high.coverage, high.refused, high.accuracy) == (0.0, 1.0, 1.0)


# ---------------------------------------------------------------- uncertainty


def test_bootstrap_is_seeded_and_holds_the_mean() -> None:
    values = [1.0] * 9 + [0.0]
    once = bootstrap(values)
    assert once == bootstrap(values)
    assert once.mean == 0.9
    assert once.low < 0.9 < once.high <= 1.0
    assert bootstrap([1.0] * 5) == Interval(1.0, 1.0, 1.0, 5)
    assert bootstrap([]) == Interval(0.0, 0.0, 0.0, 0)


@pytest.mark.parametrize(
    ("lost", "won", "expected"),
    [
        (0, 0, Fraction(1)),
        (5, 0, Fraction(1, 32)),
        (4, 0, Fraction(1, 16)),
        (3, 1, Fraction(5, 16)),
        (0, 3, Fraction(1)),
    ],
)
def test_mcnemar(lost: int, won: int, expected: Fraction) -> None:
    assert mcnemar_worse(lost, won) == float(expected)


def test_sign_flip() -> None:
    assert sign_flip([1, 1, 1, 1, 1]) == 2 / 32
    assert sign_flip([1, -1]) == 1.0
    assert sign_flip([0, 0]) == 1.0
    assert sign_flip([0.5] * 40) < 0.01


def test_percentile() -> None:
    assert percentile([1, 2, 3, 4, 5], 50) == 3
    assert percentile([], 95) == 0.0


# ---------------------------------------------------------------- ranking, by ir-measures


def test_ranking_counts_the_first_relevant_item_once() -> None:
    scores = ranking_scores([False, True, True])
    assert scores["R@1"] == 0.0
    assert scores["R@3"] == scores["R@10"] == 1.0
    assert scores["RR"] == 1 / 2
    assert scores["nDCG@10"] == pytest.approx(0.63093, abs=1e-5)  # 1 / log2(3)
    assert set(ranking_scores([]).values()) == {0.0}
    assert set(ranking_scores([False]).values()) == {0.0}


def test_items_in_quotation_marks_need_no_mark_between_them() -> None:
    assert items_score("“拿地”“交房”", ["“拿地”", "“交房”"]) == (1.0, 1.0)


def test_the_last_character_of_a_word_qualifies_no_figure() -> None:
    told = {f.qualifier for text in ("签约417人", "预约30次", "节约5吨") for f in figures(text)}
    assert told == {figures("417人")[0].qualifier}
