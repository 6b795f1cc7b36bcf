"""Invented facts in a few lines: a small notation instead of a report file and the stages before.

A report is lines: `# 一、|标题` is a heading (more `#` are deeper), `- 一是|measure|…` an item that
opens an acting sentence, `measure|…` a passage of that role. In a passage `[rule/issued 《…》]`,
`[practice “…”]` and `[figure 30名]` mark what the words are; the marks are no part of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from kb_build import link
from kb_build.lexicon.corrections import corrections
from kb_build.model import (
    Action,
    Attribute,
    Facts,
    Figure,
    Link,
    Mark,
    Mention,
    MentionKind,
    Node,
    Outline,
    Passage,
    Report,
    Role,
    Series,
    Span,
)

MARKED = re.compile(r"\[(?P<kind>[a-z]+)(?:/(?P<action>[a-z]+))? (?P<name>[^\]]+)\]")


def facts(
    source: str,
    lines: str,
    *,
    unit: str = "",
    title: str = "",
    period: str = "",
    genre: str = "work_report",
    addresses: dict[str, tuple[str, ...]] | None = None,
    noise: str = "",
) -> Facts:
    """The facts of one report; `addresses` names problems and answers by their first words."""
    page = _Page()
    for line in filter(None, map(str.strip, lines.strip().split("\n"))):
        page.add(line)
    text = page.text
    marks = tuple(
        Mark(Span(found.start(), found.end()), "noise", "test")
        for found in (re.finditer(re.escape(noise), text) if noise else ())
    )
    digits = hashlib.sha256(text.encode()).hexdigest()
    report = Report(digits[:12], source, digits, text, "utf-8", marks)
    links = tuple(
        Link("addresses", page.id_of(problem), tuple(map(page.id_of, answers)), "test")
        for problem, answers in (addresses or {}).items()
    )
    outline = Outline(
        report, None, tuple(page.closed()), tuple(page.paragraphs), tuple(page.sentences)
    )
    return Facts(
        outline, _said(title), _said(unit), _said(genre), _said(period),
        tuple(page.passages), tuple(page.mentions), tuple(page.figures), links,
    )  # fmt: skip


def _said(value: str) -> Attribute:
    return Attribute(value, None, "test")


@dataclass
class _Page:
    text: str = ""
    nodes: list[Node] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)

    def add(self, line: str) -> None:
        start = len(self.text)
        if heading := re.fullmatch(r"(#+) (.*?)\|(.+)", line):
            self._node(len(heading[1]), heading[2], heading[3], f"{heading[2]}{heading[3]}")
        elif item := re.fullmatch(r"- (.+?)\|([a-z]+)\|(.+)", line):
            depth = next((n.depth for n in reversed(self.nodes) if n.rule == "heading"), 0) + 1
            title = re.split("[，。；]", MARKED.sub(lambda m: m["name"], item[3]))[0]
            self._node(depth, item[1], title, item[1], "marker:count")
            self._passage(cast(Role, item[2]), item[3])
        else:
            role, _, words = line.partition("|")
            self._passage(cast(Role, role), words)
        self.paragraphs.append(Span(start, len(self.text)))
        self.text += "\n"

    def id_of(self, words: str) -> str:
        parts: list[Node | Passage] = [*self.nodes, *self.passages]
        return next(part.id for part in parts if self.text[part.span.start :].startswith(words))

    def closed(self) -> list[Node]:
        """The nodes with the ends of their blocks, which are known only now."""
        ends = []
        for at, node in enumerate(self.nodes):
            after = (n.span.start for n in self.nodes[at + 1 :] if n.depth <= node.depth)
            ends.append(next(after, len(self.text)))
        return [
            Node(n.id, n.parent, n.depth, n.marker, n.title, n.span, end, n.rule)
            for n, end in zip(self.nodes, ends, strict=True)
        ]

    def _node(self, depth: int, marker: str, title: str, words: str, rule: str = "heading") -> None:
        above = (n.id for n in reversed(self.nodes) if n.depth < depth)
        span = self._write(words)
        id = f"n{len(self.nodes)}"
        node = Node(id, next(above, ""), depth, marker, title, span, 0, rule)
        self.nodes.append(node)

    def _passage(self, role: Role, marked: str) -> None:
        start, at = len(self.text), 0
        for found in MARKED.finditer(marked):
            self._write(marked[at : found.start()])
            self._named(found, self._write(found["name"]))
            at = found.end()
        self._write(marked[at:])
        span = Span(start, len(self.text))
        node = self.nodes[-1].id if self.nodes else ""
        self.passages.append(Passage(f"p{len(self.passages)}", node, role, span, "test"))
        for sentence in re.finditer("[^。]+。?", span.of(self.text)):
            self.sentences.append(Span(start + sentence.start(), start + sentence.end()))

    def _named(self, found: re.Match[str], span: Span) -> None:
        name = found["name"]
        if found["kind"] == "figure":
            masked = "*" in name
            self.figures.append(Figure(span, name, None, name[-1], "", masked, "test"))
            return
        kind, action = cast(MentionKind, found["kind"]), cast("Action | None", found["action"])
        canonical = re.sub(r"（试行）|[《》“”]", "", name)
        self.mentions.append(Mention(kind, name, canonical, span, "test", action))

    def _write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def series(reports: Iterable[Facts]) -> tuple[Series, ...]:
    """The series of figures in these reports."""
    return link.series(link.in_time_order(reports, corrections()), link.Memory())
