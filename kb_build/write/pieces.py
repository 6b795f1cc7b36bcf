"""Cuts a page into pieces that people edit one by one: keys of its head, blocks, lines of blocks.

Pieces are compared by fingerprints of what they say. White space does not count, nor the form of
bullets or of YAML, so that an editor which pads tables or rewraps lists has changed nothing.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from kb_build.page import frontmatter
from kb_build.page.frontmatter import dump
from kb_build.page.keys import BASE, CONFLICTS, SOURCE

Mark = tuple[str, ...]  # fingerprints: of each line where lines are edited singly, else just one
# A piece of the base of a merge: a key's name, or for others which pieces are in conflict there.
Known = tuple[str, Mark]

OWN = (BASE, CONFLICTS, SOURCE)  # keys that are left out when versions are compared
# 48 bits: only pieces of one page are compared, so that two that differ are never taken for one.
SIZE = 6
URLSAFE = bytes.maketrans(b"+/", b"-_")  # RFC 4648, section 5

LINES = 1 << 14  # whose fingerprints are remembered: half of all lines stand on several pages

BLANK = re.compile(r"^[ \t]*$", re.MULTILINE)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
WHOLE = re.compile(r" {0,3}(?:```|~~~|<)")  # code and HTML: their lines mean nothing by themselves
KEY = re.compile(r"^[^\s#-][^\n]*?:", re.MULTILINE)  # where a key begins in YAML as we write it
BULLET = re.compile(r"^([ \t]*)[*+](?=[ \t])")
BLANKS = re.compile(r"(?<=\S)[ \t]{2,}")
RULE = re.compile(r"-{4,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A key with its value, a block, or a line."""

    text: str  # as it stands in the file, without the line end
    mark: Mark
    name: str = ""  # of a key
    lines: tuple[str, ...] = ()  # one for each fingerprint; empty where it is taken as a whole


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole page in pieces."""

    front: tuple[Piece, ...]  # keys, and comments that a person wrote between them
    body: tuple[Piece, ...]
    own: dict[str, object] = field(default_factory=dict)  # values of our own keys, as found


def cut(text: str, file: str) -> Cut:
    """Cuts a page from disk. Raises InputError, naming `file`, where its head cannot be read."""
    page = frontmatter.parse(text, file)
    own = {key: value for key, value in page.values.items() if key in OWN}
    # The head's lines but for the last fence: `page.lines` counts from 1 with the first fence.
    head = text.removesuffix(page.body).rstrip("\n").split("\n")[:-1]
    return Cut(tuple(_keys(page, head)), tuple(map(block, blocks(page.body))), own)


def cut_generated(head: str, parts: Iterable[str]) -> Cut:
    """Cuts a page as `render` made it: its head as our own YAML, and its blocks."""
    starts = [match.start() for match in KEY.finditer(head)]
    keys = (head[start:end].rstrip("\n") for start, end in pairwise([*starts, len(head)]))
    front = tuple(_key(text.partition(":")[0], text, text) for text in keys)
    return Cut(front, tuple(block(one) for part in parts for one in blocks(part)))


def blocks(body: str) -> list[str]:
    """A page's body split at blank lines; fenced code is one block with its blank lines."""
    if not BLANK.search(body):  # as nearly all that are rendered
        return [body]
    found: list[list[str]] = [[]]
    fence = ""
    for line in body.split("\n"):
        opening = FENCE.match(line)
        if not fence and not line.strip(" \t"):
            found.append([])
            continue
        if fence:
            closing = line.strip(" \t")
            fence = "" if closing.startswith(fence) and not closing.strip(fence[0]) else fence
        elif opening:
            fence = opening[1]
        found[-1].append(line)
    return ["\n".join(lines) for lines in found if lines]


def block(text: str) -> Piece:
    """A block as a piece."""
    lines = text.split("\n")
    if WHOLE.match(text):
        return Piece(text, (fingerprint("\n".join(line.rstrip() for line in lines)),))
    return Piece(text, tuple(map(_fingerprint, lines)), "", tuple(lines))


def line(text: str, mark: str) -> Piece:
    """A line of a block, whose fingerprint is known."""
    return Piece(text, (mark,))


def told(sign: str, text: str, most: int) -> str:
    """A line that tells of a piece in a page's head: a sign, and the words up to `most` letters."""
    words = " ".join(text.split())
    return f"{sign} {words if len(words) <= most else f'{words[:most]}…'}"


def fingerprint(text: str) -> str:
    """Eight characters of [A-Za-z0-9_-] that stand for a text."""
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()
    return b2a_base64(data, newline=False).translate(URLSAFE).decode("ascii")


@lru_cache(LINES)
def _fingerprint(line: str) -> str:
    return fingerprint(_plain(line))


def _plain(line: str) -> str:
    """A line without what editors change by themselves."""
    line = line.rstrip()
    bare = line.lstrip()
    if bare.startswith("|"):
        row = "|".join([cell.strip(" \t") for cell in bare.split("|")])
        return RULE.sub("---", row)
    if bare.startswith(("*", "+")):
        line = BULLET.sub(r"\1-", line)
    return BLANKS.sub(" ", line) if "  " in line or "\t" in line else line


def key_mark(name: str, value: object) -> str:
    """The fingerprint of a key that has one value."""
    return fingerprint(dump({name: value}).rstrip("\n"))


def _keys(page: frontmatter.FrontMatter, head: Sequence[str]) -> Iterator[Piece]:
    """The keys of a head from disk; `head` has its lines, the opening fence among them."""
    names = {at: name for name, at in page.lines.items()}
    if not page.lined:  # `{id: a, title: b}`
        yield from _rewritten(page, head)
        return
    starts = [*sorted(names), len(head) + 1]
    yield from _comments(head[1 : starts[0] - 1])
    for start, end in pairwise(starts):
        lines = head[start - 1 : end - 1]
        size = frontmatter.own_lines(lines)
        name = names[start]
        if name not in OWN:
            plain = dump({name: page.values[name]}).rstrip("\n")
            yield _key(name, "\n".join(lines[:size]), plain)
        yield from _comments(lines[size:])


def _rewritten(page: frontmatter.FrontMatter, head: Sequence[str]) -> Iterator[Piece]:
    for name, value in page.values.items():
        if name not in OWN:
            text = dump({name: value}).rstrip("\n")
            yield _key(name, text, text)
    yield from _comments([f"# {line.partition('#')[2]}" for line in head if "#" in line])


def _comments(lines: Iterable[str]) -> Iterator[Piece]:
    return (Piece(line, (fingerprint(line),)) for line in lines if line.strip())


def _key(name: str, text: str, plain: str) -> Piece:
    """A key as it stands in the file (`text`); `plain` is the same in our own YAML."""
    if text.count("#") > plain.count("#"):  # a comment: what a person wrote there is an edit
        return Piece(text, (fingerprint(text),), name)
    lines = plain.split("\n")
    if len(lines) > 1 and all(item.startswith("- ") for item in lines[1:]):
        return Piece(text, tuple(map(fingerprint, lines)), name, tuple(lines))
    return Piece(text, (fingerprint(plain),), name)
