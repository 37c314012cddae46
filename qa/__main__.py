"""The command line: `python -m qa "问题" [--json]`, or `--batch IN.jsonl --out OUT.jsonl`; `--store DIR` for both."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import FileMissing, FileUnreadable, ReportError, StoreNotWritable
from qa.records import Answer, Question, Turn


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 a stated failure, 2 wrong usage."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if (arguments.question is None) == (arguments.batch is None):
        parser.error("给出一个问题,或用 --batch 给出文件 (give a question, or --batch FILE)")
    if (arguments.batch is None) != (arguments.out is None):
        parser.error("--batch 和 --out 要一起用 (--batch and --out go together)")
    try:
        if arguments.batch is not None:
            _batch(arguments.batch, arguments.out, arguments.store)
        else:
            _one(arguments.question, arguments.store, arguments.json)
    except ReportError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m qa", description="向报告提问 (ask a report)")
    parser.add_argument("question", nargs="?", metavar="问题")
    parser.add_argument(
        "--store", metavar="DIR", help="索引文件夹或 http://host:port (index folder or server)"
    )
    parser.add_argument("--json", action="store_true", help="输出一条 JSON 记录 (print one record)")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="每行一个问题 (a question a line)")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="每行一条回答 (an answer a line)")
    return parser


def _engine(store: str | None) -> Any:
    # imported here: usage errors should not wait for the index and the models, nor a given store for what makes one
    from qa.engine import Engine

    if not store:
        from ingest.library import ensure_store

        store = ensure_store()
    return Engine.open(store)


def _one(text: str, store: str | None, as_json: bool) -> None:
    gc.disable()  # one answer leaves little behind, and looking for it takes a twentieth of the whole process
    answer = _engine(store).ask(Question(text))
    if as_json:
        print(json.dumps(answer.to_record(), ensure_ascii=False))
        return
    print(answer.answer)
    for mark, citations in (("[{}]", answer.citations), ("·", answer.related)):
        for citation in citations:
            where = " · ".join(part for part in (citation.document, citation.section) if part)
            print(f"{mark.format(citation.n)} {where} ({citation.start}-{citation.end})")
            if mark == "·":
                print("  " + " ".join(citation.quote.split()))


def _batch(source: Path, target: Path, store: str | None) -> None:
    """Answers beside the target first, then moved there, so that nobody finds half a file."""
    lines = _lines(source)
    engine = _engine(store)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            for number, line in _progress(lines):
                parsed = _question(line, number)
                answer = engine.ask(parsed) if isinstance(parsed, Question) else parsed
                out.write(json.dumps(answer.to_record(), ensure_ascii=False) + "\n")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreNotWritable(
            f"写不了 {target}:{error.strerror}。请检查文件夹和权限。",
            f"Cannot write {target}: {error.strerror}.",
        ) from error


def _lines(source: Path) -> list[str]:
    try:
        data = source.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(f"没有这个文件:{source}", f"No such file: {source}") from error
    except OSError as error:
        raise FileUnreadable(
            f"读不了 {source}:{error.strerror}", f"Cannot read {source}: {error.strerror}"
        ) from error
    # split at \n only: a question may hold other line breaks, such as U+2028
    lines = data.decode("utf-8-sig", "replace").split("\n")
    return lines[:-1] if lines and not lines[-1].strip() else lines


def _progress(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    numbered = enumerate(lines, 1)
    if not sys.stderr.isatty():
        yield from numbered
        return
    from tqdm import tqdm

    yield from tqdm(numbered, total=len(lines), unit="问")


def _question(line: str, number: int) -> Question | Answer:
    """A line as a question, or the record that says why it is none."""
    began = time.perf_counter()
    name, text = "", line.strip()
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise ValueError("not an object")
        name, asked = str(record.get("id", "")), record.get("question")
        if not isinstance(asked, str):
            raise ValueError("no question")
        return Question(asked, name, _history(record.get("history")))
    except (ValueError, RecursionError):
        said = f"第 {number} 行不是合法的提问:要有 JSON 对象和文字的 question。(Line {number} is no valid question.)"
        seconds = round(time.perf_counter() - began, 4)
        return Answer(name, text, "rejected", said, confidence=1.0, seconds=seconds, kind="rejected")


def _history(given: Any) -> tuple[Turn, ...]:
    """The turns that can be read; a history that can't be is no reason to leave a question unanswered."""
    if not isinstance(given, list):
        return ()
    return tuple(
        Turn(turn["role"], turn["content"])
        for turn in given
        if isinstance(turn, dict)
        and turn.get("role") in ("user", "assistant")
        and isinstance(turn.get("content"), str)
    )


if __name__ == "__main__":
    sys.exit(main())
