"""Remembers what earlier checks found on each page by itself, and in each report."""

from __future__ import annotations

from pathlib import Path

from kb_build.check.personal import Hit, hits
from kb_build.files.signature import UNSEEN, Signed
from kb_build.model import Notice, Value
from kb_build.reuse import keyed


class Brief(Value, frozen=True):
    """What checks of other pages need to know of a page."""

    id: str
    title: str
    owner: str
    anchors: frozenset[str]  # what a link may name behind `#`
    things: tuple[str, ...]  # kind and joining key of what it is about, see `PageFile.things`
    draft: bool = False


class Checked(Value, frozen=True):
    """The outcome of checking a page by itself."""

    brief: Brief
    notices: tuple[Notice, ...]  # right as long as all that was supposed is
    supposed: tuple[bytes, ...]  # questions about other pages, see `docs.packed`
    quoted: tuple[bytes, ...]  # questions about places in reports; empty once they were tested


class Memory(keyed.Memory):
    """Results that limits and word lists decide too."""

    def __init__(
        self, folder: Path | None = None, program: str = "", signed: Signed = UNSEEN
    ) -> None:
        super().__init__(folder, program)
        self.signed = signed
        self.pages = self.step("pages", Checked)  # by path and state of the file
        self.personal = self.step("personal", tuple[Hit, ...])  # by text of the report

    def of_text(self, text: str) -> tuple[Hit, ...]:
        """The places in a report's text that look like a person's data."""
        return self.personal.made(keyed.digest(text), lambda: tuple(hits(text)))
