"""The command line of the library.

    python -m ingest [PATH ...] [--store DIR] [--rebuild] [--json]
    python -m ingest add|update|remove|list|check|backup|restore|watch ...

A path that is called like a command is given as `./add`. Exit code 0: done; 1: a stated failure, one line on
stderr; 2: wrong usage. A bad file in a folder is named and does not fail the run; a bad file that was named
itself does, and so does a run that could take in nothing at all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ingest.errors import ReportError

__all__ = ["main"]

_GIVEN = ("title", "year", "told_year", "region", "issuer")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = _parser(list(sys.argv[1:] if argv is None else argv))
    try:
        return int(arguments.run(arguments))
    except ReportError as error:
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _tell("已中断,索引没有改动。 (Interrupted; the index is unchanged.)")
        return 1
    except BrokenPipeError:  # the reader of our output went away
        sys.stderr.close()
        return 1
    except Exception as error:  # the last edge: no traceback ever reaches a user
        if os.environ.get("REPORT_QA_DEBUG"):
            raise
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        _tell(f"程序内部出错:{reason}。索引没有改动;设 REPORT_QA_DEBUG=1 可看详情。 (Internal error.)")
        return 1


# ---------------------------------------------------------------- the arguments


def _parser(argv: list[str]) -> argparse.Namespace:
    """The parsed arguments, with `run` set to what they ask for."""
    command = next((word for word in _positionals(argv)), None)
    if command not in _COMMANDS:
        return _plain().parse_args(argv)
    parser = argparse.ArgumentParser(prog="python -m ingest")
    commands = parser.add_subparsers(required=True)
    for name, (help_text, fill, run) in _COMMANDS.items():
        one = commands.add_parser(name, help=help_text, description=help_text)
        fill(one)
        _common(one)
        one.set_defaults(run=run)
    argv.remove(command)
    return parser.parse_args([command, *argv])


def _positionals(argv: Sequence[str]) -> list[str]:
    """The words that are neither options nor the values of those that may come before a command."""
    words, skip = [], False
    for word in argv:
        if not skip and not word.startswith("-"):
            words.append(word)
        skip = not skip and word in ("--store", "--embedder")
    return words


def _plain() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:8} {text}" for name, (text, _, _) in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="把报告建成索引;不给路径时用随附的报告。 (Index reports; by default the bundled one.)",
        epilog=f"其他命令 (further commands; see python -m ingest COMMAND --help):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _paths(parser)
    _common(parser)
    parser.set_defaults(run=_index)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", metavar="DIR", help="文件夹或 http://host:port (folder or Chroma server)")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象 (print one JSON object)")


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="文件或文件夹 (file or folder)")
    parser.add_argument("--rebuild", action="store_true", help="从头重建 (build the index anew)")
    parser.add_argument("--embedder", metavar="NAME", help="编码模型的名称或文件夹 (model name or folder)")
    for name in _GIVEN:
        kind: type = int if name.endswith("year") else str
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, help=f"文件的 {name} (of the file)")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="用保存的原文修复 (repair from kept texts)")


def _watch_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--interval", type=float, default=2.0, metavar="SECONDS")
    parser.add_argument("--once", action="store_true", help="只同步一次 (bring it in step once)")


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="替换已有的索引 (replace the index there)")


# ---------------------------------------------------------------- the commands


def _store(arguments: argparse.Namespace) -> str:
    from ingest.library import default_store

    return arguments.store or default_store()


def _index(arguments: argparse.Namespace) -> int:
    from ingest.library import bundled_report, index

    paths = arguments.paths or [bundled_report()]
    return _summary(index(paths, _store(arguments), _options(arguments)), arguments)


def _update(arguments: argparse.Namespace) -> int:
    from ingest.library import index, update

    options = _options(arguments, by_name=True)
    if arguments.paths:
        return _summary(index(arguments.paths, _store(arguments), options), arguments)
    return _summary(update(_store(arguments), options), arguments)


def _options(arguments: argparse.Namespace, by_name: bool = False) -> Any:
    from ingest.library import Options

    given = {name: getattr(arguments, name) for name in _GIVEN if getattr(arguments, name) is not None}
    return Options(
        rebuild=arguments.rebuild,
        by_name=by_name,
        embedder=arguments.embedder,
        given=given,
        progress=False if arguments.json else None,
    )


def _summary(summary: Any, arguments: argparse.Namespace) -> int:
    for each in summary.failed:
        _tell(each["reason"] if each["path"] in each["reason"] else f"{each['path']}: {each['reason']}")
    if arguments.json:
        _print(json.dumps(summary.to_record(), ensure_ascii=False))
    else:
        _print(_in_words(summary))
    return 0 if summary.ok else 1


def _in_words(summary: Any) -> str:
    parts = (
        ("新增", "added"),
        ("更新", "updated"),
        ("未变", "unchanged"),
        ("移除", "removed"),
        ("失败", "failed"),
    )
    counts = ",".join(f"{word} {len(getattr(summary, key))}" for word, key in parts if getattr(summary, key))
    return (
        f"索引完成:{summary.documents} 份文件,{summary.passages} 段({counts or '没有改动'};"
        f"{summary.seconds:.1f} 秒)→ {summary.store}"
    )


def _remove(arguments: argparse.Namespace) -> int:
    from ingest.library import remove

    return _summary(remove(arguments.names, _store(arguments)), arguments)


def _list(arguments: argparse.Namespace) -> int:
    from ingest.store import Store

    with closing(Store.open(_store(arguments))) as store:
        sources = store.sources()
    keys = ("name", "title", "year", "told_year", "region", "issuer")
    rows: list[dict[str, Any]] = []
    for source in sources:
        about = {key: getattr(source.document, key) for key in keys}
        rows.append({**about, "passages": source.passages, "origin": source.origin})
    if arguments.json:
        _print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        words = [str(row[key]) for key in ("year", "region", "issuer", "title") if row[key] is not None]
        _print(f"{row['name']}  {row['passages']} 段  {' '.join(words)}".rstrip())
    if not rows:
        _print("索引是空的。 (The index is empty.)")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from ingest.check import check, repair

    shown = False if arguments.json else None
    report = check(_store(arguments), shown)
    if arguments.repair and report.problems:
        report = repair(report, shown)
        after = check(_store(arguments), shown)
        report.problems = after.problems
    if arguments.json:
        _print(json.dumps(report.to_record(), ensure_ascii=False))
    else:
        for each in report.problems:
            _tell(f"{each['document'] or report.store}: {each['problem']}")
        fixed = f",修复 {len(report.repaired)} 份" if report.repaired else ""
        verdict = f"有 {len(report.problems)} 处问题" if report.problems else "没有问题"
        _print(f"检查了 {report.documents} 份文件、{report.passages} 段:{verdict}{fixed}。")
    return 1 if report.problems else 0


def _backup(arguments: argparse.Namespace) -> int:
    from ingest.backup import backup

    manifest = backup(_store(arguments), arguments.file)
    return _moved(arguments, manifest, f"已备份到 {arguments.file}")


def _restore(arguments: argparse.Namespace) -> int:
    from ingest.backup import restore

    manifest = restore(arguments.file, _store(arguments), arguments.force)
    return _moved(arguments, manifest, f"已恢复到 {_store(arguments)}")


def _moved(arguments: argparse.Namespace, manifest: Any, words: str) -> int:
    if arguments.json:
        record = {"documents": manifest.documents, "passages": manifest.passages}
        _print(json.dumps({**record, "store": _store(arguments), "file": str(arguments.file)}))
    else:
        _print(f"{words}:{manifest.documents} 份文件,{manifest.passages} 段。")
    return 0


def _watch(arguments: argparse.Namespace) -> int:
    from ingest.library import Options, follow
    from ingest.watch import watch

    options = Options(progress=False)
    if arguments.once:
        return _summary(follow(arguments.folder, _store(arguments), options), arguments)

    def say(event: Any) -> None:
        if isinstance(event, ReportError):
            _tell(str(event))
        else:
            _summary(event, arguments)

    watch(arguments.folder, _store(arguments), options, arguments.interval, say)
    return 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


_Command = tuple[str, Callable[[argparse.ArgumentParser], Any], Callable[[argparse.Namespace], int]]

_COMMANDS: dict[str, _Command] = {
    "add": ("加入文件或文件夹 (add files or folders)", _paths, _index),
    "update": ("用新文件替换同名文件;不给路径则重读全部 (replace, or read all again)", _paths, _update),
    "remove": (
        "移除文件 (take documents out)",
        lambda parser: parser.add_argument("names", nargs="+", metavar="NAME"),
        _remove,
    ),
    "list": ("列出文件 (list the documents)", lambda parser: None, _list),
    "check": ("检查索引与原文、向量是否一致 (verify the index)", _check_arguments, _check),
    "backup": (
        "备份成一个文件 (write a backup)",
        lambda parser: parser.add_argument("file", type=Path, metavar="FILE"),
        _backup,
    ),
    "restore": ("从备份恢复 (restore a backup)", _restore_arguments, _restore),
    "watch": ("跟随文件夹的变化 (follow a folder)", _watch_arguments, _watch),
}


if __name__ == "__main__":
    sys.exit(main())
