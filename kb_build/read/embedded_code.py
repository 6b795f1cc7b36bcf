"""Marks program text in which a report stands: in a file of mostly code, only its Chinese prose.

Web pages saved as text, and exports from databases, have a report in a string among such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Mark, Span
from kb_build.read.hanzi import HANZI, count
from kb_build.read.marking import lines, noise

# A line of code ends with its punctuation or begins with a keyword or comment sign.
_CODE = re.compile(
    r"[;{}\]]\s*$|^\s*(?:[{}\])@*]|//|/\*|(?:import|package|public|private|return|def|class|function"
    r"|var|let|const|if|else|for|while|try|catch|using|namespace)\b|#(?:include|define)\b)"
)
MIN_LINES = 20  # fewer lines are no program
MIN_CODE = 0.6  # share of code lines among those that are not blank; reports have none
MIN_HANZI = 12  # shorter strings are field values and remarks
MIN_SHARE = 0.5  # of Hanzi among the characters of a string that is prose


def code(view: str) -> Iterator[Mark]:
    """In a file of mostly code, marks all but prose as noise, and prose that is repeated."""
    if not _is_code(view):
        return
    seen: set[str] = set()
    end = 0
    for span in _prose(view):
        words = "".join(HANZI.findall(span.of(view)))
        yield noise(end, span.start, "code-block")
        if words in seen:
            yield noise(span.start, span.end, "code-repeated-block")
        seen.add(words)
        end = span.end
    yield noise(end, len(view), "code-block")


def _is_code(view: str) -> bool:
    """Whether most lines are code, and there are enough of them to tell."""
    written = [line for span in lines(view) if (line := span.of(view)).strip()]
    if len(written) < MIN_LINES:
        return False
    coded = sum(
        1 for line in written if len(line) < 500 and _CODE.search(line) and not _chinese(line)
    )
    return coded >= MIN_CODE * len(written)


def _prose(view: str) -> Iterator[Span]:
    """Lines of prose: all lines of a quoted string that is prose, else single lines that are."""
    for string in _between_quotes(view):
        whole = _chinese(string.of(view))
        for line in lines(string.of(view)):
            span = Span(string.start + line.start, string.start + line.end)
            if span.of(view).strip() if whole else _chinese(span.of(view)):
                yield span


def _between_quotes(view: str) -> Iterator[Span]:
    """What stands between neighbouring double quotation marks, within strings and around them."""
    start = 0
    for match in re.finditer('"', view):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(view))


def _chinese(words: str) -> bool:
    hanzi = count(HANZI, words)
    return hanzi >= MIN_HANZI and hanzi >= MIN_SHARE * len("".join(words.split()))
