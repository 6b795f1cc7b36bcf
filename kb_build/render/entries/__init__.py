"""The page of an entry: what it is, the facts that matter, then evidence in the reports' words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kb_build.model import Entry, EntryKind, Page, kind_of
from kb_build.page.escape import escape
from kb_build.page.markdown import marked
from kb_build.render import citation, relations
from kb_build.render.entries import institutions, measures, practices, problems
from kb_build.render.site import Site
from kb_build.render.tables import NAMES, in_a_row, labelled, names


def ids(site: Site) -> list[str]:
    """The ids of all entries but topics, which have pages of their own kind."""
    return [id for id in site.entries if kind_of(id) != "topic"]


def pages(site: Site, id: str) -> Iterator[Page]:
    """The page of an entry."""
    entry, path = site.entries[id], site.path(id)
    make_lead, make_body = MAKERS[entry.kind]
    lead = make_lead(site, entry)
    blocks = [
        marked(escape(lead), "kb-lead"),
        _facts(site, entry, path),
        *make_body(site, entry, path),
        *relations.of_entry(site, entry, path),
        *citation.section(site, entry.reports),
    ]
    genres = {site.facts[id].genre.value for id in entry.reports} - {""}
    yield site.page(
        path, blocks,
        id=id, kind=entry.kind, title=site.title(id), aliases=entry.aliases, units=entry.units,
        years=entry.years, genres=tuple(sorted(genres)), topics=entry.topics, grade=entry.grade,
        status=entry.state, body=entry.body, owner=entry.owner, description=lead,
        reports=len(entry.reports),
    )  # fmt: skip


# What a page of each kind says first, as plain text; what stands between facts and relations.
Lead = Callable[[Site, Entry], str]
Body = Callable[[Site, Entry, str], Iterable[str]]
MAKERS: dict[EntryKind, tuple[Lead, Body]] = {
    "rule": (institutions.lead, institutions.body),
    "mechanism": (institutions.lead, institutions.body),
    "organization": (institutions.lead, institutions.body),
    "measure": (measures.lead, measures.body),
    "practice": (practices.lead, practices.body),
    "problem": (problems.lead, problems.body),
}


def _facts(site: Site, entry: Entry, page: str) -> str:
    """Who, when, where, on what; a line each, which a telephone shows whole."""
    units = [site.to(site.unit_path(unit), page, unit) for unit in entry.units]
    reports = [site.link(id, page, site.short_title(id)) for id in entry.reports[:3]]
    topics = [site.link(site.topics[name], page) for name in entry.topics if name in site.topics]
    cells = (
        ("unit", in_a_row(units[:NAMES], len(units), site.language)),
        ("year", names(site, entry.years)),
        ("report", in_a_row(reports, len(entry.reports), site.language)),
        ("topic", in_a_row(topics, len(topics), site.language)),
        ("aliases", names(site, entry.aliases)),
    )
    return labelled(site, cells)
