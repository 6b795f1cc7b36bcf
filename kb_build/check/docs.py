"""What surrounds a page: the other pages and files of docs/, and the reports.

A page without fault asks of them only what `Docs.sound` answers, and is told that all is well. So
a page can be looked at by itself, in another process or an earlier build: what was supposed of the
others is noted (`Supposing`), and its notices are true wherever that holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.check.listing import Listing
from kb_build.check.memory import Brief
from kb_build.check.personal import same
from kb_build.check.words import Sources
from kb_build.config import USUAL, Limits
from kb_build.model import Report, Span
from kb_build.page.moved import read

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder


Question = tuple[str, ...]  # a key of `SOUND`, and what its function takes
SAID, SOURCE = "said", "source"  # of single places of a report, and of all of it


def packed(questions: Iterable[Question]) -> tuple[bytes, ...]:
    """Questions in order, each as bytes: quick to keep, and to compare."""
    import msgspec

    return tuple(map(msgspec.msgpack.encode, sorted(questions)))


def unpacked(question: bytes) -> Question:
    """The other way round."""
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
        public: frozenset[str] = frozenset(),
    ) -> None:
        """`told` looks like a person's data and is public, or told of a report."""
        self.folder = found.docs
        self.found = found
        self.limits = limits
        self.public = public  # numbers, addresses and paths that may be shown
        self.sources = Sources(reports)
        self.told = frozenset(map(same, told))
        self._held: set[bytes] = set()

    def sound(self, question: str, *about: str) -> bool:
        """Whether something is as it should be: a key of `SOUND`, and what its function takes."""
        return SOUND[question](self, *about)

    def holds(self, questions: Collection[bytes]) -> bool:
        """Whether all is as these suppose: pages ask much the same, which is looked into once."""
        new = {*questions} - self._held
        if not all(self.sound(*unpacked(question)) for question in new):
            return False
        self._held |= new
        return True

    def hidden(self, path: str) -> bool:
        """Whether a page is a draft that is no part of the site."""
        brief = self.found.briefs.get(path)
        return brief is not None and brief.draft and not self.limits.drafts

    def letters(self, report: str, place: Span) -> str:
        """What a report says at a place, without blanks and noise."""
        return self.sources.letters(report, place)

    def anchors(self, path: str) -> frozenset[str]:
        """What a link to a page may name behind `#`."""
        return self.found.briefs[path].anchors if path in self.found.briefs else frozenset()

    def brief(self, path: str) -> Brief:
        """A page in short."""
        return self.found.briefs[path]

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

    def near(self, path: str) -> str:
        """The file that a path of none may mean: where its page went, or one of that name."""
        went, named = self.moved.get(path, ""), self.by_name.get(path.rpartition("/")[2], ())
        return went if went in self.found.files else next(iter(named), "")

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Where pages are now whose address was given up."""
        return read(self.folder)

    def _by(self, of: Callable[[Brief], Iterable[str]]) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path, brief in self.found.briefs.items():
            for key in of(brief):
                found[key].append(path)
        return found

    def named(self, path: str) -> str:
        """A page as people know it."""
        return str(self.folder / path)


class Supposing(Docs):
    """What surrounds a page that is looked at by itself: all is well there."""

    def __init__(self, docs: Path, limits: Limits, public: frozenset[str]) -> None:
        super().__init__(Listing(docs), {}, limits, (), public)
        self.supposed: set[Question] = set()

    def sound(self, question: str, *about: str) -> bool:
        """Yes, which is noted."""
        self.supposed.add((question, *about))
        return True


def _leads(docs: Docs, path: str, anchor: str) -> bool:
    """Whether a link leads to a file, or to a page that is published and has the anchor, or ""."""
    brief = docs.found.briefs.get(path)
    if brief is None:
        return path in docs.found.files
    found = not anchor or anchor in brief.anchors
    return found and not (brief.draft and docs.hidden(path))


def _sole(docs: Docs, id: str, path: str) -> bool:
    """Whether the page of a path is the only one with this id."""
    return docs.by_id[id] == [path]


def _alone(docs: Docs, thing: str, path: str) -> bool:
    """Whether the page of a path is the only one about this thing."""
    return docs.by_thing[thing] == [path]


def _known(docs: Docs, report: str) -> bool:
    """Whether a report is there."""
    return docs.sources.knows(report)


def _said(docs: Docs, report: str, start: str, end: str, letters: str) -> bool:
    """Whether letters of this mark (`words.mark`) stand there in a report."""
    return docs.sources.says(report, Span(int(start), int(end)), letters)


def _still(docs: Docs, report: str, mark: str) -> bool:
    """Whether a report says what it said when this was its mark."""
    return docs.sources.mark(report) == mark


def _told(docs: Docs, key: str) -> bool:
    """Whether a number or address (`personal.same`) is public, or told at a report."""
    return key in docs.told


# What a page without fault asks about the others.
SOUND: Mapping[str, Callable[..., bool]] = {
    "target": _leads,
    "id": _sole,
    "thing": _alone,
    "report": _known,
    SAID: _said,
    SOURCE: _still,
    "told": _told,
}
