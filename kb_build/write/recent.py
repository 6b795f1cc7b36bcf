r"""Which pages were new or changed with the reports that came last.

It is told from the record, never from a clock, and kept in `docs/.changes.tsv` (`new \t page id` or
`changed \t page id` a line, in order) until reports come again. What a correction or another
version of the program changes is no news.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import chain
from pathlib import Path

from kb_build.model import THING_KINDS, Recent, Sheet
from kb_build.page.addresses import REPORT
from kb_build.write import disk
from kb_build.write.page_text import digest, to_text
from kb_build.write.record import ABSENT, shas
from kb_build.write.snapshot import Standing

NAME = ".changes.tsv"
# Lists change with every entry, and name nothing new.
TOLD = frozenset({*THING_KINDS, "report"})
QUOTED = re.compile(r'\bdata-report="(\w+)"')


def recent(sheets: Iterable[Sheet], docs: Path, before: Standing | None = None) -> Recent:
    """What of these pages is news, against what was last generated; else what was kept.

    A page is new where neither id nor path is known: one that moved is not, nor is the page of a
    report that was corrected. It is changed where it is another page and quotes what came.
    """
    before = before or Standing.of(docs)
    known = before.record
    ids = {state.id for states in known.values() for state in states if state.sha256 != ABSENT}
    told = [sheet for sheet in sheets if sheet.id.partition("-")[0] in TOLD]
    came = {sheet.id for sheet in told if sheet.id.startswith(REPORT)} - ids
    if not came:
        return _kept(docs)
    new = tuple(sheet.id for sheet in told if sheet.id not in ids and sheet.path not in known)
    same = (sheet for sheet in told if sheet.path in known)
    changed = tuple(sheet.id for sheet in same if _differs(sheet, before) and _quotes(sheet, came))
    return Recent(new, changed)


def keep(found: Recent, docs: Path) -> None:
    """Writes down what is news, for builds to which no report comes; no news changes nothing."""
    lines = (*(f"new\t{id}\n" for id in found.new), *(f"changed\t{id}\n" for id in found.changed))
    if lines:
        disk.renew(docs, NAME, "".join(lines).encode())


def _differs(sheet: Sheet, before: Standing) -> bool:
    sha256 = before.memory.sha256(sheet, lambda: digest(to_text(sheet.page()).encode()))
    return sha256 not in shas(before.record[sheet.path])


def _quotes(sheet: Sheet, reports: Container[str]) -> bool:
    """Whether it is the page of one of these reports, or has words of one."""
    if sheet.id in reports:
        return True
    found = (QUOTED.finditer(block) for block in sheet.page().blocks)
    return any(REPORT + one[1] in reports for one in chain.from_iterable(found))


def _kept(docs: Path) -> Recent:
    file = docs / NAME
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    pairs = [line.partition("\t")[::2] for line in lines]
    return Recent(
        tuple(id for word, id in pairs if word == "new"),
        tuple(id for word, id in pairs if word == "changed"),
    )
