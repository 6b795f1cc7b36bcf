"""Decides what becomes of each page, from the page wanted, the file on disk, and the record.

A page that is still as it was generated is replaced; what becomes of others is told in `edited`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb_build.errors import InputError
from kb_build.model import LazyPage, Notice, Outcome, Progress, no_progress, replace
from kb_build.page.addresses import PAGE_PATH, REPORT
from kb_build.page.reviewing import DRAFT
from kb_build.write import disk
from kb_build.write.edited import edited, orphan
from kb_build.write.page_text import STAMP_SIZE
from kb_build.write.places import Places
from kb_build.write.record import ABSENT, State, shas
from kb_build.write.relink import all_relinked, lazily_relocated
from kb_build.write.reviews import held
from kb_build.write.serializing import Serialized, Wanted, serialize
from kb_build.write.snapshot import Snapshot
from kb_build.write.step import PLAIN, Options, Step, leave_alone, put_generated
from kb_build.write.survey import NOTHING


def steps(
    pages: Sequence[LazyPage],
    before: Snapshot,
    options: Options = PLAIN,
    progress: Progress = no_progress,
) -> tuple[Step, ...]:
    """A step for each page that is wanted or recorded, in order of path; changes nothing.

    Raises InputError where two pages want one path or id, where a page that a person touched cannot
    be read, and where a folder or link is in the way.
    """
    _refuse_doubles(pages)
    disk.refuse_bad_folders(before.docs, (*(page.path for page in pages), *before.record))
    places = Places(before, pages)
    wanted = all_relinked(pages, places.gone) if places.gone else pages
    decision = Decision(before, options, places, progress)
    todo = held(decision.steps({page.path: page for page in wanted}), before)
    return tuple(sorted(todo, key=lambda step: step.outcome.path))


@dataclass(frozen=True)
class Decision:
    """Decides for all pages of one build; the fields are what it needs to know."""

    before: Snapshot
    options: Options
    places: Places
    progress: Progress  # hears of new pages that are made
    claimed: set[str] = field(default_factory=set)  # paths taken by pages that belong elsewhere
    # New pages, by path and id.
    made: dict[tuple[str, str], Serialized] = field(default_factory=dict)

    def steps(self, wanted: Mapping[str, LazyPage]) -> Iterator[Step]:
        """The steps of all pages: those wanted, then those only recorded, whose source is gone."""
        same = {page.path: step for page in wanted.values() if (step := self._as_it_was(page))}
        yield from same.values()
        others = [wanted[path] for path in sorted(wanted.keys() - same.keys())]
        new = [page for page in others if self._is_new(page)]
        self.made.update(serialize(new, self.before.record, self.progress))
        for page in others:
            yield self._with_warning(page, self._step(page))
        for path in sorted(self.before.record.keys() - wanted.keys() - self.claimed):
            yield from self._unwanted(path)

    def _as_it_was(self, page: LazyPage) -> Step | None:
        """The step of a page that is already as it should be, as nearly all are; else None."""
        known, found = self.before.known(page.path), self.before.now.at(page.path)
        if len(known) != 1 or not found.generated or found.sha256 != self.before.memory.known(page):
            return None
        (state,) = known
        if (state.id, state.sha256) != (page.id, found.sha256) or not state.body:
            return None
        return Step(Outcome(page.path, "unchanged"), page.path, found, known, known)

    def _is_new(self, page: LazyPage) -> bool:
        """Whether a page may replace what is there, and is not known to be there already."""
        found = self.before.now.at(page.path)
        here = page.path in self.places.at[page.path]
        ours = found.generated if here else page.path not in self.before.record
        return ours and found.sha256 != self.before.memory.known(page)

    def _step(self, page: LazyPage) -> Step:
        known, places = self.before.known(page.path), self.places.at[page.path]
        if not places:
            return self._missing(page)
        if len(places) > 1:
            outcome = Outcome(page.path, "moved", ", ".join(places))
            return leave_alone(outcome, page.path, NOTHING, known)
        (place,) = places
        former = self.places.inherited.get(page.path, place)
        if former == page.path:
            return self._existing(self._wanted(page, known), place)
        self.claimed.update((place, former))
        known |= self.before.known(place) | self.before.known(former)
        step = self._existing(self._wanted(lazily_relocated(page, place), known), place)
        step = replace(step, former=former if former in self.before.record else "")
        if place == page.path:
            return step
        return replace(step, outcome=Outcome(page.path, "moved", place, step.outcome.notices))

    def _wanted(self, page: LazyPage, known: frozenset[State]) -> Wanted:
        return Wanted(page, known, self.before.memory, self.made.get((page.path, page.id)))

    def _missing(self, page: LazyPage) -> Step:
        known = self.places.known(page)
        if self.places.was_deleted(page):
            outcome, after = Outcome(page.path, "deleted"), (replace(s, id=page.id) for s in known)
            step = leave_alone(outcome, page.path, NOTHING, known, frozenset(after))
            return replace(step, former=self.places.former(page))
        wanted = self._wanted(page, known)
        return put_generated(Outcome(page.path, "created"), page.path, NOTHING, wanted)

    def _with_warning(self, page: LazyPage, step: Step) -> Step:
        """Adds a warning where a report's file was renamed, so that its page has a new address."""
        if self.before.known(page.path) or not page.id.startswith(REPORT):
            return step
        there = self.before.now.found
        former = (path for path in self.places.addresses.get(page.id, ()) if path in there)
        file = str(self.before.docs / page.path)
        told = (Notice.warning("write-renamed", file, path=path) for path in former)
        outcome = replace(step.outcome, notices=(*step.outcome.notices, *told))
        return replace(step, outcome=outcome)

    def _existing(self, wanted: Wanted, place: str) -> Step:
        """The step of a page that exists, in its place or where a person moved it."""
        found = self.before.now.at(place)
        path, known, sha256 = wanted.path, wanted.known, wanted.sha256
        stamped = not wanted.headed or found.base == sha256[:STAMP_SIZE]
        if found.sha256 == sha256 and stamped:
            after = frozenset({wanted.state()})
            return Step(Outcome(path, "unchanged"), place, found, known, after)
        same = self.places.is_at(place, wanted.id, known)
        if found.sha256 in shas(known) | {sha256} or (found.generated and same):
            return put_generated(Outcome(path, "replaced"), place, found, wanted)
        if not same and (not known or self.places.has_another(place, wanted.id, known)):
            notice = Notice.warning("write-taken", str(self.before.docs / place), path=place)
            return leave_alone(Outcome(path, "taken", "", (notice,)), place, found, known)
        return edited(wanted, place, found, self.before.docs, self.options)

    def _unwanted(self, path: str) -> Iterator[Step]:
        """The step of a page whose source is gone; none where a person deleted it before."""
        now, known = self.before.now, self.before.known(path)
        found = now.at(path)
        elsewhere = now.elsewhere(path, {state.id for state in known})
        place = elsewhere[0] if found.sha256 == ABSENT and len(elsewhere) == 1 else path
        if now.at(place).review == DRAFT:
            yield leave_alone(Outcome(path, "draft", place), place, now.at(place), known)
        elif found.sha256 in shas(known) - {ABSENT} or found.generated:
            yield Step(Outcome(path, "removed"), path, found, known, frozenset(), "remove")
        elif found.sha256 != ABSENT or place != path:
            moved = Outcome(path, "moved", place)
            outcome = Outcome(path, "edited") if place == path else moved
            yield orphan(outcome, place, now.at(place), known, self.before.docs)
        elif elsewhere:
            yield leave_alone(Outcome(path, "moved", ", ".join(elsewhere)), path, found, known)


def _refuse_doubles(pages: Iterable[LazyPage]) -> None:
    """Raises InputError where two pages have one path or id, ValueError where one is unusable."""
    paths: dict[str, str] = {}
    ids: dict[str, str] = {}
    for page in pages:
        if not PAGE_PATH.fullmatch(page.path):
            raise ValueError(f"no path for a page: {page.path!r}")
        if not page.id.isprintable():
            raise ValueError(f"no id for a page: {page.id!r}")
        # Windows and macOS do not tell upper from lower case.
        if (lower := page.path.lower()) in paths:
            raise InputError("write-path-twice", page.path, other=paths[lower])
        if page.id and page.id in ids:
            raise InputError("write-id-twice", page.path, other=ids[page.id], id=page.id)
        paths[lower] = ids[page.id] = page.path
