"""Question words of Cantonese and of older written Chinese, put into those of the standard language.

A closed class, written by hand: 幾多 -> 多少, 邊個 -> 哪个, 點解 -> 为什么. Everything else stays as it was written.
"""

from __future__ import annotations

import re

from ingest.normalise import normalise
from ingest.patterns import regex
from qa.text.rewritten import rewritten

__all__ = ["standard"]

# 边 asks before a measure word, and not behind a noun: 身边个别, 周边区域
_WHICH = r"(?:(?<![\u4e00-\u9fff])|(?<=[是由有从在喺系给被问同比]))边"
# 边个 alone is a person: 边个负责, but 边个部门
_DOING = "负责|建|承|投|管|牵|主|创|设|发|写|做|讲|话|出|得|获|攞|去|提|带|领|参|有份|系|是"
_WORDS: tuple[tuple[str, str], ...] = (
    (r"系咪|是咪|系唔系|是唔是", "是不是"),
    (r"有冇|有否", "有没有"),
    (r"可否", "能否"),
    (r"(?<!好)几多", "多少"),
    (r"几耐", "多久"),
    (r"几时", "什么时候"),
    (r"点解", "为什么"),
    (r"点样", "怎样"),
    (rf"{_WHICH}啲", "哪些"),
    (rf"{_WHICH}(?:度|处)", "哪里"),
    (rf"{_WHICH}间", "哪家"),
    (rf"{_WHICH}个(?=的?[?？]?$|{_DOING})", "谁"),
    (rf"{_WHICH}(?=[个位年日条所类种项份届区镇村])", "哪"),
    (r"乜嘢|乜野|乜|咩(?=[\u4e00-\u9fff])|甚么", "什么"),
    (r"合共", "合计"),
    (r"喺", "在"),
    (r"嘅", "的"),
    (r"咗", "了"),
    (r"啲", "些"),
    (r"唔", "不"),
)  # fmt: skip
_NEEDED = regex("[咪冇否唔耐解样边啲乜咩甚喺嘅咗]|几多|几时|合共")
"""What each of the words holds; the pattern of all is dear to compile, and most questions have none."""
_PATTERN = regex("|".join(f"(?P<w{i}>{pattern})" for i, (pattern, _) in enumerate(_WORDS)))


def standard(text: str) -> str:
    """`text` with its question words in standard Chinese; the text itself where it has none to change.

    >>> standard("新增學位幾多個？"), standard("邊間公司承建？"), standard("周邊個別")
    ('新增學位多少個？', '哪家公司承建？', '周邊個別')
    """
    return rewritten(text, _PATTERN, _in_standard) if _NEEDED.search(normalise(text)) else text


def _in_standard(match: re.Match[str]) -> str:
    assert match.lastgroup is not None
    return _WORDS[int(match.lastgroup[1:])][1]
