"""Report → Outline: the tree of headings and enumerated items, and the sentences between them.

`parse` reads like the grammar: paragraphs, then the title, then every sign of a heading or an item
(`families` and `markers` for numbered ones, `heads` and `labels` for unnumbered ones), then how
deep each lies (`levels`), which of them are mere items (`leads`), and what is left as sentences.
"""

from __future__ import annotations

from kb_build.model import Outline, Report, apart
from kb_build.parse.closings import closings
from kb_build.parse.heads import unnumbered
from kb_build.parse.leads import settled
from kb_build.parse.levels import tree
from kb_build.parse.markers import numbered
from kb_build.parse.paragraphs import paragraphs
from kb_build.parse.sentences import sentences
from kb_build.parse.title import title_of

__all__ = ["parse"]


def parse(report: Report) -> Outline:
    """The outline of a report; offsets are those of `report.text`."""
    visible = report.visible()
    blocks = paragraphs(report, visible)
    title = title_of(report, visible, blocks)
    body = tuple(block for block in blocks if title is None or block.start >= title.end)
    signs = numbered(visible, body)
    signs += unnumbered(report, visible, body, signs)
    # What stands within a heading is part of it and no sign of its own.
    signs = apart(signs)
    nodes = settled(visible, tree(body, signs, closings(visible, body, signs)))
    return Outline(report, title, nodes, blocks, sentences(visible, blocks, nodes))
