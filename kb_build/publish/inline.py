"""Looks for inline markup only where there can be any: most texts of a page are plain sentences.

Python-Markdown tries each of its fourteen patterns on each text, which is two fifths of converting
a page, and nearly all find nothing. Here a text without the signs of any pattern is passed over,
and a pattern whose signs stand nowhere on the page is not tried. The tree that comes of it is the
same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import inlinepatterns
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# What stands wherever a pattern of Python-Markdown (3.11) is found. Those of other extensions are
# not known here: where there are any, all are tried on all texts.
SIGNS: dict[str, tuple[str, ...]] = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),  # of references too
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),  # emphasis
}
ANY = re.compile("|".join(sorted({re.escape(sign) for signs in SIGNS.values() for sign in signs})))
# What finds nothing on a page that defines no references.
REFERENCES = (
    inlinepatterns.ReferenceInlineProcessor,
    inlinepatterns.ShortReferenceInlineProcessor,
    inlinepatterns.ImageReferenceInlineProcessor,
    inlinepatterns.ShortImageReferenceInlineProcessor,
)


class Inline(InlineProcessor):
    """Python-Markdown's own step, with less to look at."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Turns inline markup into elements."""
        patterns: list[Pattern] = [*self.md.inlinePatterns]
        if not all(_expression(pattern) in SIGNS for pattern in patterns):
            return super().run(tree, ancestors)
        texts = [*_texts(tree)]
        marked = "".join(text for _, _, text in texts if ANY.search(text))
        some = [pattern for pattern in patterns if self._may_find(pattern, marked)]
        self.inlinePatterns = some  # type: ignore[assignment]  # all that is done is to go through
        plain = [found for found in texts if not ANY.search(found[2])]
        for element, place, text in plain:
            setattr(element, place, AtomicString(text))  # passed over
        super().run(tree, ancestors)
        for element, place, text in plain:
            setattr(element, place, text)  # later steps are not to pass over it
        return tree

    def _may_find(self, pattern: Pattern, marked: str) -> bool:
        """Whether a pattern can find anything in the texts that have signs."""
        if type(pattern) in REFERENCES and not self.md.references:
            return False
        return any(sign in marked for sign in SIGNS[_expression(pattern)])


def _texts(tree: Element) -> Iterator[tuple[Element, str, str]]:
    """All texts, each with its place."""
    for element in tree.iter():
        if element.text:
            yield element, "text", element.text
        if element.tail:
            yield element, "tail", element.tail


def _expression(pattern: Pattern) -> str:
    return pattern.getCompiledRegExp().pattern
