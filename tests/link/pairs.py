"""Pairs of names, and whether they are joined: each name stands in a report of its unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kb_build.extract.names.canonical import canonical
from kb_build.link.sources import Source
from kb_build.model import Mention, MentionKind, Span
from tests.link.invented import facts

FILE = Path(__file__).with_name("pairs.tsv")


@dataclass(frozen=True)
class Pair:
    """Two names, and whether a person takes them for one thing."""

    line: int
    kind: MentionKind
    names: tuple[tuple[str, str], tuple[str, str]]  # name and unit of each
    same: bool
    why: str

    def __str__(self) -> str:
        (a, at), (b, by) = self.names
        return f"{FILE.name}:{self.line} {self.kind} {a} ({at}) / {b} ({by}): {self.why}"

    @property
    def joined(self) -> bool:
        """Whether the program takes them for one."""
        one, other = (identity(self.kind, name, unit) for name, unit in self.names)
        return one == other


def pairs() -> Iterator[Pair]:
    """All pairs of the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if line > 1:
                kind, a, at, b, by, verdict, why = row
                assert verdict in ("same", "apart"), line
                names = ((a, at), (b, by))
                yield Pair(line, cast(MentionKind, kind), names, verdict == "same", why)


def identity(kind: MentionKind, name: str, unit: str) -> tuple[str, str]:
    """The key of a name that is the only one in a report of the unit."""
    mention = Mention(kind, name, canonical(name), Span(0, len(name)), "test")
    source = Source(facts(f"{unit}.txt", f"context|[{kind} {name}]。", unit=unit))
    key = source.names.identity(mention)
    return key.name, key.owner


def score(tested: Iterable[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1 of joining."""
    counted = [(pair.same, pair.joined) for pair in tested]
    right = counted.count((True, True))
    precision = right / max(1, right + counted.count((False, True)))
    recall = right / max(1, right + counted.count((True, False)))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
