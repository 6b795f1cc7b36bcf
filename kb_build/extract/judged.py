"""What roles are judged of: a report's sentences in their surroundings, all but its own title.

A title tells no fact, and shown to the model it makes what stands beside it look like one. The
extractor, the training script and `kb explain` have to judge the same, so all three ask here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb_build.extract.frames import Setting, settings
from kb_build.extract.norms import lays_down
from kb_build.model import HIDDEN, Outline, Span


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentences whose role is to be found, in order; the three are as long as each other."""

    spans: Sequence[Span]
    words: Sequence[str]  # without noise
    settings: Sequence[Setting]


def judged(outline: Outline, visible: str, genre: str) -> Judged:
    """The sentences of a report without those of its title; a document of tasks is all plan."""
    tasks = lays_down(outline, visible, genre)
    around = zip(
        outline.sentences,
        settings(outline, visible, "plan" if tasks else genre, "plan" if tasks else None),
        strict=True,
    )
    found = [(span, setting) for span, setting in around if not _in_title(outline, span)]
    return Judged(
        [span for span, _ in found],
        [span.of(visible).replace(HIDDEN, "") for span, _ in found],
        [setting for _, setting in found],
    )


def _in_title(outline: Outline, span: Span) -> bool:
    return outline.title is not None and outline.title.meets(span)
