"""What a report says of all its problems at once: 反馈的26个问题均已整改到位.

Such a sentence tells the status of each problem in its reach that tells none itself. It reaches
over its chapter where problems with answers stand there, else, in a chapter of its own, over the
report. It must speak of all of them: of no fewer than are there, and of none that is still open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb_build.lexicon.cues import cue
from kb_build.link.cutting import clauses, sentences
from kb_build.link.problems.cases import Case
from kb_build.link.problems.states import states, tells
from kb_build.link.sources import Source
from kb_build.model import LedgerStatus, Node, Passage, Quotation, Span

FINISHED: tuple[LedgerStatus, ...] = ("done", "standing")


def said_of_all(source: Source, cases: Sequence[Case]) -> dict[str, Quotation]:
    """The sentence that tells the status of all, by the key of each problem that it reaches over.

    Only of problems that the report answers; of several sentences the nearest counts.
    """
    answered = [case for case in cases if _is_rectified(source, case)]
    found: dict[str, tuple[int, Quotation]] = {}
    for quotation, count in _statements(source) if answered else ():
        reached, width = _reach(source, quotation, answered)
        if count and count < len(reached):
            continue
        for case in reached:
            if case.key not in found or width < found[case.key][0]:
                found[case.key] = width, quotation
    return {key: quotation for key, (_, quotation) in found.items()}


def _is_rectified(source: Source, case: Case) -> bool:
    """Whether a problem is one of a report or chapter on rectification, and was acted on."""
    node = source.node_at(case.place)
    heads = (source.facts.title.value, *(above.title for above in source.layout.up(node)[:-1]))
    acted = any(passage.role != "plan" for passage in case.answers)
    return acted and node is not None and any(map(cue("ledger", "rectified").search, heads))


def _statements(source: Source) -> Iterator[tuple[Quotation, int]]:
    """Sentences that tell a status of all problems, and of how many; 0 where no number is told."""
    for passage in source.facts.passages:
        if passage.role not in ("plan", "problem"):
            for sentence in sentences(source.quote(passage)):
                count = _counted(sentence)
                if count is not None:
                    yield sentence, count


def _counted(sentence: Quotation) -> int | None:
    """How many problems a sentence says are done; 0 if all without number, None if it does not."""
    for clause in clauses(sentence):
        words = clause.text.strip(" ，,。；;：:\n")
        subject = cue("ledger", "all").search(words)
        if subject and any(tells(state, words[subject.end() :]) for state in FINISHED):
            of_all = not subject["nth"] and "ongoing" not in states(sentence)
            return _number(subject["count"]) if of_all else None
    return None


def _number(count: str | None) -> int:
    """12 of 12 and 十二; 0 where no number is told."""
    import cn2an  # its tables cost start-up time

    return int(cn2an.cn2an(count, "smart")) if count else 0


def _reach(source: Source, quotation: Quotation, cases: Sequence[Case]) -> tuple[list[Case], int]:
    """The cases that a statement is about, and how much text it reaches over."""
    for node in reversed(_above(source, quotation)):
        block = Span(node.span.start, node.block_end)
        within = [case for case in cases if block.start <= case.place < block.end]
        if len(within) > 1:
            return within, len(block)
    return list(cases), len(source.report.text)


def _above(source: Source, quotation: Quotation) -> tuple[Node, ...]:
    passage: Passage | None = source.passages.get(quotation.anchor)
    return source.over(passage) if passage else ()
