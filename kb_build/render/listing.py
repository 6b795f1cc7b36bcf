"""Pages that list things in one table, on several pages where it is very long.

Nothing is cut off: what has no room on a page stands by its letter, or on a page behind it.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kb_build.model import Page
from kb_build.page.markdown import Row, marked, table
from kb_build.render.site import Site

LETTERED = 200  # rows of a list that has no pages by letter: one page and a few to turn
ROWS = 100  # of a table on one page at most: about 10 screens of a telephone
SELDOM = 12  # rows in which there is one with which a page may end, from half of that on
LINKED = re.compile(r"\]\(([^)#]+)")
GOES_ON = "kb-parts"  # tells the theme that a page has only some rows of the list
OTHERS = "0"  # stands for the letter of names that begin with none


def listing(
    site: Site, path: str, title: str, lead: Sequence[str], headers: Row, rows: Sequence[Row]
) -> list[Page]:
    """An overview page with one table, and further pages `…-2.md` where it is very long."""
    parts = _parts(rows)
    paths = [path] + [path.replace(".md", f"-{n}.md") for n in range(2, len(parts) + 1)]
    pages = []
    for number, (part, own) in enumerate(zip(parts, paths, strict=True), 1):
        shown = title if number == 1 else site.say("page.part", title=title, number=number)
        blocks = [
            *(lead if number == 1 else ()),
            table(headers, part) or site.say("page.nothing"),
            _turning(site, paths, number),
        ]
        # The words without their look; those behind the first page have no number of all.
        told = lead[0].partition("\n{:")[0] if lead and number == 1 else ""
        told = "" if told.startswith("[") else told  # a mere link, which no catalogue can follow
        pages.append(site.overview(own, shown, blocks, description=told))
    return pages


def _parts(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows by page: where one ends is told by what its last row leads to, not by its number.

    So a row that comes changes the page on which it stands and does not move all rows behind it.
    """
    if len(rows) <= ROWS:
        return [rows]
    ends = [0]
    for number, row in enumerate(rows, 1):
        length = number - ends[-1]
        if length == ROWS or (length >= ROWS // 2 and _ends(row)) or number == len(rows):
            ends.append(number)
    return [rows[start:end] for start, end in pairwise(ends)]


def _ends(row: Row) -> bool:
    """Whether a page may end with a row: one row in so many, always the same ones."""
    leads = LINKED.search(" ".join(row))
    return zlib.crc32((leads[1] if leads else row[0]).encode()) % SELDOM == 0


def by_letter(
    site: Site,
    path: str,
    title: str,
    lead: Sequence[str],
    headers: Row,
    rows: Sequence[tuple[str, Row]],
) -> list[Page]:
    """The pages of `listing` for rows with their names; a very long table also has pages by letter.

    The first page has the first rows and leads to a page for each letter, which has all that begin
    with it: so that whoever looks for a name need not turn pages, and no addition moves all others.
    """
    if len(rows) <= LETTERED:
        return listing(site, path, title, lead, headers, [row for _, row in rows])
    groups: dict[str, list[tuple[str, str, Row]]] = defaultdict(list)
    for name, row in rows:
        spelled = site.spell(name)
        groups[spelled[:1] if spelled[:1].isalpha() else OTHERS].append((spelled, name, row))
    links = [
        site.to(_of_letter(path, letter), path, f"{_letter(site, letter)} {len(group)}")
        for letter, group in sorted(groups.items())
    ]
    letters = marked(site.say("page.by_letter", links=" · ".join(links)), GOES_ON)
    first = table(headers, [row for _, row in rows[:ROWS]])
    blocks = [*lead, letters, site.say("page.first_rows", count=ROWS), first]
    pages = [site.overview(path, title, blocks)]
    for letter, group in sorted(groups.items()):
        shown = site.say("page.of_letter", title=title, letter=_letter(site, letter))
        back = site.to(path, _of_letter(path, letter), title)
        ordered = [row for _, _, row in sorted(group, key=lambda one: one[:2])]
        pages += listing(site, _of_letter(path, letter), shown, [back], headers, ordered)
    return pages


def _letter(site: Site, letter: str) -> str:
    return site.say("page.no_letter") if letter == OTHERS else letter.upper()


def _of_letter(path: str, letter: str) -> str:
    return path.replace(".md", f"-{letter}.md")


def _turning(site: Site, paths: Sequence[str], number: int) -> str:
    """Links to all parts of a long table; empty where there is one part only."""
    if len(paths) == 1:
        return ""
    here = paths[number - 1]
    links = (
        f"**{n}**" if n == number else site.to(path, here, str(n))
        for n, path in enumerate(paths, 1)
    )
    return marked(site.say("page.parts", links=" · ".join(links)), GOES_ON)
