"""Roles, names and figures of each case file's text, compared as plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kb_build.extract import extract
from kb_build.model import Facts, Report
from kb_build.parse import parse
from tests.cases import Case, cases

CASES = cases(Path(__file__).with_name("cases"))


def _roles(facts: Facts) -> Iterable[str]:
    text = facts.report.text
    return (f"{p.role}\t{p.span.of(text)[:10]}" for p in facts.passages)


def _names(facts: Facts) -> Iterable[str]:
    return (f"{m.kind}\t{m.action or '-'}\t{m.name}" for m in facts.mentions)


def _figures(facts: Facts) -> Iterable[str]:
    for figure in facts.figures:
        value = "-" if figure.value is None else f"{figure.value:g}"
        yield f"{figure.text}\t{value}\t{figure.unit}"


SHOWN: dict[str, Callable[[Facts], Iterable[str]]] = {
    "roles": _roles,
    "names": _names,
    "figures": _figures,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_facts(case: Case) -> None:
    facts = extract(parse(Report("0" * 12, "case", "", case.given, "utf-8")))
    shown = SHOWN[case.name.partition(":")[0]](facts)
    assert "\n".join(shown) == case.expected.strip()
