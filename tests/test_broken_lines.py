"""A report that an editor broke at its width says the same as before, at the same places."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import asdict

from kb_build.gather import understand
from kb_build.model import HIDDEN, Facts, Span
from kb_build.parse import parse
from kb_build.read import read
from kb_build.read.broken_lines import columns

REPORTS = sorted((Path(__file__).parents[1] / "reports").glob("*.txt"))
# What editors leave on one line: numbers, words, and signs that may not begin or end a line.
WHOLE = re.compile("[（《“‘]*(?:[!-~]+|.)[，。、；：！？）》”’％·—…]*")
INDENT = "　　"


def paragraphs(path: Path) -> list[str]:
    """A report's paragraphs, without noise and blanks."""
    report = read(path)
    visible = report.visible().replace(HIDDEN, " ")
    return ["".join(span.of(visible).split()) for span in parse(report).paragraphs]


def broken(paragraphs: list[str], width: int) -> str:
    """The paragraphs with an indent, broken at so many columns; words stay whole."""
    lines = []
    for paragraph in paragraphs:
        line = INDENT
        for word in WHOLE.findall(paragraph):
            if line.strip() and columns(line + word) > width:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return "\n".join(lines)


def facts_of(text: str) -> Facts:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "报告.txt")
        path.write_text(text, encoding="utf-8")
        return understand(path)


def told(facts: Facts) -> list[Any]:
    """All facts, with the letters of each place and their number before it in place of its span."""
    text = facts.report.text
    before = [0]
    for sign in text:
        before.append(before[-1] + (not sign.isspace()))

    def shown(thing: Any) -> Any:
        if isinstance(thing, Span):
            return before[thing.start], "".join(thing.of(text).split())
        if isinstance(thing, dict):
            return {name: shown(value) for name, value in thing.items()}
        return [shown(one) for one in thing] if isinstance(thing, tuple | list) else thing

    def rows(things: tuple[Any, ...]) -> list[Any]:
        names = [type(one).__struct_fields__ for one in things]
        pairs = zip(things, names, strict=True)
        return [{n: shown(getattr(one, n)) for n in fields} for one, fields in pairs]

    ends = [before[node.block_end] for node in facts.outline.nodes]
    nodes = [
        row | {"block_end": end} for row, end in zip(rows(facts.outline.nodes), ends, strict=True)
    ]
    about = (facts.title, facts.organization, facts.genre, facts.period)
    return [
        *nodes, *rows(about), *rows(facts.passages), *rows(facts.mentions), *rows(facts.figures),
        *map(asdict, facts.links), shown(facts.outline.paragraphs), shown(facts.outline.sentences),
    ]  # fmt: skip


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@given(width=st.integers(44, 84))
@settings(max_examples=4, deadline=None)
def test_it_says_the_same(path: Path, width: int) -> None:
    words = paragraphs(path)
    whole, parts = facts_of(broken(words, 10**6)), facts_of(broken(words, width))
    assert parts.report.text == broken(words, width)
    assert told(parts) == told(whole)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_it_says_the_same_where_a_program_counted_signs(path: Path) -> None:
    """Lines of 35 signs, digits too: such are of unlike width, and numbers are cut in two."""
    words = paragraphs(path)
    cut = "\n".join("\n".join(wrapped(INDENT + one)) for one in words)
    whole, parts = facts_of(broken(words, 10**6)), facts_of(cut)
    assert told(parts) == told(whole)


def wrapped(paragraph: str) -> list[str]:
    return [paragraph[at : at + 35] for at in range(0, len(paragraph), 35)]
