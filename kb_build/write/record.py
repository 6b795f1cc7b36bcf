r"""The record of what was generated, by which a person's edits are recognised in any clone.

`docs/.generated.tsv` is under version control with the pages, one line each, sorted:
`path \t page id \t sha256 of the page's normal form \t keys of the head \t blocks`. Of keys and
blocks only fingerprints are kept (`pieces`): for a merge it is enough to know which of them are
still as they were generated; their words are in the page.

A path may have several lines, after git merged two branches (`merge=union`) or a build was killed:
the page counts as unedited if it equals any of them, and an edited page names the one it came from.
The hash `-` stands for "no page". A build writes it before it creates or removes a page, so that
after a killed build a missing page is not taken for one that a person deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kb_build.errors import InputError
from kb_build.model import Value
from kb_build.page.addresses import GENERATED, PAGE_PATH
from kb_build.write import disk
from kb_build.write.pieces import Known, Piece

ABSENT = "-"
# Each build reads a line for each page, so fingerprints are looked at where a merge needs them.
LINE = re.compile(
    rf"({PAGE_PATH.pattern})\t([^\t]*+)\t([0-9a-f]{{64}}|{ABSENT})(?:\t([^\t]*+)\t([^\t]*+))?",
    re.ASCII,
)
MARK = re.compile(r"(?:[\w/-]*:)?[\w-]{8}", re.ASCII)  # of a line in a conflict, with its tags


class State(Value, frozen=True, order=True):
    """A form of a page that counts as generated."""

    id: str  # of the page; empty where it has none
    sha256: str  # of its normal form, or ABSENT
    front: str = ""  # `key=fingerprints` of each key, separated by spaces
    body: str = ""  # fingerprints of each block; both are empty where it can be no base of a merge


Record = Mapping[str, frozenset[State]]  # by path; a path never has an empty set


def read(docs: Path) -> Record:
    """The record of a docs folder; empty where it has none yet.

    Raises InputError with the line where the file is damaged: then nobody knows which pages were
    edited, and nothing must be overwritten.
    """
    record: dict[str, frozenset[State]] = {}
    for number, line in enumerate(_text(docs).splitlines(), 1):
        match = LINE.fullmatch(line)
        if not match:
            raise InputError("record-line", str(docs / GENERATED), number)
        path, id, sha256, front, body = match.groups()
        state = frozenset({State(id, sha256, front or "", body or "")})
        record[path] = record[path] | state if path in record else state
    return record


def drop_damaged(docs: Path) -> None:
    """Takes damaged lines out of the file; what they said of pages is forgotten."""
    lines = _text(docs).splitlines()
    sound = [line for line in lines if LINE.fullmatch(line)]
    if len(sound) < len(lines):
        disk.put(docs, GENERATED, "".join(f"{line}\n" for line in sound).encode())


def save(record: Record, docs: Path) -> None:
    """Writes the record, unless the file says the same already."""
    disk.renew(docs, GENERATED, "".join(_lines(record)).encode())


def add(record: Record, docs: Path) -> None:
    """Appends states to the file; `save` sorts them later."""
    if record:
        before = _text(docs)
        end = "\n" if before and not before.endswith("\n") else ""
        disk.put(docs, GENERATED, f"{before}{end}{''.join(_lines(record))}".encode())


def _text(docs: Path) -> str:
    return disk.read(docs, GENERATED).decode("utf-8-sig", "replace")


def _lines(record: Record) -> Iterable[str]:
    for path in sorted(record):
        for state in sorted(record[path]):
            more = f"\t{state.front}\t{state.body}" if state.front or state.body else ""
            yield f"{path}\t{state.id}\t{state.sha256}{more}\n"


def shas(states: Iterable[State]) -> set[str]:
    """The hashes of some states."""
    return {state.sha256 for state in states}


def absent(record: Record) -> frozenset[str]:
    """The paths that have the state "no page"."""
    named = (path for path, states in record.items() for state in states if state.sha256 == ABSENT)
    return frozenset(named)


def is_base(state: State) -> bool:
    """Whether a merge can be based on a state: it has fingerprints, and none is damaged."""
    pieces = (*known(state.front), *known(state.body))
    return bool(pieces) and all(MARK.fullmatch(one) for _, mark in pieces for one in mark)


def written(known: Iterable[Known]) -> str:
    """Names and fingerprints of pieces as text of the record; `known` reads it."""
    return " ".join(f"{name}={'.'.join(mark)}" if name else ".".join(mark) for name, mark in known)


def known(text: str) -> tuple[Known, ...]:
    """Names and fingerprints of pieces from text of the record."""
    parts = (part.rpartition("=") for part in text.split())
    return tuple((name, tuple(marks.split("."))) for name, _, marks in parts)


def of(pieces: Iterable[Piece]) -> str:
    """The text of the record for some pieces."""
    return written((piece.name, piece.mark) for piece in pieces)
