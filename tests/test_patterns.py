"""Patterns that are compiled when they are first used."""

import importlib
import pkgutil
import re

import pytest

import ingest
import qa
from ingest.patterns import regex

MODULES = [
    name
    for package in (ingest, qa)
    for _, name, is_package in pkgutil.iter_modules(package.__path__, package.__name__ + ".")
    if not is_package and not name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name: str) -> None:
    for held in vars(importlib.import_module(name)).values():
        for one in held if isinstance(held, list | tuple) else (held,):
            for value in one if isinstance(one, tuple) else (one,):
                if type(value) is type(regex("")):
                    re.compile(value.pattern, value._flags)


def test_it_answers_as_the_compiled_one() -> None:
    late, compiled = regex(r"(?P<n>\d+)年", re.IGNORECASE), re.compile(r"(?P<n>\d+)年", re.IGNORECASE)
    text = "2023年比2022年"
    assert [m["n"] for m in late.finditer(text)] == [m["n"] for m in compiled.finditer(text)]
    assert late.sub("-", text) == compiled.sub("-", text)
    assert late.groupindex == compiled.groupindex
    assert late.pattern == compiled.pattern


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("x")
