"""Mends faults of pages for which there is only one right form; the rest is left to people.

A page whose head cannot be read is never touched. A mended head is read again, and given up if any
other key would change its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb_build.check.head_fixes import Edit, edits
from kb_build.check.listing import MOST_BYTES
from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.files.walking import pages_below
from kb_build.page import frontmatter
from kb_build.page.frontmatter import CLOSING, OPENING

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Fix:
    """Something that was mended."""

    rule: str  # key of the catalogue's table `fix`
    line: int = 0  # counted from 1; 0: the whole file
    name: str = ""  # the front-matter key; empty where none is meant
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """A page that can be mended."""

    file: Path
    fixes: tuple[Fix, ...]
    text: str

    def save(self) -> None:
        """Writes the mended page. Raises InputError where it cannot be written."""
        atomic.deliver(self.file, self.text.encode())


def mended(docs: Path) -> Iterator[Mended]:
    """What can be mended on the pages below `docs`, in order of path; writes nothing.

    Raises InputError where there is no such folder. What the check refuses to read is left out.
    """
    if not docs.is_dir():
        raise InputError("check-docs", str(docs))
    for path, entry in pages_below(docs):
        is_plain = entry.is_file(follow_symlinks=False) and entry.stat().st_size <= MOST_BYTES
        if is_plain and (found := _mended(docs / path)):
            yield found


def _mended(file: Path) -> Mended | None:
    try:
        text, fixes = mend(file.read_bytes().decode("utf-8"), str(file))
    except (UnicodeDecodeError, InputError):
        return None
    return Mended(file, fixes, text) if fixes else None


def mend(text: str, file: str) -> tuple[str, tuple[Fix, ...]]:
    """The text of a page mended, and what was done. Raises InputError for a broken head."""
    fixes: list[Fix] = []
    for rule, change in WHOLE:
        changed = change(text)
        fixes += [Fix(rule)] if changed != text else []
        text = changed
    page = frontmatter.parse(text, file)
    start, end = _head(text)
    todo = tuple(edits(text[start:end]))
    changed = text[:start] + _edited(text[start:end], todo) + text[end:]
    if not todo or not _says_the_same(page, changed, {edit.name for edit in todo}):
        return text, tuple(fixes)
    return changed, (*fixes, *map(_fix, todo))


def _head(text: str) -> tuple[int, int]:
    """Where the head's lines begin and end, without the fences; twice 0 where there is none."""
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else (0, 0)


def _edited(head: str, todo: tuple[Edit, ...]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in todo:
        before = head[at : edit.start]
        pieces += (before.rstrip(" \t") if edit.text.startswith("\n") else before, edit.text)
        at = edit.end
    return "".join((*pieces, head[at:]))


def _fix(edit: Edit) -> Fix:
    # One line for the opening fence, one because lines are counted from 1.
    return Fix(edit.rule, edit.line + 2, edit.name, edit.old, edit.text.strip())


def _says_the_same(page: frontmatter.FrontMatter, text: str, touched: set[str]) -> bool:
    """Whether a mended page can be read, and differs from `page` only in the keys `touched`."""
    try:
        after = frontmatter.parse(text, "")
    except InputError:
        return False
    same = all(after.values.get(k) == v for k, v in page.values.items() if k not in touched)
    return same and [*after.values] == [*page.values] and after.body == page.body


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_blanks(text: str) -> str:
    """Removes trailing blanks, but not two spaces before a line of text, which break the line."""
    head, body = text[: _head(text)[1]], text[_head(text)[1] :]
    lines = body.split("\n")
    following = (*lines[1:], "")
    kept = (
        line if line.endswith("  ") and line.strip() and after.strip() else line.rstrip(" \t")
        for line, after in zip(lines, following, strict=True)
    )
    return _plain_head(head) + "\n".join(kept)


def _plain_head(head: str) -> str:
    """Removes trailing blanks from a head unless they belong to a value."""
    plain = "\n".join(line.rstrip(" \t") for line in head.split("\n"))
    try:
        same = [frontmatter.parse(f"{text}---\n", "").values for text in (head, plain)]
    except InputError:
        return head
    return plain if same[0] == same[1] else head


def _ended(text: str) -> str:
    lines = text.rstrip("\n")
    return f"{lines}\n" if lines else text


# What is mended in the whole file, in order: the rule, and how.
WHOLE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("bom", lambda text: text.removeprefix(BOM)),
    ("newlines", _newlines),
    ("blanks", _without_blanks),
    ("end", _ended),
)
