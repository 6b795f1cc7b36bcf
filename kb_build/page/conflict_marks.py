"""Git's conflict marks: nobody has decided yet what a page says in which they stand."""

from __future__ import annotations

import re

from kb_build.errors import InputError

# Three of them, each at the start of a line, in this order. They are longer where both sides
# renamed the file.
SIGNS = tuple(re.compile(sign, re.MULTILINE) for sign in ("^<{7,} ", "^={7,}$", "^>{7,} "))
FIRST = "<" * 7


def unmerged(text: str) -> int:
    """Where the marks begin; -1 where the text does not have all of them."""
    if FIRST not in text:  # as hardly any has it
        return -1
    places = [0]
    for sign in SIGNS:
        found = sign.search(text, places[-1])
        if not found:
            return -1
        places.append(found.start())
    return places[1]


def refuse_unmerged(text: str, file: str) -> None:
    """Raises InputError, naming `file`, with the line where git left a page half merged."""
    at = unmerged(text)
    if at >= 0:
        raise InputError("page-unmerged", file, text.count("\n", 0, at) + 1)
