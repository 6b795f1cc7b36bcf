"""How many problems have each status, over all and by unit, as words and a plot of the same."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence

from kb_build.model import LEDGER_STATUSES, Entry
from kb_build.page.escape import escape, plain
from kb_build.render.site import Site

UNITS = 12  # units in the plot and its list, those with most problems
NAME = 12  # code points of a unit's name beside its bar
ROW, THICK, LEFT, WIDTH = 28, 18, 180, 380  # pixels, as in the other charts
# Told apart by how densely they are filled, not by colour; what is not told is an outline.
FILLS = {
    "done": 'opacity="0.75"',
    "ongoing": 'opacity="0.45"',
    "standing": 'opacity="0.25"',
    "with_outcome": 'fill="none" stroke="currentColor" stroke-width="2"',
    "with_measures": 'fill="none" stroke="currentColor"',
    "unstated": 'fill="none" stroke="currentColor" stroke-dasharray="3 2"',
}


def counts(site: Site, problems: Sequence[Entry]) -> str:
    """One line: how many problems have each status."""
    return _told(site, Counter(problem.status for problem in problems), LEDGER_STATUSES)


def by_unit(site: Site, problems: Sequence[Entry]) -> Iterator[str]:
    """A bar a unit, cut by status, and the same numbers as a list; nothing for one unit only."""
    found: dict[str, Counter[str]] = {}
    for problem in problems:
        unit = problem.units[0] if problem.units else ""
        found.setdefault(unit, Counter())[problem.status] += 1
    order = sorted(found, key=lambda unit: (-found[unit].total(), unit))[:UNITS]
    if len(order) > 1:
        named = [(unit or site.say("page.unknown"), found[unit]) for unit in order]
        states = (site.say(f"status.{status}") for status in LEDGER_STATUSES)
        yield _plot(site, named)
        yield site.say("chart.status_order", states=site.say("page.pause").join(states))
        yield "\n".join(f"- {_line(site, unit, count)}" for unit, count in named)


def _line(site: Site, unit: str, count: Counter[str]) -> str:
    told = [status for status in LEDGER_STATUSES if count[status]]
    return site.say("page.colon", words=escape(unit)) + _told(site, count, told)


def _told(site: Site, count: Counter[str], statuses: Sequence[str]) -> str:
    return site.say("page.comma").join(
        f"{site.say(f'status.{status}')} {count[status]}" for status in statuses
    )


def _plot(site: Site, named: Sequence[tuple[str, Counter[str]]]) -> str:
    most = max(count.total() for _, count in named)
    bars = "\n".join(_bar(row, unit, count, most) for row, (unit, count) in enumerate(named))
    title = html.escape(plain(site.say("chart.status")))
    return (
        f'<div class="kb-chart"><svg viewBox="0 0 {LEFT + WIDTH + 60} {ROW * len(named)}"'
        f' role="img" aria-label="{title}" font-size="14" fill="currentColor">\n'
        f"{bars}\n</svg></div>"
    )


def _bar(row: int, unit: str, count: Counter[str], most: int) -> str:
    name = plain(unit)
    name = name if len(name) <= NAME else f"{name[: NAME - 1]}…"
    top, left, pieces = row * ROW, LEFT, []
    for status in LEDGER_STATUSES:
        length = round(count[status] / most * WIDTH)
        if length:
            pieces.append(
                f'<rect x="{left}" y="{top}" width="{length}" height="{THICK}" {FILLS[status]}/>'
            )
        left += length
    baseline = top + THICK - 4
    return (
        f'<text x="{LEFT - 8}" y="{baseline}" text-anchor="end">{html.escape(name)}</text>'
        f'{"".join(pieces)}<text x="{left + 6}" y="{baseline}">{count.total()}</text>'
    )
