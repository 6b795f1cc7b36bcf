"""Decides what becomes of each page, from the page wanted, the file on disk, and the record.

A page that is still as it was generated is replaced; what becomes of others is told in `edited`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kb_build.model import Outcome, Sheet
from kb_build.page.addresses import REPORT
from kb_build.page.reviewing import DRAFT
from kb_build.write import disk
from kb_build.write.edited import edited, orphan, warning
from kb_build.write.forms import Form, forms
from kb_build.write.markdown import STAMP_SIZE
from kb_build.write.memory import Memory
from kb_build.write.record import ABSENT, Record, State, shas
from kb_build.write.relink import sheet_relocated, sheets_relinked
from kb_build.write.reviews import held
from kb_build.write.standing import Standing
from kb_build.write.step import Step, Wanted, Wishes, leave_alone, put_generated, refuse_doubles
from kb_build.write.survey import Found, Survey

Places = tuple[str, ...]  # paths at which a page stands


@dataclass(frozen=True)
class Decision:
    """Decides for all pages of one build; the fields are what it needs to know."""

    docs: Path
    record: Record
    now: Survey
    wishes: Wishes
    memory: Memory
    ids: frozenset[str] = frozenset()  # of all pages that are wanted
    claimed: set[str] = field(default_factory=set)  # paths taken by pages that belong elsewhere
    made: dict[tuple[str, str], Form] = field(default_factory=dict)  # new pages, by path and id

    def steps(self, wanted: Mapping[str, Sheet], places: Mapping[str, Places]) -> Iterator[Step]:
        """The steps of all pages: those wanted, then those only recorded, whose source is gone."""
        new = [page for path, page in wanted.items() if self._is_new(page, places[path])]
        self.made.update(forms(new, self.record))
        for path in sorted(wanted):
            page = wanted[path]
            yield self._as_it_was(page) or self._with_warning(page, self._step(page, places[path]))
        for path in sorted(self.record.keys() - wanted.keys() - self.claimed):
            yield from self._unwanted(path)

    def _as_it_was(self, page: Sheet) -> Step | None:
        """The step of a page that is already as it should be, as nearly all are; else None."""
        known, found = self.known(page.path), self.now.at(page.path)
        if len(known) != 1 or not found.generated or found.sha256 != self.memory.known(page):
            return None
        (state,) = known
        if (state.id, state.sha256) != (page.id, found.sha256) or not state.body:
            return None
        return Step(Outcome(page.path, "unchanged"), page.path, found, known, known)

    def _is_new(self, page: Sheet, places: Places) -> bool:
        """Whether a page may replace what is there, and is not known to be there already."""
        found = self.now.at(page.path)
        ours = found.generated if page.path in places else page.path not in self.record
        return ours and found.sha256 != self.memory.known(page)

    def places(self, page: Sheet) -> Places:
        """Where the page is: nowhere, in one place, or in several that claim to be it."""
        own = (page.path,) if page.path in self.now.found else ()
        if own and page.path not in self.now.ids:
            return own
        ids = self._ids(page, self.known(page.path))
        if own and self.now.ids[page.path] in {"", *ids}:
            return own
        return self.now.elsewhere(page.path, ids) or own

    def _ids(self, page: Sheet, known: frozenset[State]) -> set[str]:
        """The page's id and former ones: the id of a report's page changes with its text."""
        return {page.id, *({state.id for state in known} - self.ids)}

    def former(self, page: Sheet) -> str:
        """The former address at which a person deleted this page; empty where there is none."""
        paths = self.addresses.get(page.id, ())
        return next((path for path in paths if path not in self.now.found), "")

    @cached_property
    def addresses(self) -> Mapping[str, Sequence[str]]:
        """The paths that are recorded for each page id."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.record):
            for id in {state.id for state in self.record[path]} - {""}:
                found[id].append(path)
        return found

    def known(self, path: str) -> frozenset[State]:
        """What is recorded of a path."""
        return self.record.get(path, frozenset())

    def _step(self, page: Sheet, places: Places) -> Step:
        known = self.known(page.path)
        if not places:
            return self._missing(page, known)
        if len(places) > 1:
            outcome = Outcome(page.path, "moved", ", ".join(places))
            return leave_alone(outcome, page.path, Found(), known)
        (place,) = places
        if place == page.path:
            return self._existing(self._wanted(page, known), place)
        self.claimed.add(place)
        moved = self._wanted(sheet_relocated(page, place), known | self.known(place))
        step = self._existing(moved, place)
        outcome = Outcome(page.path, "moved", place, step.outcome.notices)
        return replace(step, outcome=outcome, former=place if place in self.record else "")

    def _wanted(self, page: Sheet, known: frozenset[State]) -> Wanted:
        return Wanted(page, known, self.memory, self.made.get((page.path, page.id)))

    def _missing(self, page: Sheet, known: frozenset[State]) -> Step:
        former = "" if known else self.former(page)
        known = known or self.known(former)
        if known and ABSENT not in shas(known):
            step = leave_alone(Outcome(page.path, "deleted"), page.path, Found(), known)
            return replace(step, former=former)
        return put_generated(
            Outcome(page.path, "created"), page.path, Found(), self._wanted(page, known)
        )

    def _with_warning(self, page: Sheet, step: Step) -> Step:
        """Adds a warning where a report's file was renamed, so that its page has a new address."""
        if self.known(page.path) or not page.id.startswith(REPORT):
            return step
        former = [path for path in self.addresses.get(page.id, ()) if path in self.now.found]
        told = (warning("write-renamed", self.docs / page.path, path) for path in former)
        outcome = replace(step.outcome, notices=(*step.outcome.notices, *told))
        return replace(step, outcome=outcome)

    def _existing(self, wanted: Wanted, place: str) -> Step:
        """The step of a page that exists, in its place or where a person moved it."""
        found = self.now.at(place)
        sha256 = wanted.sha256
        signed = not wanted.headed or found.base == sha256[:STAMP_SIZE]
        path, known = wanted.path, wanted.known
        if found.sha256 == sha256 and signed:
            after = frozenset({wanted.state()})
            return Step(Outcome(path, "unchanged"), place, found, known, after)
        if found.sha256 in shas(known) | {sha256} or (
            found.generated and self._same(wanted, place)
        ):
            return put_generated(Outcome(path, "replaced"), place, found, wanted)
        foreign = self.now.ids.get(place, "") not in {"", *self._ids(wanted.sheet, known)}
        if not self._same(wanted, place) and (foreign or not known):
            notice = warning("write-taken", self.docs / place, place)
            return leave_alone(Outcome(path, "taken", "", (notice,)), place, found, known)
        return edited(wanted, place, found, self.docs, self.wishes)

    def _same(self, wanted: Wanted, place: str) -> bool:
        """Whether the page at a place is the wanted one by its id.

        Where nothing is recorded, a report's page whose id no report has counts too: it was made
        before its report changed.
        """
        id = self.now.ids.get(place, "")
        if id.startswith(REPORT) and id not in self.ids and not wanted.known:
            return wanted.id.startswith(REPORT)
        return bool(wanted.id) and id == wanted.id

    def _unwanted(self, path: str) -> Iterator[Step]:
        """The step of a page whose source is gone; none where a person deleted it before."""
        known = self.known(path)
        found = self.now.at(path)
        elsewhere = self.now.elsewhere(path, {state.id for state in known})
        place = elsewhere[0] if found.sha256 == ABSENT and len(elsewhere) == 1 else path
        if self.now.at(place).review == DRAFT:
            self.claimed.add(place)
            yield leave_alone(Outcome(path, "draft"), place, self.now.at(place), known)
        elif found.sha256 in shas(known) - {ABSENT} or found.generated:
            yield Step(Outcome(path, "removed"), path, found, known, frozenset(), "remove")
        elif found.sha256 != ABSENT:
            yield orphan(Outcome(path, "edited"), path, found, known, self.docs)
        elif len(elsewhere) == 1:
            self.claimed.add(place)
            yield orphan(Outcome(path, "moved", place), place, self.now.at(place), known, self.docs)
        elif elsewhere:
            yield leave_alone(Outcome(path, "moved", ", ".join(elsewhere)), path, found, known)


def steps(
    pages: Sequence[Sheet],
    docs: Path,
    before: Standing,
    wishes: Wishes | None = None,
) -> tuple[Step, ...]:
    """A step for each page that is wanted or recorded, in order of path; changes nothing.

    Raises InputError where two pages want one path or id, where a page that a person touched cannot
    be read, and where a folder or link is in the way.
    """
    refuse_doubles(pages)
    disk.refuse_bad_folders(docs, (*(page.path for page in pages), *before.record))
    wishes = wishes or Wishes()
    before = before.without(wishes.restored, docs)
    wanted = {page.path: page for page in pages}
    ids = frozenset(page.id for page in pages)
    decision = Decision(docs, before.record, before.now, wishes, before.memory, ids)
    places = {page.path: decision.places(page) for page in pages}
    gone = _gone(wanted, places, decision)
    if gone:
        wanted = {page.path: page for page in sheets_relinked(pages, gone)}
    todo = held(decision.steps(wanted, places), docs, decision.now, before.record)
    return tuple(sorted(todo, key=lambda step: step.outcome.path))


def _gone(
    wanted: Mapping[str, Sheet], places: Mapping[str, Places], decision: Decision
) -> Mapping[str, str]:
    """Where each page is that a person moved, by path; empty for one that was deleted."""
    gone: dict[str, str] = {}
    for path, found in places.items():
        if path in found:
            continue
        known = decision.known(path) or decision.known(decision.former(wanted[path]))
        if found or (known and ABSENT not in shas(known)):
            gone[path] = next(iter(found), "")
    return gone
