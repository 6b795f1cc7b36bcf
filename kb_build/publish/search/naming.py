"""The names by which a page is found: without its owner, and for offices also their short forms.

A title may end with an owner in brackets that tells namesakes apart: 经费支出管理办法（市水利局）.
But who searches for an office wants the office itself, not all its rules. And people search for
住房和城乡建设局 as 住建局. The title of a report's ledger ends with the report's own, but who types
that wants the report: a ledger is looked for by whose problems it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kb_build.lexicon.offices import shortened
from kb_build.messages import LANGUAGES, say
from kb_build.page.frontmatter import words

# How titles name the owner of a thing, after its name.
ENDINGS = ("page.of_unit", "page.named_by")
OFFICE = "organization"
LISTING = "overview"


def sought(front: Mapping[str, object], title: str) -> tuple[str, ...]:
    """Title and aliases of a page as a search knows them, the title first, each once.

    `front` is front matter as read, of any shape.
    """
    if front.get("kind") == LISTING and (ledger := _ledger(title)):
        return tuple(unit + ledger for unit in words(front.get("units")))
    printed = (_without_owner(front, title), *words(front.get("aliases")))
    shorter = map(shortened, printed) if front.get("kind") == OFFICE else ()
    return tuple(dict.fromkeys((*printed, *shorter)))


def _without_owner(front: Mapping[str, object], title: str) -> str:
    for owner in (*words(front.get("owner")), *words(front.get("units"))):
        for ending in _endings(owner):
            if title.endswith(ending):
                return title.removesuffix(ending) or title
    return title


def _ledger(title: str) -> str:
    """What a report's ledger is called before the report's title; empty for other titles."""
    heads = (say("overview.ledger_of", language, title="") for language in LANGUAGES)
    return next((head for head in heads if title.startswith(head)), "")


@lru_cache(maxsize=4096)  # a unit has many pages
def _endings(owner: str) -> tuple[str, ...]:
    every = ((key, language) for key in ENDINGS for language in LANGUAGES)
    return tuple(say(key, language, name="", unit=owner) for key, language in every)
