"""Bodies that every report names: what is related through them is looked up in linear time."""

from __future__ import annotations

from kb_build.link.relations import relate
from kb_build.model import Entry, EntryKind, Quotation, Section, Span

LOOKED_UP = [0]


class Counted(str):
    """The id of a report, which counts how often it is looked up."""

    __slots__ = ()

    def __hash__(self) -> int:
        LOOKED_UP[0] += 1
        return super().__hash__()


def told(kind: EntryKind, name: str, reports: list[Counted]) -> Entry:
    quotations = tuple(Quotation(report, Span(0, 1), "县", "p1", "measure") for report in reports)
    section = Section("other", "", quotations)
    return Entry(
        f"{kind}-{name}", kind, name, (), (section,), tuple(reports), (), (), (), key=(name,)
    )


def look_ups(count: int) -> int:
    """Of reports that all name the same two bodies, and each a rule that the next has too."""
    reports = [Counted(number) for number in range(count)]
    bodies = [told("organization", name, reports) for name in ("甲局", "乙局")]
    rules = [told("rule", f"办法{at}", reports[at : at + 2]) for at in range(count)]
    LOOKED_UP[0] = 0
    related = relate([*bodies, *rules], reports)
    assert all(entry.related for entry in related)
    return LOOKED_UP[0]


def test_look_ups_grow_with_the_reports() -> None:
    assert look_ups(400) < 1.2 * 4 * look_ups(100)
