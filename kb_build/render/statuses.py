"""How many problems have each status, over all and by unit, as words and a plot of the same."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence

from kb_build.model import LEDGER_STATUSES, Entry
from kb_build.page.escape import escape
from kb_build.page.markdown import details
from kb_build.render.plots import EDGE, LETTER, LONGEST, ROW, THICK, WIDTH, drawn, text
from kb_build.render.site import Site

UNITS = 12  # units in the plot and its list, those with most problems
ROOM = 36  # pixels beside the longest bar, for its number
SWATCH = 36  # pixels of a status in the key below the bars
# Told apart by how densely they are filled, not by colour; what has not ended is an outline.
FILLS = {
    "done": 'opacity="0.75"',
    "ongoing": 'opacity="0.45"',
    "standing": 'opacity="0.25"',
    "with_outcome": 'fill="none" stroke="currentColor" stroke-width="2"',
    "with_measures": 'fill="none" stroke="currentColor"',
    "with_plans": 'fill="none" stroke="currentColor" stroke-dasharray="6 3"',
    "unstated": 'fill="none" stroke="currentColor" stroke-dasharray="1 3"',
}


def counts(site: Site, problems: Sequence[Entry]) -> str:
    """One line: how many problems have each status that there is."""
    return _told(site, Counter(problem.status for problem in problems))


def by_unit(site: Site, problems: Sequence[Entry]) -> Iterator[str]:
    """A bar a unit, cut by status, and the same numbers as a list, folded; nothing for one unit."""
    found: dict[str, Counter[str]] = {}
    for problem in problems:
        unit = problem.units[0] if problem.units else ""
        found.setdefault(unit, Counter())[problem.status] += 1
    order = sorted(found, key=lambda unit: (-found[unit].total(), unit))[:UNITS]
    if len(order) > 1:
        named = [(unit or site.say("page.unknown_unit"), found[unit]) for unit in order]
        yield _plot(site, named)
        lines = "\n".join(f"- {_line(site, unit, count)}" for unit, count in named)
        yield from details(site.say("chart.numbers"), [lines])


def _line(site: Site, unit: str, count: Counter[str]) -> str:
    return site.say("page.colon", words=escape(unit)) + _told(site, count)


def _told(site: Site, count: Counter[str]) -> str:
    told = (status for status in LEDGER_STATUSES if count[status])
    return site.say("page.comma").join(
        site.say("page.status_count", status=site.say(f"status.{status}"), count=count[status])
        for status in told
    )


def _plot(site: Site, named: Sequence[tuple[str, Counter[str]]]) -> str:
    most = max(count.total() for _, count in named)
    left = EDGE + LETTER * min(max(len(unit) for unit, _ in named), LONGEST)
    bars = [_bar(row, unit, count, most, left) for row, (unit, count) in enumerate(named)]
    found = [status for status in LEDGER_STATUSES if any(count[status] for _, count in named)]
    keys = [_key(site, status, row, left) for row, status in enumerate(found, len(named))]
    height = ROW * (len(bars) + len(keys))
    return drawn(site.say("chart.status"), left + WIDTH + ROOM, height, [*bars, *keys])


def _bar(row: int, unit: str, count: Counter[str], most: int, left: int) -> str:
    top, at, pieces = row * ROW + 1, left, []
    for status in LEDGER_STATUSES:
        length = round(count[status] / most * WIDTH)
        if length:
            pieces.append(_piece(at, top, length, status))
        at += length
    baseline = top + THICK - 4
    total = text(at + 6, baseline, str(count.total()))
    return text(left - 8, baseline, unit, "end") + "".join(pieces) + total


def _key(site: Site, status: str, row: int, left: int) -> str:
    """How a status is drawn, below the bars."""
    top = row * ROW + 1
    words = html.escape(site.say(f"status.{status}"))
    name = f'<text x="{left + SWATCH + 8}" y="{top + THICK - 4}">{words}</text>'
    return _piece(left, top, SWATCH, status) + name


def _piece(at: int, top: int, length: int, status: str) -> str:
    return f'<rect x="{at}" y="{top}" width="{length}" height="{THICK}" {FILLS[status]}/>'
