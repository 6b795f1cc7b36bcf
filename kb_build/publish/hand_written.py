"""Adds the pages that people wrote to the list of their kind, which has those made from reports.

This is done when the site is made, as for `reviews`: a list in docs/ that changes with each new
page would make every new page a merge conflict. Such pages are known by the ids of `kb new`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import cast
from urllib.parse import quote

from kb_build.messages import say
from kb_build.model import EntryKind
from kb_build.page.addresses import LISTS, OWN
from kb_build.page.escape import escape
from kb_build.page.frontmatter import values_of, words
from kb_build.page.markdown import Row, table
from kb_build.page.reviewing import id_of

MARK = f"-{OWN}-"  # in their ids
COLUMNS = ("name", "unit", "year", "topic")  # messages `column.<key>`
KEYS = ("units", "years", "topics")  # of the head, behind the title


def is_written(data: bytes) -> bool:
    """Whether a page's bytes say that a person wrote it."""
    return MARK.encode() in data and MARK in id_of(data)


def listed(docs: Path, paths: Iterable[str], hidden: Collection[str], lang: str) -> dict[str, str]:
    """For each list that such pages belong to, by path, a section of Markdown that lists them.

    `paths` are the pages that people wrote, `hidden` those that are no part of the site.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(paths):
        front = {} if path in hidden else values_of((docs / path).read_bytes())
        place = LISTS.get(cast(EntryKind, str(front.get("kind"))))
        if place and (docs / place).is_file():
            rows[place].append(_row(path, place, front))
    headers = [say(f"column.{key}", lang) for key in COLUMNS]
    top = f"## {say('written.title', lang)}\n\n{say('written.lead', lang)}"
    return {place: f"{top}\n\n{table(headers, some)}" for place, some in rows.items()}


def _row(path: str, place: str, front: Mapping[str, object]) -> Row:
    up = "../" * place.count("/")
    link = f"[{escape(str(front.get('title') or path))}]({up}{quote(path)})"
    return (link, *("、".join(map(escape, words(front.get(key)))) for key in KEYS))
