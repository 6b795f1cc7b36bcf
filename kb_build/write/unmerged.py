"""Resolves git's conflicts on pages of which one side is just as it was generated.

When two people each add a report and build, both change the same lists, and git finds conflicts on
pages that nobody edited. The next build makes a generated side anew anyway, so the other side is
taken as it is; what a person deleted stays deleted. Where people edited both sides, the page is
theirs to merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kb_build.page.addresses import GENERATED
from kb_build.page.conflict_marks import unmerged
from kb_build.running import git
from kb_build.write import disk
from kb_build.write.survey import found_in

OURS, THEIRS = "2", "3"  # stages of git's index (git-ls-files, "--unmerged")
HEADS = {OURS: ("HEAD",), THEIRS: ("MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD")}


def settle(docs: Path) -> tuple[str, ...]:
    """Resolves such pages by taking one side; gives their paths below docs/.

    A page is left alone where git has no merge open, where a person has taken its conflict marks
    out, and where both sides were edited.
    """
    found = _stages(git.output(docs, "ls-files", "--unmerged", "-z", "--", "."))
    pages = {path: stages for path, stages in found.items() if path.endswith(".md")}
    return (*_merged(docs, pages), *_removed(docs, pages))


def _merged(docs: Path, pages: Mapping[str, dict[str, str]]) -> Iterator[str]:
    wanted = {
        path: stages
        for path, stages in pages.items()
        if {OURS, THEIRS} <= stages.keys() and _open(docs, path)
    }
    names = [stages[side] for stages in wanted.values() for side in (OURS, THEIRS)]
    blobs = list(_blobs(docs, names))
    for at, path in enumerate(wanted):
        if len(blobs) == len(names) and (kept := _kept(*blobs[2 * at : 2 * at + 2])):
            disk.put(docs, path, kept)
            yield path


def _removed(docs: Path, pages: Mapping[str, dict[str, str]]) -> Iterator[str]:
    """Pages that one side deleted and that are on disk as the other side generated them.

    Where the deleting side still has a page in its record a person deleted it. Where the merged
    record does not have it, the next build makes it anew if it is wanted.
    """
    here = _paths(disk.read(docs, GENERATED))
    for gone, there in ((OURS, THEIRS), (THEIRS, OURS)):
        paths = [path for path, stages in pages.items() if there in stages and gone not in stages]
        asked = [f"{head}:./{GENERATED}" for head in HEADS[gone]]
        deleted = _paths(*_blobs(docs, asked)) if paths else frozenset()
        for path in paths:
            generated = found_in(disk.read(docs, path)).generated
            if generated and (path in deleted or path not in here):
                (docs / path).unlink()
                yield path


def _paths(*records: bytes) -> frozenset[str]:
    lines = (line for data in records for line in data.decode("utf-8", "replace").splitlines())
    return frozenset(line.partition("\t")[0] for line in lines)


def _kept(ours: bytes, theirs: bytes) -> bytes:
    """The side to take; empty where both were edited."""
    if found_in(ours).generated:
        return theirs
    return ours if found_in(theirs).generated else b""


def _open(docs: Path, path: str) -> bool:
    return unmerged(disk.read(docs, path).decode("utf-8", "replace")) >= 0


def _stages(listed: bytes) -> Mapping[str, dict[str, str]]:
    """The names of blobs from the output of `git ls-files`, by path and stage."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        about, _, path = entry.partition("\t")
        _, name, stage = about.split(" ")
        found[path][stage] = name
    return found


def _blobs(docs: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs that there are, in order, from one process."""
    asked = "\n".join(names).encode()
    rest = git.output(docs, "cat-file", "--batch", given=asked) if names else b""
    while rest:
        head, _, rest = rest.partition(b"\n")
        if head.endswith(b" missing"):
            continue
        size = int(head.rsplit(b" ", 1)[1])
        yield rest[:size]
        rest = rest[size + 1 :]
