"""Holds what regular expressions obey so that each Python that we support reads them alike.

Before 3.11.5 (Debian 12 has 3.11.2) a group that is repeated possessively and can be matched in
more than one way goes wrong (gh-106052): sound lines of the record counted as damaged. An atomic
group, `(?>…)*+`, means the same and is sound everywhere.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import kb_build

# The module that reads expressions has no public name, nor has what it makes a type.
from re import _parser  # type: ignore[attr-defined]  # isort: skip

SINGLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "ATOMIC_GROUP"}
POSSESSIVE = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")


def unsound(pattern: str, flags: int = 0) -> bool:
    """Tells whether a group that is not atomic is repeated possessively."""

    def within(value: object) -> Iterator[bool]:
        if isinstance(value, tuple) and value and str(value[0]) == "POSSESSIVE_REPEAT":
            item = value[1][2]
            yield len(item) != 1 or str(item[0][0]) not in SINGLE
        if isinstance(value, tuple | list | _parser.SubPattern):
            for part in value:
                yield from within(part)

    return any(within(_parser.parse(pattern, flags)))


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a value, and in those that it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from patterns(tuple(value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from patterns(part)


def of_the_program() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All patterns that modules hold, with the modules' names."""
    for found in pkgutil.walk_packages(kb_build.__path__, "kb_build."):
        if not found.name.startswith("kb_build.vendor") and not found.name.endswith("__main__"):
            for value in vars(importlib.import_module(found.name)).values():
                yield from ((found.name, pattern) for pattern in patterns(value))


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (r"(?:ab?)*+", True),
        (r"(?:x(?:\.[a-z]{2})*+ )?+", True),
        (r"(?>ab?)*+", False),
        (r"[ab]*+(?:ab)*a++", False),
    ],
)
def test_a_group_repeated_possessively_is_told_from_others(pattern: str, bad: bool) -> None:
    assert unsound(pattern) is bad


def test_no_group_is_repeated_possessively_unless_it_is_atomic() -> None:
    found = list(of_the_program())
    assert len(found) > 300
    wrong = {
        f"{module}: {pattern.pattern}"
        for module, pattern in found
        if isinstance(pattern.pattern, str) and unsound(pattern.pattern, pattern.flags)
    }
    assert wrong == set()


def test_no_expression_in_a_word_list_repeats_a_group_possessively_unless_it_is_atomic() -> None:
    lists = Path(kb_build.__file__).parent.joinpath("lexicon").glob("*.yml")
    lines = [line for file in lists for line in file.read_text("utf-8").splitlines()]
    possessive = [line.partition("- ")[2] for line in lines if POSSESSIVE.search(line)]
    assert [line for line in possessive if unsound(line)] == []
