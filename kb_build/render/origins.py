"""Whose a rule or mechanism is: made by a unit that reports, another's, the country's, or not told.

A report that goes by a rule says little of who made it. A bare name stands under the unit that
tells it, which must not read as if the unit had made it.
"""

from __future__ import annotations

from typing import Literal

from kb_build.model import Entry

Origin = Literal["own", "other", "common", "unknown"]
MADE = frozenset({"issued", "revised", "repealed"})
FILE = frozenset("./\\·")  # in an owner: the file of a unit that is unknown or one of many


def origin(entry: Entry) -> Origin:
    """Whose a rule or mechanism is, by what its reports tell."""
    owner = entry.key[1] if len(entry.key) > 1 else ""
    if not owner:
        return "common"
    unnamed = bool(FILE & set(owner))
    reports = unnamed or any(unit in owner or owner in unit for unit in entry.units)
    if not reports:
        return "other"
    return "own" if MADE & {section.label for section in entry.sections} else "unknown"
