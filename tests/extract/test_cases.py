"""Attributes, roles, names, figures and links of each case file's text, compared as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bench.cases import Case, cases
from kb_build.extract import extract
from kb_build.model import Facts, Report
from kb_build.parse import parse

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


def _attributes(facts: Facts) -> Iterable[str]:
    about = (facts.title, facts.organization, facts.genre, facts.period)
    return (attribute.value or "-" for attribute in about)


def _links(facts: Facts) -> Iterable[str]:
    spans = {node.id: node.span for node in facts.outline.nodes}
    spans |= {passage.id: passage.span for passage in facts.passages}
    text = facts.report.text
    for link in facts.links:
        if link.relation == "addresses":
            answer = text[spans[link.targets[0]].start : spans[link.targets[-1]].end]
            yield f"{spans[link.source].of(text)[:8]}\t{answer[:6]}…{answer[-6:]}"


SHOWN: dict[str, Callable[[Facts], Iterable[str]]] = {
    "attributes": _attributes,
    "links": _links,
    "roles": _roles,
    "names": _names,
    "figures": _figures,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_facts(case: Case) -> None:
    facts = extract(parse(Report("0" * 12, "case", "", case.given, "utf-8")))
    shown = SHOWN[case.name.partition(":")[0]](facts)
    assert "\n".join(shown) == case.expected.strip()
