"""What reports tell for their length, to hold invented ones against real ones.

`python -m bench density FOLDER…` has a column for each folder of reports: entries, names, figures
and passages for every 5,000 characters, what part of the text has each role, headings for every
1,000 characters, and how long passages and sentences are. Only what is read as text counts as
characters: the tags of one saved web page would weigh as much as fifty reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from bench.tables import table
from kb_build.gather import gather
from kb_build.link import link
from kb_build.model import HIDDEN, MENTION_KINDS, ROLES, EntryKind, Facts, Report

LENGTH = 5_000


def show(folders: Sequence[Path]) -> None:
    """Prints the table."""
    columns = [density(facts_of(folder)) for folder in folders]
    rows = ((what, *(f"{column[what]:.2f}" for column in columns)) for what in columns[0])
    print(table(("", *(folder.name for folder in folders)), rows))


def facts_of(folder: Path) -> Sequence[Facts]:
    """What the reports of a folder say."""
    return gather(folder).facts


def density(known: Sequence[Facts]) -> Mapping[str, float]:
    """Each measure of all reports together, by its name."""
    length = sum(characters(facts.report) for facts in known)
    passages = [passage for facts in known for passage in facts.passages]
    sentences = [len(span) for facts in known for span in facts.outline.sentences]
    entries = Counter(entry.kind for entry in link(known))
    names = Counter(mention.kind for facts in known for mention in facts.mentions)
    roles = Counter(passage.role for passage in passages)
    told = Counter[str]()
    for passage in passages:
        told[passage.role] += len(passage.span)
    every = LENGTH / length
    return {
        **{f"entries: {kind}": entries[kind] * every for kind in get_args(EntryKind)},
        **{f"names: {kind}": names[kind] * every for kind in MENTION_KINDS},
        "figures": sum(len(facts.figures) for facts in known) * every,
        **{f"passages: {role}": roles[role] * every for role in ROLES},
        **{f"percent: {role}": 100 * told[role] / told.total() for role in ROLES},
        "headings for 1,000": sum(len(facts.outline.nodes) for facts in known) * 1_000 / length,
        "length of a passage": told.total() / len(passages),
        "length of a sentence": sum(sentences) / len(sentences),
    }


def characters(report: Report) -> int:
    """How many code points are text, neither noise nor white space."""
    return sum(not sign.isspace() for sign in report.visible() if sign != HIDDEN)
