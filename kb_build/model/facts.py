"""What one report says: its outline, then passages, mentions, figures and links."""

from __future__ import annotations

from typing import Literal, get_args

from kb_build.model.report import Report, Span
from kb_build.model.value import Value

Role = Literal["measure", "outcome", "problem", "plan", "context"]
ROLES: tuple[Role, ...] = get_args(Role)
# Of a passage that is the report's own title: that is a heading, but no node of the outline.
PassageRole = Role | Literal["heading"]

MentionKind = Literal["rule", "mechanism", "organization", "practice", "document"]
MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)

# Of reports; the words that tell them are in `lexicon/genres.yml`.
GENRES = (
    "work_report", "rectification", "education_campaign", "experience", "government_report",
    "research", "plan", "duty", "speech", "brief", "other",
)  # fmt: skip

Action = Literal["issued", "revised", "improved", "enforced", "repealed", "planned"]
ACTIONS: tuple[Action, ...] = get_args(Action)  # in the order in which a page tells them
MADE: tuple[Action, ...] = ("issued", "revised")  # there is a text of it now
SHAPED: tuple[Action, ...] = (*MADE, "improved")  # or it is told only that it got better
CHANGED: tuple[Action, ...] = (*SHAPED, "repealed")  # all that only its maker can do

# Rules of nodes that are items, within sentences or of a block. All other nodes head blocks.
ITEMS = frozenset({
    "marker:count", "marker:ordinal", "marker:order", "marker:aspect", "marker:circled",
    "marker:arabic-paren", "marker:dash", "marker:bullet",
})  # fmt: skip

MOST_YEARS = 10  # that one report covers: a plan for five years and its review


class Node(Value, frozen=True):
    """A heading or an enumerated item."""

    id: str  # "n" and hexadecimal digits; unique in the report, made of the words
    parent: str  # id of the node it stands under; empty at the top
    depth: int  # 1 = top
    marker: str  # as printed, "（一）" or "一是"; empty where the author set none
    title: str  # without marker and closing punctuation
    span: Span  # the heading's words; of an item that opens an acting sentence, the marker only
    block_end: int  # where the block that it heads ends
    rule: str  # numbering family or other evidence that made it a node


class Outline(Value, frozen=True):
    """The tree of headings and enumerated items, and the sentences between them."""

    report: Report
    title: Span | None  # the report's own title, which is no node; None where the text has none
    nodes: tuple[Node, ...]  # in order of start
    paragraphs: tuple[Span, ...]  # non-blank, without overlap, in order; noise may lie within
    sentences: tuple[Span, ...]  # what lies between headings and noise, in order, never blank

    def families(self) -> dict[str, list[Node]]:
        """The children of each node, in order, by its id; the top nodes under ""."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node)
        return found

    def __str__(self) -> str:
        return "\n".join(
            f"{'  ' * (node.depth - 1)}{node.marker}{' ' * bool(node.marker)}{node.title}"
            for node in self.nodes
        )


class Attribute(Value, frozen=True):
    """One thing said about the whole report: its title, unit, genre or period."""

    value: str  # empty where the text does not say
    span: Span | None  # where it stands; None where it was concluded
    rule: str
    printed: str = ""  # of titles and units as read: what the text has, where the value is fuller


class Passage(Value, frozen=True):
    """A run of sentences with one role under one node."""

    id: str  # "p" and hexadecimal digits; unique in the report, from the words; the page's anchor
    node: str  # id of the innermost node it stands under; empty before the first
    role: PassageRole
    span: Span
    rule: str  # what decided the role
    sure: float = 1.0  # how likely the role is, 0 to 1; of several sentences the least
    runner_up: str = ""  # the next likely role and its probability; empty where unknown


class Mention(Value, frozen=True):
    """A named thing where it stands."""

    kind: MentionKind
    name: str  # as printed
    canonical: str  # normal form, equal across reports
    span: Span
    rule: str
    action: Action | None = None  # of rules and mechanisms only


class Figure(Value, frozen=True):
    """A number that measures something."""

    span: Span
    text: str  # number and unit as printed
    value: float | None  # None where masked or not readable
    unit: str  # as printed, without 百, 千, 万, 亿: those are in the value
    of: str  # what is counted, as printed; empty where the text does not say
    masked: bool  # the value is `*`, `X`, `xx` or `×`
    rule: str


class Link(Value, frozen=True):
    """A relation that the report itself draws between two of its parts."""

    # addresses: a problem and what answers it; establishes: a measure and the rules it made
    relation: Literal["addresses", "establishes"]
    source: str  # passage or node id: the problem, or the measure
    targets: tuple[str, ...]  # passage or node ids; of `establishes`, canonical names
    rule: str


# What has an anchor on the report's page.
Part = Node | Passage


class Facts(Value, frozen=True):
    """All that one report says."""

    outline: Outline
    title: Attribute
    organization: Attribute
    genre: Attribute
    period: Attribute
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    links: tuple[Link, ...]

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.outline.report

    @property
    def parts(self) -> list[Part]:
        """Its headings and passages, in order of place."""
        return sorted((*self.outline.nodes, *self.passages), key=lambda part: part.span)

    @property
    def year(self) -> str:
        """The first year of the period; empty if unknown."""
        return self.period.value[:4]

    @property
    def years(self) -> tuple[str, ...]:
        """All years reported on, in order; of a period longer than `MOST_YEARS` the first only."""
        first, last = self.period.value[:4], self.period.value.partition("/")[2][:4]
        if not (first.isascii() and first.isdecimal() and last.isascii() and last.isdecimal()):
            return (first,) if first else ()
        span = range(int(first), int(last) + 1)
        return tuple(f"{year:04}" for year in span) if 0 < len(span) <= MOST_YEARS else (first,)

    @property
    def years_shown(self) -> str:
        """The years in a word: 2014–2016; empty if unknown."""
        years = self.years
        return f"{years[0]}–{years[-1]}" if len(years) > 1 else self.year
