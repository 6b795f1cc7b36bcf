"""A problem's line in the ledger: what was done, who answers for it, until when, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb_build.link.cases import Case
from kb_build.link.cues import matches
from kb_build.link.cutting import cut, sentences
from kb_build.link.sources import Source
from kb_build.link.states import only_states, states, status
from kb_build.model import LedgerRow, Passage, Quotation, Role

MADE = ("issued", "revised")


def row(source: Source, case: Case, number: int, of_all: Quotation | None = None) -> LedgerRow:
    """The line of the `number`-th problem of a report.

    `of_all` is what the report says of all its problems; it counts where nothing else is told.
    """
    said = [sentence for passage in case.answers for sentence in sentences(source.quote(passage))]
    own = [quotation for quotation in said if states(quotation)]
    progress = own or ([of_all] if of_all else [])
    return LedgerRow(
        report=source.report.id,
        number=number,
        problem=case.told,
        measures=(
            *_of(source, case.answers, "measure", progress),
            *_of(source, case.answers, "plan", progress),
        ),
        responsible=tuple(_named(source, case, "responsible", "who")),
        deadline=tuple(_named(source, case, "deadline", "until")),
        status=status(progress),
        progress=tuple(progress),
        outcome=tuple(_of(source, case.answers, "outcome", progress)),
        evidence=tuple(_rules(source, case.answers)),
    )


def _of(
    source: Source, answers: Sequence[Passage], role: Role, progress: Sequence[Quotation]
) -> Iterator[Quotation]:
    """What passages of a role tell beside the status: whole, or the sentences that are left."""
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
        for found in matches("ledger", group, whole.text):
            if (words := found[part].strip()) and words not in seen:
                seen.add(words)
                at = whole.text.index(words, found.start(part))
                yield cut(whole, at, at + len(words))


def _rules(source: Source, answers: Iterable[Passage]) -> Iterator[Quotation]:
    said = (
        source.quote_at(mention.span, mention.action)
        for passage in answers
        for mention in source.mentions_in(passage.span)
        if mention.kind in ("rule", "mechanism") and mention.action in MADE
    )
    return iter(dict.fromkeys(filter(None, said)))
