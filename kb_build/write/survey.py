"""Looks through the docs folder: each page's hash, and pages that people moved elsewhere."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from kb_build.errors import InputError, JoinedInputError
from kb_build.files.walking import DirEntry
from kb_build.model import Value
from kb_build.page import frontmatter
from kb_build.page.conflict_marks import refuse_unmerged
from kb_build.page.reviewing import REVIEWED, state_of
from kb_build.write import disk
from kb_build.write.page_text import digest, stamp
from kb_build.write.record import ABSENT, Record, shas

# Gives what is known of a file from an earlier look; calls the function if the file is new.
Recall = Callable[[DirEntry, Callable[[], "Found"]], "Found"]

OTHER = "other"  # something else than a page: a folder, a dangling link


class Found(Value, frozen=True):
    """What is there at a path."""

    sha256: str = ABSENT  # of a page's normal form, else ABSENT or OTHER
    base: str = ""  # hash of the generated text that the page says it was made from
    review: str = ""  # the state that people say it is in: draft, in-review, reviewed

    @property
    def generated(self) -> bool:
        """Whether the page is as it was generated, by its own word."""
        return bool(self.base) and self.sha256.startswith(self.base)


NOTHING = Found()


@dataclass(frozen=True)
class Survey:
    """What was found at each path of a docs folder, and which page it is."""

    found: Mapping[str, Found]  # by path
    ids: Mapping[str, str]  # of pages that are not as recorded for their path, by path
    titles: Mapping[str, object]  # that these pages have in their heads, by path

    def at(self, path: str) -> Found:
        """What stands at a path."""
        return self.found.get(path, NOTHING)

    @cached_property
    def reviewed(self) -> frozenset[str]:
        """The paths of pages that say that somebody reviewed them."""
        return frozenset(path for path, found in self.found.items() if found.review == REVIEWED)

    def elsewhere(self, path: str, ids: set[str]) -> tuple[str, ...]:
        """Where a person keeps the page with one of these ids."""
        paths = {other for id in ids for other in self._places.get(id, ())}
        return tuple(sorted(paths - {path}))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[str]]:
        places: dict[str, list[str]] = defaultdict(list)
        for path, id in self.ids.items():
            if id:
                places[id].append(path)
        return places


def survey(docs: Path, record: Record, recall: Recall) -> Survey:
    """Looks at all pages below `docs`, but for those that `recall` knows.

    Raises JoinedInputError for pages edited by a person whose ids cannot be read.
    """
    found: dict[str, Found] = {}
    ids: dict[str, str] = {}
    titles: dict[str, object] = {}
    unread: list[InputError] = []
    for path, file in disk.pages(docs):
        there = found[path] = recall(file, partial(look, docs, path))
        if there.sha256 == OTHER or there.sha256 in shas(record.get(path, ())):
            continue
        try:
            page = _page_at(docs / path)
            ids[path], titles[path] = page.id, page.values.get("title")
        except InputError as error:
            unread.append(error)
    if unread:
        raise JoinedInputError(unread)
    return Survey(found, ids, titles)


def look(docs: Path, path: str) -> Found:
    """What is there at a path now."""
    file = docs / path
    if file.is_file():
        return found_in(file.read_bytes())
    return Found(OTHER) if os.path.lexists(file) else Found()


def found_in(data: bytes) -> Found:
    """What a page with these bytes is."""
    return Found(digest(data), stamp(data), state_of(data))


def text_at(file: Path) -> str:
    """A page's text; InputError where its bytes are no text, or git left it half merged."""
    text = frontmatter.decode(file.read_bytes(), str(file))
    refuse_unmerged(text, str(file))
    return text


def _page_at(file: Path) -> frontmatter.FrontMatter:
    return frontmatter.parse(text_at(file), str(file))
