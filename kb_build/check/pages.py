"""All that is checked: the pages of docs/ as text, what else stands there, and the reports."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import cast

from kb_build import frontmatter
from kb_build.check.headings import slugs
from kb_build.check.markup import Tag, braces, tags
from kb_build.check.masking import without_escapes, without_fences
from kb_build.check.memory import Brief, Memory, stamp
from kb_build.check.personal import same
from kb_build.check.words import Sources
from kb_build.config import USUAL, Limits
from kb_build.errors import InputError
from kb_build.frontmatter import FrontMatter
from kb_build.lexicon.spelling import bare, spelled
from kb_build.model import Notice, Report, Severity
from kb_build.reviewing import DRAFT, REVIEW
from kb_build.tracing import Lazy, Table, Tables

SEP = "\x1f"  # between a kind and the joining key of a name
NO_THINGS = ("report", "overview")  # kinds whose pages may have one title
SHOWN = 120  # code points of a value in a message
MOST_BYTES = 16_000_000  # of a page; the longest report's has a few hundred thousand


@dataclass(frozen=True)
class PageFile:
    """A Markdown file below docs/."""

    path: str  # below docs/, with forward slashes
    name: str  # as people know it, for messages
    front: FrontMatter
    text: str  # the body, fenced code blanked

    @property
    def draft(self) -> bool:
        """Whether it is part of no published site."""
        return self.front.values.get(REVIEW) == DRAFT

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link may name behind `#`."""
        found = (*tags(self.text), *braces(self.text, without_escapes(self.text)))
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
        return not self.limits.drafts and path in self.briefs and self.briefs[path].draft

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


@dataclass
class Listing:
    """What there is below docs/."""

    docs: Path
    files: set[str] = field(default_factory=set)  # paths of all files; hidden ones left out
    stamps: dict[str, str] = field(default_factory=dict)  # of each page, in order of path
    briefs: dict[str, Brief] = field(default_factory=dict)  # of each page, in order of path
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of the files that are no pages
    unread: list[Notice] = field(default_factory=list)
    read: dict[str, PageFile] = field(default_factory=dict)  # pages that had to be read

    def page(self, path: str) -> PageFile:
        """A page, read when it is first asked for."""
        if path not in self.read:
            self.read[path] = _page(self.docs, path)
        return self.read[path]


def listing(docs: Path, memory: Memory) -> Listing:
    """Looks through the folder; what could not be read is left out and told.

    Raises InputError where there is no such folder.
    """
    if not docs.is_dir():
        raise InputError("check-docs", str(docs))
    found = Listing(docs)
    for path in files_below(docs):
        try:
            _refuse_way_out(docs / path, docs)
            if path.endswith(".md"):
                _look(found, path, memory)
            elif (docs / path).is_file():
                found.sizes[path] = (docs / path).stat().st_size
        except InputError as error:
            found.unread.append(error.notice)
        found.files.add(path)
    return found


def _look(found: Listing, path: str, memory: Memory) -> None:
    file = found.docs / path
    _refuse_unusable(file)
    mark = stamp(file)
    found.briefs[path] = memory.brief(file, mark, lambda: found.page(path).brief())
    found.stamps[path] = mark


def files_below(docs: Path) -> Iterator[str]:
    """The paths of all files below a folder, and of links; hidden ones left out."""
    for folder, folders, files in os.walk(docs):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*files, *links)):
            if not name.startswith("."):
                yield Path(folder, name).relative_to(docs).as_posix()


def _refuse_way_out(file: Path, docs: Path) -> None:
    if file.is_symlink() and not file.resolve().is_relative_to(docs.resolve()):
        raise InputError("check-link-out", str(file))


def _refuse_unusable(file: Path) -> None:
    if not file.is_file():
        raise InputError("check-no-file", str(file))
    if file.stat().st_size > MOST_BYTES:
        raise InputError("check-large", str(file), most=MOST_BYTES // 1_000_000)


def _page(docs: Path, path: str) -> PageFile:
    file = docs / path
    name = str(file)
    front = frontmatter.parse(frontmatter.decode(file.read_bytes(), name), name)
    return PageFile(path, name, front, without_fences(front.body))
