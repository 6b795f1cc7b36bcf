"""A store of results in a folder, one file each, so that the same work is not done twice.

A file is named by a key made from all the input of its result. So nothing in a store can be out of
date, and processes or machines that share the folder need no locks. Files are put in their place
whole: a run that is killed leaves no half ones. A damaged file counts as missing. The whole folder
may be deleted at any time.

MessagePack through msgspec, which checks every value against its type while it reads: ten times as
fast as working a report out, and a planted file can do no harm, as a pickle could.
"""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kb_build.files.walking import files_below

Result = TypeVar("Result")

ENDING = ".kept"
# Seconds: a day of going back and forth between two states of a knowledge base costs nothing.
UNWANTED = 86_400
UNFINISHED = ".new"
SUM = 4  # bytes at the end of a file that tell whether the others are as they were


@dataclass(frozen=True, slots=True)
class Store(Generic[Result]):
    """Results of one type in a folder, which is made when the first is kept."""

    folder: Path
    type: type[Result]  # a `Value` of `model`, or one made of plain values

    def find(self, key: str) -> Result | None:
        """The result kept under a key (see `key_of`); None where none is, or it is damaged."""
        import msgspec

        file = self.place(key)
        try:
            kept = memoryview(file.read_bytes())
            if _sum_of(kept[:-SUM]) != kept[-SUM:]:
                return None  # cut off, or a disk's fault, which might read as other words
            result = msgspec.msgpack.decode(kept[:-SUM], type=self.type)
        except (OSError, msgspec.DecodeError):  # not there, unreadable, or not ours
            return None
        with suppress(OSError):  # of somebody else, who shares it
            os.utime(file)  # wanted today
        return result

    def keep(self, key: str, result: Result) -> None:
        """Keeps a result. Where the folder cannot be written, the next run makes it again."""
        import msgspec

        with suppress(OSError):
            data = msgspec.msgpack.encode(result)
            put(str(self.place(key)), data + _sum_of(data))

    def sweep(self) -> None:
        """Deletes files not used for a day; safe while other runs use the store."""
        late = time.time() - UNWANTED
        for folder in self.folder.glob("??"):
            files = dict(_asked(folder))
            wanted = {name.partition(".")[0] for name, asked in files.items() if asked > late}
            for name, asked in files.items():
                unfinished = name.endswith(UNFINISHED) and asked <= late
                if unfinished or name.partition(".")[0] not in wanted:
                    (folder / name).unlink(missing_ok=True)

    def place(self, key: str, ending: str = ENDING) -> Path:
        """The file of a key. Files of one key with different endings are deleted together."""
        return self.folder.joinpath(key[:2], f"{key}{ending}")


def _asked(folder: Path) -> Iterator[tuple[str, float]]:
    """The files of a folder, and when each was asked for last."""
    for file in folder.iterdir():
        with suppress(FileNotFoundError):  # another run has just finished or deleted it
            yield file.name, file.stat().st_mtime


def _sum_of(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(SUM)


def put(target: str, data: bytes) -> None:
    """Writes a file whole or not at all, and the folders above it; leaves nothing half-written."""
    new = f"{target}.{os.getpid()}{UNFINISHED}"
    try:
        try:
            _write(new, data)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            _write(new, data)
        os.replace(new, target)
    except OSError as error:
        error.filename = error.filename or target  # a full disk is told without it
        with suppress(OSError):
            os.unlink(new)
        raise


def _write(file: str, data: bytes) -> None:
    with open(file, "wb") as new:
        new.write(data)


def key_of(*parts: str | bytes) -> str:
    """40 hexadecimal digits: a hash of these parts in this order."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()[:40]


def tree_key(folder: Path) -> str:
    """A key of the names and contents of all files below a folder, without compiled Python."""
    there = (one for one in files_below(folder) if "__pycache__" not in one[0])
    files = sorted((path, Path(file.path)) for path, file in there if file.is_file())
    return key_of(*(part for path, file in files for part in (path, file.read_bytes())))
