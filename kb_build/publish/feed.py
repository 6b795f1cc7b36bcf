"""New and changed practices and rules as an Atom feed (RFC 4287): `feed.xml` in the site.

An entry has the date of the last commit of its page: that is when it became new to readers, and
the same history gives the same feed. A page without a commit, as in a folder without git, has the
last year of its reports. So publishers who use git should commit the pages first. The newest
entries come first. Without `site_url` in the settings, addresses are relative to the feed, as the
RFC allows, and the feed does not name its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from kb_build.citing.titles import one_line
from kb_build.messages import say
from kb_build.model import Value
from kb_build.page.frontmatter import words

ATOM = "http://www.w3.org/2005/Atom"
KINDS = frozenset({"practice", "rule"})
SHOWN = 200  # entries in the feed
UNDATED = "1970"
NAME = "feed.xml"


@dataclass(frozen=True, slots=True)
class About:
    """Facts about a site."""

    name: str
    url: str  # ends in a slash; empty where it is not known
    lang: str  # of what the program says on it


class News(Value, frozen=True):
    """The feed's facts about a page."""

    id: str
    source: str  # path of its file below docs/, with forward slashes
    address: str  # below the site's folder
    title: str
    summary: str
    units: tuple[str, ...]
    topics: tuple[str, ...]
    year: str


def news_of(source: str, address: str, front: Mapping[str, object], title: str) -> News | None:
    """The feed's facts about a page; None if it is of a kind that the feed does not have."""
    if KINDS.isdisjoint(words(front.get("kind"))):
        return None
    year = next((y for y in reversed(words(front.get("years"))) if _is_year(y)), UNDATED)
    summary = " ".join(words(front.get("description")))
    id = next(iter(words(front.get("id"))), source)
    about = words(front.get("units")), words(front.get("topics"))
    return News(id, source, address, title, summary, *about, year)


def feed(about: About, pages: Iterable[News], dates: Mapping[str, str]) -> bytes:
    """The feed; `dates` has when files changed, by path below docs/, as RFC 3339 in UTC."""
    dated = ((dates.get(p.source) or f"{p.year}-01-01T00:00:00Z", p) for p in pages)
    newest = sorted(dated, key=lambda one: (one[0], one[1].source), reverse=True)[:SHOWN]
    root = ElementTree.Element("feed", xmlns=ATOM)
    _tell(root, "id", _urn(about.url or about.name))
    _tell(root, "title", say("feed.title", about.lang, site=about.name))
    _tell(root, "updated", newest[0][0] if newest else f"{UNDATED}-01-01T00:00:00Z")
    _tell(_tell(root, "author"), "name", about.name)
    if about.url:
        _tell(root, "link", rel="self", href=f"{about.url}{NAME}")
    for date, page in newest:
        _entry(_tell(root, "entry"), about, page, date)
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(entry: ElementTree.Element, about: About, page: News, date: str) -> None:
    _tell(entry, "id", _urn(f"{about.url or about.name} {page.id}"))
    _tell(entry, "title", page.title)
    _tell(entry, "updated", date)
    for unit in page.units:
        _tell(_tell(entry, "author"), "name", unit)
    _tell(entry, "link", rel="alternate", type="text/html", href=f"{about.url}{page.address}")
    for topic in page.topics:
        _tell(entry, "category", term=one_line(topic))
    _tell(entry, "summary", page.summary or page.title)


def _tell(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = one_line(text) or None
    return element


def _urn(name: str) -> str:
    """A permanent id that no other feed has: a name-based UUID (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()
