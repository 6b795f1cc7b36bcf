"""Finds what people's corrections name that no report has: most likely a mistyped name or id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from pathlib import Path, PurePosixPath

from kb_build.lexicon import Group, groups_beside
from kb_build.lexicon.corrections import EACH_UNIT, FILES, is_id
from kb_build.lexicon.spelling import bare, letters, spelled
from kb_build.model import Entry, Facts, Notice

# Of Indel's similarity, 0 to 1: one wrong character of four gives 0.75; one wrong digit of an id
# 0.93, while ids of one kind that have nothing to do with each other reach 0.75.
SIMILAR, SIMILAR_ID = 0.75, 0.9


def mistyped(folder: Path, facts: Sequence[Facts], entries: Collection[Entry]) -> Iterator[Notice]:
    """A warning for each id, file and name in a folder's corrections that seems mistyped.

    That is an id which no entry has, a file which is no report, and a name which no report has
    although one has a similar name: other names may wait for their report. `entries` are all that
    are told, those too that get no page. Raises InputError for a file of another shape.
    """
    groups = {file: found for file in FILES if (found := groups_beside(folder, file))}
    if not groups:
        return
    ids, files = {entry.id for entry in entries}, {one.report.source for one in facts}
    names = {way: name for name in sorted(_names(facts, entries)) for way in _ways(name)}
    present = files | {group.name for group in groups.get("renamed", ())}
    for file, found in groups.items():
        place = str(folder / f"{file}.yml")
        for word, line in (one for group in found for one in _told(file, group, files)):
            if file == "renamed":
                yield _misfit("report", place, line, word, _nearest(word, files))
            elif file == "reporting":
                if not any(word.rstrip("/") in _places(one) for one in present):
                    yield _misfit("report", place, line, word, _nearest(word, present))
            elif is_id(word):
                if word not in ids:
                    yield _misfit("id", place, line, word, _nearest(word, ids, SIMILAR_ID))
            elif names.keys().isdisjoint(_ways(word)):
                near = names.get(_nearest(spelled(word), names.keys()), "")
                if near and not any(word in one.report.text for one in facts):
                    yield _misfit("name", place, line, word, near)


def _places(source: str) -> set[str]:
    """A report's file and the folders that it is in."""
    file = PurePosixPath(source)
    return {source, *map(str, file.parents)}


def _told(file: str, group: Group, files: Set[str]) -> Iterator[tuple[str, int]]:
    """What there should be of a group, with its lines.

    A name to be shown may be new. A renamed report is known here by its former name, so that the
    file is told where nothing has that.
    """
    words = [(word, line) for word, line in group.words.items() if word != EACH_UNIT]
    if file == "renamed":
        yield from [(group.name, group.line)] if files.isdisjoint(group.words) else []
        return
    if file == "apart" or (file == "aliases" and not words):
        yield group.name, group.line
    yield from words


def _names(facts: Iterable[Facts], entries: Iterable[Entry]) -> set[str]:
    """All that reports name, and what they and entries are called."""
    named = {mention.name for one in facts for mention in one.mentions}
    return named | {one.organization.value for one in facts} | {entry.name for entry in entries}


def _ways(name: str) -> set[str]:
    """The spellings by which corrections find a name."""
    return {spelled(name), letters(name), bare(spelled(name))} - {""}


def _nearest(word: str, known: Collection[str], similar: float = SIMILAR) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    measure = Indel.normalized_similarity
    found = process.extractOne(word, sorted(known), scorer=measure, score_cutoff=similar)
    return found[0] if found else ""


def _misfit(kind: str, place: str, line: int, word: str, near: str) -> Notice:
    key = f"lexicon-no-such-{kind}{'-near' if near else ''}"
    return Notice.warning(key, place, line, word=word, nearest=near)
