"""Shows what a build would change, as a unified diff."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from kb_build.model import Outcome
from kb_build.write import disk
from kb_build.write.step import Step

# A longer page is shown as replaced whole: difflib takes quadratic time.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Difference:
    """What would be done to a page."""

    outcome: Outcome
    lines: tuple[str, ...]  # of a unified diff; empty where the file stays as it is


def difference(step: Step, docs: Path) -> Difference:
    """The difference that a step would make."""
    if not step.operation:
        return Difference(step.outcome, ())
    before = disk.read(docs, step.place).decode("utf-8", "replace")
    after = step.text.decode("utf-8") if step.operation == "put" else ""
    old = f"a/{step.place}" if before else "/dev/null"
    new = f"b/{step.place}" if after else "/dev/null"
    return Difference(step.outcome, tuple(_lines(before, after, old, new)))


def _lines(before: str, after: str, old: str, new: str) -> list[str]:
    sides = before.splitlines(), after.splitlines()
    if max(map(len, sides)) <= MOST:
        return list(difflib.unified_diff(*sides, old, new, lineterm=""))
    head = [f"--- {old}", f"+++ {new}", f"@@ -1,{len(sides[0])} +1,{len(sides[1])} @@"]
    return [*head, *(f"-{line}" for line in sides[0]), *(f"+{line}" for line in sides[1])]
