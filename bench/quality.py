"""Prints how well reports are understood: each figure on each annotated set, and by report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.results import keep
from bench.scoring import Tallies, pooled, scores
from bench.sets import GoldSet, tallies
from bench.tables import table

# What is to be reached on reports that nobody has tuned anything on.
GOALS = {
    "role macro-F1": 0.92,
    "role accuracy": 0.94,
    "node F1": 0.97,
    "node depth": 0.95,
    "node title": 0.97,
    "rule exact F1": 0.92,
    "mechanism exact F1": 0.88,
    "organization exact F1": 0.90,
    "practice exact F1": 0.82,
    "document exact F1": 0.92,
    "figure F1": 0.97,
    "link F1": 0.90,
    "report title": 0.90,
    "report organization": 0.90,
    "report genre": 0.90,
    "report period": 0.90,
    "grounded": 1.00,
}
# Short names of the figures with a goal, for the table of reports.
SHORT = (
    "macro", "accur", "node", "depth", "title", "rule", "mech", "organ", "pract", "docum",
    "figur", "link", "Title", "Organ", "Genre", "Perio", "groun",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """An annotated set: its name, and the tallies of each report by its name."""

    title: str
    reports: Mapping[str, Tallies]

    def scores(self) -> dict[str, float]:
        """The scores of all reports together."""
        return scores(pooled(self.reports.values()))


def column(gold: GoldSet) -> Column:
    """The plain scores of a set."""
    return Column(gold.name, tallies(gold))


def summary(columns: Sequence[Column]) -> str:
    """A table with a row a figure, a column a set, and what is to be reached."""
    found = [column.scores() for column in columns]
    head = ["figure", "reach", *(column.title for column in columns)]
    rows = (
        [name, _shown(GOALS.get(name)), *(_shown(column[name]) for column in found)]
        for name in found[0]
    )
    return table(head, rows)


def by_report(column: Column) -> str:
    """A table with a row a report and a column a figure; `-` where the report has none such."""
    rows = (
        [name, *(_of_report(name_of_figure, tallies) for name_of_figure in GOALS)]
        for name, tallies in column.reports.items()
    )
    return table([column.title, *SHORT], rows)


def show(columns: Iterable[Column]) -> None:
    """Prints all tables; keeps the scores."""
    listed = list(columns)
    print(summary(listed))
    for each in listed:
        print(f"\n{by_report(each)}")
    reports = {c.title: {name: scores(told) for name, told in c.reports.items()} for c in listed}
    keep("quality", sets={each.title: each.scores() for each in listed}, reports=reports)


def _of_report(figure: str, tallies: Tallies) -> str:
    counted = tallies.get(figure)
    return "-" if counted and not counted.total else f"{scores(tallies)[figure]:.2f}"


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
