"""Lists the pages and other files below docs/."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kb_build.check.memory import Brief
from kb_build.errors import InputError
from kb_build.files.signature import UNSEEN, Signed, known_or_now, size_of
from kb_build.files.walking import DirEntry, files_below, is_text, leads_out
from kb_build.model import Notice

MOST_BYTES = 16_000_000  # of a page; the longest report's has a few hundred thousand
# MkDocs would make pages of them too, which nobody has checked.
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass
class Listing:
    """The pages and other files below docs/."""

    docs: Path
    files: set[str] = field(default_factory=set)  # paths of all files; hidden ones left out
    stamps: dict[str, str] = field(default_factory=dict)  # of each page; changes when it does
    briefs: dict[str, Brief] = field(default_factory=dict)  # of each page that could be read
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of the files that are no pages
    unread: dict[str, Notice] = field(default_factory=dict)  # why a page cannot be read, by path


def listing(docs: Path, signed: Signed = UNSEEN) -> Listing:
    """Looks through the folder without reading a page; notes files that must not be read.

    `signed` has the signatures of files where the caller has looked.

    Raises InputError where there is no such folder.
    """
    if not docs.is_dir():
        raise InputError("check-docs", str(docs))
    found = Listing(docs)
    for path, file in files_below(docs, hidden=False):
        try:
            _refuse_unnamed(path, docs)
            _refuse_way_out(file, docs)
            if path.endswith(".md"):
                found.stamps[path] = f"{_stamp(file, signed)} {path}"
            elif path.lower().endswith(MARKDOWN):
                raise InputError("check-suffix", file.path)
            elif file.is_file():
                found.sizes[path] = file.stat().st_size
        except InputError as error:
            found.unread[path] = error.notice
        found.files.add(path)
    return found


def _refuse_unnamed(path: str, docs: Path) -> None:
    if not is_text(path):
        shown = os.fsencode(path).decode("utf-8", "replace")
        raise InputError("check-file-name", str(docs / shown))


def _refuse_way_out(file: DirEntry, docs: Path) -> None:
    if file.is_symlink() and leads_out(Path(file.path), docs):
        raise InputError("check-link-out", file.path)


def _stamp(file: DirEntry, signed: Signed) -> str:
    """What changes whenever a file does: its signature, or else the hash of its bytes."""
    signature = known_or_now(file, signed)
    if not signature and not file.is_file():
        raise InputError("check-no-file", file.path)
    if (size_of(signature) if signature else file.stat().st_size) > MOST_BYTES:
        raise InputError("check-large", file.path, most=MOST_BYTES // 1_000_000)
    return signature or sha256(Path(file.path).read_bytes()).hexdigest()
