"""Reports → all pages, as lazy pages: path, id and version of each, its words on demand.

As long as no report and no correction changes, the pages are those of the last build. Then no facts
are read, nothing is linked and no page is made, unless somebody asks for a page's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from kb_build import gather
from kb_build.config import Config
from kb_build.files.signature import signed_below
from kb_build.lexicon.corrections import Corrections
from kb_build.linking import library, programs
from kb_build.model import Earlier, Entry, LazyPage, Library, Notice, Page, Recent, Report, Value
from kb_build.reuse import keyed
from kb_build.reuse.store import Store, key_of
from kb_build.run import Run

if TYPE_CHECKING:
    from kb_build.write import Snapshot


class Contents(Value, frozen=True):
    """Which pages there are, and a summary of the reports they are made of; kept for later."""

    key: str  # stands for reports, corrections, settings and program; empty where not certain
    reports: tuple[Report, ...]  # in order of source
    entries: dict[str, int]  # how many there are of each kind
    notices: tuple[Notice, ...]  # of reports
    recent: Recent  # which the first page tells
    pages: tuple[tuple[str, str, str], ...]  # path, id and version, in order of path


@dataclass(frozen=True, slots=True)
class AllPages:
    """All pages."""

    contents: Contents
    pages: tuple[LazyPage, ...]  # in order of path
    entries: Callable[[], Iterable[Entry]]  # links the reports if that was not done


def snapshot(run: Run) -> Snapshot:
    """The state of docs/ before anything is made."""
    from kb_build.write import Memory, Snapshot

    with run.watch.stage("look"):
        memory = Memory(run.config.store / "written", keyed.program(), run.signed)
        return Snapshot.of(run.config.docs, memory)


def all_pages(run: Run, before: Snapshot) -> AllPages:
    """All pages of the reports; pages that have not changed are not made.

    `before` is docs/ as it stands.
    """
    from kb_build.write import recent

    config = run.config
    earlier = Earlier(before.deleted(), before.called(), partial(recent, before=before))
    known = gather.corrected(config, before.stated)
    key = _key(config, known, earlier)
    store = Store(config.store / "all_pages", Contents)
    place = key_of(str(config.reports), str(config.docs), config.language)
    with run.watch.stage("store"):
        kept = store.find(place) if key else None
        if kept and kept.key == key:
            later = Run(config, run.console)
            told = _as_kept(kept, cache(lambda: _made(later, known, key, earlier)))
            if earlier.news(told.pages) == kept.recent:
                run.watch.hits["store"] = len(kept.reports)
                return told
    made = _made(run, known, key, earlier)
    if key and not gather.unreached(made.contents.notices):
        store.keep(place, made.contents)
    return made


def _key(config: Config, known: Corrections, earlier: Earlier) -> str:
    """A key of all that pages are made of; empty where a file may have changed unseen."""
    files = signed_below(config.reports, config.lexicon)
    if not all(files.values()):
        return ""
    # Names may be no text, so that only `key_of` takes them.
    told = (part for path, sign in sorted(files.items()) for part in (path, sign))
    by_people = " ".join(sorted(earlier.deleted)), repr(sorted(earlier.called.items()))
    return key_of(programs(known), repr(config), *by_people, *told)


def rendered(run: Run, found: Library, earlier: Earlier) -> tuple[tuple[LazyPage, ...], Recent]:
    """The pages of a library, as `render` gives them; those of earlier builds are used again."""
    from kb_build.render import Memory, render

    config = run.config
    with run.watch.stage("render"):
        memory = Memory(config.store / "rendered", key_of(keyed.program(), config.language))
        engine = run.engine("render", config.reports)
        made = render(found, config.language, memory, earlier, engine)
        memory.save()
        return made


def _made(run: Run, known: Corrections, key: str, earlier: Earlier) -> AllPages:
    found = library(run, known)
    pages, recent = rendered(run, found, earlier)
    reports = tuple(facts.report for facts in found.facts)
    kinds = Counter(str(entry.kind) for entry in found.entries)
    versions = tuple((page.path, page.id, page.version) for page in pages)
    contents = Contents(key, reports, dict(kinds), found.notices, recent, versions)
    return AllPages(contents, pages, lambda: found.entries)


def _as_kept(kept: Contents, make: Callable[[], AllPages]) -> AllPages:
    """The pages that the last build stored; all are made when the words of the first are wanted."""

    @cache
    def by_path() -> Mapping[str, LazyPage]:
        return {one.path: one for one in make().pages}

    def page(path: str) -> Page:
        return by_path()[path].page()

    pages = (LazyPage(path, id, known, partial(page, path)) for path, id, known in kept.pages)
    return AllPages(kept, tuple(pages), lambda: make().entries())
