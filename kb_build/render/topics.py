"""Topic pages, each a list of its entries by kind, and the page of all topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kb_build.model import ENTRY_KINDS, Entry, EntryKind, Page
from kb_build.render.escape import escape
from kb_build.render.site import Site
from kb_build.render.tables import listing, names, table

SHOWN = 100  # entries of one kind on a topic's page


def pages(site: Site) -> Iterator[Page]:
    """A page for each topic, and the one that lists them."""
    topics = site.of_kind("topic")
    for topic in topics:
        yield _page(site, topic)
    kinds = [kind for kind in ENTRY_KINDS if kind != "topic"]
    path, order = "topics/index.md", sorted(topics, key=lambda t: (-len(t.related), t.id))
    headers = [site.say("column.topic"), *(site.say(f"kind.{kind}") for kind in kinds)]
    rows = [_row(site, topic, path, kinds) for topic in order]
    yield from listing(
        site, path, site.say("overview.topics"), [site.say("overview.topics_lead")], headers, rows
    )


def _row(site: Site, topic: Entry, page: str, kinds: Sequence[EntryKind]) -> list[str]:
    members = _members(site, topic)
    return [site.link(topic.id, page), *(str(len(members[kind])) for kind in kinds)]


def _members(site: Site, topic: Entry) -> dict[EntryKind, list[Entry]]:
    found: dict[EntryKind, list[Entry]] = defaultdict(list)
    for relation in topic.related:
        entry = site.entries[relation.entry]
        found[entry.kind].append(entry)
    return found


def _page(site: Site, topic: Entry) -> Page:
    path, members = site.paths[topic.id], _members(site, topic)
    lead = site.say("lead.topic", entries=len(topic.related), units=len(topic.units))
    blocks = [f"# {escape(topic.name)}", f"{lead}\n{{: .kb-lead }}"]
    for kind in sorted(members, key=ORDER.index):
        blocks += _of_kind(site, kind, members[kind], path)
    return site.page(
        path, blocks,
        id=topic.id, kind="topic", title=topic.name, units=topic.units, years=topic.years,
        description=lead, reports=len(topic.reports),
    )  # fmt: skip


# What staff can borrow comes first.
ORDER: tuple[EntryKind, ...] = (
    "practice", "measure", "rule", "mechanism", "problem", "organization",
)  # fmt: skip


def _of_kind(site: Site, kind: EntryKind, entries: list[Entry], page: str) -> Iterator[str]:
    yield f"## {site.say(f'kind.{kind}')}"
    headers = [site.say(f"column.{key}") for key in ("name", "unit", "year", "state")]
    yield table(headers, [_line(site, entry, page) for entry in entries[:SHOWN]])
    if len(entries) > SHOWN:
        yield site.say("page.more_entries", count=len(entries) - SHOWN)


def _line(site: Site, entry: Entry, page: str) -> list[str]:
    units, years = names(site, entry.units, 2), names(site, entry.years, 3)
    return [site.link(entry.id, page), units, years, site.state(entry)]
