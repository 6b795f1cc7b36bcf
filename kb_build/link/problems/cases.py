"""Which problems a report names, each with the words that tell it and the passages that answer.

A problem is a line that can be ticked off: headings that name it, else passages in running text.
Words that only announce problems, give their cause or promise better are no problems themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb_build.lexicon.cues import cue, present
from kb_build.link.boilerplate import is_label
from kb_build.link.cutting import cut
from kb_build.link.problems.naming import has_sign, name, parts, quoted_name, told_part
from kb_build.link.problems.tables import Cells, table_rows
from kb_build.link.sources import Source
from kb_build.model import Node, Passage, Quotation, Span, within

# Below this certainty a passage without any sign of a problem is not shown as one: found by reading
# such passages of real reports, of which the lower ones told what had been done.
CERTAIN = 0.8
# Genres that tell of people and events, whose toil without such a sign is a fault only where
# something answers it: 他从不抱怨. Read in 1,300 real texts: 28 of 33 others were none.
STORIES = ("brief", "experience", "speech", "other")
# A case for which a plan provides, which is none that it tells of: 未按时巡渠的；
CONDITION = re.compile(r"的[；;。]?\s*$")
# What it costs there, or who is asked: 巡渠不够认真扣5分, 巡渠不够的站所；
DEDUCTED = re.compile(r"的[^，。；]{2,6}[；;]\s*$|[扣减]\d|请")
# Passages at most that tell one fault below its heading: more are faults of their own.
OF_ONE = 2


@dataclass(frozen=True)
class Case:
    """One problem in one report."""

    key: str  # what identifies it within its report
    name: str
    place: int  # where it begins, for the order of the ledger
    told: tuple[Quotation, ...]
    cause: tuple[Quotation, ...]  # empty where the report gives none
    answers: tuple[Passage, ...]
    cells: Cells = field(default_factory=dict)  # what a table of the report tells of it, by column


def cases(source: Source) -> list[Case]:
    """All problems that a report tells outside tables, in order of the text."""
    tabled = {p.id for row in table_rows(source) for p in source.passages_from(row.span)}
    headed = list(_headings(source))
    under = {node.id for node in headed}
    below: dict[str, list[Passage]] = defaultdict(list)
    alone: list[Passage] = []
    for passage in source.facts.passages:
        if passage.id in tabled or _is_demanded(source, passage):
            continue
        if passage.role == "problem" or passage.id in source.answers:
            head = next((node for node in source.over(passage) if node.id in under), None)
            (below[head.id] if head else alone).append(passage)
    found = [_of_heading(source, node, below[node.id]) for node in headed]
    answers = {p.id: _passages(source, source.answers.get(p.id, ())) for p in alone}
    told = {p.id: [*_of_passage(source, p, answers[p.id])] for p in alone}
    found += _in_text(source, alone, told)
    # Passages that open a list of problems which is answered as a whole, with the answer.
    lists = [(p, answers[p.id]) for p in alone if answers[p.id] and not told[p.id]]
    found = [_with_the_list(case, lists) for case in found]
    # Answers that are rows of a table are each of a problem of its own.
    own = (replace(c, answers=tuple(p for p in c.answers if p.id not in tabled)) for c in found)
    return sorted(own, key=lambda case: (case.place, case.key))


def _with_the_list(case: Case, lists: Sequence[tuple[Passage, tuple[Passage, ...]]]) -> Case:
    """A problem with the answer to the list in which it stands, if it has none of its own."""
    at = bisect_left(lists, case.place, key=lambda one: one[0].span.start) - 1
    answers = lists[at][1] if at >= 0 else ()
    reached = answers and case.place < answers[0].span.start
    return replace(case, answers=answers) if reached and not case.answers else case


def _is_demanded(source: Source, passage: Passage) -> bool:
    """Whether a plan's passage says who is left out, by words that elsewhere tell a problem.

    A plan tells problems in plain words, or where a heading says so: 一、存在问题.
    """
    if passage.role != "problem" or source.facts.genre.value != "plan":
        return False
    words, tells = source.said(passage), cue("roles", "problem").search
    if CONDITION.search(words):
        return True
    headed = any(tells(node.title) for node in source.over(passage))
    return not headed and (bool(DEDUCTED.search(words)) or not tells(words))


def _headings(source: Source) -> Iterator[Node]:
    """Headings that name one problem; one above two or more of them is a chapter.

    What stands below such a heading belongs to it, headings of its aspects as well.
    """
    counts: dict[str, int] = defaultdict(int)
    nodes = source.facts.outline.nodes
    naming = [n for n in nodes if n.id in source.answers or _heads_fault(source, n)]
    for node in naming:
        for above in source.layout.up(node)[:-1]:
            counts[above.id] += 1
    taken: set[str] = set()
    for node in naming:
        inside = any(above.id in taken for above in source.layout.up(node)[:-1])
        empty = any(cue("ledger", sort).search(node.title) for sort in ("no_problem", "chapters"))
        if not empty and counts[node.id] < 2 and not inside:
            taken.add(node.id)
            yield node


def _heads_fault(source: Source, node: Node) -> bool:
    """Whether a heading tells a fault, and what little stands below it tells of nothing else."""
    words = source.words(node.span)
    if len(words) <= len(node.marker) + 1 or not present("roles", "fault-head")(node.title):
        return False
    roles = [passage.role for passage in source.block(node)]
    return 1 <= roles.count("problem") <= OF_ONE and set(roles) <= {"problem", "context"}


def _of_heading(source: Source, node: Node, own: Sequence[Passage]) -> Case:
    why = [p for p in own if _gives_cause(source, p)]
    told = [p for p in own if p not in why and not _acts_at_once(source, p)]
    asking = (node.id, *(p.id for p in own))
    ids = [id for one in asking for id in source.answers.get(one, ())]
    answers = [p for p in _passages(source, ids) if p not in (*told, *why)]
    answers = _with_the_rest(source, node, answers, (*told, *why))
    path = chr(31).join(above.title for above in source.layout.up(node))
    words = source.words(told[0].span) if is_label(node) and told else node.title
    made = name(source.words(own[0].span) if _torn(words) and own else words) or node.marker
    quoted = (source.quote_heading(node), *map(source.quote, told))
    cause = tuple(map(source.quote, why))
    return Case(path, made, node.span.start, quoted, cause, tuple(answers))


def _with_the_rest(
    source: Source, node: Node, answers: Sequence[Passage], not_answers: Sequence[Passage]
) -> list[Passage]:
    """Where a problem is answered below its heading, all that its labels head belongs to it.

    A heading without a number that is no label, say of a table behind the last problem, ends it.
    """
    own = Span(node.span.start, _end(source, node))
    answers = [p for p in answers if p.span.start < own.end or p.span.start >= node.block_end]
    if not any(own.start <= p.span.start for p in answers):
        return answers
    rest = [p for p in source.passages_from(own) if p not in not_answers]
    return sorted({p.id: p for p in (*answers, *rest)}.values(), key=lambda p: p.span)


def _end(source: Source, node: Node) -> int:
    """Where a heading's block ends, or before that a heading that neither counts nor labels."""
    below = within(source.facts.outline.nodes, Span(node.span.end, node.block_end))
    ends = (n.span.start for n in below if not n.marker and not is_label(n))
    return next(ends, node.block_end)


def _torn(title: str) -> bool:
    """Whether a title was cut within its quotation marks: 针对“应招标未招标."""
    return title.count("“") > title.count("”")


def _in_text(
    source: Source, alone: Sequence[Passage], told: Mapping[str, Sequence[Case]]
) -> Iterator[Case]:
    """Problems of running text, of those `told` by each passage; the next may give the cause."""
    last: Case | None = None
    for passage in alone:
        if last and _gives_cause(source, passage):
            last = replace(last, cause=(*last.cause, source.quote(passage)))
            continue
        for case in told[passage.id]:
            if last:
                yield last
            last = case
    if last:
        yield last


def _of_passage(source: Source, passage: Passage, answers: tuple[Passage, ...]) -> Iterator[Case]:
    words = source.said(passage)
    if passage in answers:
        if named := quoted_name(words):
            said = cut(source.quote(passage), 0, _naming_end(words))
            kept = tuple(
                p for p in answers if p != passage or len(said.span) + 1 < len(words.strip())
            )
            called = name(source.words(passage.span)) or named
            yield Case(passage.id, called, passage.span.start, (said,), (), kept)
        return
    told = told_part(words)
    story = source.facts.genre.value in STORIES and not answers
    if not told or ((story or passage.sure < CERTAIN) and not has_sign(words)):
        return
    for number, part in enumerate(parts(words, told)):
        said = cut(source.quote(passage), part.start, part.end)
        key = f"{passage.id}{chr(31)}{part.of(words)}" if number else passage.id
        yield Case(key, name(source.words(said.span)), said.span.start, (said,), (), answers)


def _naming_end(words: str) -> int:
    """Where the clause ends that names the problem: 针对停车难问题，"""
    at = words.find("问题")
    ends = [end for sign in "，。；," if (end := words.find(sign, max(at, 0))) >= 0]
    return min(ends, default=len(words))


def _gives_cause(source: Source, passage: Passage) -> bool:
    return bool(cue("ledger", "cause").match(source.said(passage)))


def _acts_at_once(source: Source, passage: Passage) -> bool:
    """Whether the problem is named and answered in one sentence."""
    words = source.said(passage)
    return passage.role != "problem" and len(words) > _naming_end(words) + 1


def _passages(source: Source, ids: Iterable[str]) -> tuple[Passage, ...]:
    """The passages meant by ids of passages and nodes, in order of the text."""
    found: dict[str, Passage] = {}
    for one in ids:
        if one in source.passages:
            found[one] = source.passages[one]
        elif one in source.layout.nodes:
            found |= {passage.id: passage for passage in source.block(source.layout.nodes[one])}
    return tuple(sorted(found.values(), key=lambda passage: passage.span))
