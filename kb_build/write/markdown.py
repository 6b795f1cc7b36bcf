"""A page as text, and what counts when two texts are compared: editors change the rest unasked."""

from __future__ import annotations

import hashlib

import yaml

from kb_build.model import Page

BOM = b"\xef\xbb\xbf"
# PyYAML breaks long lines at this column: a diff shows the value that changed, not a paragraph.
WIDTH = 1 << 30


def to_text(page: Page) -> str:
    """The Markdown file of a page: front matter, then its blocks, a blank line between two."""
    head = f"---\n{_yaml(page)}---\n\n" if page.front else ""
    return head + "\n\n".join(page.blocks) + "\n"


def _yaml(page: Page) -> str:
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in page.front}
    text: str = yaml.dump(
        values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    return text


def digest(data: bytes) -> str:
    """The SHA-256 of a page's bytes in their normal form, in hexadecimal digits."""
    return hashlib.sha256(normal(data)).hexdigest()


def normal(data: bytes) -> bytes:
    r"""The bytes without what is no edit: BOM, `\r`, spaces at line ends, final blank lines."""
    lines = data.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return b"\n".join(line.rstrip(b" \t") for line in lines).rstrip(b"\n") + b"\n"
