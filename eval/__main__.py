"""The command line of the benchmark: `python -m eval --help`."""

from __future__ import annotations

import sys

from eval.cli import main

if __name__ == "__main__":
    sys.exit(main())
