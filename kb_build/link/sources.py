"""One report's facts with quick look-ups by id and place, and its words as quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from kb_build.lexicon.corrections import Corrections, corrections
from kb_build.link.boilerplate import says_how
from kb_build.link.layout import Layout
from kb_build.link.names import Names
from kb_build.link.names.reporter import Reporter, reporter, shown_unit
from kb_build.model import (
    Action,
    Facts,
    Figure,
    Mention,
    Node,
    Passage,
    Quotation,
    Report,
    Span,
    last_begun,
    standing_at,
    within,
)
from kb_build.reuse.store import key_of

UNDATED = "9999"  # sorts reports of unknown period behind all others


@dataclass(frozen=True)
class Source:
    """The facts of one report, and what stands where in it."""

    facts: Facts
    corrections: Corrections = field(default_factory=corrections)
    called: str = ""  # what pages call the unit: one name in all its reports; empty if unknown

    @cached_property
    def digest(self) -> str:
        """Stands for all that the report says, and what its unit is called.

        Facts follow from the file's bytes and name, and from the program.
        """
        return key_of(self.report.source, self.report.sha256, self.called)

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.facts.report

    @cached_property
    def visible(self) -> str:
        """The report's text with its noise blanked, made once."""
        return self.report.visible()

    @cached_property
    def reporter(self) -> Reporter:
        """Who reports."""
        return reporter(self.facts, self.corrections)

    @cached_property
    def names(self) -> Names:
        """What the names that stand in the report mean."""
        return Names.of(self.reporter, self.facts, self.corrections)

    @cached_property
    def layout(self) -> Layout:
        """Its blocks and their items."""
        return Layout(self.facts.outline, self.answers)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """All passages by id."""
        return {passage.id: passage for passage in self.facts.passages}

    @cached_property
    def own_passages(self) -> dict[str, list[Passage]]:
        """The passages that stand directly under a node, by its id."""
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.facts.passages:
            found[passage.node].append(passage)
        return dict(found)

    @cached_property
    def answers(self) -> dict[str, list[str]]:
        """Ids of what answers a problem, by the problem's passage or node id.

        None where a report only announces answers or promises to do better.
        """
        found: dict[str, list[str]] = defaultdict(list)
        for link in self.facts.links:
            if link.relation == "addresses":
                found[link.source].extend(filter(self._answers, link.targets))
        return dict(found)

    def _answers(self, id: str) -> bool:
        passage = self.passages.get(id)
        return passage is None or says_how(self.said(passage))

    @cached_property
    def answered(self) -> dict[str, list[str]]:
        """Ids of the problems that a passage or node answers."""
        found: dict[str, list[str]] = defaultdict(list)
        for problem, targets in self.answers.items():
            for target in targets:
                found[target].append(problem)
        return dict(found)

    def over(self, passage: Passage) -> tuple[Node, ...]:
        """The nodes in which a passage lies, from the top."""
        return self.layout.up(self.layout.nodes.get(passage.node))

    def passages_from(self, span: Span) -> tuple[Passage, ...]:
        """The passages that start within a span."""
        return tuple(within(self.facts.passages, span))

    def block(self, node: Node) -> tuple[Passage, ...]:
        """All passages in the block of a node."""
        return self.passages_from(Span(node.span.start, node.block_end))

    def node_at(self, offset: int) -> Node | None:
        """The node whose heading stands at an offset."""
        return standing_at(self.facts.outline.nodes, offset)

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that stands at an offset."""
        return standing_at(self.facts.passages, offset)

    def in_title(self, mention: Mention) -> bool:
        """Whether a name stands in the report's own title, which tells nothing of it."""
        title = self.facts.outline.title
        return title is not None and title.holds(mention.span)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The named things that start within a span."""
        return tuple(within(self.facts.mentions, span))

    def figures_in(self, span: Span) -> tuple[Figure, ...]:
        """The figures that start within a span."""
        return tuple(within(self.facts.figures, span))

    def said(self, passage: Passage) -> str:
        """The words of a passage as printed."""
        return passage.span.of(self.report.text)

    def words(self, span: Span) -> str:
        """The words within a span without the noise between them, for a name made of them."""
        pairs = zip(span.of(self.report.text), span.of(self.visible), strict=True)
        return "".join(char for char, seen in pairs if char == seen)

    def quote(self, passage: Passage) -> Quotation:
        """A whole passage."""
        return self._quotation(passage.span, passage.id, passage.role)

    def quote_heading(self, node: Node) -> Quotation:
        """A heading's words."""
        return self._quotation(node.span, node.id, "heading")

    def quote_by_id(self, part: str) -> Quotation | None:
        """The passage or heading that has an id; None where there is none."""
        if part in self.passages:
            return self.quote(self.passages[part])
        node = self.layout.nodes.get(part)
        return self.quote_heading(node) if node else None

    def quote_at(self, span: Span, action: Action | None = None) -> Quotation | None:
        """The sentence, or else the heading, in which something stands; None if in neither."""
        if passage := self.passage_at(span.start):
            place = self._sentence(span, passage)
            return self._quotation(place, passage.id, passage.role, action)
        node = self.node_at(span.start)
        return self._quotation(node.span, node.id, "heading", action) if node else None

    def right_before(self, offset: int) -> Span | None:
        """The sentence or heading in front of a place, where nothing but blanks lie between."""
        outline, before = self.facts.outline, offset - 1
        told = (last_begun(outline.sentences, before), last_begun(outline.nodes, before))
        found = max((one.span for one in told if one), key=lambda s: s.start, default=None)
        ends = found and not self.report.text[found.end : offset].strip()
        return found if ends else None

    def _sentence(self, span: Span, passage: Passage) -> Span:
        found = last_begun(self.facts.outline.sentences, span.start)
        whole = found and found.holds(span) and passage.span.holds(found)
        return found if found and whole else passage.span

    def _quotation(
        self, span: Span, anchor: str, role: str, action: Action | None = None
    ) -> Quotation:
        words = self._quoted.get(span)
        if words is None:
            words = self._quoted[span] = span.of(self.report.text)
        return Quotation(self.report.id, span, words, anchor, role, action)

    @cached_property
    def _quoted(self) -> dict[Span, str]:
        """What was quoted, each place once: a sentence may name a thousand bodies."""
        return {}


Place = tuple[Source, Mention]  # where a name stands


def in_time_order(facts: Iterable[Facts], known: Corrections) -> tuple[Source, ...]:
    """Each report once, by period and then by source path, whatever order they come in."""
    once: dict[str, Facts] = {}
    for one in sorted(facts, key=lambda f: f.report.source):
        once.setdefault(one.report.id, one)
    order = sorted(once.values(), key=lambda f: (f.period.value or UNDATED, f.report.source))
    sources = [Source(one, known) for one in order]
    forms: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        forms[source.reporter.owner].add(source.reporter.printed)
    called = {owner: shown_unit(printed) for owner, printed in forms.items()}
    return tuple(replace(source, called=called[source.reporter.owner]) for source in sources)
