"""Outline → Facts: what a report says, which things it names, what it counts, what answers what.

Each fact is found by an ordered table of rules and carries the name of the one that decided it.
Words live in `lexicon/`, so that staff can edit them. Everywhere here `visible` is the report's
text with noise hidden (`Report.visible`), so that places in it are places in the text. In examples
`|` stands where what is told of begins or ends: 召开|县防汛办|会议.
"""

from __future__ import annotations

from kb_build.extract.attributes import attributes
from kb_build.extract.figures import figures
from kb_build.extract.links import links
from kb_build.extract.marks import curly, widened
from kb_build.extract.names import mentions
from kb_build.extract.names.actions import as_told, in_lists
from kb_build.extract.norms import as_tasks, lays_down
from kb_build.extract.passages import passages
from kb_build.model import Facts, Outline

__all__ = ["extract"]


def extract(outline: Outline) -> Facts:
    """The facts of one report; a pure function of its outline and the lexicon."""
    visible = outline.report.visible()
    named = mentions(outline, visible)
    seen = tuple(one for one in named if one.name == one.span.of(visible))  # no hidden site's name
    title, organization, genre, period = attributes(outline, visible, seen)
    told = passages(outline, visible, genre=genre.value)
    named = as_told(in_lists(named, visible), told)
    if lays_down(outline, visible, genre.value):
        named = as_tasks(named, outline)
    return Facts(
        outline=outline,
        title=title,
        organization=organization,
        genre=genre,
        period=period,
        passages=told,
        mentions=named,
        figures=figures(outline, curly(visible), named),
        links=links(outline, widened(visible), told, named),
    )
