"""The first page: what this is, how much of what is in it, and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb_build.model import Entry, Page
from kb_build.render.escape import escape
from kb_build.render.site import Site
from kb_build.render.tables import names, table

PATH = "index.md"
NEWEST, BEST = 10, 10  # reports and practices shown
# Where the entries of a kind are listed, what staff can borrow first.
LISTS = (
    ("practice", "practices/index.md"),
    ("measure", "measures/index.md"),
    ("rule", "institutions/index.md"),
    ("mechanism", "institutions/mechanisms.md"),
    ("organization", "institutions/organizations.md"),
    ("problem", "problems/index.md"),
    ("topic", "topics/index.md"),
)
MORE = (
    ("reports", "reports/index.md"),
    ("figures", "figures/index.md"),
    ("statistics", "statistics.md"),
    ("quality", "quality.md"),
)


def pages(site: Site) -> Iterator[Page]:
    """The home page."""
    title = site.say("home.title")
    blocks = [
        f"# {title}",
        site.say("home.lead", reports=len(site.facts), entries=len(site.library.entries)),
        _kinds(site),
        " · ".join(f"[{site.say(f'overview.{name}')}]({path})" for name, path in MORE),
        f"## {site.say('home.topics')}",
        " · ".join(f"{site.link(t.id, PATH)} ({len(t.related)})" for t in _topics(site)),
        f"## {site.say('home.best')}",
        _best(site) or site.say("page.nothing"),
        f"## {site.say('home.newest')}",
        _newest(site) or site.say("page.nothing"),
    ]
    yield site.page(PATH, blocks, id="overview-home", kind="overview", title=title)


def _kinds(site: Site) -> str:
    counts = Counter(entry.kind for entry in site.library.entries)
    rows = [
        [f"[{site.say(f'kind.{kind}')}]({path})", str(counts[kind]), site.say(f"home.{kind}")]  # type: ignore[index]
        for kind, path in LISTS
    ]
    return table([site.say(f"column.{key}") for key in ("kind", "entries", "meaning")], rows)


def _topics(site: Site) -> list[Entry]:
    return sorted(site.of_kind("topic"), key=lambda t: (-len(t.related), t.id))


def _best(site: Site) -> str:
    practices = site.of_kind("practice")
    practices.sort(key=lambda p: (p.grade, -len(p.units), -len(p.reports), p.id))
    headers = [site.say(f"column.{key}") for key in ("practice", "grade", "unit", "year")]
    rows = [
        [site.link(p.id, PATH), site.state(p), names(site, p.units, 3), names(site, p.years)]
        for p in practices[:BEST]
    ]
    return table(headers, rows)


def _newest(site: Site) -> str:
    headers = [site.say(f"column.{key}") for key in ("report", "unit", "period")]
    rows = [
        [site.link(f.report.id, PATH), escape(f.organization.value), escape(f.period.value)]
        for f in site.newest_first()[:NEWEST]
    ]
    return table(headers, rows)
