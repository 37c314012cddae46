"""Put a table that a command printed into both READMEs: `python -m eval.bench | python -m eval.readme bench`.

The place is marked in the README by `<!-- table:NAME -->` and `<!-- /table:NAME -->`; what stands between is
replaced by standard input, unchanged. So no number in a README was typed by hand.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from eval.corpora import ROOT

__all__ = ["READMES", "fill", "places"]

READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")


def places(text: str) -> list[str]:
    """Names of the marked places, in order."""
    return re.findall(r"<!-- table:([a-z0-9-]+) -->", text)


def fill(text: str, name: str, table: str) -> str:
    """`text` with `table` between the two marks of `name`. Raises KeyError where there is no such place."""
    opening, closing = f"<!-- table:{name} -->", f"<!-- /table:{name} -->"
    before, found, rest = text.partition(opening)
    _, closed, after = rest.partition(closing)
    if not (found and closed):
        raise KeyError(name)
    return f"{before}{opening}\n{table.strip()}\n{closing}{after}"


def main(arguments: list[str], files: tuple[Path, ...] = READMES) -> int:
    """Fill one place in every README from standard input."""
    if len(arguments) != 1:
        print("python -m eval.readme NAME < TABLE", file=sys.stderr)
        return 2
    table = sys.stdin.read()
    if not table.strip():
        print("没有读到表格,什么也没改。(No table on standard input; nothing changed.)", file=sys.stderr)
        return 1
    for path in files:
        text = path.read_text(encoding="utf-8")
        try:
            path.write_text(fill(text, arguments[0], table), encoding="utf-8")
        except KeyError:
            known = ", ".join(places(text))
            print(f"{path.name} 里没有 table:{arguments[0]} (no such place; known: {known})", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
