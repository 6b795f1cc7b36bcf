"""Where a report turns to what lies ahead in the midst of a section: from 下一步，… to its end.

Sentences are taken along to the end of the paragraph, items to the end of the section; where no
heading stands above, the paragraph is the section.
"""

from __future__ import annotations

from kb_build.lexicon.cues import cue
from kb_build.model import ITEMS, Node, Outline, Span, last_begun, standing_at


def stretches(outline: Outline, visible: str, innermost: list[Node | None]) -> list[Span]:
    """Where items tell what lies ahead: from behind 下一步，… to the end of the section, in order.

    `innermost` has the heading of each sentence, as `surroundings.owners` gives it.
    """
    begins = cue("roles", "onward").match
    above = {node.id: node for node in outline.nodes}
    found: list[Span] = []
    for sentence, owner in zip(outline.sentences, innermost, strict=True):
        if begins(visible, sentence.start, sentence.end) and not standing_at(found, sentence.start):
            head = _headed(owner, above)
            end = head.block_end if head else _paragraph(outline, sentence).end
            found.append(Span(sentence.end, end))
    return found


def carried_on(outline: Outline, visible: str, innermost: list[Node | None]) -> set[str]:
    """Ids of heads that promise to go on, where a sentence right below says that it will be done.

    What stands below 三、持续巩固整改成果 may as well have been done; 我局将继续…… makes it a plan.
    """
    goes_on, will = cue("roles", "onward-head").search, cue("roles", "onward-intro").search
    promising = {node.id for node in outline.nodes if goes_on(node.title)}
    return {
        owner.id
        for sentence, owner in zip(outline.sentences, innermost, strict=True)
        if owner and owner.id in promising and will(sentence.of(visible))
    }


def _headed(owner: Node | None, above: dict[str, Node]) -> Node | None:
    """The innermost heading that is no item within sentences: such an item ends no section."""
    while owner is not None and owner.rule in ITEMS:
        owner = above.get(owner.parent)
    return owner


def told_ahead(onward: list[Span], sentence: Span, outline: Outline) -> bool:
    """Whether 下一步，… stands before a sentence in its paragraph."""
    ahead = standing_at(onward, sentence.start)
    return ahead is not None and _paragraph(outline, sentence).start < ahead.start


def _paragraph(outline: Outline, sentence: Span) -> Span:
    return last_begun(outline.paragraphs, sentence.start) or sentence
