"""The README's examples: `python -m eval.examples | python -m eval.readme examples`.

Asks what the README shows over the bundled report, by the very command line that a reader would type, and
prints a console block for each. A test runs them again, so the README can't promise what is no longer so.
"""

from __future__ import annotations

import contextlib
import io
import sys

from eval.corpora import cache_folder, load_suite, store_for

__all__ = ["EXAMPLES", "answered", "block", "blocks"]

EXAMPLES = (
    ("a figure with its qualifier", "专业技术人员培训了多少人次?"),
    ("far from the report's words", "外地没工作的人,区里帮多少个在山东找到了活儿?"),
    ("a false premise", "RCEP鲁贸通服务用户一共900家,对吧?"),
    ("a list", "销售了哪些县的农特产品?"),
    ("a calculation", "网上拍卖项目和划拨项目的供地面积一共多少亩?"),
    ("in English", "How many kinds of electronic seals are there now?"),
    ("not in the report", "2023年全区地铁一共修了多少公里?"),
)
"""What each shows, and the question."""


def answered(question: str, store: str) -> str:
    """What `python -m qa QUESTION` prints."""
    from qa.__main__ import main

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        main([question, "--store", store])
    return said.getvalue().strip()


def block(what: str, question: str, store: str) -> str:
    """One console block, told what it shows."""
    return f'```console\n# {what}\n$ python -m qa "{question}"\n{answered(question, store)}\n```'


def blocks(store: str) -> str:
    """All of them."""
    return "\n\n".join(block(what, question, store) for what, question in EXAMPLES)


def main() -> int:
    """Print the blocks, over the benchmark's own store of the bundled report."""
    store = store_for(load_suite("report").corpus, cache_folder())
    print(blocks(str(store)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
