r"""Which pages were new or changed with the reports that came last.

It is told from the record, never from a clock, and kept in `docs/.changes.tsv` (`new \t page id` or
`changed \t page id` a line, in order) until reports come again. What a correction or another
version of the program changes is no news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from kb_build.model import THING_KINDS, LazyPage, Recent
from kb_build.page.addresses import RECENT, REPORT
from kb_build.write import disk
from kb_build.write.page_text import digest, to_text
from kb_build.write.record import ABSENT, shas
from kb_build.write.snapshot import Snapshot

# Lists change with every entry, and name nothing new.
TOLD = frozenset({*THING_KINDS, "report"})
QUOTED = re.compile(r'\bdata-report="(\w+)"')


def recent(pages: Iterable[LazyPage], before: Snapshot) -> Recent:
    """What of these pages is news, against what was last generated; else what was kept.

    A page is new where neither id nor path is known: one that moved is not, nor is the page of a
    report that was corrected. It is changed where it is another page and quotes what came.
    """
    known = before.record
    ids = {state.id for states in known.values() for state in states if state.sha256 != ABSENT}
    told = [lazy for lazy in pages if lazy.id.partition("-")[0] in TOLD]
    came = {lazy.id for lazy in told if lazy.id.startswith(REPORT)} - ids
    if not came:
        return _kept(before.docs)
    new = tuple(lazy.id for lazy in told if lazy.id not in ids and lazy.path not in known)
    names = frozenset(chain.from_iterable(_named(lazy) for lazy in told if lazy.id in came))
    same = (lazy for lazy in told if lazy.path in known)
    changed = tuple(
        lazy.id for lazy in same if _differs(lazy, before) and not names.isdisjoint(_named(lazy))
    )
    return Recent(new, changed)


def keep(found: Recent, docs: Path) -> None:
    """Writes down what is news, for builds to which no report comes; no news changes nothing."""
    lines = (*(f"new\t{id}\n" for id in found.new), *(f"changed\t{id}\n" for id in found.changed))
    if lines:
        disk.renew(docs, RECENT, "".join(lines).encode())


def _differs(lazy: LazyPage, before: Snapshot) -> bool:
    sha256 = before.memory.sha256(lazy, lambda: digest(to_text(lazy.page()).encode()))
    return sha256 not in shas(before.record[lazy.path])


def _named(lazy: LazyPage) -> set[str]:
    """The reports of which a page has words; of a report's page that report."""
    return {report for block in lazy.page().blocks for report in QUOTED.findall(block)}


def _kept(docs: Path) -> Recent:
    lines = disk.read(docs, RECENT).decode("utf-8", "replace").splitlines()
    pairs = [line.partition("\t")[::2] for line in lines]
    return Recent(
        tuple(id for word, id in pairs if word == "new"),
        tuple(id for word, id in pairs if word == "changed"),
    )
