"""Finds versions of one report: reports that share most of their clauses in the same order.

Clauses are compared and not characters, since all work reports share most of their characters.
Reports of successive years share some phrases. Versions of one report share most clauses, and a
corrected figure changes only one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

CLAUSE = re.compile(r"[^，。；！？：、\s]{4,}")
# Similarity (1: the same clauses, 0: none shared) from which two texts count as one report: see
# `tests/contribute/test_reports.py` for what bundled reports have with each other.
ALIKE = 0.5
# A clause that so many of the new reports have is a stock phrase and is ignored.
FORMULA = 20


@dataclass(frozen=True, slots=True)
class Version:
    """Another report that says nearly the same."""

    source: str
    ratio: float  # ALIKE to 1


def clauses(text: str) -> list[str]:
    """The clauses of a text that are long enough to tell something."""
    return CLAUSE.findall(text)


def report_versions(
    added: Mapping[str, str], others: Iterable[tuple[str, str]]
) -> dict[str, list[Version]]:
    """For each added text, by name, the others that are nearly the same, the most alike first.

    Takes time in proportion to the size of all texts: only pairs that share much are compared.
    """
    rows = {name: clauses(text) for name, text in added.items()}
    having = _having(rows)
    found: dict[str, list[Version]] = defaultdict(list)
    for source, text in others:
        row = clauses(text)
        for name in _promising(row, rows, having):
            ratio = _ratio(rows[name], row)
            if ratio >= ALIKE:
                found[name].append(Version(source, ratio))
    for versions in found.values():
        versions.sort(key=lambda version: (-version.ratio, version.source))
    return found


def _having(rows: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """By clause, the added texts that have it; formulas are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, row in rows.items():
        for clause in row:
            found[clause].add(name)
    return {clause: names for clause, names in found.items() if len(names) <= FORMULA}


def _promising(
    row: Sequence[str], rows: Mapping[str, Sequence[str]], having: Mapping[str, set[str]]
) -> Iterator[str]:
    """The added texts with which a row shares so many clauses that they could be alike."""
    shared = Counter(name for clause in row for name in having.get(clause, ()))
    return (n for n, count in shared.items() if 2 * count >= ALIKE * (len(row) + len(rows[n])) / 2)


def _ratio(row: Sequence[str], other: Sequence[str]) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(row, other)
