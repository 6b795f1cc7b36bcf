"""Sees to pages that git could not merge, where one side is just as it was generated.

Two people who each add a report and build change the same lists, and git finds conflicts on pages
that nobody edited. A generated side says nothing that the next build does not say anew, so that the
other side may stand there whole. Where people edited both, the page is theirs to merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kb_build.running import git
from kb_build.write import disk
from kb_build.write.survey import found_in, unmerged

OURS, THEIRS = "2", "3"  # stages of git's index (git-ls-files, "--unmerged")


def settle(docs: Path) -> tuple[str, ...]:
    """Puts one side of each such page in its place; gives their paths below docs/.

    A page is left alone where git is not in the midst of a merge, where its signs were taken out by
    hand, and where both sides were edited.
    """
    found = _stages(git.told(docs, "ls-files", "--unmerged", "-z", "--", "."))
    wanted = {
        path: stages
        for path, stages in found.items()
        if path.endswith(".md") and {OURS, THEIRS} <= stages.keys() and _open(docs / path)
    }
    names = [stages[side] for stages in wanted.values() for side in (OURS, THEIRS)]
    blobs = list(_blobs(docs, names))
    settled = []
    for at, path in enumerate(wanted):
        if len(blobs) == len(names) and (kept := _kept(*blobs[2 * at : 2 * at + 2])):
            disk.put(docs, path, kept)
            settled.append(path)
    return tuple(settled)


def _kept(ours: bytes, theirs: bytes) -> bytes:
    """The side that is kept; empty where both were edited."""
    if found_in(ours).generated:
        return theirs
    return ours if found_in(theirs).generated else b""


def _open(file: Path) -> bool:
    return file.is_file() and unmerged(file.read_bytes().decode("utf-8", "replace")) >= 0


def _stages(listed: bytes) -> Mapping[str, dict[str, str]]:
    """The name of each side's blob, by path and stage."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        about, _, path = entry.partition("\t")
        _, name, stage = about.split(" ")
        found[path][stage] = name
    return found


def _blobs(docs: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs, in order, from one process."""
    rest = git.told(docs, "cat-file", "--batch", given="\n".join(names).encode()) if names else b""
    while rest:
        head, _, rest = rest.partition(b"\n")
        size = int(head.rsplit(b" ", 1)[1])
        yield rest[:size]
        rest = rest[size + 1 :]
