"""The figures of each report in a table; masked ones are shown as masked and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Facts, Figure, Node, Page, Passage, Span
from kb_build.page.escape import escape
from kb_build.render import series
from kb_build.render.excerpts import figure_words
from kb_build.render.quotes import cut
from kb_build.render.site import Site
from kb_build.render.tables import listing

PATH = "figures/index.md"
REACH = 60  # code points shown before and behind a figure
STOP = re.compile(r"[，。；：！？\n]")

Part = Node | Passage


def reports(site: Site) -> list[str]:
    """Ids of the reports that have figures, the newest first."""
    return [facts.report.id for facts in site.newest_first() if facts.figures]


def pages(site: Site, id: str) -> list[Page]:
    """The table of a report."""
    return _of_report(site, site.facts[id])


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists the reports with figures."""
    counted = [site.facts[id] for id in reports(site)]
    headers = [site.say(f"column.{key}") for key in ("report", "unit", "year", "figures", "masked")]
    rows = [_row(site, facts) for facts in counted]
    total = sum(len(facts.figures) for facts in counted)
    counted_too = site.to(series.PATH, PATH, site.say("series.by_thing"))
    lead = [site.say("overview.figures_lead", count=total), counted_too]
    yield from listing(site, PATH, site.say("overview.figures"), lead, headers, rows)


def _path(site: Site, facts: Facts) -> str:
    return "figures/" + site.paths[facts.report.id].rpartition("/")[2]


def _row(site: Site, facts: Facts) -> list[str]:
    address = _path(site, facts).rpartition("/")[2]
    return [
        f"[{escape(site.report_title(facts))}]({address})",
        escape(site.reporters[facts.report.id]),
        facts.years_shown,
        str(len(facts.figures)),
        str(sum(figure.masked for figure in facts.figures)),
    ]


def _of_report(site: Site, facts: Facts) -> list[Page]:
    path = _path(site, facts)
    title = site.say("overview.figures_of", title=site.report_title(facts))
    headers = [site.say(f"column.{key}") for key in ("clause", "figure", "of", "role")]
    rows = [
        [
            escape(_clause(site, facts, figure)),
            _figure(site, facts, figure),
            escape(figure.of),
            link,
        ]
        for figure, part in zip(facts.figures, _parts(facts), strict=True)
        for link in [_link(site, facts, part, path)]
    ]
    lead = [site.link(facts.report.id, path)]
    return listing(site, path, title, lead, headers, rows)


def _parts(facts: Facts) -> Iterator[Part | None]:
    """The passage or heading in which each figure stands."""
    parts: list[Part] = sorted((*facts.passages, *facts.outline.nodes), key=lambda p: p.span)
    at = 0
    for figure in facts.figures:
        while at + 1 < len(parts) and parts[at + 1].span.start <= figure.span.start:
            at += 1
        yield parts[at] if parts and parts[at].span.holds(figure.span) else None


def _clause(site: Site, facts: Facts, figure: Figure) -> str:
    """The words around a figure, up to the next comma or, with …, the reach, without noise."""
    text, span = facts.report.text, figure.span
    before = STOP.split(text[max(span.start - REACH, 0) : span.start])[-1]
    after = STOP.split(text[span.end : span.end + REACH])[0]
    place = Span(span.start - len(before), span.end + len(after))
    pieces = cut(place, site.noise[facts.report.id])
    words = "".join(piece.of(text) for piece, is_noise in pieces if not is_noise)
    return f"{'…' * (len(before) == REACH)}{words}{'…' * (len(after) == REACH)}"


def _figure(site: Site, facts: Facts, figure: Figure) -> str:
    words = escape(figure_words(facts, figure))
    return f"{words} {site.say('page.masked')}" if figure.masked else words


def _link(site: Site, facts: Facts, part: Part | None, page: str) -> str:
    if part is None:
        return ""
    role = "heading" if isinstance(part, Node) else part.role
    return site.link(facts.report.id, page, site.say(f"role.{role}"), part.id)
