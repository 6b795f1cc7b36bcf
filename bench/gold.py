"""An annotated report: what a person marked in it, read from `NAME.gold.tsv`.

tests/gold/README.md tells how these files are written. Their rows speak of numbered sentences; here
the words are placed in the text, so that everything counts in code points, as in records. Reports
that annotate roles only are written in a shorter way, sentence by sentence (`read_told`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.model import MENTION_KINDS, ROLES, Span

# What a sentence can be: a heading, no part of the text, or of one of the roles of a passage.
LABELS = ("heading", *ROLES, "noise")
ATTRIBUTES = ("title", "organization", "genre", "period")
# A sentence ends with its mark and one closing bracket or quotation mark, or at the line's end.
SENTENCE = re.compile(r"[^。！？\n]*[。！？][”’）》]?|[^。！？\n]+")
# Before a number's first digit these say that the number began earlier: 5名 is not in 15名.
NUMERIC = frozenset("0123456789.０１２３４５６７８９")
# A heading without a marker is found by its first words: the rest may be broken over lines.
FIRST_WORDS = 6


class GoldError(ValueError):
    """An invalid row of an annotation; the message has file, line and reason."""


@dataclass(frozen=True, slots=True, order=True)
class GoldNode:
    """A heading or item as a person marked it."""

    start: int  # of its marker, or of its first word where it has none
    depth: int  # 1 = top
    title: str  # may be empty


@dataclass(frozen=True, slots=True)
class Gold:
    """One report and all that a person marked in it."""

    text: str
    sentences: tuple[Span, ...]  # in order; rows name them S000, S001, …
    attributes: dict[str, str]  # of ATTRIBUTES; empty where the text does not say
    roles: dict[int, str]  # number of a sentence → one of LABELS
    nodes: tuple[GoldNode, ...]  # in order of start
    mentions: frozenset[tuple[str, Span]]  # kind and place
    figures: dict[Span, bool]  # place → whether the value is masked
    links: tuple[tuple[Span, Span], ...]  # the sentence of a problem, and what answers it
    unplaced: tuple[str, ...]  # mentions and figures that do not stand in their sentence

    @classmethod
    def read(cls, path: Path, text: str) -> Gold:
        """Reads a file of rows on the report `text`. Raises GoldError naming file and line."""
        rows = _Rows(text, sentences(text))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                rows.add(line.split("\t"))
            except (ValueError, LookupError, TypeError) as error:
                raise GoldError(f"{path}:{number}: {line!r}: {error}") from error
        return rows.gold()

    def role_of_chars(self) -> list[str | None]:
        """The label of each code point; None between sentences, context where none was given."""
        labels: list[str | None] = [None] * len(self.text)
        for number, span in enumerate(self.sentences):
            labels[span.start : span.end] = [self.roles.get(number, "context")] * len(span)
        return labels


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences that rows number, without the white space around them; blank ones are none."""
    found = []
    for match in SENTENCE.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


@dataclass(slots=True)
class _Rows:
    """What has been read of a file; equal words of one sentence are placed one after the other."""

    text: str
    sentences: tuple[Span, ...]
    attributes: dict[str, str] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    nodes: list[GoldNode] = field(default_factory=list)
    mentions: set[tuple[str, Span]] = field(default_factory=set)
    figures: dict[Span, bool] = field(default_factory=dict)
    links: list[tuple[Span, Span]] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    reached: dict[tuple[str, ...], int] = field(default_factory=dict)

    def add(self, row: list[str]) -> None:
        """Takes a row in; lines with another first word are remarks."""
        if row[0] in TAGS:
            TAGS[row[0]](self, *row[1:])

    def gold(self) -> Gold:
        """The annotated report."""
        return Gold(
            text=self.text,
            sentences=self.sentences,
            attributes=self.attributes,
            roles=self.roles,
            nodes=tuple(sorted(self.nodes)),
            mentions=frozenset(self.mentions),
            figures=self.figures,
            links=tuple(self.links),
            unplaced=tuple(self.unplaced),
        )

    def doc(self, key: str, value: str = "") -> None:
        """`doc KEY VALUE`"""
        self.attributes[_one_of(ATTRIBUTES, key)] = value

    def role(self, sentence: str, label: str) -> None:
        """`role SENTENCE LABEL`"""
        self.roles[self._number(sentence)] = _one_of(LABELS, label)

    def node(self, sentence: str, marker: str, depth: str, title: str = "") -> None:
        """`node SENTENCE MARKER DEPTH TITLE`; of several in one sentence each begins later."""
        span = self._sentence(sentence)
        begin = self.reached.get(("node", sentence), span.start)
        at = self.text.find(marker or title[:FIRST_WORDS], begin, span.end)
        start = at if at >= 0 else begin
        self.reached["node", sentence] = min(start + max(1, len(marker)), span.end)
        self.nodes.append(GoldNode(start, int(depth), title))

    def mention(self, sentence: str, kind: str, name: str) -> None:
        """`mention SENTENCE KIND NAME`"""
        place = self._place(name, sentence, "mention", _one_of(MENTION_KINDS, kind))
        if place:
            self.mentions.add((kind, place))

    def figure(self, sentence: str, words: str, masked: str) -> None:
        """`figure SENTENCE WORDS 0|1`"""
        place = self._place(words, sentence, "figure")
        if place:
            self.figures[place] = masked == "1"

    def link(self, sentence: str, answer: str) -> None:
        """`link SENTENCE FIRST-LAST`"""
        first, _, last = answer.partition("-")
        begin, end = self._sentence(first), self._sentence(last or first)
        self.links.append((self._sentence(sentence), Span(begin.start, end.end)))

    def _sentence(self, name: str) -> Span:
        return self.sentences[self._number(name)]

    def _number(self, name: str) -> int:
        number = int(name.removeprefix("S"))
        if not 0 <= number < len(self.sentences):
            raise LookupError(f"the report has no sentence {name}")
        return number

    def _place(self, words: str, sentence: str, *kind: str) -> Span | None:
        """The next place of the words in their sentence that no equal row has taken."""
        span, key = self._sentence(sentence), (*kind, sentence, words)
        at = max(span.start, self.reached.get(key, 0))
        while (at := self.text.find(words, at, span.end)) >= 0:
            if at and words[0].isdigit() and self.text[at - 1] in NUMERIC:
                at += 1
                continue
            self.reached[key] = at + len(words)
            return Span(at, at + len(words))
        self.unplaced.append(f"{sentence} {words}")
        return None


TAGS: dict[str, Callable[..., None]] = {
    "doc": _Rows.doc,
    "role": _Rows.role,
    "node": _Rows.node,
    "mention": _Rows.mention,
    "figure": _Rows.figure,
    "link": _Rows.link,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A report made of labelled sentences, for the training of the role model."""

    text: str
    labels: tuple[str | None, ...]  # of each code point, one of LABELS; None at line breaks


def read_told(path: Path) -> Told:
    """Reads a file of lines, each a label, a tab and a sentence; a blank line is a line break.

    Raises GoldError naming file and line.
    """
    text, labels = "", list[str | None]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label, _, words = line.partition("\t")
        if line and (label not in LABELS or not words.strip()):
            raise GoldError(f"{path}:{number}: {line!r} is no label, tab and sentence")
        text += words or "\n"
        labels += [label] * len(words) if words else [None]
    return Told(text + "\n", (*labels, None))


def _one_of(known: tuple[str, ...], word: str) -> str:
    if word not in known:
        raise ValueError(f"{word!r} is none of {', '.join(known)}")
    return word
