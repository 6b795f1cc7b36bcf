"""Warns of personal data and secrets before they are published, with place and masked middle.

What is found in a report is reported once, at the report, and not for each page made of it: mending
the report mends the pages. `lexicon/public.yml` lists what may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, filterfalse

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.check.personal import Hit, hits, masked, same
from kb_build.check.words import unescape
from kb_build.config import Limits
from kb_build.model import Notice, Report, Severity

SECRECY = "secrecy"


def of_report(report: Report, found: Iterable[Hit], limits: Limits) -> Iterator[Notice]:
    """A notice for each hit in a report's text, also in its noise, which its page shows."""
    severity = limits.sensitive
    if severity == "off" or report.source in limits.public:
        return
    known = {same(word) for word in limits.public}
    for hit in found:
        if same(hit.words) not in known:
            line = report.text.count("\n", 0, hit.start) + 1
            yield _notice(hit, report.source, line, severity)


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """A notice for each hit on a page that is in no report and not declared public."""
    severity = docs.limits.sensitive
    if severity == "off" or page.path in docs.limits.public:
        return

    def told(hit: Hit) -> bool:
        return docs.ask("told", same(hit.words))

    for line, hit in chain(_in_head(page, told), _in_body(page, told)):
        yield _notice(hit, page.name, line, severity)


def _in_head(page: PageFile, told: Callable[[Hit], bool]) -> Iterator[tuple[int, Hit]]:
    said = {key: _words(value) for key, value in page.front.values.items()}
    if any(hits("\n".join(said.values()))):
        for key, words in said.items():
            yield from ((page.front.lines[key], hit) for hit in filterfalse(told, hits(words)))


def _words(value: object) -> str:
    """A value of the head, an item a line."""
    words = value if isinstance(value, list) else [value]
    return "\n".join(word for word in words if isinstance(word, str))


def _in_body(page: PageFile, told: Callable[[Hit], bool]) -> Iterator[tuple[int, Hit]]:
    text = unescape(page.front.body)  # no escape has a line end, so that the lines stay
    for hit in filterfalse(told, hits(text)):
        yield page.front.body_line + text.count("\n", 0, hit.start), hit


def _notice(hit: Hit, file: str, line: int, severity: Severity) -> Notice:
    words = hit.words.strip(" \t\u3000>#*|") if hit.kind == SECRECY else masked(hit.words)
    return Notice(f"check-sensitive-{hit.kind}", file, line, severity, (("words", words),))
