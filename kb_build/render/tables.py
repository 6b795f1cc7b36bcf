"""Markdown tables and lists of names, split over several pages where they are very long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb_build.escape import escape
from kb_build.model import Page
from kb_build.render.site import Site, relative

Row = Sequence[str]  # cells as Markdown, already escaped

ROWS = 200  # of a table on one page: about 20 screens, 30 KB of HTML with gzip
NAMES = 6  # in one cell


def table(headers: Row, rows: Iterable[Row]) -> str:
    """One Markdown block; empty where there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    head = f"| {' | '.join(headers)} |\n|{' --- |' * len(headers)}\n"
    return head + "\n".join(lines) if lines else ""


def filled(headers: Row, rows: Sequence[Row]) -> str:
    """The same without the columns that have nothing in any row."""
    kept = [at for at in range(len(headers)) if any(row[at] for row in rows)]
    return table([headers[at] for at in kept], [[row[at] for at in kept] for row in rows])


def names(site: Site, values: Sequence[str], most: int = NAMES) -> str:
    """Names one after another, escaped; of many the first and how many there are."""
    shown = site.say("page.pause").join(escape(value) for value in values[:most])
    if len(values) <= most:
        return shown
    return site.say("page.and_more", names=shown, count=len(values))


def listing(
    site: Site, path: str, title: str, lead: Sequence[str], headers: Row, rows: Sequence[Row]
) -> list[Page]:
    """An overview page with one table, and further pages `…-2.md` where it is very long."""
    parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [()]
    paths = [path] + [path.replace(".md", f"-{n}.md") for n in range(2, len(parts) + 1)]
    pages = []
    for number, (part, own) in enumerate(zip(parts, paths, strict=True), 1):
        shown = title if number == 1 else site.say("page.part", title=title, number=number)
        blocks = [
            f"# {escape(shown)}",
            *(lead if number == 1 else ()),
            table(headers, part) or site.say("page.nothing"),
            _turning(site, paths, number),
        ]
        id = "overview-" + own.removesuffix(".md").replace("/", "-")
        pages.append(site.page(own, blocks, id=id, kind="overview", title=shown))
    return pages


def _turning(site: Site, paths: Sequence[str], number: int) -> str:
    """Links to all parts of a long table; empty where there is one part only."""
    if len(paths) == 1:
        return ""
    here = paths[number - 1]
    links = (
        f"**{n}**" if n == number else f"[{n}]({relative(path, here)})"
        for n, path in enumerate(paths, 1)
    )
    return site.say("page.parts", links=" · ".join(links))
