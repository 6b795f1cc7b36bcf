"""All that is checked: the pages of docs/ as text, what else stands there, and the reports."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kb_build import frontmatter
from kb_build.check.headings import slugs
from kb_build.check.markup import Tag, braces, tags
from kb_build.check.masking import without_escapes, without_fences
from kb_build.check.personal import hits, same
from kb_build.check.words import Sources
from kb_build.config import USUAL, Limits
from kb_build.errors import InputError
from kb_build.frontmatter import FrontMatter
from kb_build.lexicon.spelling import bare, spelled
from kb_build.model import Notice, Report, Severity
from kb_build.reviewing import DRAFT, REVIEW

Thing = tuple[str, str]  # kind, and joining key of a name
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

    def things(self) -> Iterator[tuple[Thing, str, int]]:
        """What the page is about: of its title and aliases each with the words and their line."""
        kind = self.front.values.get("kind")
        if not isinstance(kind, str) or kind in NO_THINGS:
            return
        for field_name in ("title", "aliases"):
            value = self.front.values.get(field_name)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str) and (key := bare(spelled(name))):
                    yield (kind, key), name, self.front.lines[field_name]

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


@dataclass(frozen=True)
class Docs:
    """The docs folder, read."""

    pages: Sequence[PageFile]  # in order of path
    files: frozenset[str]  # paths of all files, pages too; hidden ones left out
    sources: Sources
    name: str = "docs"  # of the folder as people know it
    sizes: Mapping[str, int] = field(default_factory=dict)  # bytes of the files that are no pages
    limits: Limits = USUAL
    public: frozenset[str] = frozenset()  # numbers, addresses and paths that may be shown

    @cached_property
    def told(self) -> frozenset[str]:
        """What looks like a person's data and is public, or told of a report, where it stands."""
        found = (hit.words for report in self.sources.reports for hit in hits(report.text))
        return frozenset(map(same, (*self.public, *found)))

    @cached_property
    def drafts(self) -> frozenset[str]:
        """The paths of drafts, where they are no part of the site."""
        return frozenset(page.path for page in self.pages if page.draft and not self.limits.drafts)

    @cached_property
    def by_thing(self) -> Mapping[Thing, Sequence[PageFile]]:
        """The pages by kind and joining key of their titles and aliases."""
        found: dict[Thing, list[PageFile]] = defaultdict(list)
        for page in self.pages:
            for key, _, _ in page.things():
                found[key].append(page)
        return found

    @cached_property
    def by_path(self) -> Mapping[str, PageFile]:
        """The pages by path."""
        return {page.path: page for page in self.pages}

    @cached_property
    def by_id(self) -> Mapping[str, Sequence[PageFile]]:
        """The pages by the id in their front matter."""
        found: dict[str, list[PageFile]] = defaultdict(list)
        for page in self.pages:
            found[page.front.id].append(page)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[str]]:
        """Paths of the files by their last part."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.files):
            found[path.rpartition("/")[2]].append(path)
        return found


def gather(
    docs: Path, reports: Mapping[str, Report], limits: Limits, public: frozenset[str]
) -> tuple[Docs, tuple[Notice, ...]]:
    """Reads the folder; what could not be read is left out and told.

    Raises InputError where there is no such folder.
    """
    if not docs.is_dir():
        raise InputError("check-docs", str(docs))
    pages: list[PageFile] = []
    notices: list[Notice] = []
    files, sizes = set(), {}
    for path in files_below(docs):
        try:
            _refuse_way_out(docs / path, docs)
            if path.endswith(".md"):
                pages.append(_page(docs, path))
            elif (docs / path).is_file():
                sizes[path] = (docs / path).stat().st_size
        except InputError as error:
            notices.append(error.notice)
        files.add(path)
    sources = Sources(reports)
    found = Docs(pages, frozenset(files), sources, str(docs), sizes, limits, public)
    return found, tuple(notices)


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


def _page(docs: Path, path: str) -> PageFile:
    file = docs / path
    name = str(file)
    if not file.is_file():
        raise InputError("check-no-file", name)
    if file.stat().st_size > MOST_BYTES:
        raise InputError("check-large", name, most=MOST_BYTES // 1_000_000)
    front = frontmatter.parse(frontmatter.decode(file.read_bytes(), name), name)
    return PageFile(path, name, front, without_fences(front.body))
