"""A run as one HTML page that needs nothing else, and as a Markdown summary for a pull request."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval import charts
from eval.latency import BUDGET, over_budget
from eval.listing import LABELS, faults, interval_text, kind_label
from eval.metrics import Span, overlaps, risk_coverage
from eval.retrieval import CUTS
from eval.runner import THRESHOLDS, Result, Run, answerability, confidences, made
from eval.session import Finished
from eval.suites import occurrences

__all__ = ["markdown", "page", "write_report"]

_AROUND = 60
"""Characters of the source shown on either side of a quote."""


def write_report(finished: Sequence[Finished], folder: Path) -> Path:
    """Write `report.html` and `report.md` into `folder`; the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.html"
    path.write_text(page(finished), "utf-8")
    (folder / "report.md").write_text(markdown(finished), "utf-8")
    return path


def page(finished: Sequence[Finished]) -> str:
    """The HTML page. Questions of held-out suites are not on it."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    return templates.get_template("report.html.jinja").render(
        title="、".join(suite.name for suite in finished),
        made=made(),
        suites=[_suite(suite) for suite in finished],
        about=_about(finished),
    )


def _suite(finished: Finished) -> dict[str, Any]:
    """What the template shows of one suite."""
    heldout = finished.name.endswith("-heldout")
    shown: list[dict[str, Any]] = []
    if finished.run and not heldout:
        entries = finished.baseline["questions"] if finished.baseline else {}
        flips = {f.id for f in (*finished.verdict.lost, *finished.verdict.won)} if finished.verdict else set()
        shown = [_question(r, finished.run, entries.get(r.question.id), flips) for r in finished.run.results]
    return {
        "name": finished.name,
        "count": finished.summary.get("questions") or int(finished.summary["times"]["questions"]),
        "heldout": heldout,
        "verdict": _verdict(finished),
        "tables": _tables(finished),
        "charts": _charts(finished),
        "questions": shown,
        "kinds": list(dict.fromkeys(question["kind"] for question in shown)),
        "wrong": sum(question["wrong"] for question in shown),
        "flips": sum(bool(question["flip"]) for question in shown),
    }


def _verdict(finished: Finished) -> dict[str, Any] | None:
    if finished.name == "latency":
        over = over_budget(finished.summary["times"])
        return {"css": "bad" if over else "", "text": "超出预算" if over else "在预算之内", "lines": over}
    if finished.verdict is None:
        text = "没有基线可比。No baseline to compare with."
        return {"css": "none", "text": text, "lines": []}
    verdict = finished.verdict
    p = "、".join(f"{measure} p = {value:.3f}" for measure, value in verdict.p_values.items())
    text = "通过 Passed" if verdict.passed else "未通过 Failed"
    told = f"{text}：丢 {len(verdict.lost)} 得 {len(verdict.won)} (lost, won){';' + p if p else ''}"
    return {
        "css": "" if verdict.passed else "bad",
        "text": told,
        "lines": [*verdict.failures, *verdict.notes],
    }


# ---------------------------------------------------------------- tables


def _tables(finished: Finished) -> list[dict[str, Any]]:
    before = finished.baseline["summary"] if finished.baseline else {}
    summary = finished.summary
    if finished.name == "latency":
        budgets = {key: f"{limit:g}" for key, limit in BUDGET.items()}
        rows: list[Row] = [([k, f"{v:g}", budgets.get(k, "")], "") for k, v in summary["times"].items()]
        return [_table("耗时与内存 Time and memory", ["指标 measure", "实测 measured", "预算 budget"], rows)]
    head = ["指标 measure", "均值 mean (95%)", "题数 n", "基线 baseline", "变化 change"]
    if finished.name == "retrieval":
        return [
            _table(
                f"检索 {level}",
                head,
                [
                    _mean(name, interval, before.get("levels", {}).get(level, {}).get(name))
                    for name, interval in measures.items()
                ],
            )
            for level, measures in summary["levels"].items()
        ]
    means = [
        _mean(LABELS.get(k, k), v, before.get("measures", {}).get(k)) for k, v in summary["measures"].items()
    ]
    kinds = [_mean(kind_label(k), v, before.get("kinds", {}).get(k)) for k, v in summary["kinds"].items()]
    return [
        _table("总表 Measures", head, means + _counts(summary, before)),
        _table("按题型 By kind", head, kinds),
    ]


Row = tuple[list[str], str]


def _table(title: str, head: list[str], rows: Sequence[Row]) -> dict[str, Any]:
    return {"title": title, "head": head, "rows": [{"cells": cells, "css": css} for cells, css in rows]}


def _mean(label: str, interval: Mapping[str, float], before: Mapping[str, float] | None) -> Row:
    if before is None:
        return [label, interval_text(interval), str(int(interval["count"])), "", ""], ""
    change = 100 * (interval["mean"] - before["mean"])
    css = "" if abs(change) < 0.05 else "up" if change > 0 else "down"
    shown = f"{change:+.1f}" if css else "="
    return [
        label,
        interval_text(interval),
        str(int(interval["count"])),
        f"{100 * before['mean']:.1f}%",
        shown,
    ], css


def _counts(summary: Mapping[str, Any], before: Mapping[str, Any]) -> list[Row]:
    """Refusals, calibration and broken laws, beside the baseline's."""
    told = (
        ("refusals", "recall", "该拒已拒 unanswerable refused", "{:.1%}"),
        ("refusals", "precision", "拒得对 refusal precision", "{:.1%}"),
        ("refusals", "false_rate", "误拒 answerable refused", "{:.1%}"),
        ("calibration", "error", "校准误差 ECE", "{:.3f}"),
        ("calibration", "brier", "Brier", "{:.3f}"),
    )
    rows: list[Row] = []
    for group, key, label, form in told:
        old = before.get(group, {}).get(key)
        rows.append(
            ([label, form.format(summary[group][key]), "", "" if old is None else form.format(old), ""], "")
        )
    laws = {
        "unsupported": "无据数字 unsupported figures",
        "bad_citations": "坏引文 bad citations",
        "errors": "出错 errors",
    }
    for key, label in laws.items():
        old = before.get("laws", {}).get(key)
        count = len(summary["laws"][key])
        rows.append(([label, str(count), "", "" if old is None else str(len(old)), ""], ""))
    return rows


# ---------------------------------------------------------------- charts


def _charts(finished: Finished) -> list[dict[str, Any]]:
    found: list[tuple[str, str]] = []
    if finished.name == "retrieval":
        levels = finished.summary["levels"]
        recall = {lv: {str(k): m[f"R@{k}"]["mean"] for k in CUTS} for lv, m in levels.items() if m}
        found.append(
            (
                charts.recall_chart(recall),
                "证据排进前 k 条的比例。Share of questions whose evidence is among the first k.",
            )
        )
    if finished.run:
        found += _run_charts(finished, finished.run)
    # the drawing is ours, and matplotlib escapes its labels
    return [{"svg": Markup(svg), "text": text, "wide": not at} for at, (svg, text) in enumerate(found)]


def _run_charts(finished: Finished, run: Run) -> list[tuple[str, str]]:
    now = {kind: interval["mean"] for kind, interval in finished.summary["kinds"].items()}
    old = finished.baseline["summary"]["kinds"] if finished.baseline else {}
    before = {kind: interval["mean"] for kind, interval in old.items()}
    scored = confidences(run.results)
    found = [
        (
            charts.kinds_chart(now, before, [kind_label(kind) for kind in now]),
            "各题型的正确率。Share right by kind.",
        ),
        (
            charts.calibration_chart(scored),
            "点在虚线上，说几成把握就有几成对；数字是题数。On the dashed line, confidence is what it says.",
        ),
    ]
    if any(not result.question.answerable for result in run.results):
        points = risk_coverage(answerability(run.results), THRESHOLDS)
        told = "把阈值再往上提，会多拒多少、少答多少。What a higher threshold would give."
        found.append((charts.risk_chart(points), told))
    times = [1000 * r.answer.seconds for r in run.results if r.answer]
    found.append(
        (
            charts.latency_chart(times, BUDGET["p95_ms"]),
            "本次每题的耗时，单次测量。Time of each answer, measured once.",
        )
    )
    return found


# ---------------------------------------------------------------- questions


def _question(result: Result, run: Run, entry: Mapping[str, Any] | None, flips: set[str]) -> dict[str, Any]:
    """What the template shows of one question."""
    question, answer = result.question, result.answer
    texts = run.suite.corpus.texts
    flip = ""
    if entry and question.id in flips:
        before, after = entry["measures"]["right"], result.score.right
        flip = "错→对" if after > before else "对→错" if after < before else "引文有变"
    return {
        "id": question.id,
        "kind": question.kind,
        "question": question.question,
        "history": question.history,
        "gold": _gold(result),
        "reason": question.reason,
        "right": result.score.right == 1.0,
        "why": result.score.why,
        "faults": [fault for fault in faults(result.to_record()) if fault != result.score.why],
        "wrong": bool(faults(result.to_record())),
        "flip": flip,
        "answered": answer is not None,
        "error": result.error,
        "status": answer.status if answer else "",
        "verdict": answer.verdict if answer else None,
        "short_answer": answer.short_answer if answer else None,
        "confidence": f"{answer.confidence:.2f}" if answer else "",
        "milliseconds": f"{1000 * answer.seconds:.0f}" if answer else "",
        "asked_as": answer.kind if answer else "",
        "answer": answer.answer if answer else "",
        "before": _before(entry, answer.answer if answer else ""),
        "citations": _citations(result, texts),
        "evidence": [
            {
                **_context(texts[place.document], place.start, place.end),
                "document": place.document,
                "clause": item.clause,
            }
            for item in question.evidence
            for place in occurrences(item, texts.get)[:1]
        ],
        "scores": _scores(result),
    }


def _gold(result: Result) -> str:
    question = result.question
    parts = [question.verdict or "", "、".join(question.items) or " | ".join(question.gold)]
    return " ".join(part for part in parts if part) or question.status


def _scores(result: Result) -> str:
    names = ("exact", "f1", "held", "cited", "citation_precision", "citation_recall")
    told = [(name, getattr(result.score, name)) for name in names]
    return " · ".join(f"{name} {value:.2f}" for name, value in told if value is not None)


def _before(entry: Mapping[str, Any] | None, answer: str) -> dict[str, Any] | None:
    """The baseline's answer as a diff against the new one; None where nothing changed."""
    if not entry or entry["answer"] == answer:
        return None
    old = entry["answer"]
    diff: list[tuple[str, str]] = []
    for op, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, answer, autojunk=False).get_opcodes():
        if op == "equal":
            diff.append(("=", old[i1:i2]))
        else:
            diff += [part for part in (("-", old[i1:i2]), ("+", answer[j1:j2])) if part[1]]
    return {"status": entry["status"], "short_answer": entry["short_answer"], "diff": diff}


def _citations(result: Result, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    places = [p for item in result.question.evidence for p in occurrences(item, texts.get)]
    shown = []
    for cited in result.answer.citations if result.answer else ():
        span = Span(cited.document, cited.start, cited.end)
        shown.append(
            {
                **_context(texts.get(cited.document, ""), cited.start, cited.end),
                "n": cited.n,
                "document": cited.document,
                "section": cited.section,
                "quote": texts.get(cited.document, "")[cited.start : cited.end] or cited.quote,
                "start": cited.start,
                "end": cited.end,
                "good": any(overlaps(span, place) for place in places),
            }
        )
    return shown


def _context(text: str, start: int, end: int) -> dict[str, str]:
    """The source around a place as far as its line goes, cut with an ellipsis."""
    before = text[max(0, start - _AROUND) : start].rsplit("\n", 1)[-1]
    after = text[end : end + _AROUND].split("\n", 1)[0]
    return {
        "before": ("…" if len(before) == _AROUND else "") + before,
        "after": after + ("…" if len(after) == _AROUND else ""),
    }


def _about(finished: Sequence[Finished]) -> list[tuple[str, str]]:
    """What the run was made with."""
    told = made()
    rows = [("时间 date", told["date"]), ("机器 machine", told["machine"]), ("系统 system", told["system"])]
    rows += [("Python", told["python"]), ("提交 commit", told["commit"])]
    rows += [("版本 packages", ", ".join(f"{name} {version}" for name, version in told["packages"].items()))]
    for suite in finished:
        if suite.run:
            settings = ", ".join(f"{k}={v}" for k, v in suite.summary["settings"].items()) or "默认 default"
            corpus = suite.summary["corpus"]
            rows.append(
                (suite.name, f"{settings}；语料 {corpus['documents']} 份，sha256 {corpus['sha256'][:16]}")
            )
        if suite.baseline:
            old = suite.baseline["summary"]["made"]
            rows.append(
                (f"{suite.name} 基线", f"{old['date']} · {old['commit']} · {suite.baseline['reason']}")
            )
    return rows


# ---------------------------------------------------------------- Markdown


def markdown(finished: Sequence[Finished]) -> str:
    """The tables and the gate's verdicts, for a pull request."""
    lines = ["## 评测 Evaluation", ""]
    for suite in finished:
        verdict = _verdict(suite)
        lines += [f"### {suite.name}", "", f"**{_cell(verdict['text'])}**" if verdict else "", ""]
        lines += [f"- {_cell(line)}" for line in (verdict["lines"] if verdict else [])]
        for table in _tables(suite):
            lines += ["", f"| {table['title']} | " + " | ".join(table["head"][1:]) + " |"]
            lines.append("|---|" + "---:|" * (len(table["head"]) - 1))
            lines += ["| " + " | ".join(_cell(cell) for cell in row["cells"]) + " |" for row in table["rows"]]
        if suite.verdict and not suite.name.endswith("-heldout"):
            lines += ["", *_flip_lines(suite)]
        lines.append("")
    told = made()
    return "\n".join([*lines, f"<sub>{told['date']} · {told['commit']} · {told['machine']}</sub>", ""])


def _flip_lines(suite: Finished) -> list[str]:
    if suite.verdict is None:
        return []
    told = [("−", flip) for flip in suite.verdict.lost] + [("+", flip) for flip in suite.verdict.won]
    return [f"- {sign} `{flip.id}` {flip.measure}: {_cell(flip.why)}" for sign, flip in told]


def _cell(text: str) -> str:
    """Text that can't break a Markdown table or line."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
