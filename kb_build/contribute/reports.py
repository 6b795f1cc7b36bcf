"""Reports that come in: a new one begun as a text file, or files copied in as they are."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.lexicon import read_groups
from kb_build.messages import say
from kb_build.page.addresses import slug
from kb_build.page.escape import plain
from kb_build.page.frontmatter import dump

# What Windows and others keep for themselves in a file's name, and what a shell may read.
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e]+')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
# Bytes of a name: file systems hold 255, and the hidden name while it is written is longer.
MOST_BYTES = 200
RENAMED = "renamed.yml"
BARE_YEAR = re.compile(r"([0-9]{4})年?")
# How a report is divided: keys of the catalogue's table `report-part`.
PARTS = ("done", "problems", "plans")


def begin(reports: Path, title: str, unit: str, period: str, lang: str) -> Path:
    """Begins a report: title, unit and period in lines of their own, then headings; gives its file.

    Raises InputError where a file of the name that the title gives is there, or it cannot be
    written.
    """
    period = BARE_YEAR.sub(r"\1年度", period) if BARE_YEAR.fullmatch(period) else period
    top = (plain(title), plain(unit), f"（{plain(period)}）")
    text = "\n".join((*top, "", *(f"{say(f'report-part.{part}', lang)}\n" for part in PARTS)))
    file = reports / f"{slug(title) or 'report'}.txt"
    atomic.create(file, text.encode(), "new-report-there")
    return file


def create(reports: Path, name: str, data: bytes) -> None:
    """Puts a report of this name into the folder.

    Raises InputError where a file of this name is there, or it cannot be written.
    """
    atomic.create(reports / name, data, "add-there")


def supersede(reports: Path, old: str, name: str, data: bytes, lexicon: Path) -> None:
    """Puts a report in the place of the file `old`, under that name or one of another ending.

    What it was called then stands in `renamed.yml`, so that ids and addresses of its pages stay.
    Raises InputError where it cannot be written.
    """
    try:
        if name == old:
            atomic.replace(reports / old, data)
            return
        create(reports, name, data)
        _remember(lexicon / RENAMED, name, old)
        (reports / old).unlink()
    except OSError as error:
        file = str(reports / name)
        raise InputError("new-unwritten", file, reason=error.strerror or "") from error


def _remember(file: Path, name: str, old: str) -> None:
    known = {group.name: [*group.words] for group in read_groups(file)} if file.is_file() else {}
    former = known.get(old, [old])
    if known.get(name) == former:  # it had this name before
        return
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    ended = f"{text.rstrip()}\n" if text.strip() else ""
    atomic.replace(file, f"{ended}{dump({name: former})}".encode())


def safe_name(name: str) -> str:
    """The name under which a file may stand among the reports: Chinese stays, hazards go.

    Not hidden, no device of Windows, at most 200 bytes; no README, which readers pass over.
    """
    words = UNSAFE.sub("-", unicodedata.normalize("NFC", name)).lstrip(". ~")
    stem, dot, suffix = words.rpartition(".")
    stem, end = (stem, f"{dot}{suffix.strip()}") if dot else (words, "")
    room = max(1, MOST_BYTES - len(end.encode()))
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(". ") or "report"
    hazard = DEVICES.match(f"{stem}.") or stem.upper().startswith("README")
    return f"report-{stem}{end}" if hazard else f"{stem}{end}"
