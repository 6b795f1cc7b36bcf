"""Draws the map of what is around a page from its table of relations, as inline SVG.

Two columns (units and problems; what was done and what was made) fit a telephone, and lines between
them pass behind no box. Groups are told by their head and by the shape of their boxes, not by
colour alone. Whatever stands in the table is data: a person may have written it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from lxml import etree

from kb_build.messages import say
from kb_build.publish.map_layout import BOX, LINE, WIDTH, Box, Layout, Pair, Thing, layout
from kb_build.publish.search.pages import PARSER

PLACE, TABLE, TABLE_END = '<div class="kb-map">', "<table>", "</table>"
MOST = 24  # things drawn; the table has whatever else a person put into it
# Folder of a page → the group of what has its page there.
GROUPS: Mapping[str, str] = {
    "units": "unit",
    "problems": "problem",
    "practices": "doing",
    "measures": "doing",
    "institutions": "made",
}
# Lines to things of this group say who reports something; they are dashed.
REPORTING = "unit"


def with_map(content: str, url: str, language: str) -> str:
    """A page's HTML with the map before its table; unchanged where it has none.

    `url` is the page's address below the site's folder: what a link leads to tells what it is.
    """
    before, *parts = content.split(PLACE)
    return "".join((before, *(PLACE + _mapped(part, url, language) for part in parts)))


def _mapped(content: str, url: str, language: str) -> str:
    """The HTML after the start of a map's place, with the map drawn before the table in it."""
    table, end, after = content.lstrip().partition(TABLE_END)
    if not end or not table.startswith(TABLE):
        return content
    return _drawn(table + end, url, language) + after


def _drawn(table: str, url: str, language: str) -> str:
    """The map, then its table, folded up where the page lists the same things anyway."""
    things, edges = _read(etree.fromstring(table, PARSER), url)
    if not edges:
        return table
    made = layout(things, edges)
    shapes = (*_lines(made, edges), *_heads(made, language), *_boxes(made))
    title = say("map.title", language, count=len(things))
    return (
        '<figure class="kb-map__drawn"><svg role="group" font-size="13"'
        f' aria-label="{escape(title)}" viewBox="-2 0 {WIDTH + 4} {made.height:g}">'
        f"{''.join(shapes)}</svg>"
        f"<figcaption>{escape(say('map.legend', language))}</figcaption></figure>"
        f"<details{' open' if _is_of_an_entry(things) else ''}>"
        f"<summary>{escape(say('map.table', language))}</summary>{table}</details>"
    )


def _is_of_an_entry(things: Sequence[Thing]) -> bool:
    return any(thing.focus and thing.group != REPORTING for thing in things)


# ---------------------------------------------------------------------------------- read


def _read(table: etree._Element, url: str) -> tuple[list[Thing], list[Pair]]:
    """The things of a table, and the lines between those of them that are drawn."""
    rows = [row.findall("td") for row in table.iter("tr")]
    folder = url.rpartition("/")[0]
    things: dict[str, Thing] = {}
    pairs: list[Pair] = []
    for _, name, *more in (cells for cells in rows if len(cells) > 1):
        link = next(name.iter("a"), None)
        address = "" if link is None else link.get("href", "")
        group = _group(address, folder)
        if link is not None and group and address not in things and len(things) < MOST:
            focus = next(name.iter("strong"), None) is not None
            words = " ".join("".join(map(str, link.itertext())).split())
            things[address] = Thing(address, group, words, focus)
        if link is not None and more:
            others = (other.get("href", "") for other in more[0].iter("a"))
            pairs += ((address, other) for other in others if other != address)
    once = {frozenset(pair): pair for pair in pairs if things.keys() >= set(pair)}
    return list(things.values()), list(once.values())


def _group(address: str, folder: str) -> str:
    if not address or ":" in address:  # no page of this site
        return ""
    return GROUPS.get(_section(folder, address.rpartition("/")[0]), "")


@lru_cache  # of the few folders that there are
def _section(folder: str, way: str) -> str:
    """The top folder of the site to which a relative path leads from a folder."""
    return posixpath.normpath(posixpath.join(folder, way)).partition("/")[0]


# ---------------------------------------------------------------------------------- drawn


def _lines(made: Layout, edges: Sequence[Pair]) -> Iterator[str]:
    """The lines; those of one style as one path, since a site has thousands of maps."""
    boxes = {box.thing.id: box for box in made.boxes}
    shapes: dict[str, list[str]] = {}
    for edge in edges:
        ends = sorted((boxes[edge[0]], boxes[edge[1]]), key=lambda box: (box.column, box.y))
        look = "own" if any(box.thing.focus for box in ends) else "other"
        units = " kb-map__line--unit" if any(box.thing.group == REPORTING for box in ends) else ""
        shapes.setdefault(f"kb-map__line--{look}{units}", []).append(_path(*ends))
    for look, paths in shapes.items():
        yield f'<path class="kb-map__line {look}" d="{"".join(paths)}"/>'


def _path(one: Box, other: Box) -> str:
    """A curve between the columns, or out and back between boxes of one column."""
    start, end = _side(one), _side(other)
    reach = min(74.0, 18 + (other.middle - one.middle) * 0.22)
    out = start + (reach if one.column == 0 else -reach)
    bend = (start + end) / 2 if one.column != other.column else out
    return (
        f"M{start:g} {one.middle:g}"
        f"C{bend:g} {one.middle:g} {bend:g} {other.middle:g} {end:g} {other.middle:g}"
    )


def _side(box: Box) -> float:
    """The side of a box that faces the other column."""
    return box.x + (BOX if box.column == 0 else 0)


def _heads(made: Layout, language: str) -> Iterator[str]:
    for group, x, y in made.heads:
        words = escape(say(f"map.{group}", language))
        yield f'<text class="kb-map__head" x="{x:g}" y="{y:g}">{words}</text>'


def _boxes(made: Layout) -> Iterator[str]:
    """Group by group, each from the top: the order in which the keyboard goes through them."""
    for group, boxes in groupby(made.boxes, key=lambda box: box.thing.group):
        yield f'<g class="kb-map__{group}">{"".join(map(_box, boxes))}</g>'


def _box(box: Box) -> str:
    thing = box.thing
    words = "".join(box.lines)
    name = f' aria-label="{escape(thing.words)}"' if words != thing.words else ""
    own = ' class="kb-map__own"' if thing.focus else ""
    return (
        f'<a href="{escape(thing.id)}"{own}{name}><path d="{SHAPES[thing.group](box)}"/>'
        f"{_text(box)}</a>"
    )


def _text(box: Box) -> str:
    middle = f"{box.x + BOX / 2:g}"
    return "".join(
        f'<text x="{middle}" y="{box.y + 17 + LINE * at:g}">{escape(line)}</text>'
        for at, line in enumerate(box.lines)
    )


def _rounded(box: Box) -> str:
    """A stadium: units."""
    x, y, right, r = box.x, box.y, box.x + BOX, min(box.height / 2, 14)
    return (
        f"M{x + r:g} {y:g}H{right - r:g}q{r:g} 0 {r:g} {r:g}"
        f"v{box.height - 2 * r:g}q0 {r:g} {-r:g} {r:g}"
        f"H{x + r:g}q{-r:g} 0 {-r:g} {-r:g}v{2 * r - box.height:g}q0 {-r:g} {r:g} {-r:g}z"
    )


def _plain(box: Box) -> str:
    """A rectangle: practices and measures."""
    return f"M{box.x:g} {box.y:g}h{BOX}v{box.height:g}h{-BOX}z"


def _folded(box: Box) -> str:
    """A sheet with a folded corner: rules, mechanisms, bodies."""
    x, y, right = box.x, box.y, box.x + BOX
    return f"M{x:g} {y:g}H{right - 9:g}l9 9V{y + box.height:g}H{x:g}zM{right - 9:g} {y:g}v9h9"


def _pointed(box: Box) -> str:
    """A flat hexagon: problems."""
    x, y, wide, half = box.x, box.y, BOX - 16, box.height / 2
    return f"M{x + 8:g} {y:g}h{wide}l8 {half:g}l-8 {half:g}h{-wide}l-8 {-half:g}z"


SHAPES: Mapping[str, Callable[[Box], str]] = {
    "unit": _rounded,
    "problem": _pointed,
    "doing": _plain,
    "made": _folded,
}
