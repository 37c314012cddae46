"""Bytes -> text, without being told the encoding: UTF-8, UTF-16, GB18030, Big5.

A byte order mark decides; else whatever is valid UTF-8 is UTF-8 (other Chinese text is not, but for a few
characters). Between the rest, bytes alone decide little, since nearly every pair is a character in each, so
the candidates are decoded strictly and the text that looks like Chinese wins: how many of its characters are
among the most frequent ones. charset-normalizer was tried and takes a short line of GB18030 for Korean.
"""

from __future__ import annotations

import codecs
from functools import cache

from ingest.errors import EncodingProblem, UnsupportedFormat

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# in order of preference where two readings look equally good; HKSCS holds all of Big5
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 40_000
_ENOUGH = 0.35
# the most frequent characters of modern Chinese, simplified and traditional
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么"
    "去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又"
    "关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海"
    "通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管"
    "期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北"
    "市县乡镇街道区省府推级项目投资总值增长率万亿元户推进服务改革企业农村城环境创新项优化推动加快提升全面落实深入"
    "這個們來為國說時會對過發後裡種經麼現當沒動還進樣開從實軍無與長機點業將兩間問並應戰頭體見產論處義條氣題爾別變總電數報結樂務場"
    "計統區隊決馬書則聽卻達強難權設記類據縣鄉鎮項資總值長萬億戶級臺灣灣學關東聲認課華議組織織選舉響頻歷"
)
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》【】—…·％「」『』　～")
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")


def decode(data: bytes, where: str) -> str:
    """The text in `data` without its byte order mark, else untouched; `where` names the file in errors.

    Raises UnsupportedFormat for binary data, EncodingProblem for text in no encoding that we know.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where)
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    readings = [(_likeness(text[:_SAMPLE]), encoding, text) for encoding, text in _readings(data)]
    if readings:
        likeness, _, text = max(readings, key=lambda reading: reading[0])
        if likeness >= _ENOUGH:
            return text
    raise EncodingProblem(
        f"{where}：认不出文字编码（不是 UTF-8，第 {broken} 字节处不合法；"
        "也不像 GB18030、Big5、UTF-16）。请用记事本等另存为 UTF-8 后再试。",
        f"Unknown encoding: not UTF-8 at byte {broken}, nor GB18030, Big5 or UTF-16. Save it as UTF-8.",
    )


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingProblem(
            f"{where}：开头标明是 {encoding.upper()}，但第 {error.start} 字节处不合法，文件可能不完整。"
            "请重新保存后再试。",
            f"Marked as {encoding.upper()} but broken at byte {error.start}. Save the file again.",
        ) from None
    if "\0" in text:
        raise _binary(where, "NUL")
    return text


def _readings(data: bytes) -> list[tuple[str, str]]:
    found = []
    for encoding in _CANDIDATES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            found.append((encoding, text))
    return found


def _likeness(text: str) -> float:
    """How much a text looks like Chinese, about 0 for noise and 0.7 for prose; ASCII says nothing."""
    points, count = 0.0, 0
    level_one = _level_one()
    for char in text:
        if char < "\x80":
            continue
        count += 1
        if char in _FREQUENT or char in _PUNCTUATION:
            points += 1.0
        elif char in level_one:
            points += 0.3
        elif not "\u4e00" <= char <= "\u9fff":
            points -= 1.0  # kana, Hangul, private use: what a wrong reading is full of
    return points / count if count else 0.0


@cache
def _level_one() -> frozenset[str]:
    """The characters that GB2312 and Big5 put in their first, frequent level."""
    found: set[str] = set()
    for encoding, leads, trails in (
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
    ):
        for lead in leads:
            for trail in trails:
                found.update(bytes((lead, trail)).decode(encoding, "ignore"))
    return frozenset(char for char in found if "\u4e00" <= char <= "\u9fff")


def _refuse_binary(data: bytes, where: str) -> None:
    """NUL bytes and many control characters are no text, unless they are halves of UTF-16."""
    head = data[:_SAMPLE]
    controls = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in head)
    if b"\0" not in data and controls <= max(2, len(head) // 100):
        return
    if len(data) % 2 == 0 and any(_looks_utf16(head, encoding) for encoding in ("utf-16-le", "utf-16-be")):
        return
    raise _binary(where, f"NUL, byte {data.index(0)}" if b"\0" in data else "control characters")


def _looks_utf16(head: bytes, encoding: str) -> bool:
    """Nearly all of it would be ASCII text or common Chinese, which binary data never is."""
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    known = sum("\x20" <= char < "\x7f" or char in "\t\r\n" or "\u4e00" <= char <= "\u9fff" for char in text)
    known += sum(char in _PUNCTUATION for char in text)
    return "\0" not in text and known >= 0.9 * len(text)


def _binary(where: str, what: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"{where}：这是二进制文件，不是文字（{what}）。请提供文本、Markdown、HTML、PDF 或 DOCX 文件。",
        f"Binary data, not text ({what}).",
    )
