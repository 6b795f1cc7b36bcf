"""The state of docs/ when a build begins: its pages, and the record of what was generated.

The folder is looked through once, and all decisions are made from that. A page that a person edits
meanwhile is noticed when its turn to be written comes (`apply_step`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kb_build.page.addresses import REPORT
from kb_build.write import record
from kb_build.write.memory import Memory
from kb_build.write.pieces import key_mark
from kb_build.write.record import ABSENT, Record, State, shas
from kb_build.write.survey import Survey, survey


@dataclass(frozen=True)
class Snapshot:
    """A docs folder as it was found."""

    docs: Path
    record: Record
    now: Survey
    memory: Memory  # of this and earlier builds

    @classmethod
    def of(cls, docs: Path, memory: Memory | None = None) -> Snapshot:
        """Looks at a folder, which need not be there.

        Raises InputError for a damaged record, and for a page that a person touched and that cannot
        be read: it may be one that was moved.
        """
        memory = memory or Memory()
        known = record.read(docs)
        return cls(docs, known, survey(docs, known, memory.found), memory)

    def without(self, paths: Collection[str]) -> Snapshot:
        """This state as if these paths had never been recorded."""
        if not paths:
            return self
        kept = {path: states for path, states in self.record.items() if path not in paths}
        now = survey(self.docs, kept, self.memory.found)
        return replace(self, record=kept, now=now)

    def known(self, path: str) -> frozenset[State]:
        """What is recorded of a path; empty where nothing is."""
        return self.record.get(path, frozenset())

    @property
    def stated(self) -> list[str]:
        """The paths of pages that name a state of review."""
        return [path for path, found in self.now.found.items() if found.review]

    @property
    def of_reports(self) -> set[str]:
        """The paths at which a report's page was generated and a page stands."""
        known = ((path, states) for path, states in self.record.items() if path in self.now.found)
        return {path for path, states in known if any(s.id.startswith(REPORT) for s in states)}

    def deleted(self) -> frozenset[str]:
        """The ids of pages that a person deleted: lists leave out what nobody can open."""
        gone = {
            path: states
            for path, states in self.record.items()
            if path not in self.now.found and ABSENT not in shas(states)
        }
        ids = frozenset(state.id for states in gone.values() for state in states)
        return ids - {"", *(self._ids() if gone else ())}

    def called(self) -> dict[str, str]:
        """The titles that people gave entries on their pages, by id."""
        own = {id: self.now.titles[path] for path, id in self.now.ids.items()}
        made: dict[str, set[str]] = defaultdict(set)  # fingerprints of generated titles
        for states in self.record.values() if own else ():
            for state in states:
                if state.id in own and not state.id.startswith(REPORT):
                    made[state.id].update(dict(record.known(state.front)).get("title", ()))
        return {
            id: title
            for id, marks in made.items()
            if marks and isinstance(title := own[id], str) and key_mark("title", title) not in marks
        }

    def removed(self) -> list[str]:
        """The paths of pages that a person deleted."""
        ids = self.deleted()
        absent = sorted(self.record.keys() - self.now.found.keys())
        return [path for path in absent if ids & {state.id for state in self.record[path]}]

    def emptied(self) -> bool:
        """Whether nothing that was generated is left, as after somebody wiped the folder."""
        if not self.record.keys().isdisjoint(self.now.found):
            return False
        made = [states for states in self.record.values() if ABSENT not in shas(states)]
        ids = {state.id for states in made for state in states} - {""}
        return bool(made) and ids.isdisjoint(self.now.ids.values())

    def _ids(self) -> Iterator[str]:
        """The ids of all pages that are there, moved ones included."""
        yield from self.now.ids.values()
        for path in self.now.found.keys() & self.record.keys():
            yield from (state.id for state in self.record[path])
