"""The first screen as HTML, filled in on the server: it can be read before any script has run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

__all__ = ["LANGUAGES", "asset", "choose_language", "first_screen", "statement", "texts"]

LANGUAGES = ("zh", "en")
_HERE = Path(__file__).parent
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every text of the interface: key -> language -> text."""
    loaded: dict[str, dict[str, str]] = json.loads((_HERE / "texts.json").read_text("utf-8"))
    return loaded


@cache
def _assets() -> dict[str, tuple[bytes, str]]:
    """File name -> content and media type; read once, so that no request touches the disk."""
    found = {}
    for path in sorted((_HERE / "static").iterdir()):
        if path.suffix in _TYPES:
            found[path.name] = (path.read_bytes(), _TYPES[path.suffix])
    return found


@cache
def version() -> str:
    """Changes with any asset, so that a browser may keep them for good."""
    digest = hashlib.sha256()
    for name, (content, _) in _assets().items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:12]


def asset(name: str) -> tuple[bytes, str] | None:
    """Content and media type of one file of the page, its imports bearing the version."""
    found = _assets().get(name)
    if found is None or not name.endswith(".js"):
        return found
    content = found[0].replace(b'.js";', f'.js?v={version()}";'.encode())
    return content, found[1]


def choose_language(accepted: str) -> str:
    """`zh` or `en` by the browser's Accept-Language; Chinese where it names neither."""
    for part in accepted.lower().split(","):
        tag = part.split(";")[0].strip()
        for language in LANGUAGES:
            if tag == language or tag.startswith(f"{language}-"):
                return language
    return "zh"


def first_screen(
    language: str,
    documents: Sequence[Mapping[str, Any]],
    suggestions: Sequence[str],
    generation: str,
) -> str:
    """The page with its start screen in one language; both languages' texts travel along for the switch."""
    data = {
        "texts": texts(),
        "documents": list(documents),
        "suggestions": list(suggestions),
        "generation": generation,
        "language": language,
    }
    return _fill(
        "index.html",
        language,
        # "<" can't close the script element from within a JSON text
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        suggestions="".join(
            f'<li><button type="button" class="ask">{escape(q)}</button></li>' for q in suggestions
        ),
        reports=_reports(documents, language),
    )


def statement(language: str) -> str:
    """The accessibility statement."""
    return _fill(f"accessibility.{language}.html", language)


def facts(document: Mapping[str, Any], language: str) -> str:
    """What dates and places a report: `国务院发布 · 讲述 2023 年的工作`."""
    parts = []
    if document.get("issuer"):
        parts.append(_text("issued_by", language).format(issuer=document["issuer"]))
    if document.get("told_year"):
        parts.append(_text("told_year", language).format(year=document["told_year"]))
    elif document.get("year"):
        parts.append(_text("given_year", language).format(year=document["year"]))
    return " · ".join(parts)


def _reports(documents: Sequence[Mapping[str, Any]], language: str) -> str:
    """The reports' titles and dates as list items."""
    items = []
    for one in documents[:12]:
        said = facts(one, language)
        date = f'<span class="facts">{escape(said)}</span>' if said else ""
        items.append(f'<li><span class="title">{escape(str(one["title"]))}</span>{date}</li>')
    return "".join(items)


def _text(key: str, language: str) -> str:
    return texts()[key][language]


@cache
def _template(name: str) -> Template:
    return Template((_HERE / "pages" / name).read_text("utf-8"))


def _fill(name: str, language: str, **parts: str) -> str:
    """A template with every text of the interface as `$t_key`, escaped, and `parts` as they are."""
    said = {f"t_{key}": escape(by[language]) for key, by in texts().items()}
    lang = "zh-CN" if language == "zh" else "en"
    return _template(name).substitute(said, lang=lang, v=version(), **parts)
