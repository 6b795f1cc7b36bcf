"""A report's page: its full text with outline and roles, and the entries made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from kb_build.citing.titles import is_supplied
from kb_build.model import (
    ENTRY_KINDS,
    ROLES,
    EntryKind,
    Facts,
    Node,
    Page,
    kind_of,
    standing_at,
)
from kb_build.page.addresses import report_page_id
from kb_build.page.escape import attribute, escape
from kb_build.page.markdown import marked
from kb_build.render import citation, figures, ledger
from kb_build.render.dates import shown_period
from kb_build.render.listing import listing
from kb_build.render.reports.coverage import characters, quoted
from kb_build.render.reports.fulltext import paragraphs
from kb_build.render.site import Site
from kb_build.render.tables import labelled
from kb_build.render.titles import printed_title

PATH = "reports/index.md"
TITLE = 60  # code points of a heading in the outline
LEVELS = 8  # of the outline's list


def ids(site: Site) -> list[str]:
    """The ids of all reports."""
    return list(site.facts)


def pages(site: Site, id: str) -> Iterator[Page]:
    """The page of a report."""
    facts = site.facts[id]
    made, title = _made(site, facts), printed_title(facts)
    lead = site.say("lead.report", unit=facts.organization.value or site.say("page.unknown"),
                    genre=genre(site, facts), entries=len(made))  # fmt: skip
    blocks = [
        marked(escape(lead), "kb-lead"),
        marked(site.say("page.supplied_title"), "kb-frame") if is_supplied(facts) else "",
        _facts(site, facts),
        citation.of_report(facts),
        *_outline(site, facts),
        f"## {site.say('page.full_text')}",
        _legend(site),
        *paragraphs(site, facts),
        f"## {site.say('page.made')} {{: #entries }}",
        *_entries(site, facts, made),
    ]
    yield site.page(
        site.path(id), blocks,
        id=report_page_id(facts.report.text), kind="report", title=title,
        units=(site.reporters[id],), years=facts.years, genres=(facts.genre.value,),
        description=lead,
    )  # fmt: skip


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists the reports."""
    headers = site.headers("report", "unit", "genre", "period", "entries")
    rows = [_row(site, facts) for facts in site.newest_first()]
    lead = [site.say("overview.reports_lead", count=len(rows))]
    yield from listing(site, PATH, site.say("overview.reports"), lead, headers, rows)


def genre(site: Site, facts: Facts) -> str:
    """The genre in words; empty if unknown."""
    return site.say(f"genre.{facts.genre.value}") if facts.genre.value else ""


def _row(site: Site, facts: Facts) -> list[str]:
    id = facts.report.id
    return [
        site.link(id, PATH),
        escape(site.reporters[id]),
        genre(site, facts),
        shown_period(site, facts.period.value),
        str(len({*chain.from_iterable(site.quoted[id].values())})),
    ]


def _facts(site: Site, facts: Facts) -> str:
    report, printed = facts.report, facts.organization.value
    unit, count = site.reporters[report.id], len(site.code[report.id])
    here, joined = site.path(report.id), len(report.breaks())
    cells = (
        ("unit", site.to(site.unit_path(unit), here, printed) if unit else escape(printed)),
        ("genre", genre(site, facts)),
        ("period", shown_period(site, facts.period.value)),
        ("ledger", ledger.link(site, report.id, here)),
        ("figures", figures.link(site, facts, here)),
        ("characters", str(characters(site, facts))),
        ("quoted", f"{quoted(site, facts):.0%}"),
        ("left_out", site.say("page.code", count=count) if count else ""),
        ("joined", site.say("page.joined", count=joined) if joined else ""),
        ("file", escape(report.source)),
    )
    return labelled(site, cells)


def _outline(site: Site, facts: Facts) -> list[str]:
    """The headings as a list of links, if any; what a table's cells hold is none of the report."""
    level: dict[str, int] = {}
    lines = []
    rows = [mark.span for mark in facts.report.marks if mark.kind == "row"]
    for node in facts.outline.nodes:
        above = level.get(node.parent, -1)
        if standing_at(rows, node.span.start):
            level[node.id] = above
            continue
        level[node.id] = min(above + 1, LEVELS)
        lines.append(f"{'    ' * level[node.id]}- [{escape(_heading(node))}](#{node.id})")
    return [f"## {site.say('page.outline')}", "\n".join(lines)] if lines else []


def _heading(node: Node) -> str:
    words = (
        f"{node.marker} {node.title}" if node.marker[-1:].isalnum() else node.marker + node.title
    )
    return words if len(words) <= TITLE else f"{words[:TITLE]}…"


def _legend(site: Site) -> str:
    spans = (
        f'<span class="kb-legend kb-{role}" title="{attribute(site.say(f"role.{role}"))}">'
        f"{site.say(f'role.{role}')}</span>"
        for role in ROLES
    )
    return marked(site.say("page.legend", roles=" ".join(spans)), "kb-frame")


Made = dict[str, list[str]]  # anchors of the passages that an entry is made of, by entry id


def _made(site: Site, facts: Facts) -> Made:
    found: Made = defaultdict(list)
    entries = site.quoted[facts.report.id]
    for part in facts.parts:
        for id in entries.get(part.id, ()):
            found[id].append(part.id)
    return found


def _entries(site: Site, facts: Facts, made: Made) -> Iterator[str]:
    by_kind: dict[EntryKind, list[str]] = defaultdict(list)
    for id in made:
        by_kind[kind_of(id)].append(id)
    page = site.path(facts.report.id)
    for kind in sorted(by_kind, key=ENTRY_KINDS.index):
        yield f"### {site.say(f'kinds.{kind}')}"
        yield "\n".join(f"- {site.link(id, page)} {_places(made[id])}" for id in by_kind[kind])
    if not made:
        yield site.say("page.nothing")


def _places(anchors: list[str]) -> str:
    return " ".join(f"[\\[{n}\\]](#{anchor})" for n, anchor in enumerate(anchors, 1))
