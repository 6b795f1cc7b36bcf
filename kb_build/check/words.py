"""Compares a page's words with a report's: without escapes of Markdown, blanks and noise."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from functools import cached_property

from kb_build.model import Report, Span, report_id, without
from kb_build.page.escape import UNSAFE
from kb_build.reuse.keyed import digest

# What Python-Markdown takes a backslash away from (its ESCAPED_CHARS, and `|` of its tables), and
# the entities that a browser reads. All are undone in one pass, so that nothing is undone twice.
ESCAPED = re.compile(
    r"\\([\\`*_{}\[\]()>#+\-.!|])|&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
LAST = 0x10FFFF


def unescape(markdown: str) -> str:
    """The text that escaped Markdown shows."""
    plain = "\\" not in markdown and "&" not in markdown
    return markdown if plain else ESCAPED.sub(_character, markdown)


def _character(match: re.Match[str]) -> str:
    sign, entity = match.groups()
    if sign:
        return str(sign)
    if not entity.startswith("#"):
        return html.unescape(match.group())
    # Not html.unescape: it drops control characters.
    code = int(entity[2:], 16) if entity[1] in "xX" else int(entity[1:])
    return chr(code) if code <= LAST else match.group()


def letters(text: str) -> str:
    """A text without blanks, the only characters in which page and report may differ."""
    found = "".join(text.split())  # no blank is unsafe, and nothing unsafe can be printed
    return found if found.isprintable() else UNSAFE.sub("\ufffd", found)  # as pages show it


def mark(text: str) -> str:
    """A hash of a text: 32 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Sources:
    """The words of all reports, by report id and span."""

    def __init__(self, reports: Mapping[str, Report]):
        self._reports = reports
        self._noise: dict[str, tuple[Span, ...]] = {}
        self._marks: dict[str, str] = {}

    def knows(self, report: str) -> bool:
        """Whether the report is there."""
        return report in self._reports or report in self._by_text

    @cached_property
    def _by_text(self) -> Mapping[str, Report]:
        """The reports by the ids that their texts have: their pages and `kb extract` use these."""
        return {report_id(one.text): one for one in self._reports.values()}

    def _report(self, report: str) -> Report:
        return self._reports.get(report) or self._by_text[report]

    def says(self, report: str, span: Span, shown: str) -> bool:
        """Whether the characters at a place of a report have this `mark`."""
        return self.knows(report) and mark(self.letters(report, span)) == shown

    def mark(self, report: str) -> str:
        """A hash of a report's text and noise; empty where there is no such report."""
        if report not in self._marks and self.knows(report):
            known = self._report(report)
            self._marks[report] = digest((known.text, known.noise()))
        return self._marks.get(report, "")

    def letters(self, report: str, span: Span) -> str:
        """The characters of a report at a place, without its noise."""
        if report not in self._noise:
            self._noise[report] = self._report(report).noise()
        return letters(without(self._noise[report], span, self._report(report).text))
