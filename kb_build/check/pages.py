"""A page of docs/ as checks see it: its head, its text, and the tags and links in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from kb_build.check.headings import slugs
from kb_build.check.markup import Link, Tag, braces, links, tags
from kb_build.check.masking import without_escapes, without_fences
from kb_build.check.memory import Brief
from kb_build.lexicon.spelling import bare, spelled
from kb_build.model import LIST_KINDS, Notice, Severity
from kb_build.page import frontmatter
from kb_build.page.addresses import REPORT
from kb_build.page.conflict_marks import refuse_unmerged
from kb_build.page.frontmatter import FrontMatter
from kb_build.page.keys import BASE
from kb_build.page.reviewing import DRAFT, REVIEW

SEP = "\x1f"  # between a kind and the joining key of a name
NO_THINGS = ("report", *LIST_KINDS)  # kinds whose pages may have one title
SHOWN = 120  # code points of a value in a message

Fault = tuple[str, dict[str, str]]  # a message's key and its placeholders


@dataclass(frozen=True)
class PageFile:
    """A Markdown file below docs/."""

    path: str  # below docs/, with forward slashes
    name: str  # as people know it, for messages
    front: FrontMatter
    text: str  # the body, fenced code blanked

    @classmethod
    def read(cls, docs: Path, path: str) -> PageFile:
        """Reads a page.

        Raises InputError where it is no text, its head is broken, or git left it half merged.
        """
        name = str(docs / path)
        text = frontmatter.decode(Path(name).read_bytes(), name)
        refuse_unmerged(text, name)
        front = frontmatter.parse(text, name)
        return cls(path, name, front, without_fences(front.body))

    @property
    def draft(self) -> bool:
        """Whether it is a draft, which no published site has."""
        return self.front.values.get(REVIEW) == DRAFT

    @property
    def generated(self) -> bool:
        """Whether its head says that it was generated; a person may have edited it since."""
        return BASE in self.front.values

    @property
    def report(self) -> str | None:
        """The id of the report whose page it is; None where it is no report's page."""
        is_report = self.front.values.get("kind") == "report"
        return self.front.id.removeprefix(REPORT) if is_report else None

    @cached_property
    def masked(self) -> str:
        """The text without escapes; offsets stay."""
        return without_escapes(self.text)

    @cached_property
    def tags(self) -> tuple[Tag | int, ...]:
        """Its HTML tags; for one that is unclear only its offset."""
        return tuple(tags(self.text))

    @cached_property
    def braces(self) -> tuple[Tag, ...]:
        """Its attributes in braces."""
        return tuple(braces(self.text, self.masked))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The targets of its links, also of those within code in backticks."""
        return tuple(links(self.text, self.masked))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors that a link may name after `#`."""
        found = (tag for tag in (*self.tags, *self.braces) if isinstance(tag, Tag))
        pairs = chain.from_iterable(tag.attributes for tag in found)
        explicit = {value for key, value in pairs if key in ("id", "name")}
        return frozenset({*explicit, *slugs(self.text, explicit)})

    def brief(self) -> Brief:
        """What checks of other pages need to know of it."""
        return Brief(
            id=self.front.id,
            title=str(self.front.values.get("title", "")),
            owner=str(self.front.values.get("owner") or ""),
            anchors=self.anchors,
            things=tuple(dict.fromkeys(thing for thing, _, _ in self.things())),
            draft=self.draft,
        )

    def things(self) -> Iterator[tuple[str, str, int]]:
        """The things that the page is about: key, name and line of its title and each alias."""
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
