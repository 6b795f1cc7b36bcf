"""The title of a report: the printed one, or else one that we supply, in square brackets.

GB/T 7714-2015 asks for square brackets around what a cataloguer adds. Pages, citations and exports
all ask here, so that a report has one name everywhere.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import PurePosixPath

from kb_build.citing.periods import period_words
from kb_build.lexicon import table
from kb_build.model import Facts

LEAST, MOST = 5, 30  # code points of words that may serve as a title
OPENING = 5  # sentences at the beginning that are searched for them
CLAUSE = re.compile(r"[，。；：！？,;:!?\n]")
# Blanks of all kinds, and what no printed line holds.
UNPRINTED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")


def report_title(facts: Facts) -> str:
    """The printed title on one line, or a supplied one: [清岚市水务局2024年工作报告]."""
    return one_line(facts.title.value) or f"[{_supplied(facts)}]"


def is_supplied(facts: Facts) -> bool:
    """Whether the report has no title of its own."""
    return not one_line(facts.title.value)


def one_line(text: str) -> str:
    """The text on one line, with single blanks and without control characters."""
    return UNPRINTED.sub(" ", text).strip()


def _supplied(facts: Facts) -> str:
    """Unit, period and genre; without a unit, the first heading or clause, or the file's name."""
    unit = one_line(facts.organization.value)
    period = one_line(period_words(facts.period.value, "zh"))
    dated = f"{period}年" if period[-1:].isdigit() else period
    genre = next(iter(table("titles").get(facts.genre.value, ())), "")
    if unit:
        return f"{unit}{dated}{genre}"
    file = one_line(PurePosixPath(facts.report.source).stem)
    first = _first_words(facts)
    told = (dated + genre, first) if first else (file, dated + genre)
    return ("：" if first else " ").join(filter(None, told))


def _first_words(facts: Facts) -> str:
    """The first numbered heading that says something, or else the first such clause of the text.

    What every report has a heading for (工作回顾, 主要做法) says nothing.
    """
    every = table("measures")["everybodys"]
    heads = (one_line(node.title) for node in facts.outline.nodes if node.marker)
    titles = (head for head in heads if not any(re.fullmatch(one, head) for one in every))
    visible = facts.report.visible()
    clauses = (
        one_line(clause)
        for sentence in facts.outline.sentences[:OPENING]
        for clause in CLAUSE.split(sentence.of(visible))
    )
    return next((words for words in chain(titles, clauses) if _serves(words)), "")


def _serves(words: str) -> bool:
    """Whether words may serve as a title: neither too short nor too long, and no cut quotation."""
    return LEAST <= len(words) <= MOST and words.count("“") == words.count("”")
