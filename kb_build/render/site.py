"""What all pages need to know: where each thing's page is, what it is called, how to link to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast
from weakref import proxy

from kb_build.citing.states import status_key
from kb_build.messages import catalogue
from kb_build.model import (
    Entry,
    EntryKind,
    Facts,
    FrontValue,
    Library,
    Notice,
    Page,
    Series,
    Span,
)
from kb_build.page.addresses import entry_slug, slug
from kb_build.page.escape import escape, plain
from kb_build.render.lookups import LOOKUPS, places, unit_paths
from kb_build.render.map_edges import Edge
from kb_build.render.origins import origin
from kb_build.render.related_tables import AROUND, pair, shared, tells
from kb_build.render.titles import short
from kb_build.reuse.tracing import Table, Tables

T = TypeVar("T")
UNDATED = "0000"  # sorts reports of unknown period behind the newest


class OwnTable(Generic[T]):
    """A table that some pages make for themselves, by the name of the function that makes it."""

    def __init__(self, make: Callable[[Site], Mapping[str, T]]) -> None:
        """Decorates the function."""
        self.name, self.make = f"{make.__module__}.{make.__name__}", make

    def of(self, site: Site) -> Table[T]:
        """The table of a site that has it among its `own`; made when it is first asked for."""
        return cast(Table[T], site.tables[self.name])


class _Lookup(cached_property[Table[T]]):
    """A table of a site, made when first asked for; the attribute has its name, or `_` before."""

    def __init__(self) -> None:
        super().__init__(lambda site: cast(Table[T], site.tables[str(self.attrname).lstrip("_")]))


class Site:
    """A library as pages: paths, titles and links. What a page reads here is recorded."""

    facts = _Lookup[Facts]()  # by report id
    entries = _Lookup[Entry]()  # by id
    series = _Lookup[Series]()  # by id
    notices = _Lookup[Notice]()  # what is wrong with reports
    ledger = _Lookup[tuple[str, ...]]()  # ids of problems by report
    noise = _Lookup[tuple[Span, ...]]()  # places that are no part of the text, by report id
    code = _Lookup[tuple[Span, ...]]()  # those of noise that is program text
    unprinted = _Lookup[tuple[Span, ...]]()  # those of noise that is no words
    # By report id: ids of the entries made of a passage or heading, by its anchor.
    quoted = _Lookup[dict[str, list[str]]]()
    topics = _Lookup[str]()  # ids of the topics' entries by name
    reporters = _Lookup[str]()  # who reports, by report id
    # Ids by "new" and "changed" of what the reports that came last brought; for the home page only.
    recent = _Lookup[tuple[str, ...]]()
    # What the methods below read.
    _places = _Lookup[tuple[str, str, str]]()
    _unit_paths = _Lookup[str]()
    _of_kind = _Lookup[tuple[str, ...]]()
    _reporting = _Lookup[tuple[tuple[str, list[str]], ...]]()
    _related = _Lookup[tuple[tuple[str, str], ...]]()
    _around = _Lookup[tuple[Edge, ...]]()
    _tells = _Lookup[bool]()
    _shared = _Lookup[Entry]()

    def __init__(
        self,
        library: Library,
        language: str,
        own: Iterable[OwnTable[Any]] = (),
        spell: Callable[[str], str] = slug,
        called: Mapping[str, str] = MappingProxyType({}),
    ):
        """`language` is "zh" or "en"; `own` are the further tables that its pages need.

        `spell` gives the slug of a name, `called` are titles that people gave entries, by id.
        """
        self.language = language
        self.spell = spell
        self._words = catalogue(language)
        lookups = {make.__name__: partial(make, library) for make in (*LOOKUPS, *AROUND)}
        here = cast(Site, proxy(self))  # so that the site does not hold itself
        more: dict[str, Callable[[], Mapping[str, object]]] = {
            "places": partial(places, library, language, spell, called),
            "unit_paths": lambda: unit_paths(library, here.reporters.values(), spell),
            "tells": lambda: tells(here._reporting),
            "shared": lambda: shared(library, here._reporting),
        }
        self.tables = Tables({**lookups, **more, **{o.name: partial(o.make, here) for o in own}})

    def path(self, id: str) -> str:
        """The page of an entry or report."""
        return self._places[id][0]

    def title(self, id: str) -> str:
        """What an entry or report is called on its own page, as the reports have it."""
        return self._places[id][1]

    def unit_path(self, unit: str) -> str:
        """The page of a unit."""
        return self._unit_paths[unit]

    def address(self, folder: str, name: str, id: str) -> str:
        """A path for the page of something of this name and id."""
        return f"{folder}/{entry_slug(name, id, self.spell)}.md"

    def has(self, id: str) -> bool:
        """Whether there is an entry or report of this id."""
        return id in self._places

    def by_unit(self, entry: str) -> dict[str, list[str]]:
        """Ids of an entry's reports by who reports, both in their order."""
        return dict(self._reporting[entry])

    def tells(self, unit: str, entry: str) -> bool:
        """Whether a unit reports on an entry."""
        return pair(entry, unit) in self._tells

    def own(self, unit: str, id: str) -> Entry:
        """An entry as far as a unit that reports on it tells of it."""
        return self._shared.get(pair(id, unit)) or self.entries[id]

    def related(self, id: str) -> dict[str, str]:
        """Ids of what is around an entry, the most related first, each with the reason."""
        return dict(self._related[id])

    def around(self, id: str) -> tuple[Edge, ...]:
        """The relations of an entry that several reports tell, and between those around it."""
        return self._around[id]

    def say(self, key: str, **values: object) -> str:
        """A message in the site's language."""
        return self._words[key].format(**values)

    def label(self, column: str) -> str:
        """What stands before a fact to say what it is: `column` ends a key of the messages."""
        return self.say("page.label", words=self.say(f"column.{column}"))

    def headers(self, *columns: str) -> list[str]:
        """What stands above the columns of a table; each ends a key of the messages."""
        return [self.say(f"column.{column}") for column in columns]

    def of_kind(self, *kinds: EntryKind) -> list[Entry]:
        """The entries of these kinds, in the library's order."""
        return [self.entries[id] for kind in kinds for id in self._of_kind.get(kind, ())]

    def newest_first(self) -> list[Facts]:
        """The reports by period, the latest first; those without a period last."""
        by_source = sorted(self.facts.values(), key=lambda f: f.report.source)
        return sorted(by_source, key=lambda f: f.period.value or UNDATED, reverse=True)

    def short_title(self, report: str) -> str:
        """What a report is called, shortened where it is too long for a line or a cell."""
        return short(self.title(report))

    def state(self, entry: Entry) -> str:
        """An entry's grade, status or origin in a word or two; empty where its kind has none."""
        if entry.kind in ("rule", "mechanism"):
            shared = any(pair(entry.id, unit) in self._shared for unit in entry.units)
            return self.say(f"origin.{origin(entry, shared=shared)}")
        if entry.grade:
            if entry.labels == {"plan"}:  # as far as one unit tells of it: others did it
                return self.say("status.planned")
            key = "grade_named" if entry.only_named else "grade_short"
            return self.say(f"page.{key}", grade=entry.grade)
        return self.say(status_key(entry.kind, entry.status)) if entry.status else ""

    def link(self, id: str, page: str, words: str = "", anchor: str = "") -> str:
        """A Markdown link from `page` to an entry's or report's page, or to an anchor on it."""
        target, _, title = self._places[id]
        here = anchor and target == page
        address = "" if here else relative(target, page)
        return f"[{escape(words or title)}]({address}{'#' if anchor else ''}{anchor})"

    def to(self, target: str, page: str, words: str) -> str:
        """A Markdown link from one page to another; both are paths below docs/."""
        return f"[{escape(words)}]({relative(target, page)})"

    def rest(self, count: int, link: str) -> str:
        """What stands below a list that was cut: how many more there are, and where; or nothing."""
        return self.say("page.rest", count=count, link=link) if count > 0 else ""

    def overview(self, path: str, title: str, blocks: list[str], **front: FrontValue) -> Page:
        """A page that lists or counts things; its id is made of its path."""
        id = "overview-" + path.removesuffix(".md").replace("/", "-")
        return self.page(path, blocks, id=id, kind="overview", title=title, **front)

    def page(
        self, path: str, blocks: list[str], *, id: str, kind: str, title: str, **more: FrontValue
    ) -> Page:
        """A page under its title; its front matter has no empty values and control characters."""
        front = {"id": id, "kind": kind, "title": title, **more}
        kept = tuple((key, _clean(value)) for key, value in front.items() if value)
        return Page(path, kept, (f"# {escape(title)}", *filter(None, blocks)))


def relative(target: str, page: str) -> str:
    """The address of a page as seen from another; both are paths below docs/."""
    folder, _, name = target.rpartition("/")
    if folder == page.rpartition("/")[0]:
        return name
    return "../" * page.count("/") + target


def _clean(value: FrontValue) -> FrontValue:
    if isinstance(value, tuple):
        return tuple(words for one in value if (words := plain(one)))
    return plain(value) if isinstance(value, str) else value
