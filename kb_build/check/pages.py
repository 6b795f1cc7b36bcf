"""All that is checked: the pages of docs/ as text, what else stands there, and the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kb_build import frontmatter
from kb_build.check.headings import slugs
from kb_build.check.markup import Link, Tag, braces, links, tags
from kb_build.check.masking import without_escapes, without_fences
from kb_build.check.memory import Brief
from kb_build.check.personal import same
from kb_build.check.words import Sources
from kb_build.config import USUAL, Limits
from kb_build.frontmatter import FrontMatter
from kb_build.lexicon.spelling import bare, spelled
from kb_build.model import Notice, Report, Severity
from kb_build.reviewing import DRAFT, REVIEW
from kb_build.tracing import Lazy, Table, Tables

if TYPE_CHECKING:
    from kb_build.check.listing import Listing

SEP = "\x1f"  # between a kind and the joining key of a name
NO_THINGS = ("report", "overview")  # kinds whose pages may have one title
SHOWN = 120  # code points of a value in a message


@dataclass(frozen=True)
class PageFile:
    """A Markdown file below docs/."""

    path: str  # below docs/, with forward slashes
    name: str  # as people know it, for messages
    front: FrontMatter
    text: str  # the body, fenced code blanked

    @classmethod
    def read(cls, docs: Path, path: str) -> PageFile:
        """Reads a page; InputError where it is no text or its head cannot be read."""
        name = str(docs / path)
        front = frontmatter.parse(frontmatter.decode(Path(name).read_bytes(), name), name)
        return cls(path, name, front, without_fences(front.body))

    @property
    def draft(self) -> bool:
        """Whether it is part of no published site."""
        return self.front.values.get(REVIEW) == DRAFT

    @cached_property
    def masked(self) -> str:
        """The text without escapes; offsets stay."""
        return without_escapes(self.text)

    @cached_property
    def tags(self) -> tuple[Tag | int, ...]:
        """Its tags; of an unclear one the offset only."""
        return tuple(tags(self.text))

    @cached_property
    def braces(self) -> tuple[Tag, ...]:
        """Its attributes in braces."""
        return tuple(braces(self.text, self.masked))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The targets of its links, of those too that only code in backticks shows."""
        return tuple(links(self.text, self.masked))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link may name behind `#`."""
        found = (*self.tags, *self.braces)
        pairs = (pair for tag in found if isinstance(tag, Tag) for pair in tag.attributes)
        explicit = {value for key, value in pairs if key in ("id", "name")}
        return frozenset({*explicit, *slugs(self.text, explicit)})

    def brief(self) -> Brief:
        """What other pages may ask of it."""
        return Brief(
            id=self.front.id,
            title=str(self.front.values.get("title", "")),
            owner=str(self.front.values.get("owner") or ""),
            anchors=self.anchors,
            things=tuple(dict.fromkeys(thing for thing, _, _ in self.things())),
            draft=self.draft,
        )

    def things(self) -> Iterator[tuple[str, str, int]]:
        """What the page is about: of its title and aliases each with the words and their line."""
        kind = self.front.values.get("kind")
        if not isinstance(kind, str) or kind in NO_THINGS:
            return
        for field_name in ("title", "aliases"):
            value = self.front.values.get(field_name)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str) and (key := bare(spelled(name))):
                    yield f"{kind}{SEP}{key}", name, self.front.lines[field_name]

    def notice(
        self, key: str, line: int, severity: Severity = "error", /, **details: str
    ) -> Notice:
        """What is wrong in a line of the page."""
        values = tuple((name, value[:SHOWN]) for name, value in details.items())
        return Notice(key, self.name, line, severity, values)

    def fault(self, key: str, offset: int, **details: str) -> Notice:
        """An error at an offset of `text`."""
        line = self.front.body_line + self.text.count("\n", 0, offset)
        return self.notice(key, line, **details)


class Anchors(Mapping[str, str]):
    """The anchors of all pages as `path#anchor`: who asks for one depends on no other."""

    def __init__(self, briefs: Mapping[str, Brief]) -> None:
        self._briefs = briefs

    def __contains__(self, key: object) -> bool:
        path, _, anchor = str(key).partition("#")
        return path not in self._briefs or anchor in self._briefs[path].anchors

    def __getitem__(self, key: str) -> str:
        if key in self:
            return ""
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        for path, brief in self._briefs.items():
            yield from (f"{path}#{anchor}" for anchor in sorted(brief.anchors))

    def __len__(self) -> int:
        return sum(len(brief.anchors) for brief in self._briefs.values())


class Docs:
    """The docs folder; what a check reads of it is noted."""

    def __init__(
        self,
        docs: Path,
        found: Listing,
        reports: Mapping[str, Report],
        limits: Limits = USUAL,
        told: Iterable[str] = (),
        public: frozenset[str] = frozenset(),
    ) -> None:
        """`told` looks like a person's data and is public, or told of a report."""
        self.folder = docs
        self.found = found
        self.limits = limits
        self.public = public  # numbers, addresses and paths that may be shown
        self.tables = Tables(
            {
                "pages": lambda: Lazy(found.stamps, found.page),
                "files": lambda: dict.fromkeys(found.files, ""),
                "briefs": lambda: found.briefs,
                "drafts": partial(_drafts, found.briefs),
                "anchors": lambda: Anchors(found.briefs),
                "ids": partial(_by, found.briefs, lambda brief: [brief.id]),
                "things": partial(_by, found.briefs, lambda brief: brief.things),
                "names": partial(_by_name, found.files),
                "reports": lambda: reports,
                "told": lambda: dict.fromkeys(map(same, told), ""),
            }
        )
        self.sources = Sources(cast(Table[Report], self.tables["reports"]))

    def hidden(self, path: str) -> bool:
        """Whether a page is a draft that is no part of the site."""
        return not self.limits.drafts and path in self.tables["drafts"]

    def has(self, path: str, anchor: str) -> bool:
        """Whether a page has an anchor; any other file is said to have it."""
        return f"{path}#{anchor}" in self.tables["anchors"]

    @property
    def pages(self) -> Table[PageFile]:
        """The pages by path."""
        return cast(Table[PageFile], self.tables["pages"])

    @property
    def files(self) -> Table[str]:
        """All files, pages too, hidden ones left out: keys are paths."""
        return cast(Table[str], self.tables["files"])

    @property
    def briefs(self) -> Table[Brief]:
        """The pages in short, by path."""
        return cast(Table[Brief], self.tables["briefs"])

    @property
    def told(self) -> Table[str]:
        """What may be shown although it looks like a person's data, as keys."""
        return cast(Table[str], self.tables["told"])

    @property
    def by_thing(self) -> Table[list[str]]:
        """Paths of the pages by kind and joining key of their titles and aliases."""
        return cast(Table[list[str]], self.tables["things"])

    @property
    def by_id(self) -> Table[list[str]]:
        """Paths of the pages by the id in their front matter."""
        return cast(Table[list[str]], self.tables["ids"])

    @property
    def by_name(self) -> Table[list[str]]:
        """Paths of the files by their last part."""
        return cast(Table[list[str]], self.tables["names"])

    def named(self, path: str) -> str:
        """A page as people know it."""
        return str(self.folder / path)


def _drafts(briefs: Mapping[str, Brief]) -> Mapping[str, str]:
    return {path: "" for path, brief in briefs.items() if brief.draft}


def _by(
    briefs: Mapping[str, Brief], of: Callable[[Brief], Iterable[str]]
) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, brief in briefs.items():
        for key in of(brief):
            found[key].append(path)
    return found


def _by_name(files: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(files):
        found[path.rpartition("/")[2]].append(path)
    return found
