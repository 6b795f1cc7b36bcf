"""Which chapters of a government's report look ahead, where no head of theirs says so.

Such a report looks back first; all behind the chapter that turns to the year to come is planned:
三、一鼓作气，开好局起好步, then 四、努力建设人民满意的政府, and the list of 民生实事 at the end.
"""

from __future__ import annotations

from collections.abc import Callable

from kb_build.lexicon.cues import cue
from kb_build.model import Outline, Role

GENRE = "government_report"
# How far behind its head a chapter says that it turns to what is to come, in characters.
OPENING = 160


def looking_ahead(
    outline: Outline, visible: str, genre: str, frame_of: Callable[[str], Role | None]
) -> set[str]:
    """Ids of the top heads from the first one that looks ahead, if another stands before it.

    `frame_of` tells what a head's own words say. Heads that tell of problems, results or other
    matters are left out.
    """
    found: set[str] = set()
    if genre != GENRE:
        return found
    turns = cue("roles", "turns-ahead")
    turned = False
    for at, node in enumerate(node for node in outline.nodes if not node.parent):
        frame, opening = frame_of(node.title), visible[node.span.end : node.span.end + OPENING]
        turned = turned or frame == "plan" or bool(at and turns.search(opening))
        if at and turned and frame in (None, "measure"):
            found.add(node.id)
    return found
