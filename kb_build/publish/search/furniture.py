"""The words by which pages are laid out: every page of a kind has them, so they find none of them.

Who asks for 证据, 年份, 92% or a name in pinyin wants what reports say, not a heading, a label or
a column of ours, which marks a practice has, how much of a report is on some page, or what a file
is called. What people write stays, also behind a label of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kb_build.messages import LANGUAGES, catalogue
from kb_build.model import ENTRY_KINDS
from kb_build.page.keys import KEYS

# Headings under which anything may stand; 成效 or 修订 says something of the page.
HEADINGS = ("page.related", "page.outline", "page.full_text", "page.made", "page.cite",
            "section.mentioned", "section.other", "section.item")  # fmt: skip
LABELS = ("page.path", "page.figures", "page.set_up")  # beside those of columns
LISTING = ("report", "topic")  # pages on which the kinds of entries head lists
TELLING = "section."  # a column called like a section of a page: 问题
CELLS = ("column.", "origin.", "status.", "page.grade_")  # what tables have in cells of their own
# What a report's page says of its file and of how it was read, as keys of messages `column.<key>`.
READ = ("characters", "quoted", "left_out", "joined", "file")
LABEL = re.compile(r"[^\n：:]{1,30}[：:]")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What pages of a kind say of themselves."""

    lines: frozenset[str]  # that have no other words
    begun: tuple[str, ...]  # how lines begin that have nothing but ours
    labels: frozenset[str]  # before what somebody may look for


def told(kind: str, text: str) -> str:
    """The lines of a page's frame without what it says of itself; `kind` is the page's."""
    ours = _furniture(kind)
    return "\n".join(filter(None, (_told(ours, line) for line in text.split("\n"))))


def _told(ours: Furniture, line: str) -> str:
    if line.startswith(ours.begun):
        return ""
    label = LABEL.match(line)
    said = line[label.end() :].strip() if label and label[0] in ours.labels else line
    return said if said not in ours.lines and any(map(str.isalnum, said)) else ""


@cache
def _furniture(kind: str) -> Furniture:
    """The furniture of pages of a kind, in either language."""
    lines: set[str] = set()
    begun: list[str] = []
    labels: set[str] = set()
    for words in map(catalogue, LANGUAGES):
        columns = [said for key, said in words.items() if key.startswith("column.")]
        telling = {said for key, said in words.items() if key.startswith(TELLING)}
        lines |= set(_cells(words)) - telling | {words[key] for key in HEADINGS}
        if kind in LISTING:
            lines |= {words[f"kinds.{one}"] for one in ENTRY_KINDS}
        labels |= {_bare(words["page.label"].format(words=column)) for column in columns}
        labels |= {_bare(words[key]) for key in LABELS}
        begun += _begun(kind, words)
    return Furniture(frozenset(lines), tuple(begun), frozenset(labels))


def _cells(words: Mapping[str, str]) -> Iterator[str]:
    grades = KEYS["grade"].values
    for key, said in words.items():
        if key.startswith(CELLS):
            yield from (said.replace("{grade}", grade) for grade in grades)


def _begun(kind: str, words: Mapping[str, str]) -> Iterator[str]:
    if kind == "report":
        yield from (_bare(words["page.label"].format(words=words[f"column.{key}"])) for key in READ)
        yield _bare(words["page.legend"].partition("{")[0])
    if kind == "topic":
        for one in ENTRY_KINDS:  # 举措 (12), and of a single thing: · 举措 · 某局 · 2031
            yield from (f"{words[f'kinds.{one}']} (", f"· {words[f'kind.{one}']}")
    if kind == "practice":
        yield from (f"✓ {mark}" for key, mark in words.items() if key.startswith("evidence."))
        yield "✗ " + words["page.lacking"].partition("{")[0].strip()
        yield _bare(words["page.grade"].partition("{")[0])


def _bare(words: str) -> str:
    return words.strip("* ")
