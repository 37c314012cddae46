"""The command line: `python -m ingest [PATH ...] [--store DIR] [--rebuild] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import ReportError
from ingest.library import bundled_report, default_store, index


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--store", metavar="DIR")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    try:
        summary = index(
            arguments.paths or [bundled_report()],
            arguments.store or default_store(),
            rebuild=arguments.rebuild,
        )
    except ReportError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if arguments.json:
        print(json.dumps(summary.to_record(), ensure_ascii=False))
    else:
        print(f"{summary.documents} 份文件,{summary.passages} 段 → {summary.store}")
    return 1 if summary.failed else 0


if __name__ == "__main__":
    sys.exit(main())
