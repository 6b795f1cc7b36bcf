"""Metadata in the head of an HTML page: Dublin Core elements, and JSON-LD with schema.org's words.

Both are made of the front matter alone. A person may have written any value there, and none may end
an attribute or a script: the template escapes values for attributes, and the JSON contains no `<`.
The addresses of vocabularies are only names; nothing is ever loaded from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb_build.citing.titles import one_line
from kb_build.citing.vocabulary import ACTION_STATUS, CONTEXT, TYPES
from kb_build.model import LIST_KINDS
from kb_build.page.frontmatter import words
from kb_build.publish.search.scripts import script_json

LANGUAGE = "zh-CN"  # of all quotations, whatever the language of the site is
# The keys of the front matter that are used, each as words.
KEYS = ("id", "kind", "units", "years", "topics", "genres", "description", "aliases", "status")
Said = Mapping[str, Sequence[str]]
# Dublin Core elements (ISO 15836-1) and the front matter that fills them.
ELEMENTS = (("DC.creator", "units"), ("DC.date", "years"), ("DC.subject", "topics"))


@dataclass(frozen=True, slots=True)
class Head:
    """What the template prints into a page's head."""

    meta: tuple[tuple[str, str], ...]  # names and values, plain text
    json_ld: str  # may stand in a script as it is


def head(site: str, front: Mapping[str, object], title: str, address: str = "") -> Head:
    """The head of one page.

    `site` is the name of the site, `title` that of the page as plain text, `address` its full
    address, empty where the settings do not give the site's.
    """
    said = {key: tuple(filter(None, map(one_line, words(front.get(key))))) for key in KEYS}
    name = one_line(title)
    linked = _linked(one_line(site), said, name, address)
    return Head(_dublin_core(said, name, address), script_json(linked))


def _dublin_core(said: Said, title: str, address: str) -> tuple[tuple[str, str], ...]:
    told = [(name, value) for name, key in ELEMENTS for value in said[key]]
    told += [("DC.type", value) for value in ("Text", *said["kind"])]
    told += [("DC.identifier", value) for value in (*said["id"], address)]
    every = (("DC.title", title), *told, ("DC.language", LANGUAGE))
    return tuple((name, value) for name, value in every if value)


def _linked(site: str, said: Said, title: str, address: str) -> dict[str, object]:
    kind, units = _first(said["kind"]), said["units"]
    is_report = kind == "report"
    told: dict[str, object] = {
        "@context": CONTEXT,
        "@type": _type(kind),
        "identifier": _first(said["id"]),
        "url": address,
        "name": title,
        "description": _first(said["description"]),
        "inLanguage": LANGUAGE,
        "author": [_body(unit) for unit in units] if is_report else [],
        "genre": said["genres"] if is_report else (),
        "keywords": said["topics"],
        "temporalCoverage": said["years"],
        "mainEntity": _thing(said, title, kind) if kind in TYPES and not is_report else None,
        "isPartOf": {"@type": "WebSite", "name": site},
    }
    return {key: value for key, value in told.items() if value}


def _type(kind: str) -> str:
    """What the page is: a report itself, a list, or a page about something."""
    if kind == "report":
        return TYPES[kind]
    return "CollectionPage" if kind in LIST_KINDS else "WebPage"


def _thing(said: Said, title: str, kind: str) -> dict[str, object]:
    """What the page is about."""
    told: dict[str, object] = {
        "@type": TYPES[kind],
        "name": title,
        "alternateName": said["aliases"],
    }
    if kind == "measure":
        told["actionStatus"] = ACTION_STATUS.get(_first(said["status"]), "")
        told["agent"] = [_body(unit) for unit in said["units"]]
    return {key: value for key, value in told.items() if value}


def _body(name: str) -> dict[str, object]:
    return {"@type": "Organization", "name": name}


def _first(values: Sequence[str]) -> str:
    return next(iter(values), "")
