"""A new page as a person wants it, and as the Markdown file that passes the check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.contribute.fields import Value
from kb_build.files import atomic
from kb_build.messages import say
from kb_build.model import EntryKind
from kb_build.page.addresses import DIGITS, FOLDERS, OWN, id_digits, slug
from kb_build.page.escape import escape
from kb_build.page.frontmatter import dump
from kb_build.page.keys import PARTS


@dataclass(frozen=True, slots=True)
class NewPage:
    """What a person says of a new page."""

    kind: EntryKind
    values: Mapping[str, Value]  # keys of the front matter; `title` is there
    parts: Mapping[str, str] = field(default_factory=dict)  # what stands under the headings

    @property
    def title(self) -> str:
        """The page's title."""
        return str(self.values["title"])

    @property
    def mark(self) -> str:
        """The end of its id and address: a hash by which the same page written twice is noticed."""
        return f"{OWN}-{id_digits(self.kind, self.title, *self.values.get('units', ()))}"

    @property
    def id(self) -> str:
        """The page's id."""
        return f"{self.kind}-{self.mark}"

    @property
    def path(self) -> str:
        """Where the page belongs, below docs/."""
        return f"{FOLDERS[self.kind]}/{f'{slug(self.title)}-{self.mark}'.strip('-')}.md"


def text_of(page: NewPage, lang: str) -> str:
    """The page's Markdown: front matter, title, and the headings with what stands under them.

    Headings without words are left out, unless nothing is said yet: then they ask for words.
    """
    given = {name: value for name, value in page.values.items() if value}
    head = dump({"id": page.id, "kind": page.kind, **given})
    return f"---\n{head}---\n\n" + "\n\n".join(_blocks(page, lang)) + "\n"


def _blocks(page: NewPage, lang: str) -> Iterator[str]:
    yield f"# {escape(page.title)}"
    if description := str(page.values.get("description", "")):
        yield escape(description)
    said = {part: words for part, words in page.parts.items() if words.strip()}
    for part in PARTS[page.kind]:
        if part in said or not said:
            yield f"## {say(f'part.{part}', lang)}"
            yield from map(escape, filter(str.strip, said.get(part, "").splitlines()))


def create(page: NewPage, docs: Path, lang: str) -> Path:
    """Writes the page and gives its file.

    Raises InputError where a page of this kind, title and unit is there, or cannot be written.
    """
    file = docs / page.path
    atomic.create(file, text_of(page, lang).encode(), "new-there", title=page.title)
    return file


def namesakes(page: NewPage, docs: Path) -> list[Path]:
    """Pages that are there and whose names are spelled like this one's: perhaps the same thing."""
    start = re.escape(slug(page.title))
    alike = re.compile(rf"{start}-(?:{OWN}-)?[0-9a-f]{{{DIGITS}}}\.md")
    files = (docs / FOLDERS[page.kind]).glob("*.md") if start else ()
    return sorted(file for file in files if alike.fullmatch(file.name))
