"""Topics in two levels: a class lists its topics, a topic its entries, the best shown first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb_build.model import Entry, EntryKind, Page
from kb_build.page.escape import escape
from kb_build.render import comparison, kinds, relations
from kb_build.render.blocks import marked
from kb_build.render.site import Site
from kb_build.render.tables import roughly, table

PATH = "topics/index.md"
COLUMNS = (kinds.DOING, "unit", "year", "state")  # of the lists, behind the name
UNITS = 10  # above that their number is told roughly
ORDER: tuple[EntryKind, ...] = (*kinds.ORDER, "organization")


def ids(site: Site) -> list[str]:
    """The ids of topics and classes."""
    return [topic.id for topic in site.of_kind("topic")]


def pages(site: Site, id: str) -> Iterator[Page]:
    """The page of a topic or class."""
    topic = site.entries[id]
    if not topic.topics:
        yield _class(site, topic)
        return
    members = [site.entries[relation.entry] for relation in topic.related]
    yield _topic(site, topic)
    yield from kinds.pages(site, topic.name, members, site.path(id), COLUMNS)


def classes(site: Site) -> list[Entry]:
    """The classes that have topics, those with most entries first."""
    found = [topic for topic in site.of_kind("topic") if not topic.topics]
    return sorted(found, key=lambda entry: (-size(site, entry), entry.id))


def size(site: Site, topic: Entry) -> int:
    """How many entries a topic has; of a class, those of all its topics, each once."""
    if topic.topics:
        return len(topic.related)
    below = (site.entries[relation.entry] for relation in topic.related)
    return len({relation.entry for one in below for relation in one.related})


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists all topics."""
    title = site.say("overview.topics")
    blocks = [f"# {title}", site.say("overview.topics_lead")]
    for one in classes(site):
        blocks += [f"## {site.link(one.id, PATH)}", _topics_of(site, one)]
    if len(blocks) == len(("title", "lead")):
        blocks.append(site.say("page.nothing"))
    yield site.overview(PATH, title, blocks)


def _topics_of(site: Site, one: Entry) -> str:
    """How many entries each topic of a class has: here only, where a number more changes little."""
    rows = [
        [site.link(topic.id, PATH), *(str(counts.get(kind, 0)) for kind in ORDER)]
        for relation in one.related
        for topic in [site.entries[relation.entry]]
        for counts in [{kind: len(found) for kind, found in _members(site, topic).items()}]
    ]
    return table([site.say("column.topic"), *(site.say(f"kinds.{kind}") for kind in ORDER)], rows)


def _class(site: Site, one: Entry) -> Page:
    path = site.path(one.id)
    lead = site.say("lead.class", topics=len(one.related))
    blocks = [f"# {escape(one.name)}", marked(lead, "kb-lead")]
    for relation in one.related:
        topic = site.entries[relation.entry]
        best = [site.entries[found.entry] for found in topic.related]
        best.sort(key=lambda entry: ORDER.index(entry.kind))
        blocks += [f"## {site.link(topic.id, path)}", _list(site, best[:5], path)]
    return _page(site, one, blocks, lead)


def _topic(site: Site, topic: Entry) -> Page:
    path, members = site.path(topic.id), _members(site, topic)
    lead = site.say("lead.topic", units=roughly(len(topic.units), UNITS))
    above = site.link(site.topics[topic.topics[0]], path)
    blocks = [
        f"# {escape(topic.name)}",
        marked(lead, "kb-lead"),
        site.say("topic.class", name=above),
        comparison.way(site, topic, path),
    ]
    for kind in sorted(members, key=ORDER.index):
        blocks += kinds.section(site, kind, members[kind], path, COLUMNS)
    blocks += relations.of_topic(site, topic, path)
    return _page(site, topic, blocks, lead)


def _page(site: Site, topic: Entry, blocks: list[str], lead: str) -> Page:
    """Without the units and years, of which nearly each topic has all."""
    return site.page(
        site.path(topic.id), blocks,
        id=topic.id, kind="topic", title=topic.name, description=lead,
    )  # fmt: skip


def _members(site: Site, topic: Entry) -> dict[EntryKind, list[Entry]]:
    found: dict[EntryKind, list[Entry]] = defaultdict(list)
    for relation in topic.related:
        entry = site.entries[relation.entry]
        found[entry.kind].append(entry)
    return found


def _list(site: Site, entries: list[Entry], page: str) -> str:
    return "\n".join(
        f"- {site.link(entry.id, page)} · {site.say(f'kind.{entry.kind}')}"
        f"{''.join(f' · {escape(unit)}' for unit in entry.units[:2])}"
        for entry in entries
    )
