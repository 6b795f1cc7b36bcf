"""The first page: what is in the library, by kind and by subject, the best and the newest of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kb_build.model import Entry, Page, kind_of
from kb_build.page.addresses import LISTS, report_page_id
from kb_build.page.escape import escape
from kb_build.page.markdown import boxed, marked, table
from kb_build.render import (
    comparison,
    kind_lists,
    quality,
    reports,
    series,
    statistics,
    timeline,
    units,
)
from kb_build.render.dates import shown_period
from kb_build.render.excerpts import CAME, DONE, PLANNED, of_report
from kb_build.render.quotes import first_blocks
from kb_build.render.site import Site
from kb_build.render.tables import names
from kb_build.render.topics import classes, listed

PATH = "index.md"
NEWEST, BEST, NEWS = 8, 6, 12  # reports, practices, new and changed pages shown
ALIKE = 2  # practices of one report among the best
NAMED = 4  # topics in a class's tile
# A class with less than this part of the largest gets no tile: schools mention other fields.
SLIGHT = 0.01
Sized = Sequence[tuple[Entry, int]]  # classes, each with how many entries it has
# Pages that are not of a kind or topic: key of the message `overview.<key>`, and path.
MORE = (
    ("reports", reports.PATH),
    ("units", units.PATH),
    ("comparisons", comparison.PATH),
    ("timeline", timeline.PATH),
    ("counted", series.PATH),
    ("statistics", statistics.PATH),
    ("quality", quality.PATH),
)


def pages(site: Site, item: str) -> Iterator[Page]:
    """The home page."""
    title = site.say("home.title")
    entries = len([entry for entry in site.entries.values() if entry.kind != "topic"])
    lead = site.say("home.lead", reports=len(site.facts), entries=entries)
    best, found = [*_best(site)], classes(site)
    blocks = [
        marked(lead, "kb-lead"),
        *_tiles(_kinds(site)),
        " · ".join(site.to(path, PATH, site.say(f"overview.{name}")) for name, path in MORE),
        f"## {site.say('home.topics')}",
        *_tiles(_topics(site, found)),
        *_slight(site, found),
        *_recent(site),
        f"## {site.say('home.best')}",
        *(boxed("kb-sides", best) if best else [site.say("page.nothing")]),
        f"## {site.say('home.newest')}",
        _newest(site) or site.say("page.nothing"),
    ]
    yield site.page(
        PATH, blocks, id="overview-home", kind="overview", title=title, description=lead
    )


def _tiles(tiles: Iterator[list[str]]) -> list[str]:
    """Blocks in boxes beside each other; nothing where there are none."""
    inner = [block for tile in tiles for block in boxed("kb-tile", tile)]
    return boxed("kb-tiles", inner) if inner else []


def _kinds(site: Site) -> Iterator[list[str]]:
    counts = Counter(str(entry.kind) for entry in site.entries.values())
    for kind, path in LISTS.items():
        name = f"[**{site.say(f'kinds.{kind}')}**]({path})"
        number = f'<span class="kb-number">{counts[kind]}</span>'
        yield [f"{name} {number}", f"<small>{site.say(f'home.{kind}')}</small>"]


def _topics(site: Site, found: Sized) -> Iterator[list[str]]:
    for one, count in found:
        if _is_slight(count, found):
            continue
        below = sorted(listed(site, one), key=lambda topic: (-len(topic.related), topic.id))
        links = site.say("page.pause").join(site.link(t.id, PATH) for t in below[:NAMED])
        head = f"**{site.link(one.id, PATH)}** {count}"
        yield [head, f"<small>{links}{'…' if len(below) > NAMED else ''}</small>"]


def _is_slight(count: int, found: Sized) -> bool:
    largest = found[0][1]
    return count < SLIGHT * largest


def _slight(site: Site, found: Sized) -> Iterator[str]:
    """The classes without tiles, in a line."""
    few = [site.link(one.id, PATH) for one, count in found if _is_slight(count, found)]
    if few:
        yield site.say("home.other_topics", names=site.say("page.pause").join(few))


def _best(site: Site) -> Iterator[str]:
    """Practices by grade, then by how many units use them, each with a short quotation.

    What one report tells beyond the first few comes behind what others tell.
    """
    practices = site.of_kind("practice")
    practices.sort(key=lambda p: (p.grade, p.only_named, -len(p.units), -len(p.reports), p.id))
    alike: dict[str, list[str]] = defaultdict(list)
    for practice in practices:
        alike[practice.reports[0]].append(practice.id)
    practices.sort(key=lambda p: p.id not in alike[p.reports[0]][:ALIKE])
    for practice in practices[:BEST]:
        said = of_report(practice, practice.reports, (*DONE, *CAME, *PLANNED))
        told = (site.state(practice), names(site, practice.units, 2))
        blocks = [
            f"**{site.link(practice.id, PATH)}**",
            f"<small>{' · '.join(word for word in told if word)}</small>",
            *first_blocks(site, said, PATH),
        ]
        yield from boxed("kb-side", blocks)


def _recent(site: Site) -> Iterator[str]:
    """What the reports that came last brought, what staff can borrow first."""
    new, changed = _known(site, site.recent["new"]), _known(site, site.recent["changed"])
    if not (new or changed):
        return
    yield f"## {site.say('home.recent')}"
    yield site.say("home.recent_counts", new=len(new), changed=len(changed))
    if shown := (*new, *changed)[:NEWS]:
        yield "\n".join(
            f"- {site.say('home.new' if id in new else 'home.changed')}"
            f" {site.link(id, PATH)} · {_kind(site, id)}"
            for id in shown
        )


def _known(site: Site, ids: Sequence[str]) -> list[str]:
    """Those that have a page: entries by kind and grade, then reports by id."""
    by_page = {report_page_id(facts.report.text): id for id, facts in site.facts.items()}
    entries = [site.entries[id] for id in ids if id in site.entries]
    entries.sort(key=lambda entry: (kind_lists.ALL.index(entry.kind), entry.grade, entry.id))
    return [*(by_page[id] for id in ids if id in by_page), *(entry.id for entry in entries)]


def _kind(site: Site, id: str) -> str:
    return site.say(f"kind.{'report' if id in site.facts else kind_of(id)}")


def _newest(site: Site) -> str:
    headers = site.headers("report", "unit", "period")
    rows = [
        [
            site.link(id, PATH),
            escape(site.reporters[id]),
            shown_period(site, facts.period.value),
        ]
        for facts in site.newest_first()[:NEWEST]
        for id in [facts.report.id]
    ]
    return table(headers, rows)
