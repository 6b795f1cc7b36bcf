"""Resolves git's conflicts on pages of which one side is just as it was generated.

When two people each add a report and build, both change the same lists, and git finds conflicts on
pages that nobody edited. The next build makes a generated side anew anyway, so the other side is
taken as it is. Where people edited both sides, the page is theirs to merge.
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
    """Resolves such pages by taking one side; gives their paths below docs/.

    A page is left alone where git has no merge open, where a person has taken its conflict marks
    out, and where both sides were edited.
    """
    found = _stages(git.output(docs, "ls-files", "--unmerged", "-z", "--", "."))
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
    """The side to take; empty where both were edited."""
    if found_in(ours).generated:
        return theirs
    return ours if found_in(theirs).generated else b""


def _open(file: Path) -> bool:
    return file.is_file() and unmerged(file.read_bytes().decode("utf-8", "replace")) >= 0


def _stages(listed: bytes) -> Mapping[str, dict[str, str]]:
    """The names of blobs from the output of `git ls-files`, by path and stage."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        about, _, path = entry.partition("\t")
        _, name, stage = about.split(" ")
        found[path][stage] = name
    return found


def _blobs(docs: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs, in order, from one process."""
    asked = "\n".join(names).encode()
    rest = git.output(docs, "cat-file", "--batch", given=asked) if names else b""
    while rest:
        head, _, rest = rest.partition(b"\n")
        size = int(head.rsplit(b" ", 1)[1])
        yield rest[:size]
        rest = rest[size + 1 :]
