"""Patterns that are compiled when they are first used."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest
import qa
from ingest.patterns import any_of, regex

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


@given(
    st.lists(st.text(alphabet="公里顷个ab.(", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text("公里顷个ab.(", max_size=8),
)
def test_any_of_matches_what_a_list_of_the_words_does_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    joined = any_of(words)
    assert [m.span() for m in re.finditer(joined, text)] == [m.span() for m in re.finditer(plain, text)]
    assert bool(re.fullmatch(f"(?:{joined})个", text)) == bool(re.fullmatch(f"(?:{plain})个", text))
