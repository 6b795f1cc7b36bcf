"""Evidence grade: how well the reports show that a practice was really done and worked.

A to D by how many of six visible marks its quotations carry. Each mark is something a reader can
check on the page, so the grade is counted and never judged. A mark counts where the words about the
practice itself carry it: not its own name, nor the rule or number of something else beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from kb_build.lexicon import table
from kb_build.link.sources import Source
from kb_build.model import Entry, Figure, Quotation

Sources = Mapping[str, Source]

# Marks needed for a grade, best first: with action and actor alone it is D.
GRADES = ((5, "A"), (4, "B"), (3, "C"), (0, "D"))
MASKED = re.compile("[*×xXＸ]")
SHOWN_BY = ("done", "outcome")


def grade(entry: Entry, sources: Sources) -> tuple[str, tuple[str, ...]]:
    """The grade letter, and the keys of the marks found (`evidence.<key>` in the catalogue)."""
    found = tuple(name for name, test in MARKS if test(entry, sources))
    return next(letter for least, letter in GRADES if len(found) >= least), found


def _shown(entry: Entry) -> list[Quotation]:
    return [q for s in entry.sections if s.label in SHOWN_BY for q in s.quotations]


def shows_action(
    done: Sequence[Quotation], outcome: Sequence[Quotation], names: Iterable[str], sources: Sources
) -> bool:
    """Whether something was done that can be seen: an act beside the name, or a counted result.

    What has only a name, praise or intentions is a slogan.
    """
    counted = any(_figures(quotation, sources) for quotation in outcome)
    return counted or any(_acts(quotation, names, sources) for quotation in done)


def _acts(quotation: Quotation, names: Iterable[str], sources: Sources) -> bool:
    """Whether a verb of doing stands beside the name: 培训 in a name is none."""
    words = quotation.text
    for name in names:
        words = words.replace(name, "")
    verbs = table("linking")["concrete"]
    return any(verb in words for verb in verbs) or bool(_figures(quotation, sources))


def _figures(quotation: Quotation, sources: Sources) -> list[Figure]:
    """Its numbers, masked ones left out."""
    figures = sources[quotation.report].figures_in(quotation.span)
    return [figure for figure in figures if not figure.masked]


def _actor(entry: Entry, sources: Sources) -> bool:
    """A unit that reports under its name, masked ones not, or a body named beside it."""
    shown = _shown(entry)
    units = (sources[quotation.report].unit_name for quotation in shown)
    return any(unit and not MASKED.search(unit) for unit in units) or any(
        mention.kind == "organization"
        for quotation in shown
        for mention in sources[quotation.report].mentions_in(quotation.span)
    )


def _action(entry: Entry, sources: Sources) -> bool:
    done = (q for section in entry.sections if section.label == "done" for q in section.quotations)
    return any(_acts(quotation, (entry.name, *entry.aliases), sources) for quotation in done)


def _number(entry: Entry, sources: Sources) -> bool:
    return any(_figures(quotation, sources) for quotation in _shown(entry))


def _outcome(entry: Entry, sources: Sources) -> bool:
    return any(section.label == "outcome" for section in entry.sections)


def _rule(entry: Entry, sources: Sources) -> bool:
    """A rule that was issued and bears its name, or of which is said that it fixes it."""
    core = _letters(entry.name)
    return any(
        mention.action in ("issued", "revised") and (core in _letters(mention.name) or fixed)
        for quotation in _shown(entry)
        for fixed in [any(word in quotation.text for word in table("linking")["fixes"])]
        for mention in sources[quotation.report].mentions_in(quotation.span)
        if mention.kind == "rule"
    )


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name)


def _others(entry: Entry, sources: Sources) -> bool:
    return len({sources[quotation.report].unit_name for quotation in _shown(entry)} - {""}) > 1


MARKS: tuple[tuple[str, Callable[[Entry, Sources], bool]], ...] = (
    ("actor", _actor),
    ("action", _action),
    ("number", _number),
    ("outcome", _outcome),
    ("rule", _rule),
    ("others", _others),
)
