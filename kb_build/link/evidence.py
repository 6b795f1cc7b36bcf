"""Evidence grade: how well the reports show that a practice was really done and worked.

A to D by how many of six visible marks its quotations carry. Each mark is something a reader can
check on the page, so the grade is counted and never judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kb_build.link.sources import Source
from kb_build.model import Entry, Quotation

Sources = Mapping[str, Source]

# Marks needed for a grade, best first: with action and actor alone it is D.
GRADES = ((5, "A"), (4, "B"), (3, "C"), (0, "D"))
SHOWN_BY = ("done", "outcome")


def grade(entry: Entry, sources: Sources) -> tuple[str, tuple[str, ...]]:
    """The grade letter, and the keys of the marks found (`evidence.<key>` in the catalogue)."""
    found = tuple(name for name, test in MARKS if test(entry, sources))
    return next(letter for least, letter in GRADES if len(found) >= least), found


def _shown(entry: Entry) -> list[Quotation]:
    return [q for s in entry.sections if s.label in SHOWN_BY for q in s.quotations]


def _actor(entry: Entry, sources: Sources) -> bool:
    return bool(entry.units) or any(
        mention.kind == "organization"
        for quotation in _shown(entry)
        for mention in sources[quotation.report].mentions_in(quotation.span)
    )


def _action(entry: Entry, sources: Sources) -> bool:
    return any(section.label == "done" for section in entry.sections)


def _number(entry: Entry, sources: Sources) -> bool:
    return any(
        not figure.masked
        for quotation in _shown(entry)
        for figure in sources[quotation.report].figures_in(quotation.span)
    )


def _outcome(entry: Entry, sources: Sources) -> bool:
    return any(section.label == "outcome" for section in entry.sections)


def _rule(entry: Entry, sources: Sources) -> bool:
    return any(
        mention.kind == "rule" and mention.action in ("issued", "revised")
        for quotation in _shown(entry)
        for mention in sources[quotation.report].mentions_in(quotation.span)
    )


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
