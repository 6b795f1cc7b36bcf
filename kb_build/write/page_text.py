"""The text of a page, and its hash, which leaves out what editors change by themselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from kb_build.model import Page
from kb_build.page.frontmatter import dump
from kb_build.page.keys import BASE

BOM = b"\xef\xbb\xbf"
# The key by which a page tells which generated text it was made from; see `stamped`.
STAMP = re.compile(rb"^%b: *'?([0-9a-f]{12})'?[ \t]*\r?\n" % BASE.encode(), re.MULTILINE)
STAMP_SIZE = 12  # of the 64 digits of the hash: enough to tell the versions of one page


def to_text(page: Page) -> str:
    """The Markdown file of a page: front matter, then its blocks, a blank line between two."""
    return joined(head(page), page.blocks)


def joined(head: str, blocks: Iterable[str]) -> str:
    """A page's text from its head as YAML (empty for none) and its blocks."""
    front = f"---\n{head}---\n\n" if head else ""
    return front + "\n\n".join(blocks) + "\n"


def head(page: Page) -> str:
    """The front matter of a page as YAML; empty where it has none."""
    return dump({k: list(value) if isinstance(value, tuple) else value for k, value in page.front})


def stamped(text: str, sha256: str) -> str:
    """A generated page's text with its own hash in the head; unchanged where it has no head."""
    end = text.find("\n---\n")
    if not text.startswith("---\n") or end < 0:
        return text
    return f"{text[: end + 1]}{BASE}: '{sha256[:STAMP_SIZE]}'\n{text[end + 1 :]}"


def stamp(data: bytes) -> str:
    """The hash of its base that a page names in its head (see `stamped`); empty for none."""
    found = STAMP.search(data, 0, _head_end(data))
    return found[1].decode("ascii") if found else ""


def digest(data: bytes) -> str:
    """The SHA-256 of a page's bytes in their normal form, in hexadecimal digits.

    The stamp does not count, so that a page can contain its own hash.
    """
    end = _head_end(data)
    return hashlib.sha256(normal(STAMP.sub(b"", data[:end], count=1) + data[end:])).hexdigest()


def normal(data: bytes) -> bytes:
    r"""The bytes without what is no edit: BOM, `\r`, spaces at line ends, final blank lines."""
    data = data.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b" \n" in data or b"\t\n" in data or data.endswith((b" ", b"\t")):
        data = b"\n".join(line.rstrip(b" \t") for line in data.split(b"\n"))
    return data.rstrip(b"\n") + b"\n"


def _head_end(data: bytes) -> int:
    """Where the head ends, roughly: at the second line of dashes; 0 where there is none."""
    return max(0, data.find(b"\n---", 3)) + 1 if data.lstrip(BOM).startswith(b"---") else 0
