"""Case files: a name, what is given, what is expected, in plain text that anyone can add to.

    === name of the case
    given text, any number of lines
    ---
    expected text

A wrong result reported by a contributor becomes one such case.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One case; its text as a test shows it."""

    name: str
    given: str
    expected: str


def cases(folder: Path) -> list[Case]:
    """All cases of the `*.case` files in a folder, in order of file and place."""
    return [case for path in sorted(folder.glob("*.case")) for case in _cases_of(path)]


def _cases_of(path: Path) -> list[Case]:
    blocks = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for block in blocks:
        name, _, rest = block.partition("\n")
        given, _, expected = rest.partition("\n---\n")
        found.append(Case(f"{path.stem}: {name}", given, expected.strip("\n")))
    return found
