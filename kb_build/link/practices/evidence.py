"""Evidence grade: how well the reports show that a practice was really done and worked.

A to D by how many of six visible marks its own words carry. Each mark is something a reader can
check on the page, so the grade is counted and never judged, and each comes with the words that gave
it. Only the practice's own clauses count (`telling`): not its name, nor the number or rule of
something else beside it, nor plans.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kb_build.lexicon.cues import cue
from kb_build.link.cutting import clauses, cut, letters
from kb_build.link.institutions.activities import opens_clause
from kb_build.link.names.reporter import Reporter
from kb_build.link.sources import Source
from kb_build.model import MADE, Figure, GradeMark, Mention, Quotation

Sources = Mapping[str, Source]

# Marks needed for a grade, best first: with action and actor alone it is D.
GRADES = ((5, "A"), (4, "B"), (3, "C"), (0, "D"))
MASKED = re.compile("[*×xXＸ]")
# 一条路子, 三个方面 are ways of speaking; 30户, 十二场 are counted.
COUNTS = re.compile(
    r"\d|[一二三四五六七八九十两][百千万余多]|[二三四五六七八九十两](?:次|场|期|人|名|户|成)"
)
WORDS = 3  # letters that a clause with an act has beside the name: fewer only say that it was used
ENOUGH = 8  # code points of a clause that is shown for who did it
QUOTED = 2  # quotations at most that show one mark


@dataclass(frozen=True)
class Told:
    """What is told of one practice: its own clauses, and passages that are its outcome."""

    names: tuple[str, ...]  # as printed
    named: tuple[Quotation, ...]  # the sentences that name it as done
    own: tuple[Quotation, ...]  # clauses
    outcomes: tuple[Quotation, ...]  # passages
    sources: Sources

    def mentions(self, quotation: Quotation) -> tuple[Mention, ...]:
        """The named things in a quotation."""
        return self.sources[quotation.report].mentions_in(quotation.span)

    def figures(self, quotation: Quotation) -> list[Figure]:
        """The numbers that count something; masked ones and those in names are none."""
        found = self.sources[quotation.report].figures_in(quotation.span)
        names = [mention.span for mention in self.mentions(quotation)]
        counts = (f for f in found if not f.masked and COUNTS.search(f.text) and f.unit != "年")
        return [f for f in counts if not any(name.meets(f.span) for name in names)]

    def without_names(self, quotation: Quotation) -> str:
        """A quotation's words without names, of the practice or of anything else."""
        start, words = quotation.span.start, list(quotation.text)
        for mention in self.mentions(quotation):
            for at in range(mention.span.start - start, min(mention.span.end - start, len(words))):
                words[at] = ""
        return "".join(words)


def grade(told: Told) -> tuple[str, tuple[GradeMark, ...]]:
    """The grade letter, and the marks found with the words that carry each."""
    found = ((name, tuple(dict.fromkeys(find(told)))[:QUOTED]) for name, find in MARKS)
    marks = tuple(GradeMark(name, said) for name, said in found if said)
    return next(letter for least, letter in GRADES if len(marks) >= least), marks


def shows_action(
    done: Sequence[Quotation], outcome: Sequence[Quotation], names: Iterable[str], sources: Sources
) -> bool:
    """Whether something was done that can be seen: an act beside the name, or a counted result.

    What has only a name, praise or intentions is a slogan.
    """
    told = Told(tuple(names), (), (), (), sources)
    acts = (cue("evidence", "concrete").search(told.without_names(q)) for q in done)
    return any(acts) or any(map(told.figures, (*outcome, *done)))


def _actor(told: Told) -> Iterable[Quotation]:
    """A body that a clause begins with, or else a unit that reports under its full name."""
    bodies = [body for quotation in told.named for body in _acting(told, quotation)]
    said = (*told.named, *filter(_says_enough, told.own))
    return bodies or islice((q for q in said if _is_by_name(told.sources[q.report].reporter)), 1)


def _is_by_name(reporter: Reporter) -> bool:
    """Whether it is known who reports, and printed in full."""
    return reporter.is_named and not MASKED.search(reporter.name)


def _says_enough(clause: Quotation) -> bool:
    return len(clause.text) >= ENOUGH and not cue("evidence", "no_act").search(clause.text.strip())


def _acting(told: Told, quotation: Quotation) -> Iterator[Quotation]:
    """The bodies that stand first in a clause: 教务处…, 由教务处…; not 根据教育部、省教育厅…

    Clauses between the sentence's first and the practice's own tell of something else.
    """
    source = told.sources[quotation.report]
    first_end = next(clauses(quotation), quotation).span.end
    for mention in told.mentions(quotation):
        if mention.kind != "organization" or not opens_clause(source, mention, quotation.span):
            continue
        unknown = (
            source.names.identity(mention).owner  # 机关党委, of which 市委党校 nobody can tell
            or MASKED.search(mention.name)
            or cue("evidence", "observers").search(mention.name)
        )
        apt = mention.span.end <= first_end or mention.span.start >= _own_start(told, quotation)
        if apt and not unknown:
            yield _words(quotation, mention)


def _own_start(told: Told, quotation: Quotation) -> int:
    """Where the practice's own clauses begin in a quotation; 0 where none is in it."""
    in_it = (one for one in told.own if one.report == quotation.report)
    own = (one.span.start for one in in_it if quotation.span.holds(one.span))
    return min(own, default=0)


def _words(quotation: Quotation, mention: Mention) -> Quotation:
    start = mention.span.start - quotation.span.start
    return cut(quotation, start, start + len(mention.span))


def _action(told: Told) -> Iterator[Quotation]:
    """An act that says how it is done; that it was launched, used or honoured says nothing."""
    for clause in told.own:
        words = letters(told.without_names(clause))
        aside = cue("evidence", "no_act").search(clause.text.strip()) or _honours(clause)
        if len(words) >= WORDS and cue("evidence", "acts").search(words) and not aside:
            yield clause


def _number(told: Told) -> Iterator[Quotation]:
    own = (one for one in told.own if not _is_aimed(one))
    return (one for one in (*own, *told.outcomes) if told.figures(one))


def _outcome(told: Told) -> Iterator[Quotation]:
    """Passages that are its outcome, or a clause of its own that tells a result."""
    yield from told.outcomes
    for clause in told.own:
        result = cue("evidence", "results").search(clause.text) or _honours(clause)
        if result and not _is_aimed(clause):
            yield clause


def _honours(clause: Quotation) -> bool:
    """Whether a clause tells a title or prize: what came of the practice, not how it is done."""
    return bool(cue("evidence", "recognition").search(clause.text))


def _is_aimed(clause: Quotation) -> bool:
    """Whether a clause tells what is wanted, or how far a task is, rather than what was reached."""
    return bool(cue("evidence", "no_outcome").search(clause.text.strip()))


def _rule(told: Told) -> Iterator[Quotation]:
    """A rule that was issued and bears its name, or of which is said that it fixes it."""
    cores = [core for name in told.names if (core := letters(name))]
    for quotation in told.named:
        if any(core in letters(name) for name in _made_rules(told, quotation) for core in cores):
            yield quotation
    for clause in told.own:
        if cue("evidence", "fixes").search(clause.text) and any(_made_rules(told, clause)):
            yield clause


def _made_rules(told: Told, quotation: Quotation) -> Iterator[str]:
    """The names of the rules that a quotation tells to be issued or revised."""
    for mention in told.mentions(quotation):
        if mention.kind == "rule" and mention.action in MADE:
            yield mention.name


def _others(told: Told) -> Iterator[Quotation]:
    """What each further unit tells of it first."""
    units: dict[str, Quotation] = {}
    for quotation in (*told.named, *told.own):
        units.setdefault(told.sources[quotation.report].reporter.name, quotation)
    units.pop("", None)
    return islice(units.values(), 1, None)


MARKS: tuple[tuple[str, Callable[[Told], Iterable[Quotation]]], ...] = (
    ("actor", _actor),
    ("action", _action),
    ("number", _number),
    ("outcome", _outcome),
    ("rule", _rule),
    ("others", _others),
)
