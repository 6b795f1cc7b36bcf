"""A problem's line in the ledger: what was done, who answers for it, until when, how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kb_build.lexicon.cues import words_of
from kb_build.link.cutting import cut, sentences
from kb_build.link.problems.cases import Case
from kb_build.link.problems.states import only_states, states, status
from kb_build.link.sources import Source
from kb_build.model import MADE, LedgerRow, Mention, Passage, Quotation, Role, Span


def row(source: Source, case: Case, number: int, of_all: Quotation | None = None) -> LedgerRow:
    """The line of the `number`-th problem of a report.

    `of_all` is what the report says of all its problems; it counts where nothing else is told.
    """
    said = [sentence for passage in case.answers for sentence in sentences(source.quote(passage))]
    told = [quotation for quotation in said if states(quotation)]
    own = [*told, *case.cells.get("status", ())]
    progress = own or ([of_all] if of_all else [])
    done = (*_of(source, case.answers, "measure", progress), *_cells(case, "measures"))
    planned = tuple(_of(source, case.answers, "plan", progress))
    outcome = (*_of(source, case.answers, "outcome", progress), *_cells(case, "outcome"))
    return LedgerRow(
        report=source.report.id,
        number=number,
        problem=case.told,
        measures=(*done, *planned),
        responsible=_once(
            *_named(source, case, "responsible", "who"), *_cells(case, "responsible")
        ),
        deadline=_once(*_named(source, case, "deadline", "until"), *_cells(case, "deadline")),
        status=status(progress, done, planned, outcome),
        progress=tuple(progress),
        outcome=outcome,
        evidence=tuple(_rules(source, case)),
    )


def _once(*quotations: Quotation) -> tuple[Quotation, ...]:
    """The quotations without those that repeat words of earlier ones."""
    return tuple({quotation.text: quotation for quotation in reversed(quotations)}.values())[::-1]


def _cells(case: Case, column: str) -> tuple[Quotation, ...]:
    """The cells of a column in the report's tables that tell of the problem."""
    return case.cells.get(column, ())


def _of(
    source: Source, answers: Sequence[Passage], role: Role, progress: Sequence[Quotation]
) -> Iterator[Quotation]:
    """Passages of a role, without sentences that only tell the status."""
    stated = {(quotation.anchor, quotation.span) for quotation in progress}
    for passage in answers:
        if passage.role == role:
            said = list(sentences(source.quote(passage)))
            left = [q for q in said if (q.anchor, q.span) not in stated or not only_states(q)]
            yield from [source.quote(passage)] if len(left) == len(said) else left


def _named(source: Source, case: Case, group: str, part: str) -> Iterator[Quotation]:
    """Who answers for the problem, or until when: the words only, each once."""
    seen: set[str] = set()
    for passage in case.answers:
        whole = source.quote(passage)
        hits = (re.finditer(word, whole.text) for word in words_of("ledger", group))
        for found in chain.from_iterable(hits):
            if (words := found[part].strip()) and words not in seen:
                seen.add(words)
                at = whole.text.index(words, found.start(part))
                yield cut(whole, at, at + len(words))


def _rules(source: Source, case: Case) -> Iterator[Quotation]:
    """Sentences, and cells of a table, that name a rule or mechanism made for it."""
    said = [
        source.quote_at(mention.span, mention.action)
        for passage in case.answers
        for mention in _made(source, passage.span)
    ]
    said += [cell for cell in _cells(case, "measures") if any(_made(source, cell.span))]
    return iter(dict.fromkeys(filter(None, said)))


def _made(source: Source, span: Span) -> Iterator[Mention]:
    """The rules and mechanisms in a place that were made or changed."""
    return (mention for mention in source.mentions_in(span) if mention.action in MADE)
