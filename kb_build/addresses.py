"""Where a page stands: the folder of its kind, and a name in [a-z0-9-] that nothing can misread."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from kb_build.model import EntryKind

FOLDERS: dict[EntryKind, str] = {
    "rule": "institutions",
    "mechanism": "institutions",
    "organization": "institutions",
    "measure": "measures",
    "practice": "practices",
    "problem": "problems",
    "topic": "topics",
}
MOST = 48  # characters of pinyin in an address
READ = 60  # code points of a name that are looked at; more cannot matter


def slug(text: str) -> str:
    """At most 48 of [a-z0-9-], cut between syllables; empty where nothing can be spelled so."""
    from pypinyin import lazy_pinyin

    words = lazy_pinyin(unicodedata.normalize("NFKC", text)[:READ], errors="default")
    spelled = re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")
    return spelled if len(spelled) <= MOST else _cut(spelled)


def entry_slug(name: str, entry_id: str) -> str:
    """A name's slug and the hexadecimal digits of the entry's id."""
    return f"{slug(name)}-{entry_id.rpartition('-')[2]}".strip("-")


def report_slug(source: str, digits: int = 4) -> str:
    """The slug of a file's stem and hexadecimal digits of the SHA-256 of its path."""
    sha256 = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug(PurePosixPath(source).stem)}-{sha256[:digits]}".strip("-")


def _cut(spelled: str) -> str:
    head, _, _ = spelled[: MOST + 1].rpartition("-")
    return head or spelled[:MOST]
