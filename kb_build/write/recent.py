r"""Which pages were new or changed in the last build that changed anything.

It is told from the record, never from a clock, and kept in `docs/.changes.tsv` (`new \t page id` or
`changed \t page id` a line, in order), so that a build without changes says the same as the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kb_build.model import ENTRY_KINDS, Recent, Sheet
from kb_build.write import disk
from kb_build.write.markdown import digest, to_text
from kb_build.write.record import ABSENT, shas
from kb_build.write.standing import Standing

NAME = ".changes.tsv"
# Lists change with every entry, and name nothing new.
TOLD = frozenset({*ENTRY_KINDS, "report"} - {"topic"})


def recent(sheets: Iterable[Sheet], docs: Path, before: Standing | None = None) -> Recent:
    """Which pages are new or changed against the record; if none are, what was kept before.

    A page counts as new by its id, so that one that moved is not.
    """
    before = before or Standing.of(docs)
    known = before.record
    ids = {state.id for states in known.values() for state in states if state.sha256 != ABSENT}
    told = [sheet for sheet in sheets if sheet.id.partition("-")[0] in TOLD]
    new = tuple(sheet.id for sheet in told if sheet.id not in ids)
    same = (sheet for sheet in told if sheet.id in ids and sheet.path in known)
    changed = tuple(sheet.id for sheet in same if _differs(sheet, before))
    return Recent(new, changed) if new or changed else _kept(docs)


def keep(found: Recent, docs: Path) -> None:
    """Keeps it for builds that change nothing."""
    lines = (*(f"new\t{id}\n" for id in found.new), *(f"changed\t{id}\n" for id in found.changed))
    if lines:
        disk.renew(docs, NAME, "".join(lines).encode())


def _differs(sheet: Sheet, before: Standing) -> bool:
    own = (state for state in before.record[sheet.path] if state.id == sheet.id)
    sha256 = before.memory.sha256(sheet, lambda: digest(to_text(sheet.page()).encode()))
    return sha256 not in shas(own)


def _kept(docs: Path) -> Recent:
    file = docs / NAME
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    pairs = [line.partition("\t")[::2] for line in lines]
    return Recent(
        tuple(id for word, id in pairs if word == "new"),
        tuple(id for word, id in pairs if word == "changed"),
    )
