"""The result of a reader, as far as formats differ."""

from __future__ import annotations

from typing import NamedTuple

from kb_build.model import Mark, Notice

# Characters: eight times the longest report seen. What is said in more takes minutes to link and
# check, and does not fit a page.
MAX_TEXT = 1_000_000


class Reading(NamedTuple):
    """A file's text and what its format says about it."""

    text: str  # newlines are \n
    encoding: str  # "utf-8", "gb18030" …; "docx", "pdf" where the format rules
    marks: tuple[Mark, ...]  # in order of start
    warnings: tuple[Notice, ...]
