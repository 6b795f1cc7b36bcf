"""A measure on its page: done or planned, where it stands, then item by item what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Entry
from kb_build.page.markdown import marked
from kb_build.render.entries.attribution import whose
from kb_build.render.entries.sections import sections
from kb_build.render.entries.summary_lines import figures, rules
from kb_build.render.quotes import shown_words
from kb_build.render.site import Site

NAMED, LONG = 3, 20  # items named in the first line, and code points of a name that has room there
MARKER = re.compile(r"[\W\d一二三四五六七八九十百零第]*")


def lead(site: Site, entry: Entry) -> str:
    """Whose it is, done or planned; its items and whether anything came of it, or who tells it."""
    unit = whose(site, entry)
    by = site.say("lead.by", unit=unit) if unit else ""
    told = site.say(f"lead.measure_{entry.status}", whose=by)
    if len(entry.reports) > 1:
        told += site.say("lead.variants", count=len(entry.reports))
        return told + (site.say("lead.template") if "template" in entry.labels else "")
    came = site.say("lead.with_outcome") if "outcome" in entry.labels else ""
    return told + _items(site, entry) + came


def _items(site: Site, entry: Entry) -> str:
    """How many items it has, with the first of their names; empty where it has but one."""
    items = [section for section in entry.sections if section.label == "item"]
    titles = [words for item in items if (words := item.title.lstrip("—–- "))]
    if len(items) < 2:
        return ""
    if len(titles) < len(items) or max(map(len, titles)) > LONG:
        return site.say("lead.items", count=len(items))
    named = site.say("page.semicolon").join(titles[:NAMED])
    some = site.say("page.and_others", names=named) if len(titles) > NAMED else named
    return site.say("lead.items_named", count=len(items), names=some)


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The headings above it, then the problem that it answers, its items, and its outcome."""
    yield from _path(site, entry, page)
    yield rules(site, entry, page)
    yield figures(site, entry, page)
    yield from sections(site, entry, page)


def _path(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The headings that say something: a mere （二十） does not."""
    for section in entry.sections:
        if section.label == "path":
            heads = " › ".join(
                site.link(q.report, page, words, q.anchor)
                for q in section.quotations
                if not MARKER.fullmatch(words := shown_words(site, q))
            )
            yield marked(site.say("page.path") + heads, "kb-frame") if heads else ""
