"""Whose a rule or mechanism is: a reporting unit's own, another's, the country's, or not told.

A report that goes by a rule says little of who made it. A bare name stands under the unit that
tells it, which must not read as if the unit had made it.
"""

from __future__ import annotations

from typing import Literal

from kb_build.model import Entry

Origin = Literal["own", "other", "common", "planned", "unknown"]
MADE = frozenset({"issued", "revised", "improved", "repealed"})
FILE = frozenset("./\\·")  # in an owner: the file of a unit that is unknown or one of many


def origin(entry: Entry) -> Origin:
    """Whose a rule or mechanism is, by what its reports tell."""
    owner = entry.key[1] if len(entry.key) > 1 else ""
    if not owner:
        return "common"
    if not _of_reporter(entry, owner):
        return "other"
    labels = {section.label for section in entry.sections}
    if MADE & labels:
        return "own"
    return "planned" if labels == {"planned"} else "unknown"


def _of_reporter(entry: Entry, owner: str) -> bool:
    """Whether it stands under a unit that reports, or a file whose unit is one of many."""
    named = any(unit in owner or owner in unit for unit in entry.units)
    return named or entry.owner in entry.units or bool(FILE & set(owner))
