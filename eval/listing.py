"""What a run shows on a terminal: the table of means, and the failures one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.gate import Verdict
from eval.latency import BUDGET, over_budget
from eval.table import table

__all__ = ["LABELS", "failures_text", "faults", "interval_text", "kind_label", "kinds_text", "measures_text"]

LABELS = {
    "right": "回答正确 right",
    "short_answer": "短答案正确 short answer right",
    "cited": "引对证据 right evidence cited",
    "citation_precision": "引文精确率 citation precision",
    "citation_recall": "引文召回率 citation recall",
    "held": "文中含答案 gold within the answer",
    "exact": "EM (CMRC)",
    "f1": "F1 (CMRC)",
    "first_document": "首条引文文档对 right passage cited first",
    "first_quote": "首条引文含答案 first quote holds the answer",
}
_KINDS = {
    "figure": "数字",
    "fact": "事实",
    "list": "列举",
    "description": "描述",
    "confirmation": "求证",
    "calculation": "计算",
    "follow_up": "追问",
    "language": "语言文字",
    "typo": "错别字",
    "complaint": "诉求长文",
    "topic": "主题词",
    "unanswerable": "无答案",
    "small_talk": "寒暄",
    "attack": "攻击",
}


def kind_label(kind: str) -> str:
    """A kind in Chinese and English."""
    return f"{_KINDS.get(kind, '')} {kind}".strip()


def interval_text(interval: Mapping[str, float]) -> str:
    """`93.4% (89.2–96.6)`."""
    low, high = 100 * interval["low"], 100 * interval["high"]
    return f"{100 * interval['mean']:.1f}% ({low:.1f}–{high:.1f})"


def measures_text(summary: Mapping[str, Any], baseline: Mapping[str, Any] | None = None) -> str:
    """The means of a run, beside those of the baseline if there is one."""
    rows = []
    for key, interval in summary["measures"].items():
        before = (baseline or {}).get("measures", {}).get(key)
        rows.append(_row(LABELS.get(key, key), interval, before))
    rows += _refusal_rows(summary)
    calibration = summary["calibration"]
    for key, label in (("error", "校准误差 ECE"), ("brier", "Brier")):
        rows.append([label, f"{calibration[key]:.3f}", str(calibration["answers"]), ""])
    for key, label in (
        ("unsupported", "无据数字 unsupported figures"),
        ("bad_citations", "坏引文 bad citations"),
        ("errors", "出错 errors"),
    ):
        rows.append([label, str(len(summary["laws"][key])), str(summary["questions"]), ""])
    seconds = summary["seconds"]
    rows.append(["耗时 p50 / p95", f"{1000 * seconds['p50']:.0f} / {1000 * seconds['p95']:.0f} ms", "", ""])
    title = f"{summary['suite']} · {summary['system']} · {summary['questions']} 题"
    return f"{title}\n" + table(["", "均值 (95% 区间)", "题数", "较基线"], rows)


def _refusal_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    found = summary["refusals"]
    if not any(kind in summary["kinds"] for kind in ("unanswerable", "attack")):
        return [["误拒 answerable refused", f"{100 * found['false_rate']:.1f}%", "", ""]]
    return [
        ["该拒已拒 unanswerable refused", f"{100 * found['recall']:.1f}%", "", ""],
        ["拒得对 refusal precision", f"{100 * found['precision']:.1f}%", "", ""],
        ["误拒 answerable refused", f"{100 * found['false_rate']:.1f}%", "", ""],
    ]


def _row(label: str, interval: Mapping[str, float], before: Mapping[str, float] | None) -> list[str]:
    return [label, interval_text(interval), str(int(interval["count"])), _change(interval, before)]


def _change(interval: Mapping[str, float], before: Mapping[str, float] | None) -> str:
    if before is None:
        return ""
    change = 100 * (interval["mean"] - before["mean"])
    return "=" if abs(change) < 0.05 else f"{change:+.1f}"


def kinds_text(summary: Mapping[str, Any], baseline: Mapping[str, Any] | None = None) -> str:
    """Share right by kind of question."""
    rows = []
    for kind, interval in summary["kinds"].items():
        before = (baseline or {}).get("kinds", {}).get(kind)
        rows.append(_row(kind_label(kind), interval, before))
    return table(["题型 kind", "正确", "题数", "较基线"], rows)


def failures_text(records: Sequence[Mapping[str, Any]]) -> str:
    """The wrong ones, and those that break a law, grouped by kind."""
    wrong = [record for record in records if faults(record)]
    lines = []
    for kind in dict.fromkeys(record["kind"] for record in wrong):
        group = [record for record in wrong if record["kind"] == kind]
        total = sum(record["kind"] == kind for record in records)
        lines.append(f"\n■ {kind_label(kind)}:{len(group)} / {total}")
        for record in group:
            lines += _failure(record)
    return "\n".join(lines).lstrip("\n") or "没有失败的题。(No failures.)"


def faults(record: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with a record, in words; empty if nothing is."""
    scores = record["scores"]
    faults = [] if record["right"] == 1.0 else [record["why"]]
    answered = (record["answer"] or {}).get("status") == "answered"
    if answered and scores["cited"] == 0.0:
        faults.append("没有引到证据")
    faults += [f"坏引文 {text}" for text in scores["bad_citations"]]
    faults += [f"无据数字 {text}" for text in scores["unsupported"]]
    return faults


def _failure(record: Mapping[str, Any]) -> list[str]:
    gold, answer = record["gold"], record["answer"] or {}
    lines = [f"  {record['id']}  {_one_line(gold['question'], 120)}"]
    for turn in gold["history"]:
        lines.append(f"      …  {turn[0]}: {_one_line(turn[1], 80)}")
    wanted = gold["verdict"] or ""
    wanted += " " + ("、".join(gold["items"]) or " | ".join(gold["gold"]) or gold["status"])
    lines.append(f"      应  {wanted.strip()}  {gold['reason']}".rstrip())
    for item in gold["evidence"]:
        lines.append(f"      据  {_one_line(item['clause'], 100)}")
    if answer:
        given = f"{answer['status']} {answer['verdict'] or ''} {answer['short_answer'] or ''}"
        lines.append(f"      答  {' '.join(given.split())}  ({answer['confidence']:.2f}, {answer['kind']})")
        if answer["answer"]:
            lines.append(f"          {_one_line(answer['answer'], 160)}")
        for cited in answer["citations"][:4]:
            lines.append(f"      引  [{cited['n']}] {_one_line(cited['quote'], 100)}")
    lines += [f"      因  {fault}" for fault in faults(record)]
    return lines


def _one_line(text: str, limit: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def ranking_text(summary: Mapping[str, Any], baseline: Mapping[str, Any] | None = None) -> str:
    """Recall, reciprocal rank and nDCG by level."""
    rows = []
    for level, measures in summary["levels"].items():
        for name, interval in measures.items():
            before = (baseline or {}).get("levels", {}).get(level, {}).get(name)
            rows.append(_row(f"{level} {name}", interval, before))
    return f"retrieval · {summary['questions']} 题\n" + table(["", "均值 (95% 区间)", "题数", "较基线"], rows)


def latency_text(times: Mapping[str, float]) -> str:
    """Times and memory, with the budgets."""
    budgets = {name: f"{limit:g}" for name, limit in BUDGET.items()}
    rows = [[name, f"{value:g}", budgets.get(name, "")] for name, value in times.items()]
    lines = [f"latency · {times['questions']:.0f} 题", table(["", "实测 measured", "预算 budget"], rows)]
    return "\n".join(lines + [f"超出预算 (over budget): {line}" for line in over_budget(times)])


def verdict_text(name: str, verdict: Verdict | None) -> str:
    """What the gate says, and the flips behind it."""
    if verdict is None:
        return f'{name}：没有基线，不比较；用 --accept "理由" 建立。(No baseline to compare with.)'
    lines = [f"{name} {'通过 (passed)' if verdict.passed else '未通过 (FAILED)'}"]
    lines += [f"  ✗ {failure}" for failure in verdict.failures]
    if name.endswith("-heldout"):
        lines.append(
            f"  丢 {len(verdict.lost)} 得 {len(verdict.won)}，留出集不逐题列出 (held out, not listed)"
        )
        return "\n".join(lines)
    for flips, sign in ((verdict.lost, "−"), (verdict.won, "+")):
        lines += [f"  {sign} {flip.measure} {flip.id}: {_one_line(flip.why, 90)}" for flip in flips]
    return "\n".join(lines + [f"  · {note}" for note in verdict.notes])
