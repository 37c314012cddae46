"""Normalisation that keeps length: one character in, one character out, so offsets stay true.

Full-width forms become ASCII, traditional characters simplified, upper case lower, every kind of white
space one space, every kind of quote `"` or `'`, every kind of dash `-`. What would need two characters for
one (㎡, ﬁ, ½) stays as it is. The map is closed: normalising twice changes nothing more.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

__all__ = ["normalise", "without_radicals"]

# Han characters that opencc may know: the unified block, extension A, compatibility ideographs, 〇
_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
# everything else that may change: alphabets, punctuation, presentation forms, mathematical letters
_FOREIGN = ((0x0, 0x3400), (0xA640, 0xA7FF), (0xFB00, 0x10000), (0x10400, 0x10500), (0x1D400, 0x1D800))

_UNIFIED = {
    **dict.fromkeys("“”„‟〝〞〟「」『』﹁﹂﹃﹄«»", '"'),
    **dict.fromkeys("‘’‚‛‹›`´′", "'"),
    **dict.fromkeys("‐‑‒–—―─━−﹘﹣⸺⸻", "-"),
    **dict.fromkeys("～〜∼˜", "~"),
    **dict.fromkeys("・•‧∙●⋅･", "·"),
    **dict.fromkeys("〔【〖", "["),
    **dict.fromkeys("〕】〗", "]"),
    "〈": "《",
    "〉": "》",
    "﹐": ",",
    "﹑": "、",
    "﹔": ";",
    "﹕": ":",
    "\u2236": ":",
    "｡": "。",
    "○": "〇",  # 一九九○年
    "◯": "〇",
}

# Radicals that look like characters: what browsers and some printers write into a PDF instead of them
_RADICALS = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺧牛⺨犭"
    "⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺶羊⺷羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝"
    "⻊足⻋车⻌辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼"
    "⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)

# A superscript or a circled digit is no figure: 10² must not turn into 102, nor ①推进 into 1推进.
_KEPT_TAGS = ("<super>", "<sub>", "<circle>")


def normalise(text: str) -> str:
    """`text` in the form in which it is compared and searched; `len` never changes."""
    return text.translate(_TABLE)


def without_radicals(text: str) -> str:
    """`text` with each radical (⼀, ⺠) as the character that it looks like (一, 民); `len` never changes."""
    return text.translate(_characters())


@cache
def _characters() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table.update({0x2F3E: "户", 0x2FAD: "青"})  # not the old forms 戶, 靑
    table.update(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True))
    return table


class _Table(dict[int, str]):
    """Character -> its normal form, for `str.translate`: worked out when the character is first met.

    What stays as it is is entered too, which spares `translate` an exception at each occurrence.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if not any(first <= code < last for first, last in (*_HAN, *_FOREIGN)):
            return self.setdefault(code, char)
        mapped = _step(char)
        while (further := _step(mapped)) != mapped:
            mapped = further
        return self.setdefault(code, mapped)


_TABLE = _Table()


def _step(char: str) -> str:
    char = _characters().get(ord(char), char)
    if char in _UNIFIED:
        return _UNIFIED[char]
    category = unicodedata.category(char)
    if char.isspace() or category in ("Zs", "Zl", "Zp", "Cc", "Cf"):
        return " "
    if not unicodedata.decomposition(char).startswith(_KEPT_TAGS):
        compatible = unicodedata.normalize("NFKC", char)
        if len(compatible) == 1:
            char = compatible
    char = _simplified(char)
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _simplified(char: str) -> str:
    """A traditional character simplified, where opencc gives exactly one for it."""
    if not any(first <= ord(char) < last for first, last in _HAN):
        return char
    new: str = _converter().convert(char)
    return new if len(new) == 1 else char


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
