"""A page on which hand edits and the reports conflict waits for somebody to decide."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.model import Notice
from kb_build.page.keys import CONFLICTS


def check(page: PageFile, _: Docs) -> Iterator[Notice]:
    """A warning where the head has generated text that was not taken over."""
    if page.front.values.get(CONFLICTS):
        yield page.notice("check-undecided", page.front.lines[CONFLICTS], "warning", path=page.path)
