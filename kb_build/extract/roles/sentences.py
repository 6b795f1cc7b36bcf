"""The sentences that get roles: a report's sentences with what is around them, all but its title.

A title tells nothing, and if the model sees it, it takes what stands beside it for a title too. The
line of a web page that prints the title with the site's name is left out as well. The extractor,
the training script and `kb explain` have to judge the same, so all three ask here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb_build.extract.marks import widened
from kb_build.extract.norms import lays_down
from kb_build.extract.roles.surroundings import Setting, settings
from kb_build.model import HIDDEN, Outline, Span


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences whose role is to be found, in order; the three are as long as each other."""

    spans: Sequence[Span]
    words: Sequence[str]  # without noise
    settings: Sequence[Setting]


def sentences(outline: Outline, visible: str, genre: str) -> Sentences:
    """The sentences of a report without those of its title.

    In a document that lays down what shall be done (`norms`), the frame of all is a plan.
    """
    tasks = lays_down(outline, visible, genre)
    visible = widened(visible)
    around = zip(
        outline.sentences,
        settings(outline, visible, "plan" if tasks else genre, "plan" if tasks else None),
        strict=True,
    )
    titles = _titles(outline, visible)
    found = [(span, setting) for span, setting in around if not any(map(span.meets, titles))]
    return Sentences(
        [span for span, _ in found],
        [span.of(visible).replace(HIDDEN, "") for span, _ in found],
        [setting for _, setting in found],
    )


def _titles(outline: Outline, visible: str) -> list[Span]:
    """Where the title stands, and the lines of a web page above it that print it with the site."""
    title = outline.title
    if title is None:
        return []
    words, sites = _letters(title, visible), _sites(outline)
    above = (line for line in outline.paragraphs if line.start < title.start and line.end in sites)
    return [title, *(line for line in above if words in _letters(line, visible))]


def _sites(outline: Outline) -> set[int]:
    """Where a web page's line ends and the site's name follows: 某局总结--党建专栏-某市."""
    return {mark.span.start for mark in outline.report.marks if mark.rule == "site-name"}


def _letters(span: Span, visible: str) -> str:
    return re.sub(r"\W", "", span.of(visible))
