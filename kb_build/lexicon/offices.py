"""Short forms of offices' names, by `bodies.yml`: 住建局 for 住房和城乡建设局."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kb_build.lexicon import table


def office_words() -> Iterable[tuple[str, ...]]:
    """Each short form of an office's name, with the full names that it stands for."""
    return ((short, *names) for short, names in table("bodies").items())


def shortened(name: str) -> str:
    """A name with short forms for all full names of offices that stand in it."""
    for full, short in _pairs():
        name = name.replace(full, short)
    return name


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """The longest full name first, so that none takes a part of another."""
    pairs = ((full, short) for short, *names in office_words() for full in names)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
