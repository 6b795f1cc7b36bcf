"""Topics in two levels: a class lists its topics, a topic its entries, the best shown first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kb_build.model import Entry, Page, kind_of
from kb_build.page.escape import escape
from kb_build.page.markdown import marked, table
from kb_build.render import comparison, kind_lists, relations
from kb_build.render.site import Site
from kb_build.render.tables import roughly

PATH = "topics/index.md"
COLUMNS = (kind_lists.DOING, "unit", "year", "state")  # of the lists, behind the name
UNITS = 10  # above that their number is told roughly


def ids(site: Site) -> list[str]:
    """The ids of topics and classes."""
    return [topic.id for topic in site.of_kind("topic")]


def pages(site: Site, id: str) -> Iterator[Page]:
    """The page of a topic or class."""
    topic, path = site.entries[id], site.path(id)
    if not topic.topics:
        yield _class(site, topic, path)
        return
    members = listed(site, topic)
    units = len(topic.units)
    lead = site.say("lead.topic" if units else "lead.topic_unknown", units=roughly(units, UNITS))
    blocks = [
        marked(lead, "kb-lead"),
        site.say("topic.class", name=site.link(site.topics[topic.topics[0]], path)),
        comparison.way(site, topic, path),
        *kind_lists.sections(site, members, path, COLUMNS),
        *relations.of_topic(site, topic, path),
    ]
    yield _page(site, topic, blocks, lead)
    yield from kind_lists.pages(site, topic.name, members, path, COLUMNS)


def classes(site: Site) -> list[tuple[Entry, int]]:
    """The classes that have topics, each with how many entries these have, the largest first."""
    found = [topic for topic in site.of_kind("topic") if not topic.topics]
    sized = [(one, _size(listed(site, one))) for one in found]
    return sorted(sized, key=lambda pair: (-pair[1], pair[0].id))


def _size(topics: Iterable[Entry]) -> int:
    """How many entries topics have, each counted once."""
    return len({relation.entry for topic in topics for relation in topic.related})


def listed(site: Site, topic: Entry) -> list[Entry]:
    """The entries of a topic, or the topics of a class, as `link` orders them."""
    return [site.entries[relation.entry] for relation in topic.related]


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists all topics."""
    found = [
        block
        for one, _ in classes(site)
        for block in (f"## {site.link(one.id, PATH)}", _topics_of(site, one))
    ]
    blocks = [site.say("overview.topics_lead"), *(found or [site.say("page.nothing")])]
    yield site.overview(PATH, site.say("overview.topics"), blocks)


def _topics_of(site: Site, one: Entry) -> str:
    """How many entries each topic of a class has: here only, where a number more changes little."""
    rows = [
        [site.link(topic.id, PATH), *(str(counts[kind]) for kind in kind_lists.ALL)]
        for topic in listed(site, one)
        for counts in [Counter(kind_of(relation.entry) for relation in topic.related)]
    ]
    named = (site.say(f"kinds.{kind}") for kind in kind_lists.ALL)
    return table([site.say("column.topic"), *named], rows)


def _class(site: Site, one: Entry, path: str) -> Page:
    lead = site.say("lead.class", topics=len(one.related))
    blocks = [marked(lead, "kb-lead")]
    for topic in listed(site, one):
        best = sorted(listed(site, topic), key=lambda entry: kind_lists.ALL.index(entry.kind))
        blocks += [f"## {site.link(topic.id, path)}", _list(site, best[:5], path)]
    return _page(site, one, blocks, lead)


def _page(site: Site, topic: Entry, blocks: list[str], lead: str) -> Page:
    """Without the units and years, of which nearly each topic has all."""
    return site.page(
        site.path(topic.id), blocks,
        id=topic.id, kind="topic", title=topic.name, description=lead,
    )  # fmt: skip


def _list(site: Site, entries: list[Entry], page: str) -> str:
    return "\n".join(
        f"- {site.link(entry.id, page)} · {site.say(f'kind.{entry.kind}')}"
        f"{''.join(f' · {escape(unit)}' for unit in entry.units[:2])}"
        for entry in entries
    )
