"""The report's charts as SVG text, by matplotlib: no file, no network, letters kept as letters.

Text stays text: the browser sets it in a font of its own that has Chinese, and it can be selected and read
aloud. The same numbers give the same bytes.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eval.metrics import RiskPoint, calibration_bins, percentile

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["calibration_chart", "kinds_chart", "latency_chart", "recall_chart", "risk_chart"]

_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
)
"""Only for measuring how wide a label is; the browser sets the letters."""
_NOW, _BEFORE, _INK, _GRID, _WARN = "#0b6e6e", "#c3cdd1", "#22313a", "#dfe5e8", "#b5482f"


def _draw(width: float, height: float, title: str, paint: Any) -> str:
    """One chart as an `<svg>` element with a title for those who can't see it."""
    import matplotlib

    matplotlib.use("svg")
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # says which fonts are not there
    from matplotlib.figure import Figure

    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "report-qa",
        "font.family": [*_FONTS, "DejaVu Sans"],
        "font.size": 9.5,
        "axes.edgecolor": _GRID,
        "axes.labelcolor": _INK,
        "text.color": _INK,
        "xtick.color": _INK,
        "ytick.color": _INK,
    }
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(width, height))
        axes = figure.add_subplot()
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        paint(axes)
        buffer = io.StringIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing")  # where no font has Chinese
            figure.savefig(
                buffer, format="svg", bbox_inches="tight", transparent=True, metadata={"Date": None}
            )
    return _accessible(buffer.getvalue(), title)


def _accessible(text: str, title: str) -> str:
    """The `<svg>` element alone, with a role, a title, and ids of its own, since charts share a page."""
    svg = text[text.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    mark = re.sub(r"\W+", "", title)[:24]
    svg = re.sub(r'(\bid="|url\(#|xlink:href="#)', rf"\g<1>{mark}-", svg)
    return svg.replace("<svg ", '<svg role="img" ', 1).replace(">", f"><title>{title}</title>", 1)


def kinds_chart(now: Mapping[str, float], before: Mapping[str, float], labels: Sequence[str]) -> str:
    """Share right by kind, beside the baseline where there is one."""
    kinds = list(now)

    def paint(axes: Axes) -> None:
        rows = range(len(kinds))
        if before:
            values = [100 * before.get(kind, 0.0) for kind in kinds]
            axes.barh([row + 0.2 for row in rows], values, 0.34, color=_BEFORE, label="基线 baseline")
        offset = -0.2 if before else 0.0
        values = [100 * now[kind] for kind in kinds]
        bars = axes.barh(
            [row + offset for row in rows], values, 0.34 if before else 0.6, color=_NOW, label="本次 now"
        )
        axes.bar_label(bars, fmt="%.0f", padding=4, fontsize=8.5)
        axes.set_yticks(list(rows), labels)
        axes.invert_yaxis()
        axes.set_xlim(0, 108)
        axes.set_xlabel("正确 % right")
        axes.grid(axis="x", color=_GRID)
        if before:
            axes.legend(loc="lower right", frameon=False, bbox_to_anchor=(1, 1))

    return _draw(5.0, 0.36 * len(kinds) + 1.0, "各题型正确率 share right by kind", paint)


def calibration_chart(scored: Sequence[tuple[float, float]]) -> str:
    """Confidence against share right, by bins of ten; the size of a dot is how many answers are in it."""
    bins = calibration_bins(scored)
    most = max((count for _, _, count in bins), default=1)

    def paint(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=_BEFORE, linestyle="--", label="完全校准 perfect")
        axes.plot([c for c, _, _ in bins], [r for _, r, _ in bins], color=_NOW, linewidth=1.6)
        sizes = [24 + 220 * count / most for _, _, count in bins]
        axes.scatter([c for c, _, _ in bins], [r for _, r, _ in bins], sizes, color=_NOW, zorder=3)
        for confidence, right, count in bins:
            axes.annotate(
                str(count), (confidence, right), (0, 11), textcoords="offset points", ha="center", fontsize=8
            )
        axes.set_xlim(0, 1.04)
        axes.set_ylim(0, 1.1)
        axes.set_xlabel("给出的把握 confidence")
        axes.set_ylabel("实际正确 share right")
        axes.grid(color=_GRID)
        axes.legend(loc="upper left", frameon=False)

    return _draw(4.6, 3.6, "校准曲线 calibration", paint)


def risk_chart(points: Sequence[RiskPoint]) -> str:
    """What each threshold on confidence would give: answered, refused, right."""

    def paint(axes: Axes) -> None:
        at = [point.threshold for point in points]
        axes.plot(
            at, [100 * p.coverage for p in points], color=_NOW, label="有答案的仍作答 answerable answered"
        )
        axes.plot(
            at, [100 * p.refused for p in points], color=_WARN, label="无答案的被拒 unanswerable refused"
        )
        axes.plot(
            at,
            [100 * p.accuracy for p in points],
            color=_INK,
            linestyle=":",
            label="所答正确 right if answered",
        )
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 104)
        axes.set_xlabel("拒答阈值 threshold on confidence")
        axes.set_ylabel("%")
        axes.grid(color=_GRID)
        axes.legend(loc="lower center", frameon=False, fontsize=8.5, bbox_to_anchor=(0.5, 1.0))

    return _draw(4.9, 3.6, "拒答曲线 refusal curve", paint)


def recall_chart(levels: Mapping[str, Mapping[str, float]]) -> str:
    """Recall at k by level: `levels[level]["5"]`."""

    def paint(axes: Axes) -> None:
        looks = ((_NOW, "-", 7), (_WARN, "--", -15))
        for (level, recall), (color, style, above) in zip(levels.items(), looks, strict=False):
            cuts = list(recall)
            values = [100 * recall[cut] for cut in cuts]
            axes.plot(range(len(cuts)), values, color=color, linestyle=style, marker="o", label=level)
            for at, value in enumerate(values):
                axes.annotate(
                    f"{value:.0f}",
                    (at, value),
                    (0, above),
                    textcoords="offset points",
                    ha="center",
                    fontsize=8,
                )
            axes.set_xticks(range(len(cuts)), cuts)
        axes.set_ylim(0, 108)
        axes.set_xlabel("前 k 条 first k")
        axes.set_ylabel("召回 % recall")
        axes.grid(axis="y", color=_GRID)
        axes.legend(loc="lower right", frameon=False)

    return _draw(4.6, 3.2, "前 k 条召回率 recall at k", paint)


def latency_chart(milliseconds: Sequence[float], budget: float) -> str:
    """How long the answers took, as a histogram, with the budget."""

    def paint(axes: Axes) -> None:
        top = max(2 * budget, percentile(milliseconds, 97))
        axes.hist([min(value, top) for value in milliseconds], bins=30, range=(0, top), color=_NOW)
        axes.axvline(budget, color=_WARN, linestyle="--", label=f"p95 预算 budget {budget:.0f} ms")
        axes.set_xlabel("一次回答 ms per answer(更慢的并入末格)")
        axes.set_ylabel("题数 questions")
        axes.grid(axis="y", color=_GRID)
        axes.legend(frameon=False)

    return _draw(4.6, 3.2, "耗时 latency", paint)
