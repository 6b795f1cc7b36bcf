"""A measure on its page: done or planned, where it stands, then item by item what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Entry
from kb_build.render.entries.gathered import figures, rules
from kb_build.render.entries.sections import sections
from kb_build.render.quotes import shown_words
from kb_build.render.site import Site

MARKER = re.compile(r"[\W\d一二三四五六七八九十百零第]*")


def lead(site: Site, entry: Entry) -> str:
    """Whether it is done or planned, and how many items it has, or how many reports tell it."""
    told = site.say(f"lead.measure_{entry.status}")
    if len(entry.reports) > 1:
        told += site.say("lead.variants", count=len(entry.reports))
        shared = any(section.label == "template" for section in entry.sections)
        return told + (site.say("lead.template") if shared else "")
    items = sum(section.label == "item" for section in entry.sections)
    return told + (site.say("lead.items", count=items) if items else "")


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
            yield f"{site.say('page.path')}{heads}\n{{: .kb-frame }}" if heads else ""
