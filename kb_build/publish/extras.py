"""What pages show that is not in their own files: history from git, reviews, people's pages.

It is worked out once for a whole site and given to all processes that render pages. What a page
shows of it is part of the key under which the rendered page is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.config import Config
from kb_build.page.reviewing import drafts
from kb_build.publish import hand_written, history, reviews
from kb_build.publish.history import History, Log
from kb_build.publish.sources import Look
from kb_build.reuse.store import key_of

NOTHING = Log({})


@dataclass(frozen=True, slots=True)
class Extras:
    """What pages show that is not in their own files, by path below docs/."""

    mark: str = ""  # a key of all of it, by which it is compared
    hidden: frozenset[str] = field(default=frozenset(), compare=False)  # drafts, not on the site
    log: Log = field(default=NOTHING, compare=False)  # of git
    shown: bool = field(default=False, compare=False)  # whether pages show what git says
    # Text of pages that have no file, and Markdown to put after a page's own.
    made: Mapping[str, str] = field(default_factory=dict, compare=False)
    added: Mapping[str, str] = field(default_factory=dict, compare=False)

    def history(self, path: str) -> History | None:
        """The history that a page shows, if any."""
        return self.log.pages.get(path) if self.shown else None

    @property
    def incomplete(self) -> bool:
        """Whether pages say that their history is missing, as in a shallow clone."""
        return self.shown and not self.log.complete

    def key(self, path: str) -> str:
        """A key of all that the page at a path shows of this."""
        told = self.history(path)
        seen = (told.day, told.by, *told.people) if told else ()
        return key_of(str(self.incomplete), self.added.get(path, ""), *seen)


def extras(docs: Path, known: Config, look: Look | None = None) -> Extras:
    """What the pages in `docs` show beside their own files; a preview has drafts too.

    `look` has the files there, where the caller has looked.
    """
    look = look or Look().again(docs)
    stated = look.stated
    lang = known.language
    hidden = frozenset() if known.preview else frozenset(drafts(docs, stated))
    found = reviews.pages(docs, stated, drafts=known.preview)
    free = found and not (docs / reviews.PATH).exists()
    made = {reviews.PATH: reviews.listed(found, lang)} if free else {}
    added = hand_written.listed(docs, look.written, hidden, lang)
    added |= {reviews.QUALITY: reviews.counted(found, lang)} if free else {}
    log, shown = history.log(docs), known.history
    mark = key_of(*map(repr, (sorted(hidden), log, shown, made, added)))
    return Extras(mark, hidden, log, shown, made, added)
