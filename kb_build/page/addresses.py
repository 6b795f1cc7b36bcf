"""The path of a page: the folder of its kind, and a file name of [a-z0-9-] only."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from kb_build.model import EntryKind, report_id

FOLDERS: dict[EntryKind, str] = {
    "rule": "institutions",
    "mechanism": "institutions",
    "organization": "institutions",
    "measure": "measures",
    "practice": "practices",
    "problem": "problems",
    "topic": "topics",
}
# Where the entries of a kind are listed, what staff can borrow first.
LISTS: dict[EntryKind, str] = {
    "practice": "practices/index.md",
    "measure": "measures/index.md",
    "rule": "institutions/index.md",
    "mechanism": "institutions/mechanisms.md",
    "organization": "institutions/organizations.md",
    "problem": "problems/index.md",
}
# Plain names only: not hidden, not `..`, without special meaning to a shell, git or Windows.
PAGE_PATH = re.compile(r"(?>[A-Za-z0-9_][A-Za-z0-9_.-]*+/)*+[A-Za-z0-9_][A-Za-z0-9_.-]*+(?<=\.md)")
# Files in docs/ that a build keeps for the next one, committed with the pages: what was generated,
# what the last reports brought, where pages went.
KEPT = GENERATED, RECENT, REDIRECTS = (".generated.tsv", ".changes.tsv", ".moved.tsv")
OWN = "own"  # in the ids of pages that people write, where generated ones have hexadecimal digits
REPORT = "report-"  # begins the id of a report's page, see `report_page_id`
DIGITS = 10  # of an id
MOST = 48  # characters of pinyin in an address
READ = 60  # code points of a name that are read: more would be cut anyway
WORDS = 1 << 16  # readings that are remembered: names are made of a few thousand words


def slug(text: str) -> str:
    """A text in pinyin: at most 48 of [a-z0-9-], cut between syllables; may be empty."""
    from pypinyin.seg.simpleseg import seg

    words = map(_read, seg(unicodedata.normalize("NFKC", text)[:READ]))
    spelled = re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")
    return spelled if len(spelled) <= MOST else _cut(spelled)


def entry_slug(name: str, entry_id: str, spell: Callable[[str], str] = slug) -> str:
    """A name's slug and the hexadecimal digits of the entry's id; `spell` may remember slugs."""
    return f"{spell(name)}-{entry_id.rpartition('-')[2]}".strip("-")


def id_digits(*parts: str) -> str:
    """The hexadecimal digits that end an id: of the SHA-256 of what makes the thing this one."""
    return hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:DIGITS]


def report_page_id(text: str) -> str:
    """The id of the page of a report: made of its text, by which a renamed file is found again."""
    return REPORT + report_id(text)


def report_paths(source: str, spell: Callable[[str], str] = slug) -> Iterator[str]:
    """Paths for the page of a report; the longer ones where the first has been taken.

    Made of the file's stem, and hexadecimal digits of the SHA-256 of its path.
    """
    sha256 = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    for digits in (4, 12, 64):
        name = f"{spell(PurePosixPath(source).stem)}-{sha256[:digits]}".strip("-")
        yield f"reports/{name}.md"


@lru_cache(WORDS)
def _read(word: str) -> str:
    """A word's pinyin, "-" between syllables. Words are read whole: 重 alone is read otherwise."""
    from pypinyin import lazy_pinyin

    return "-".join(lazy_pinyin(word, errors="default"))


def _cut(spelled: str) -> str:
    head, _, _ = spelled[: MOST + 1].rpartition("-")
    return head or spelled[:MOST]
