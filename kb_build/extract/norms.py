"""Documents that lay down what shall be done: 办法, 规定, 条例, 细则, 通知 and their like.

They are no reports, so their genre stays `other`, or what else their words tell; yet whatever they
say is a task, and none of it was done. The words that tell them are in `lexicon/genres.yml`.
"""

from __future__ import annotations

from kb_build.extract.openings import opening_end
from kb_build.lexicon.cues import cue
from kb_build.model import HIDDEN, SHAPED, Mention, Outline, replace

# How far from the start a document says that it is one (制定本办法), in characters.
OPENING = 2000


def lays_down(outline: Outline, visible: str, genre: str) -> bool:
    """Whether a document lays down what shall be done: by its title or, of `other`, its opening."""
    title = outline.title.of(visible) if outline.title else ""
    words = "".join(title.replace(HIDDEN, "").split())
    if cue("genres", "norms-call").search(words):
        return genre != "plan"
    if genre != "other":
        return False
    opening = visible[: opening_end(visible, 0, OPENING)]
    titled = cue("genres", "norms-title").search(words)
    return bool(titled or cue("genres", "norms-opening").search(opening))


def as_tasks(named: tuple[Mention, ...], outline: Outline) -> tuple[Mention, ...]:
    """The mentions of such a document: what its body has made or changed is yet to be so.

    What stands before the first heading tells of the document itself, which is issued.
    """
    body = outline.nodes[0].span.start if outline.nodes else 0
    return tuple(
        replace(mention, action="planned")
        if mention.span.start >= body and mention.action in SHAPED
        else mention
        for mention in named
    )
