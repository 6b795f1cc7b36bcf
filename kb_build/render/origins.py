"""Whose a rule or mechanism is: a reporting unit's own, another's, the country's, or not told.

A report that goes by a rule says little of who made it. A bare name stands under the unit that
tells it, which must not read as if the unit had made it.
"""

from __future__ import annotations

from typing import Literal

from kb_build.model import CHANGED, Entry

Origin = Literal["own", "other", "common", "planned", "unknown"]
PART_OF = "所在"  # 后勤处所在学校: the whole that the reporting unit is a part of
FILE = frozenset("./\\·")  # in an owner: the file of a unit that is unknown or one of many


def origin(entry: Entry, *, shared: bool = False) -> Origin:
    """Whose a rule or mechanism is, by what its reports tell.

    `shared`: others report on it, though the entry is only as far as one unit tells of it.
    """
    owner = entry.key[1] if len(entry.key) > 1 else ""
    if not owner and (shared or not _coined(entry)):
        return "common"
    if owner and not _of_reporter(entry, owner):
        return "other"
    if not entry.labels.isdisjoint(CHANGED):
        return "own"
    return "planned" if entry.labels == {"planned"} else "unknown"


def _coined(entry: Entry) -> bool:
    """Whether one report alone tells of a mechanism in quotation marks: 村“院坝”议事制度."""
    return entry.kind == "mechanism" and len(entry.reports) == 1 and "“" in entry.name


def _of_reporter(entry: Entry, owner: str) -> bool:
    """Whether it stands under a unit that reports, or a file whose unit is one of many."""
    if PART_OF in owner:
        return False
    named = any(unit in owner or _shortens(owner, unit) for unit in entry.units)
    return named or entry.owner in entry.units or bool(FILE & set(owner))


def _shortens(owner: str, unit: str) -> bool:
    """Whether all letters of a name are those of a unit in order: 清岚一中, 清岚市第一中学."""
    left = iter(unit)
    return all(letter in left for letter in owner)
