"""Which words of a report tell of one practice: its own clauses, and what belongs to it.

Reports name several things in one breath. A clause is the practice's own where it names it, or
goes on about it right behind: by the words that it begins with (`continues` in
`lexicon/evidence.yml`), by telling a result, or by taking up words of the name. The first clause on
something else ends that. Where the practice is what its sentence is about (`_is_topic`), all that
follows in the sentence is its own until another practice is named. A passage belongs to it where it
alone heads the block or the whole report, or where an outcome behind says that it is of what was
just told (`follows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, takewhile

from kb_build.lexicon.cues import cue
from kb_build.link.cutting import clauses, pairs, sentences
from kb_build.link.sources import Source
from kb_build.model import Mention, Passage, Quotation, Span

SUBJECT = 16  # code points within which a sentence names who acts
# What may stand before that: when it was, and words that only join: 同时，3月8日至4月19日，
WHEN = re.compile(r"(?:(?:同时|此外|另外|随后|期间|[\d年月日至到上下午—–~-]+)[，,])*")
CLAUSE = re.compile(r"[，,；;：:]")
BLOCK = 12  # passages at most of a block headed by the practice, so that no chapter is copied
TOLD = ("measure", "outcome", "plan")  # roles of passages that can belong to a practice


def naming(quotation: Quotation, mention: Mention) -> Quotation:
    """The part up to `；` that names it: what others do stands in the same sentence."""
    parts = (part for part in sentences(quotation) if part.span.holds(mention.span))
    return next(parts, quotation)


def own_clauses(source: Source, mention: Mention) -> Iterator[Quotation]:
    """The clause that names a practice and those behind it that go on about it.

    Where the report's title names it, the clauses before it in its sentence are on it as well. What
    somebody did who came to look at it is none of it.
    """
    quotation = source.quote_at(mention.span)
    if quotation is None or quotation.role not in ("measure", "outcome") or observed(quotation):
        return
    said = list(clauses(naming(quotation, mention)))
    if _of_title(source, mention):
        yield from (one for one in said if one.span.end <= mention.span.start)
    behind = (one for one in said if one.span.start > mention.span.start)
    yield from (one for one in said if one.span.start <= mention.span.start < one.span.end)
    if _is_one_of_many(quotation, said, mention):
        return
    on_topic = _is_topic(said[0], mention)
    yield from takewhile(lambda one: _goes_on(source, one, mention, on_topic), behind)


def _is_one_of_many(whole: Quotation, said: Sequence[Quotation], mention: Mention) -> bool:
    """Whether outcomes are listed of which it is one: 渠道全线贯通，“…”行动启动，产值增长5%."""
    before = [one for one in said if one.span.end <= mention.span.start]
    framed = any(cue("evidence", "leads_in").search(one.text) for one in before)
    return whole.role == "outcome" and bool(before) and not framed


def _is_topic(first: Quotation, mention: Mention) -> bool:
    """Whether a sentence begins with the practice, or frames all that follows by it: 坚持…，

    A saying such as “…”与“…”相结合 stands before whatever is told.
    """
    if cue("evidence", "sayings").search(mention.name):
        return False
    before = first.text[: max(0, mention.span.start - first.span.start)]
    framed = cue("evidence", "frames").match(before)
    return first.span.holds(mention.span) and (not before.strip() or bool(framed))


def observed(quotation: Quotation) -> bool:
    """Whether a sentence begins with a survey team or reporter, who tell of it and do not do it."""
    when = WHEN.match(quotation.text)
    start = when.end() if when else 0
    found = cue("evidence", "observers").search(quotation.text, start, start + SUBJECT)
    before = quotation.text[start : found.start()] if found else ""
    set_up = cue("evidence", "concrete").search(before)  # 成立调研组 is the unit's own act
    return bool(found) and not CLAUSE.search(before) and not set_up


def _of_title(source: Source, mention: Mention) -> bool:
    title = source.facts.outline.title
    return title is not None and mention.canonical in _practices(source, title)


def belonging(source: Source, mention: Mention) -> list[Passage]:
    """Passages that belong to it: of the block or report that it heads, or the outcome behind."""
    if source.in_title(mention):
        return _of_report(source, mention)[:BLOCK]
    if passage := source.passage_at(mention.span.start):
        acts = passage.role in ("measure", "outcome")
        return list(_outcomes(source, passage, mention))[:BLOCK] if acts else []
    node = source.node_at(mention.span.start)
    if node is None or len(_practices(source, node.span)) > 1:
        return []
    return [p for p in source.block(node) if p.role in TOLD and not _aside(source, p)][:BLOCK]


def _of_report(source: Source, mention: Mention) -> list[Passage]:
    """What a report with it as its title tells of it, without what is on other practices.

    That begins with the first act from where it is named: what stands before introduces the unit.
    """
    title = source.facts.outline.title
    if title is None or len(_practices(source, title)) > 1:
        return []
    names = (m.span.start for m in source.facts.mentions if m.canonical == mention.canonical)
    first = next((at for at in names if at > mention.span.start), len(source.report.text))
    behind = dropwhile(lambda p: p.role != "measure" or p.span.end <= first, source.facts.passages)
    told = (p for p in behind if p.role in TOLD and not _aside(source, p))
    return [p for p in told if not _of_another(source, p, mention)]


def _goes_on(source: Source, clause: Quotation, mention: Mention, on_topic: bool) -> bool:
    if _practices(source, clause.span) - {mention.canonical}:
        return False
    words = clause.text.strip()
    groups = ("continues", "results")
    return (
        on_topic
        or any(cue("evidence", group).search(words) for group in groups)
        or bool(_telling(words) & _telling(mention.name))
    )


def _telling(words: str) -> set[str]:
    """Neighbouring characters that say what it is: those of 活动 or 群众 stand in any clause."""
    return {pair for pair in pairs(cue("evidence", "anywhere").sub(" ", words)) if pair.isalpha()}


def _outcomes(source: Source, passage: Passage, mention: Mention) -> Iterator[Passage]:
    """The outcomes right behind its passage that are its own."""
    behind = source.passages_from(Span(passage.span.end, _end(source, passage)))
    near = takewhile(lambda p: p.role == "outcome" and p.node == passage.node, behind)
    only = _is_told_only(source, passage, mention)
    alone = only and _acts_alone(source, passage)
    own = (p for p in near if alone or _is_its_own(source, p, mention, only=only))
    return (p for p in own if not _aside(source, p) and not _of_another(source, p, mention))


def _is_told_only(source: Source, passage: Passage, mention: Mention) -> bool:
    """Whether its sentence is on it, and no other practice is named beside it.

    A sentence may say more: of what it names besides, the outcome behind may be as well.
    """
    whole = source.quote_at(mention.span)
    if whole is None or _practices(source, passage.span) != {mention.canonical}:
        return False
    own = sum(1 for _ in own_clauses(source, mention))
    return 2 * own >= len(list(clauses(naming(whole, mention))))


def _acts_alone(source: Source, passage: Passage) -> bool:
    """Whether one sentence is all that is done under its heading or item."""
    acts = [p for p in source.own_passages.get(passage.node, ()) if p.role == "measure"]
    one = len(list(islice(sentences(source.quote(passage)), 2))) == 1
    return bool(passage.node) and acts == [passage] and one


def _is_its_own(source: Source, passage: Passage, mention: Mention, *, only: bool) -> bool:
    """Whether an outcome names it, or goes on about what was told, which was it and `only` it."""
    words = source.said(passage).strip()
    named = mention.canonical in _practices(source, passage.span)
    return named or (only and bool(cue("evidence", "follows").search(words)))


def _of_another(source: Source, passage: Passage, mention: Mention) -> bool:
    """Whether a passage names practices, but not this one."""
    named = _practices(source, passage.span)
    return bool(named) and mention.canonical not in named


def _aside(source: Source, passage: Passage) -> bool:
    """Whether it says only how far a task is or who answers for it."""
    words = source.said(passage).strip()
    return passage.role == "outcome" and bool(cue("evidence", "no_outcome").search(words))


def _end(source: Source, passage: Passage) -> int:
    """Where the block of a passage's node ends."""
    node = source.layout.nodes.get(passage.node)
    return node.block_end if node else len(source.report.text)


def _practices(source: Source, span: Span) -> set[str]:
    return {m.canonical for m in source.mentions_in(span) if m.kind == "practice"}
