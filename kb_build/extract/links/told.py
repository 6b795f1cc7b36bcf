"""What all ways of pairing ask of a report: what it tells (its passages), and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kb_build.extract.roles.frames import head_says
from kb_build.lexicon.cues import cue
from kb_build.model import Node, Outline, Passage, Span, last_begun, within

END = re.compile(r"[。！？\n]")
# How far the end of a sentence or line is looked for, in characters: a text without any must not
# be searched through from every place in it.
REACH = 3000
# Roles of what answers a problem; in some ways of pairing only what was done does.
ANSWERING = ("measure", "outcome", "plan")
DONE = ("measure", "outcome")
# Groups of `links.yml` with which a passage begins that refers back to a problem.
REFERRING = ("refers-to-all", "refers-to-last", "resolves")

Pair = tuple[str, tuple[Passage, ...]]  # id of the problem's passage or node, and the answer


def has_words(node: Node) -> bool:
    """Whether a heading is more than a marker before an acting sentence."""
    return len(node.span) > len(node.marker) + 1


@dataclass(frozen=True)
class Told:
    """The passages of a report, and where they stand."""

    outline: Outline
    visible: str
    passages: tuple[Passage, ...]

    @cached_property
    def heads(self) -> list[int]:
        """Where the nodes start, in order."""
        return [node.span.start for node in self.outline.nodes]

    @cached_property
    def referring(self) -> list[int]:
        """Places of the passages that begin with a word of `REFERRING`; hardly any does."""
        refers = cue("links", *REFERRING).match
        return [at for at, passage in enumerate(self.passages) if refers(self.words(passage))]

    def between(self, start: int, end: int) -> tuple[Passage, ...]:
        """The passages that begin in a stretch of text."""
        return tuple(within(self.passages, Span(start, end)))

    def follows(self, start: int, end: int) -> bool:
        """Whether `end` comes right behind `start`, without a passage that begins in between."""
        return not self.between(start, end)

    def block(self, node: Node) -> tuple[Passage, ...]:
        """The passages below a heading."""
        return self.between(node.span.end, node.block_end)

    def words(self, passage: Passage) -> str:
        """What a passage says."""
        return passage.span.of(self.visible)

    def begins(self, passage: Passage, group: str) -> bool:
        """Whether a passage begins with a word of a group of `links.yml`."""
        return cue("links", group).match(self.words(passage)) is not None

    def says(self, passage: Passage, group: str) -> bool:
        """Whether a word of a group of `links.yml` stands in a passage."""
        return cue("links", group).search(self.words(passage)) is not None

    def asked(self, passage: Passage) -> str:
        """Id of what tells a fault: the heading right above where it names one, or the passage."""
        node = last_begun(self.outline.nodes, passage.span.end - 1)
        named = node and node.id == passage.node and has_words(node)
        if node and named and self.follows(node.span.end, passage.span.start):
            return node.id if head_says(node.title, "fault-head") else passage.id
        return passage.id

    def first_sentence(self, passage: Passage) -> str:
        """The first printed sentence of a passage."""
        end = min(self.sentence_end(passage.span.start), passage.span.end)
        return self.visible[passage.span.start : end]

    def sentence_end(self, at: int) -> int:
        """Where the printed sentence ends that holds a place."""
        match = END.search(self.visible, at, at + REACH)
        return match.end() if match else min(at + REACH, len(self.visible))

    def line_end(self, at: int) -> int:
        """Where the paragraph ends that holds a place."""
        block = last_begun(self.outline.paragraphs, at)
        return block.end if block else at


def letter_pairs(words: str) -> set[str]:
    """All pairs of neighbouring letters, by which the words of two places are compared."""
    return {a + b for a, b in pairwise(words) if (a + b).isalpha()}
