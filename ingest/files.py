"""Which files are meant, and what each is called in the store."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import EmptyDocument, FileMissing
from ingest.generation import Source
from ingest.load import MAX_BYTES, SUFFIXES

__all__ = ["Named", "Target", "find", "hash_of", "name_targets"]


@dataclass(frozen=True, slots=True)
class Target:
    """A file to take in."""

    path: Path
    inside: str
    """Its path inside the folder that was named, or its folder and name: what tells two namesakes apart."""
    asked: bool
    """Whether the file itself was named, rather than a folder that it is in."""

    @property
    def origin(self) -> str:
        return str(self.path.resolve())


@dataclass(frozen=True, slots=True)
class Named:
    """A file with the name of its document, and what the store holds under that name."""

    target: Target
    name: str
    known: Source | None


def find(paths: Iterable[Path]) -> list[Target]:
    """Files that are named, and readable ones in folders that are named (hidden ones left out).

    Raises FileMissing for a path that is not there, EmptyDocument for a folder with nothing to read.
    """
    targets: dict[str, Target] = {}
    for path in paths:
        if path.is_dir():
            found = _in_folder(path)
            if not found:
                raise EmptyDocument(
                    f"文件夹里没有可读的文件:{path}。请放入 txt、md、html、pdf 或 docx 文件。",
                    f"Nothing to read in the folder {path}; put txt, md, html, pdf or docx files into it.",
                )
        elif path.exists() or path.is_symlink():
            found = [Target(path, f"{path.resolve().parent.name}/{path.name}", asked=True)]
        else:
            raise FileMissing(
                f"找不到文件或文件夹:{path}。请检查路径。", f"There is no {path}; check the path."
            )
        for target in found:
            targets.setdefault(target.origin, target)
    return list(targets.values())


def _in_folder(folder: Path) -> list[Target]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    inside = [(path, path.relative_to(folder)) for path in files]
    return [
        Target(path, relative.as_posix(), asked=False)
        for path, relative in inside
        if path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in relative.parts)
    ]


def name_targets(targets: Sequence[Target], sources: Sequence[Source], by_name: bool = False) -> list[Named]:
    """What each file's document is called.

    A file that is known by its place keeps its name. Otherwise the file name is the name, unless two files
    of this run share it, or another file in the store has it that is still there: then the path is.
    `by_name`: a file takes the place of its namesake in the store, wherever that came from.
    """
    by_origin = {source.origin: source for source in sources if source.origin}
    known = {source.document.name: source for source in sources}
    shared = Counter(target.path.name for target in targets if target.origin not in by_origin)
    named: list[Named] = []
    for target in targets:
        plain = target.path.name
        source = by_origin.get(target.origin)
        if source is None and shared[plain] == 1:
            namesake = known.get(plain)
            if namesake is None:
                named.append(Named(target, plain, None))
                continue
            if by_name or _same(namesake, target):
                source = namesake
        if source is None:
            source = known.get(target.inside)
        named.append(Named(target, source.document.name if source else target.inside, source))
    return named


def _same(namesake: Source, target: Target) -> bool:
    """Whether a file is the one that the store knows, moved: same content, or its old place is empty."""
    if not namesake.origin or not Path(namesake.origin).exists():
        return True
    return hash_of(target.path) == namesake.document.sha256


def hash_of(path: Path) -> str | None:
    """SHA-256 of a file's bytes; None where `load` would refuse it anyway."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
