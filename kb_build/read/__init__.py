"""Bytes → Report: a reader for each format, see SUFFIXES. Noise is marked, never removed."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from kb_build.errors import InputError
from kb_build.files.walking import leads_out
from kb_build.model import Notice, Report, report_id
from kb_build.read.reading import MAX_TEXT, Reading

Reader = Callable[[bytes, str], Reading]

# Suffix → module of this folder, whose `read` turns bytes into a Reading. Modules are loaded when
# first needed: the libraries behind Word and PDF take longer to load than a small report to read.
SUFFIXES = {
    ".txt": "plain",
    ".md": "plain",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
}

# The longest report seen is 0.3 MB as text; 20 MB leaves room for pictures in Word and PDF, and
# keeps the memory that one file can take within some hundred megabytes.
MAX_BYTES = 20 * 1024 * 1024

# Names of files below a folder that are no reports.
LEFT_OUT = re.compile(r"\.|~\$|README|(?:Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # a terminal, a table or CI would obey them
NAMED = 5  # files of an unknown suffix that a warning names


def read(path: Path) -> Report:
    """Reads one report; the text's newlines are \\n, everything else stays as the file says.

    Raises InputError where the file is missing, empty, too large, too long, of an unknown kind, or
    cannot be decoded without guessing wildly.
    """
    name = path.as_posix()
    reader = reader_of(path)
    data = data_of(path)
    reading = reader(data, name)
    if not reading.text.strip():
        raise InputError("read-empty", name)
    if len(reading.text) > MAX_TEXT:
        raise InputError("read-too-long", name, count=len(reading.text), limit=MAX_TEXT)
    return Report(
        id=report_id(reading.text),
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        encoding=reading.encoding,
        marks=reading.marks,
        warnings=reading.warnings,
    )


def data_of(path: Path) -> bytes:
    """The bytes of a report's file.

    Raises InputError where it is missing, empty, too large, no file (a pipe would be waited for
    without end), or has a name that is no text, which no page could show.
    """
    name = path.as_posix()
    if name != _shown(name):
        raise InputError("read-name", _shown(name))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError("read-no-file", name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("read-missing", name) from error
    except OSError as error:
        raise InputError("read-unreadable", name, reason=error.strerror) from error
    if len(data) > MAX_BYTES:
        raise InputError("read-too-big", name, limit=MAX_BYTES // 1024 // 1024)
    if not data.strip():
        raise InputError("read-empty", name)
    return data


def _shown(name: str) -> str:
    """A file name as text; controls, and bytes that are not UTF-8 (old archives), become `�`."""
    return CONTROLS.sub("\ufffd", os.fsencode(name).decode("utf-8", "replace"))


def reader_of(path: Path) -> Reader:
    """The reader for a file of this name. Raises InputError for a suffix not in SUFFIXES."""
    module = SUFFIXES.get(path.suffix.lower())
    if module is None:
        known = " ".join(SUFFIXES)
        raise InputError("read-suffix", path.as_posix(), suffix=path.suffix or "-", known=known)
    reader: Reader = import_module(f"{__name__}.{module}").read
    return reader


def find(paths: Iterable[Path], known: Collection[str] = SUFFIXES) -> list[Path]:
    """The files to read: those named, and below folders those with a known suffix, by full name.

    Files that nobody put there as a report are left out below folders (`_below`). Raises InputError
    for a path that is not there, and for a folder that cannot be opened: its reports would be taken
    for gone.
    """
    found: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise InputError("read-missing", path.as_posix())
        below = (one for one in _below(path) if one.suffix.lower() in known)
        found.update(below if path.is_dir() else (path,))
    return sorted(found, key=Path.as_posix)


def passed_over(paths: Iterable[Path], known: Collection[str] = SUFFIXES) -> Iterator[Notice]:
    """Notices about files below folders whose suffix is not known, and so are not read.

    A warning for each unknown suffix, at its first file: old .doc files, scans. An error for each
    link that leads out of its folder. Raises InputError as `find`.
    """
    told: list[Notice] = []
    files: dict[str, list[Path]] = defaultdict(list)
    folders = (path for path in paths if path.is_dir())
    for file in sorted(file for folder in folders for file in _below(folder, told.append)):
        if file.suffix.lower() not in known:
            files[file.suffix.lower()].append(file)
    for suffix, alike in sorted(files.items()):
        names = _shown("、".join(path.name for path in alike[:NAMED]))
        first, ending = _shown(alike[0].as_posix()), _shown(suffix or "-")
        yield Notice.warning(
            "read-passed-over",
            first,
            count=len(alike),
            suffix=ending,
            names=names,
            known=" ".join(known),
        )
    yield from told


def _below(folder: Path, tell: Callable[[Notice], object] = lambda _: None) -> Iterator[Path]:
    """The files below a folder that somebody put there; links to folders are not followed.

    `tell` hears of links that lead out: what is there would be published. Hidden files, README* and
    what programs leave behind nobody put there: lock files of Word (~$…), folder settings of
    Windows.
    """

    def closed(error: OSError) -> None:
        place = _shown(error.filename)
        raise InputError("read-unreadable", place, reason=error.strerror) from error

    for place, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = [Path(place, name) for name in files if not LEFT_OUT.match(name)]
        linked = (*here, *map(Path(place).joinpath, folders))
        out = {path for path in linked if leads_out(path, folder)}
        for path in sorted(out):
            tell(InputError("read-link", _shown(path.as_posix())).notice)
        yield from (path for path in here if path not in out)
