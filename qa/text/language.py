"""The language of a question."""

from __future__ import annotations

import re
from typing import Literal

from ingest.normalise import normalise
from ingest.patterns import regex

__all__ = ["HAN", "Language", "language_of"]

Language = Literal["zh", "zh-Hant", "en", "other"]

HAN = regex(r"[\u3400-\u9fff]")
_OTHER_SCRIPT = regex(r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\uac00-\ud7af]")


def language_of(text: str) -> Language:
    """Language of a question: Chinese in either script, English, or another."""
    han = HAN.findall(text)
    letters = re.findall(r"[A-Za-z\u00c0-\u024f]", text)
    other = len(_OTHER_SCRIPT.findall(text))
    if other > max(len(han), len(letters)) or (
        other > 2 and "\u3040" <= max(_OTHER_SCRIPT.findall(text)) <= "\u30ff"
    ):
        return "other"
    if han and len(han) * 4 >= len(letters):
        traditional = sum(c != n for c, n in zip("".join(han), normalise("".join(han)), strict=True))
        return "zh-Hant" if traditional >= 2 or traditional / len(han) >= 0.15 else "zh"
    accented = re.findall(r"[\u00c0-\u024f]", text)
    return "en" if letters and len(accented) * 12 < len(letters) else "other"
