"""A corpus of any size out of real texts: the texts themselves, then variations of them.

A variation changes figures, names of places and the order of clauses, by a seeded draw, so that no two
passages are alike and the vocabulary stays that of real reports.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["documents"]

_FIGURE = re.compile(r"\d+")
_PLACES = (
    *("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "江西"),
    *("山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾"),
    *(
        "臺灣",
        "内蒙古",
        "广西",
        "西藏",
        "宁夏",
        "新疆",
        "香港",
        "澳门",
        "深圳",
        "广州",
        "武汉",
        "成都",
        "南京",
    ),
)
_PLACE = re.compile("|".join(sorted(_PLACES, key=len, reverse=True)))
_LONGEST = 160
"""Characters of a paragraph; a longer one is cut at a sentence's end, so that a paragraph is a passage."""
_PARAGRAPHS = 50
"""Paragraphs of a document that is made of a question-answering data set."""


def documents(data: Path, paragraphs: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of documents with so many paragraphs in all: CMRC, the reports, DRCD, then variations.

    `data` holds `reports/*.txt`, `cmrc2018_trial.json` and `DRCD_dev.json`.
    """
    originals = list(_originals(data))
    left, turn = paragraphs, 0
    while left > 0:
        for name, parts in originals:
            parts = parts[:left]
            if turn:
                draw = random.Random(f"{seed}/{turn}/{name}")
                parts = [_varied(part, draw) for part in parts]
            if parts:
                yield (f"{turn:03}-{name}" if turn else name), "\n\n".join(parts) + "\n"
            left -= len(parts)
        turn += 1


def _originals(data: Path) -> Iterator[tuple[str, list[str]]]:
    yield from _questions(data / "cmrc2018_trial.json", "百科")
    for path in sorted((data / "reports").glob("*.txt")):
        lines = path.read_text("utf-8-sig").split("\n")
        yield path.name, [part for line in lines for part in _short(line.strip())]
    yield from _questions(data / "DRCD_dev.json", "維基")


def _questions(path: Path, label: str) -> Iterator[tuple[str, list[str]]]:
    """Paragraphs of a data set in SQuAD's layout, so many a document."""
    data = json.loads(path.read_text("utf-8"))["data"]
    texts = [paragraph["context"] for article in data for paragraph in article["paragraphs"]]
    parts = [part for text in texts for part in _short(" ".join(text.split()))]
    for number, start in enumerate(range(0, len(parts), _PARAGRAPHS)):
        yield f"{label}{number:03}.txt", parts[start : start + _PARAGRAPHS]


def _short(text: str) -> Iterator[str]:
    """A paragraph in pieces of whole sentences."""
    part = ""
    for sentence in re.findall(r"[^。!?！？]+[。!?！？]?", text):
        if part and len(part) + len(sentence) > _LONGEST:
            yield part
            part = ""
        part += sentence
    if part:
        yield part


def _varied(text: str, draw: random.Random) -> str:
    """Other figures, other places, clauses of a sentence in another order."""
    text = _FIGURE.sub(lambda found: _figure(found.group(), draw), text)
    text = _PLACE.sub(lambda found: draw.choice(_PLACES), text)
    return "".join(_shuffled(sentence, draw) for sentence in re.findall(r"[^。!?！？]+[。!?！？]?", text))


def _figure(figure: str, draw: random.Random) -> str:
    return str(draw.randint(1, 9)) + "".join(str(draw.randint(0, 9)) for _ in figure[1:])


def _shuffled(sentence: str, draw: random.Random) -> str:
    mark = sentence[-1] if sentence[-1] in "。!?！？" else ""
    clauses = sentence.removesuffix(mark).split("，")
    draw.shuffle(clauses)
    return "，".join(clauses) + mark
