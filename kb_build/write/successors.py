"""Finds the entry that goes on where one ends, since corrections may give it another id.

By its name, or where that or who reports was corrected, by what is quoted for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb_build.lexicon.spelling import spelled
from kb_build.model import Entry
from kb_build.page.frontmatter import words
from kb_build.write.matching import bigrams, dice

# What a title has behind the name to tell it from namesakes: （清岚市财政局）.
WHOSE = re.compile(r"[（(][^（）()]*[）)]$")
# Quotations are of one entry before and after a correction where they share this part of their
# pairs of characters. A word put right in twelve characters leaves more; of entries of one kind,
# unit and year in 62 real reports, one in thirty has such a neighbour with another sentence.
ALIKE = 0.7
MOST = 100  # new entries of one kind, unit and year: where there are more, nothing was corrected


@dataclass(frozen=True, slots=True)
class Signs:
    """What an entry can be known again by."""

    kind: str
    names: tuple[str, ...]  # title and aliases
    units: frozenset[str]
    years: frozenset[str]
    quoted: frozenset[str]  # pairs of characters of its quotations; none where only its name tells


def of_page(head: Mapping[str, object], body: str) -> Signs:
    """The signs of a page."""
    quoted = (line.removeprefix("> ") for line in body.splitlines() if line.startswith("> "))
    return Signs(
        str(head.get("kind", "")),
        (str(head.get("title", "")), *words(head.get("aliases"))),
        frozenset(words(head.get("units"))),
        frozenset(words(head.get("years"))),
        bigrams("\n".join(quoted)),
    )


def of_entry(entry: Entry, *, is_new: bool) -> Signs:
    """The signs of an entry; one that was there before is no correction, so only its name tells."""
    names, units, years = (entry.name, *entry.aliases), frozenset(entry.units), entry.years
    quotations = (one for section in entry.sections for one in section.quotations if is_new)
    quoted = bigrams("\n".join(one.text for one in quotations))
    return Signs(entry.kind, names, units, frozenset(years), quoted)


class Successors:
    """The entries that may go on with others, each with what it is called here."""

    def __init__(self, entries: Iterable[tuple[str, Signs]]) -> None:
        self._named: dict[tuple[str, str], list[tuple[str, Signs]]] = defaultdict(list)
        self._near: dict[tuple[object, ...], list[tuple[str, Signs]]] = defaultdict(list)
        for called, signs in entries:
            if signs.quoted:
                self._near[signs.kind, signs.units, signs.years].append((called, signs))
            for name in {spelled(name) for name in signs.names}:
                self._named[signs.kind, name].append((called, signs))

    def of(self, ended: Signs) -> str:
        """The only one of the kind that has one of the names, and all units and years.

        Where none has, the only one of the same units and years with nearly the same quotations;
        where there is none, and who reports was corrected, that of one of the names and all years
        with nearly all that was quoted. Else "", as where several fit.
        """
        named = [one for one in self._of_name(ended) if ended.years <= one[1].years]
        here = [called for called, other in named if ended.units <= other.units]
        fit = (here or self._of_words(ended)) if ended.units else []
        fit = fit or [called for called, other in named if _tells(other, ended)]
        return fit[0] if len(fit) == 1 else ""

    def _of_name(self, ended: Signs) -> list[tuple[str, Signs]]:
        both = (name for whole in ended.names for name in (whole, WHOSE.sub("", whole)))
        names = {(ended.kind, spelled(name)) for name in both}
        return [*dict(one for name in names for one in self._named.get(name, ())).items()]

    def _of_words(self, ended: Signs) -> list[str]:
        near = self._near.get((ended.kind, ended.units, ended.years), ())
        few = near if len(near) <= MOST else ()
        return [called for called, other in few if dice(ended.quoted, other.quoted) >= ALIKE]


def _tells(other: Signs, ended: Signs) -> bool:
    """Whether one has what was quoted for another, and may have more."""
    return len(other.quoted & ended.quoted) >= ALIKE * len(ended.quoted) > 0
