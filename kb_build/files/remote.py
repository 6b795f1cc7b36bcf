"""Folders at an address (object store, SFTP, network share): fetched before a build, sent after it.

fsspec knows how to reach them; which files have to be moved is decided here. Both sides are
compared with a note of what was moved the last time. So only what has changed since is moved, and a
file that somebody else put into either folder is neither overwritten nor removed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from kb_build.errors import InputError
from kb_build.files.atomic import TEMPORARY
from kb_build.files.signature import size_of
from kb_build.files.walking import DirEntry, files_below
from kb_build.model import Progress

LARGEST = 1_000_000_000  # bytes of a file that is fetched
AT_ONCE = 50  # files given to fsspec together: object stores move them side by side
# The keys of fsspec's file details that change with the content; others change on each access.
STATE = re.compile(r"etag|modif|mtime|creat|updat|checksum|md5|crc|version", re.IGNORECASE)
# What systems leave in shared folders (.DS_Store) and programs hide is no report here either.
HIDDEN = re.compile(r"(?:^|/)\.(?!\.?(?:/|$))")

Noted = Mapping[str, str]  # what stands for each file when it was last moved, by path


def fetch(address: str, folder: Path, noted: Noted, progress: Progress) -> dict[str, str]:
    """Brings the files at an address into a folder; gives what is to be noted for the next time.

    Hidden ones are passed over, as they are in the folder. Files that were fetched before and are
    there no longer are removed. Raises InputError where the address cannot be reached or has
    nothing left of what was fetched, for a link there, for a name that would leave the folder by
    itself or by a link, and where another file stands in the way.
    """
    with _opened(address) as (drive, root):
        found = _files(drive, root)
        there = {path: told for path, told in found.items() if not HIDDEN.search(path)}
        if noted and not there:
            raise InputError("remote-empty", address)
        state = {path: _state(told) for path, told in there.items()}
        missing = [
            path
            for path in there
            if not state[path] or noted.get(path) != state[path] or not (folder / path).is_file()
        ]
        for path in missing:
            _refuse(path, there[path], address)
            _refuse_way_out(folder, path)
        for done, path in enumerate(missing, 1):
            _fetch(drive, f"{root}/{path}", folder / path, path in noted)
            progress(done, len(missing))
    for path in noted.keys() - there.keys():
        (folder / path).unlink(missing_ok=True)
    return state


def send(folder: Path, address: str, noted: Noted, progress: Progress) -> dict[str, str]:
    """Brings the files of a folder to an address; gives what is to be noted for the next time.

    Pages go last, so that what they load is there before them, and then what is no longer in the
    folder is removed. Raises InputError where the address cannot be reached or written.
    """
    here = {path: _signature(file) for path, file in files_below(folder)}
    with _opened(address) as (drive, root):
        there = _files(drive, root)
        missing = [
            path
            for path, state in here.items()
            if noted.get(path) != state or there.get(path, {}).get("size") != size_of(state)
        ]
        missing.sort(key=lambda path: (path.endswith(".html"), path))
        for parent in sorted({str(PurePosixPath(root, path).parent) for path in missing}):
            drive.makedirs(parent, exist_ok=True)
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            drive.put([str(folder / path) for path in some], [f"{root}/{path}" for path in some])
            progress(start + len(some), len(missing))
        for path in sorted((noted.keys() - here.keys()) & there.keys()):
            drive.rm_file(f"{root}/{path}")
    return here


@contextmanager
def _opened(address: str) -> Iterator[tuple[Any, str]]:
    """The drive of an address, and the folder on it. Raises InputError as `fetch` and `send`."""
    try:
        import fsspec
    except ImportError as error:
        raise InputError("remote-missing", address) from error
    try:
        drive, root = fsspec.url_to_fs(address)
        drive.invalidate_cache()
        yield drive, root.rstrip("/")
    except InputError:
        raise
    except Exception as error:  # each driver has errors of its own
        raise InputError("remote-failed", address, reason=str(error) or repr(error)) from error


def _files(drive: Any, root: str) -> dict[str, Mapping[str, object]]:
    """The drive's details of each file below a folder, by path below it, in order."""
    found = drive.find(root, detail=True)
    return {name[len(root) + 1 :]: told for name, told in sorted(found.items())}


def _state(told: Mapping[str, object]) -> str:
    """A hash of details that change with the file's content; empty where the drive has none."""
    words = sorted(f"{key} {value}" for key, value in told.items() if STATE.search(key))
    state = "\n".join((f"size {told.get('size')}", *words))
    return hashlib.sha256(state.encode()).hexdigest() if words else ""


def _refuse(path: str, told: Mapping[str, object], address: str) -> None:
    """Raises InputError for a name that leaves the folder, for a link, and for a huge file.

    What a link leads to may be any file of this machine, and would be published.
    """
    parts = path.split("/")
    if any(part.startswith(".") or not part for part in parts) or not path.isprintable():
        raise InputError("remote-name", address, name=path)
    if os.sep != "/" and re.search(r'[\\:*?"<>|]', path):
        raise InputError("remote-name", address, name=path)
    if told.get("islink") or told.get("type") == "link":
        raise InputError("remote-linked", address, name=path)
    size = told.get("size")
    if not isinstance(size, int) or size > LARGEST:
        raise InputError("remote-size", address, name=path, most=LARGEST // 1_000_000)


def _refuse_way_out(folder: Path, path: str) -> None:
    """Raises InputError where a symbolic link would take a file out of the folder."""
    parent = (folder / path).parent
    if not parent.resolve().is_relative_to(folder.resolve()):
        raise InputError("remote-link", str(parent))


def _fetch(drive: Any, source: str, target: Path, known: bool) -> None:
    """Downloads a file whole; overwrites only a file that was fetched before (`known`)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}{TEMPORARY}")
    try:
        drive.get_file(source, str(temporary))
        if not known and target.exists() and target.read_bytes() != temporary.read_bytes():
            raise InputError("remote-taken", str(target))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _signature(file: DirEntry) -> str:
    """Size, time and inode, which files of a site keep when they are linked to anew."""
    told = file.stat()
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ino}"
