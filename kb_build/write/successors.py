"""Finds the entry that goes on where one ends, since corrections may give it another id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kb_build.lexicon.spelling import spelled
from kb_build.page.frontmatter import words

# What a title has behind the name to tell it from namesakes: （清岚市财政局）.
WHOSE = re.compile(r"[（(][^（）()]*[）)]$")

Head = Mapping[str, object]  # of a page, or the same keys of an entry
Named = Mapping[tuple[str, str], Sequence[tuple[str, Head]]]  # by kind and name


def by_name(heads: Iterable[tuple[str, Head]]) -> Named:
    """Heads, each with what it is called here, by kind and by each of their names."""
    found: dict[tuple[str, str], list[tuple[str, Head]]] = defaultdict(list)
    for called, head in heads:
        for name in {spelled(name) for name in (str(head["title"]), *words(head.get("aliases")))}:
            found[str(head["kind"]), name].append((called, head))
    return found


def successor(head: Head, named: Named) -> str:
    """The only one of the kind that has one of the names, and all units and years; or ""."""
    title, kind = str(head.get("title", "")), str(head.get("kind", ""))
    names = {spelled(name) for name in (title, WHOSE.sub("", title), *words(head.get("aliases")))}
    found = {called: other for name in names for called, other in named.get((kind, name), ())}
    units = {*words(head.get("units"))}
    fit = [
        called
        for called, other in found.items()
        if units <= {*words(other.get("units"))}
        and {*words(head.get("years"))} <= {*words(other.get("years"))}
    ]
    return fit[0] if units and len(fit) == 1 else ""
