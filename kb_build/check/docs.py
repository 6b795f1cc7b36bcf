"""What a check may ask about the rest: other pages and files of docs/, and the reports.

All such questions go through `Docs.ask`, whose answer is yes or no. So a page can be checked by
itself, in another process or an earlier build: `Supposing` answers yes to everything and records
the questions. The notices found so hold as long as the real answers are yes, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.check.listing import Listing
from kb_build.check.memory import Brief
from kb_build.check.pages import SEP
from kb_build.check.personal import same
from kb_build.check.words import Sources
from kb_build.config import USUAL, Limits
from kb_build.model import Report, Span
from kb_build.page.redirects import read

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder


Question = tuple[str, ...]  # a key of `QUESTIONS`, and the arguments of its function
SAID, SOURCE = "said", "source"  # keys: about single places of a report, and about all of it


def packed(questions: Iterable[Question]) -> tuple[bytes, ...]:
    """Questions in order, each as bytes, which are quick to store and to compare."""
    import msgspec

    return tuple(map(msgspec.msgpack.encode, sorted(questions)))


def unpacked(question: bytes) -> Question:
    """A question from its bytes."""
    return _decoder().decode(question)


@cache
def _decoder() -> Decoder[Question]:
    from msgspec.msgpack import Decoder

    return Decoder(Question)


class Docs:
    """The docs folder, and the reports that its pages are made of."""

    def __init__(
        self,
        found: Listing,
        reports: Mapping[str, Report],
        limits: Limits = USUAL,
        told: Iterable[str] = (),
    ) -> None:
        """`told` has what looks like a person's data and was reported at its report."""
        self.folder = found.docs
        self.found = found
        self.limits = limits
        self.sources = Sources(reports)
        self.told = frozenset(map(same, (*told, *limits.public)))
        self._held: set[bytes] = set()

    def ask(self, question: str, *about: str) -> bool:
        """Whether something is as it should be; `question` is a key of `QUESTIONS`."""
        return QUESTIONS[question](self, *about)

    def holds(self, questions: Collection[bytes]) -> bool:
        """Whether the answer to all these questions is yes; each is looked into only once."""
        for question in filterfalse(self._held.__contains__, questions):
            if not self.ask(*unpacked(question)):
                return False
            self._held.add(question)
        return True

    def hidden(self, path: str) -> bool:
        """Whether a page is a draft that is no part of the site."""
        brief = self.found.briefs.get(path)
        return brief is not None and brief.draft and not self.limits.drafts

    def anchors(self, path: str) -> frozenset[str]:
        """What a link to a page may name behind `#`."""
        return self.found.briefs[path].anchors if path in self.found.briefs else frozenset()

    @cached_property
    def by_thing(self) -> Mapping[str, Sequence[str]]:
        """Paths of the pages by kind and joining key of their titles and aliases."""
        return self._by(lambda brief: brief.things)

    @cached_property
    def by_id(self) -> Mapping[str, Sequence[str]]:
        """Paths of the pages by the id in their front matter."""
        return self._by(lambda brief: [brief.id])

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[str]]:
        """Paths of the files by their last part."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.found.files):
            found[path.rpartition("/")[2]].append(path)
        return found

    @cached_property
    def topics(self) -> frozenset[str]:
        """The titles of the topics' pages."""
        things = (
            (brief.title, thing) for brief in self.found.briefs.values() for thing in brief.things
        )
        return frozenset(title for title, thing in things if thing.startswith(f"topic{SEP}"))

    def near(self, path: str) -> str:
        """The file that a dead path may mean: the page that moved, or a file of the same name."""
        went, named = self.moved.get(path, ""), self.by_name.get(path.rpartition("/")[2], ())
        return went if went in self.found.files else next(iter(named), "")

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Where each page is now whose address was given up."""
        return read(self.folder)

    def _by(self, of: Callable[[Brief], Iterable[str]]) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path, brief in self.found.briefs.items():
            for key in of(brief):
                found[key].append(path)
        return found

    def named(self, path: str) -> str:
        """The file of a page, as messages name it."""
        return str(self.folder / path)


class Supposing(Docs):
    """Stands in for `Docs` where a page is checked by itself: supposes that all is well."""

    def __init__(self, docs: Path, limits: Limits) -> None:
        super().__init__(Listing(docs), {}, limits)
        self.supposed: set[Question] = set()

    def ask(self, question: str, *about: str) -> bool:
        """Records the question and answers yes."""
        self.supposed.add((question, *about))
        return True


def _target_exists(docs: Docs, path: str, anchor: str) -> bool:
    """Whether a link leads to a file, or to a page that is published and has the anchor."""
    brief = docs.found.briefs.get(path)
    if brief is None:
        return path in docs.found.files
    found = not anchor or anchor in brief.anchors
    return found and not (brief.draft and docs.hidden(path))


def _id_is_unique(docs: Docs, id: str, path: str) -> bool:
    """Whether the page of a path is the only one with this id."""
    return docs.by_id[id] == [path]


def _thing_is_unique(docs: Docs, thing: str, path: str) -> bool:
    """Whether the page of a path is the only one about this thing."""
    return docs.by_thing[thing] == [path]


def _topic_exists(docs: Docs, topic: str) -> bool:
    """Whether a topic has a page."""
    return topic in docs.topics


def _report_exists(docs: Docs, report: str) -> bool:
    """Whether a report is there."""
    return docs.sources.knows(report)


def _report_says(docs: Docs, report: str, start: str, end: str, letters: str) -> bool:
    """Whether a report has the characters with this hash (`words.mark`) at this place."""
    return docs.sources.says(report, Span(int(start), int(end)), letters)


def _report_unchanged(docs: Docs, report: str, mark: str) -> bool:
    """Whether a report is still the one with this hash."""
    return docs.sources.mark(report) == mark


def _data_is_known(docs: Docs, key: str) -> bool:
    """Whether a number or address (`personal.same`) is public, or was reported at its report."""
    return key in docs.told


# The questions that a check may ask about other pages and reports.
QUESTIONS: Mapping[str, Callable[..., bool]] = {
    "target": _target_exists,
    "id": _id_is_unique,
    "thing": _thing_is_unique,
    "topic": _topic_exists,
    "report": _report_exists,
    SAID: _report_says,
    SOURCE: _report_unchanged,
    "told": _data_is_known,
}
