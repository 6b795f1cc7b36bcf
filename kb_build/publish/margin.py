"""Puts beside each passage of a report the entries made of it, from the list at the page's end.

The Markdown has each link once, where a person can read and correct it; readers need it both ways.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from kb_build.messages import say

LIST = '<h2 id="entries"'
ENTRY = r'<a href="[^">#][^">]*">(?:(?!</a>).)*</a>'
ITEM = re.compile(rf'<li>({ENTRY})((?: <a href="#[^"]*">[^<]*</a>)+)</li>')
PLACE = re.compile(r'href="#([^"]*)"')
# What begins a paragraph, and what begins a passage or a heading in it.
START = re.compile(r'<p>|<span id="([^"<>]*)" class="kb-(?:passage|heading)')


def with_margin(content: str, language: str) -> str:
    """A page's HTML with the links to entries before each passage that they name as their place.

    An entry stands once beside a paragraph. A page without such a list stays as it is.
    """
    text, head, entries = content.rpartition(LIST)
    made: dict[str, list[str]] = defaultdict(list)
    for entry, places in ITEM.findall(entries if head else ""):
        for place in PLACE.findall(places):
            made[place].append(entry)
    if not made:
        return content
    label = escape(say("page.made", language))
    group = f'<small class="kb-margin" role="group" aria-label="{label}">'
    shown: set[str] = set()

    def beside(start: re.Match[str]) -> str:
        if start[1] is None:
            shown.clear()
        links = [link for link in made.get(start[1], ()) if link not in shown]
        shown.update(links)
        return f"{group}{''.join(links)}</small>{start[0]}" if links else start[0]

    return START.sub(beside, text) + head + entries
