"""Thumbs: the only thing about a visit that the server keeps, and only when a visitor sends it."""

from __future__ import annotations

import json
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from ingest.place import data_folder

__all__ = ["REASONS", "FeedbackBox", "default_box"]

REASONS = ("", "wrong", "missing", "source", "unclear")
"""Why an answer was no good; empty for a thumb without a reason."""

_MAX_FILE = 20 * 1024 * 1024
_MAX_PER_MINUTE = 120
_MAX_TEXT = 1000


class FeedbackBox:
    """One JSON line for each vote: day, vote, reason, question, status, answer. No address, name or id."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._recent: list[float] = []

    def drop(self, vote: str, reason: str, question: str, status: str, answer: str) -> bool:
        """Keep one vote; False when it is malformed, comes too fast, or can't be written."""
        if vote not in ("up", "down") or reason not in REASONS:
            return False
        line = {
            # the day is enough to follow quality, and says nothing about when somebody was online
            "day": datetime.now(UTC).date().isoformat(),
            "vote": vote,
            "reason": reason,
            "question": question[:_MAX_TEXT],
            "status": status[:20],
            "answer": answer[:_MAX_TEXT],
        }
        with self._lock:
            return self._room() and self._append(json.dumps(line, ensure_ascii=False) + "\n")

    def _room(self) -> bool:
        """Whether the minute's share and the file's limit leave room for one more."""
        now = time.monotonic()
        self._recent = [at for at in self._recent if now - at < 60]
        if len(self._recent) >= _MAX_PER_MINUTE:
            return False
        self._recent.append(now)
        return not self.path.exists() or self.path.stat().st_size < _MAX_FILE

    def _append(self, line: str) -> bool:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(line)
        except OSError:
            return False
        return True


def default_box(store: str) -> FeedbackBox:
    """Where `$REPORT_QA_FEEDBACK` says, else beside the store's folder, or in the user's for a server."""
    chosen = os.environ.get("REPORT_QA_FEEDBACK")
    if chosen:
        return FeedbackBox(Path(chosen))
    if "://" in store:
        return FeedbackBox(data_folder() / "feedback.jsonl")
    folder = Path(store).absolute()
    return FeedbackBox(folder.with_name(folder.name + "-feedback.jsonl"))
