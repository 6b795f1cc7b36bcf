"""What Word's styles pass on to a paragraph: outline level, bold, numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

Element = etree._Element

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)")
MAX_DEPTH = 20  # styles that a style is based on; Word itself allows ten
NO_OUTLINE = 9  # outline levels 0-8 are headings, 9 is body text


def value(parent: Element | None, path: str) -> str | None:
    """The w:val of the element at a path such as "w:pPr/w:pStyle"; None where there is none."""
    for step in path.split("/"):
        parent = None if parent is None else parent.find(qn(step))
    return None if parent is None else parent.get(qn("w:val"), "")


def number(parent: Element | None, path: str) -> int | None:
    """The w:val of the element at a path as an integer; None where it is none."""
    words = value(parent, path)
    return int(words) if words and re.fullmatch(r"-?\d{1,9}", words) else None


def switch(properties: Element | None, name: str) -> bool | None:
    """An on/off property such as w:b; None where nothing is said."""
    words = value(properties, name)
    return None if words is None else words.lower() not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Numbering:
    """A paragraph's place in a list."""

    num: int  # w:numId; 0 takes an inherited numbering away
    level: int | None  # w:ilvl; None where only the list is named


class Styles:
    """The styles of one document, looked up by id."""

    def __init__(self, root: Element | None):
        """Takes the w:styles element, or None where the file has none."""
        styles = [] if root is None else root.findall(qn("w:style"))
        self._by_id = {style.get(qn("w:styleId"), ""): style for style in styles}
        self._default = next((s.get(qn("w:styleId"), "") for s in styles if _is_default(s)), "")

    def chain(self, style: str | None) -> Iterator[Element]:
        """The style and those it is based on, nearest first; None stands for the default one."""
        at = self._default if style is None else style
        for _ in range(MAX_DEPTH):
            element = self._by_id.get(at)
            if element is None:
                return
            yield element
            at = value(element, "w:basedOn") or ""

    def name(self, style: str | None) -> str:
        """The style's name in lower case; empty where it has none."""
        element = next(self.chain(style), None)
        return (value(element, "w:name") or "").lower()

    def heading(self, paragraph: Element) -> int:
        """The heading level that outline level or style give, from 1; 0 for body text."""
        own = number(paragraph, "w:pPr/w:outlineLvl")
        if own is not None:
            return _level(own)
        for element in self.chain(value(paragraph, "w:pPr/w:pStyle")):
            inherited = number(element, "w:pPr/w:outlineLvl")
            if inherited is not None:
                return _level(inherited)
            if named := _HEADING.fullmatch((value(element, "w:name") or "").lower()):
                return int(named[1])
        return 0

    def bold(self, paragraph: Element, run: Element) -> bool:
        """Whether a run is bold by itself, its style, or the paragraph's style."""
        own = switch(run.find(qn("w:rPr")), "w:b")
        if own is not None:
            return own
        styles = [value(run, "w:rPr/w:rStyle"), value(paragraph, "w:pPr/w:pStyle")]
        for style in styles if styles[0] is not None else styles[1:]:
            for element in self.chain(style):
                said = switch(element.find(qn("w:rPr")), "w:b")
                if said is not None:
                    return said
        return False

    def numbering(self, paragraph: Element) -> tuple[Numbering | None, str]:
        """The paragraph's list and the style that it was inherited from (empty: its own)."""
        level = number(paragraph, "w:pPr/w:numPr/w:ilvl")
        own = number(paragraph, "w:pPr/w:numPr/w:numId")
        if own is not None:
            return Numbering(own, level), ""
        for element in self.chain(value(paragraph, "w:pPr/w:pStyle")):
            num = number(element, "w:pPr/w:numPr/w:numId")
            if num is not None:
                inherited = number(element, "w:pPr/w:numPr/w:ilvl")
                at = inherited if level is None else level
                return Numbering(num, at), element.get(qn("w:styleId"), "")
        return None, ""

    def list_of(self, style: str) -> int | None:
        """The w:numId that a list style names."""
        return number(self._by_id.get(style), "w:pPr/w:numPr/w:numId")


def _is_default(style: Element) -> bool:
    flagged = style.get(qn("w:default")) in ("1", "true", "on")
    return flagged and style.get(qn("w:type")) == "paragraph"


def _level(outline: int) -> int:
    return outline + 1 if 0 <= outline < NO_OUTLINE else 0
