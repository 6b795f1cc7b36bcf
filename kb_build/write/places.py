"""Where the wanted pages stand in docs/: at their paths, where a person moved them, or nowhere.

A page is known by the id in its head, which goes with it wherever a person moves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb_build.model import Sheet
from kb_build.page.addresses import REPORT
from kb_build.write.record import ABSENT, State, shas
from kb_build.write.standing import Standing


@dataclass(frozen=True)
class Places:
    """What is on disk and in the record, asked where each page is."""

    before: Standing
    wanted: Sequence[Sheet]

    @cached_property
    def at(self) -> Mapping[str, tuple[str, ...]]:
        """By path where each page is: nowhere, in one place, or in several that claim to be it."""
        return {page.path: self._of(page) for page in self.wanted}

    @cached_property
    def gone(self) -> Mapping[str, str]:
        """Where each page is that a person moved, by path; empty for one that was deleted."""
        gone: dict[str, str] = {}
        for page in self.wanted:
            found = self.at[page.path]
            if page.path not in found and (found or self.was_deleted(page)):
                gone[page.path] = next(iter(found), "")
        return gone

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all pages that are wanted."""
        return frozenset(page.id for page in self.wanted)

    @cached_property
    def addresses(self) -> Mapping[str, Sequence[str]]:
        """The paths that are recorded for each page id."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.before.record):
            for id in {state.id for state in self.before.record[path]} - {""}:
                found[id].append(path)
        return found

    def known(self, page: Sheet) -> frozenset[State]:
        """What is recorded of a page, at its path or else at a former one."""
        return self.before.known(page.path) or self.before.known(self.former(page))

    def former(self, page: Sheet) -> str:
        """The former address at which a person deleted a page; empty where there is none."""
        if self.before.known(page.path):
            return ""
        paths = self.addresses.get(page.id, ())
        return next((path for path in paths if path not in self.before.now.found), "")

    def was_deleted(self, page: Sheet) -> bool:
        """Whether a page that is nowhere now was there, and so a person deleted it."""
        known = self.known(page)
        return bool(known) and ABSENT not in shas(known)

    def is_at(self, place: str, id: str, known: frozenset[State]) -> bool:
        """Whether the page at a place has this id, which is that of a wanted page.

        Where nothing is `known` of that, a report's page whose id no report has counts too: it was
        made before its report changed.
        """
        there = self.before.now.ids.get(place, "")
        if there.startswith(REPORT) and there not in self.ids and not known:
            return id.startswith(REPORT)
        return bool(id) and there == id

    def has_another(self, place: str, id: str, known: frozenset[State]) -> bool:
        """Whether the page at a place has an id that a wanted page neither has nor had."""
        there = self.before.now.ids.get(place, "")
        return bool(there) and there not in self._called(id, known)

    def _of(self, page: Sheet) -> tuple[str, ...]:
        known = self.before.known(page.path)
        own = (page.path,) if page.path in self.before.now.found else ()
        if own and not self.has_another(page.path, page.id, known):
            return own
        return self.before.now.elsewhere(page.path, self._called(page.id, known)) or own

    def _called(self, id: str, known: frozenset[State]) -> set[str]:
        """A page's id and former ones: the id of a report's page changes with its text."""
        return {id, *({state.id for state in known} - self.ids)}
