"""Computes the numbers that Word prints in front of paragraphs but does not store in their text.

ECMA-376 part 1, 17.9. Lists (w:num) of one definition (w:abstractNum) count on together; a start
override begins anew when its list is first used; a level starts again below a new higher item
unless w:lvlRestart says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

from kb_build.read.numerals import printed
from kb_build.read.word_styles import Element, Styles, number, switch, value

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Pictures of bullets in symbol fonts stand in the private use area.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
# After these Word's tab or space is no more than the sign's own width.
_CLOSED = "、．。，：）)】〕》"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints."""

    start: int = 1
    form: str = "decimal"  # w:numFmt
    text: str = ""  # "第%1章"; %1 is the number of the first level
    suffix: str = "tab"  # tab, space or nothing after the number
    restart: int | None = None  # 0 never, n below level n only; None below any higher level
    legal: bool = False  # all levels in digits
    style: str = ""  # paragraphs of this style stand on this level


@dataclass(frozen=True, slots=True)
class Num:
    """One list: its definition, and what it overrides."""

    definition: int
    levels: dict[int, Level]
    starts: dict[int, int]


class Counter:
    """Counts through one document; ask for the labels in the order of the paragraphs."""

    def __init__(self, root: Element | None, styles: Styles):
        """Takes the w:numbering element, or None where the file has none."""
        self._styles = styles
        self._definitions: dict[int, dict[int, Level]] = {}
        self._links: dict[int, str] = {}
        self._nums: dict[int, Num] = {}
        self._counts: dict[int, dict[int, int]] = {}
        self._used: set[int] = set()
        if root is not None:
            self._load(root)

    def label(self, paragraph: Element) -> str:
        """The number as printed, with the gap after it; empty for an unnumbered paragraph."""
        place, style = self._styles.numbering(paragraph)
        num = self._nums.get(place.num) if place else None
        if place is None or num is None:
            return ""
        definition, levels = self._levels(num)
        at = place.level if place.level is not None else _level_of(levels, style)
        if not 0 <= at < LEVELS:
            return ""
        counts = self._count(place.num, num, definition, levels, at)
        return _printed(levels, counts, at)

    def _count(
        self, key: int, num: Num, definition: int, levels: dict[int, Level], at: int
    ) -> dict[int, int]:
        counts = self._counts.setdefault(definition, {})
        if key not in self._used:
            self._used.add(key)
            for level in num.starts:
                counts.pop(level, None)
        for higher in range(at):
            counts.setdefault(higher, levels.get(higher, Level()).start)
        counts[at] = counts.get(at, levels.get(at, Level()).start - 1) + 1
        for lower in range(at + 1, LEVELS):
            if _restarts(levels.get(lower, Level()), at):
                counts.pop(lower, None)
        return counts

    def _levels(self, num: Num) -> tuple[int, dict[int, Level]]:
        """The definition that counts, behind a link to a list style, and the list's levels."""
        definition = num.definition
        if linked := self._nums.get(self._styles.list_of(self._links.get(definition, "")) or 0):
            definition = linked.definition
        levels = self._definitions.get(definition, {}) | num.levels
        for at, start in num.starts.items():
            levels[at] = replace(levels.get(at, Level()), start=start)
        return definition, levels

    def _load(self, root: Element) -> None:
        for element in root.findall(qn("w:abstractNum")):
            key = _attribute(element, "w:abstractNumId")
            self._definitions[key] = _levels_in(element)
            self._links[key] = value(element, "w:numStyleLink") or ""
        for element in root.findall(qn("w:num")):
            overrides = element.findall(qn("w:lvlOverride"))
            starts = {
                _attribute(one, "w:ilvl"): start
                for one in overrides
                if (start := number(one, "w:startOverride")) is not None
            }
            levels: dict[int, Level] = {}
            for one in overrides:
                levels |= _levels_in(one)
            definition = number(element, "w:abstractNumId")
            key = _attribute(element, "w:numId")
            self._nums[key] = Num(-1 if definition is None else definition, levels, starts)


def _levels_in(parent: Element) -> dict[int, Level]:
    return {_attribute(one, "w:ilvl"): _level(one) for one in parent.findall(qn("w:lvl"))}


def _level(element: Element) -> Level:
    start = number(element, "w:start")
    # Word writes newer formats twice: as a choice it knows, and as a fallback.
    form = next((f.get(qn("w:val"), "") for f in element.iter(qn("w:numFmt"))), "decimal")
    level = Level(
        form=form,
        text=value(element, "w:lvlText") or "",
        suffix=value(element, "w:suff") or "tab",
        restart=number(element, "w:lvlRestart"),
        legal=bool(switch(element, "w:isLgl")),
        style=value(element, "w:pStyle") or "",
    )
    return level if start is None else replace(level, start=start)


def _attribute(element: Element, name: str) -> int:
    words = element.get(qn(name), "")
    return int(words) if re.fullmatch(r"\d{1,9}", words) else -1


def _level_of(levels: dict[int, Level], style: str) -> int:
    """The level that names the style which brought the numbering; the first where none does."""
    return next((at for at, level in levels.items() if style and level.style == style), 0)


def _restarts(level: Level, at: int) -> bool:
    return level.restart is None or at < level.restart


def _printed(levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
    level = levels.get(at, Level())
    if level.form == "bullet":
        return f"{_PRIVATE.sub('•', level.text).strip() or '•'} "

    def one(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = levels.get(place, Level()).form
        return printed(counts.get(place, 1), "decimal" if level.legal else form)

    words = _PLACE.sub(one, level.text).strip()
    gap = "" if not words or level.suffix == "nothing" or words[-1] in _CLOSED else " "
    return words + gap
