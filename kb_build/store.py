"""The store of facts: what was understood of a report once is read again, not worked out again.

A file a report, named by what it was made from: the bytes of the source, the kind of file, and the
program itself. So nothing in it can be out of date, several processes and machines that share the
folder need no locks, and a run that is killed leaves whole files only. A damaged file is as good
as none. The whole folder may be deleted at any time.

MessagePack through msgspec, which checks every value against the types of `model` while it reads:
ten times as fast as working a report out, and a planted file can do no harm, as a pickle could.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path, PurePath

from kb_build.model import Facts

# What facts are made by; a change in any of these makes all stored facts strangers.
MAKERS = ("model", "read", "parse", "extract", "lexicon")
LIBRARIES = (
    *("charset-normalizer", "python-docx", "pypdfium2", "lxml"),
    *("cn2an", "rjieba", "python-crfsuite"),
)
ENDING = ".facts"


@dataclass(frozen=True, slots=True)
class FactsStore:
    """Facts of reports in a folder, which is made when the first are kept."""

    folder: Path

    def find(self, data: bytes, source: PurePath) -> Facts | None:
        """The facts of a report of these bytes, as they were kept; None where there are none.

        Their `source`, and the file of their warnings, are those of the first report that had
        these bytes.
        """
        import msgspec

        file = self._file(hashlib.sha256(data).hexdigest(), source)
        try:
            return msgspec.msgpack.decode(file.read_bytes(), type=Facts)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError):  # unreadable, cut off, or not ours
            return None

    def keep(self, facts: Facts) -> None:
        """Stores facts; a folder that cannot be written costs time on the next run, no more."""
        import msgspec

        file = self._file(facts.report.sha256, PurePath(facts.report.source))
        new = file.with_suffix(f".{os.getpid()}.new")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(msgspec.msgpack.encode(facts))
            new.replace(file)

    def keep_only(self, reports: Iterable[Facts]) -> None:
        """Deletes what none of these reports was made from."""
        kept = {self._file(f.report.sha256, PurePath(f.report.source)) for f in reports}
        for file in self.folder.glob(f"*/*{ENDING}"):
            if file not in kept:
                with suppress(OSError):
                    file.unlink()

    def _file(self, sha256: str, source: PurePath) -> Path:
        words = f"{program()} {source.suffix.lower()} {sha256}"
        name = hashlib.sha256(words.encode()).hexdigest()[:40]
        return self.folder / name[:2] / f"{name[2:]}{ENDING}"


@cache
def program() -> str:
    """A hash of all that decides what is understood of a report: program, word lists, libraries."""
    home = Path(__file__).parent
    versions = (f"{library} {metadata.version(library)}" for library in LIBRARIES)
    digest = hashlib.sha256(" ".join((sys.version, *versions)).encode())
    for maker in MAKERS:
        for file in sorted((home / maker).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(home).as_posix()}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
