"""A draft is left out of the site: of generated pages only the page of an entry may be one.

The others are needed: quotations lead to the page of their report, and lists are made of all pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.model import LIST_KINDS, Notice
from kb_build.page.reviewing import REVIEW

NEEDED = ("report", "topic", *LIST_KINDS)  # kinds


def check(page: PageFile, _: Docs) -> Iterator[Notice]:
    """An error for a generated page that others need and that says it is a draft."""
    if page.draft and page.generated and page.front.values.get("kind") in NEEDED:
        yield page.notice("check-draft-needed", page.front.lines[REVIEW])
