"""Where the wanted pages stand in docs/: at their paths, where a person moved them, or nowhere.

A page is known by the id in its head, which goes with it wherever a person moves it. Where a page
that a person edited ends and just one new page goes on with its entry, that one takes its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb_build.model import LazyPage, replace
from kb_build.page import frontmatter
from kb_build.page.addresses import REPORT
from kb_build.page.frontmatter import words
from kb_build.page.reviewing import DRAFT
from kb_build.write import record
from kb_build.write.page_text import head
from kb_build.write.pieces import cut_generated
from kb_build.write.record import ABSENT, State, shas
from kb_build.write.snapshot import Snapshot
from kb_build.write.successors import Successors, of_page
from kb_build.write.survey import text_at

SIGNS = ("kind=", "title=", "units=", "years=")  # keys that an entry's pages have in common


@dataclass(frozen=True)
class Places:
    """What is on disk and in the record, asked where each page is."""

    before: Snapshot
    wanted: Sequence[LazyPage]

    @cached_property
    def at(self) -> Mapping[str, tuple[str, ...]]:
        """By path where each page is: nowhere, in one place, or in several that claim to be it."""
        return {
            **self._there,
            **{path: (self._left[old],) for path, old in self.inherited.items()},
        }

    @cached_property
    def inherited(self) -> Mapping[str, str]:
        """By path of a new page the one in the record with whose entry it goes on."""
        if not self._left:
            return {}
        # Where the page may be that is wanted anew: it was corrected back.
        left = {*self._left.values()}
        new = (
            page
            for page in self.wanted
            if left.issuperset(self._there[page.path]) and not self.known(page)
        )
        made = (page.page() for page in new)
        successors = Successors(
            (p.path, of_page(dict(p.front), "\n\n".join(p.blocks))) for p in made
        )
        found: dict[str, list[str]] = defaultdict(list)
        for old, place in self._left.items():
            file = self.before.docs / place
            page = frontmatter.parse(text_at(file), str(file))
            found[successors.of(of_page(page.values, page.body))].append(old)
        return {path: old[0] for path, old in found.items() if path and len(old) == 1}

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

    def known(self, page: LazyPage) -> frozenset[State]:
        """What is recorded of a page, at its path or else at a former one."""
        return self.before.known(page.path) or self.before.known(self.former(page))

    def former(self, page: LazyPage) -> str:
        """The former address at which a person deleted a page; empty where there is none."""
        if self.before.known(page.path):
            return ""
        paths = self.addresses.get(page.id, ())
        there = self.before.now.found
        return next(
            (path for path in paths if path not in there), self._deleted_of.get(page.path, "")
        )

    def was_deleted(self, page: LazyPage) -> bool:
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

    @cached_property
    def _deleted_of(self) -> Mapping[str, str]:
        """By path of a new page the deleted one with whose entry it goes on.

        Of that only the fingerprints in the record are left, which one of the names has to fit.
        """
        states = ((path, one) for path in self.before.removed() for one in self.before.known(path))
        ended = ((path, one) for path, one in states if one.id not in self.ids)
        gone = {_signs(one.front): path for path, one in ended if " units=" in one.front}
        known, heirs = self.before.record.keys(), defaultdict[str, set[str]](set)
        new = (page for page in self.wanted if gone and page.path not in known)
        for page in (page.page() for page in new if page.id not in self.addresses):
            front = dict(page.front)
            for name in (front.get("title", ""), *words(front.get("aliases"))):
                named = replace(page, front=tuple((front | {"title": name}).items()))
                signs = _signs(record.of(cut_generated(head(named), ()).front))
                if signs in gone:
                    heirs[gone[signs]].add(page.path)
        return {min(paths): old for old, paths in heirs.items() if len(paths) == 1}

    @cached_property
    def _there(self) -> Mapping[str, tuple[str, ...]]:
        return {page.path: self._of(page) for page in self.wanted}

    @cached_property
    def _left(self) -> Mapping[str, str]:
        """By path in the record where each page is that a person changed and whose entry ended."""
        left: dict[str, str] = {}
        for path in sorted(self.before.record.keys() - {page.path for page in self.wanted}):
            known, now = self.before.known(path), self.before.now
            ids = {state.id for state in known} - self.ids
            here = (path,) if path in now.found else now.elsewhere(path, ids)
            if len(here) == 1 and now.ids.get(here[0]) in ids and self._is_kept(here[0], path):
                left[path] = here[0]
        return left

    def _is_kept(self, place: str, path: str) -> bool:
        """Whether a person edited or moved a page, and it is no draft, which stays as it is."""
        found = self.before.now.at(place)
        plain = found.generated or found.sha256 in shas(self.before.known(path))
        return found.review != DRAFT and not (plain and place == path)

    def _of(self, page: LazyPage) -> tuple[str, ...]:
        known = self.before.known(page.path)
        own = (page.path,) if page.path in self.before.now.found else ()
        if own and not self.has_another(page.path, page.id, known):
            return own
        return self.before.now.elsewhere(page.path, self._called(page.id, known)) or own

    def _called(self, id: str, known: frozenset[State]) -> set[str]:
        """A page's id and former ones: the id of a report's page changes with its text."""
        return {id, *({state.id for state in known} - self.ids)}


def _signs(front: str) -> frozenset[str]:
    """What a recorded head tells of whether two pages are of one entry."""
    return frozenset(key for key in front.split() if key.startswith(SIGNS))
