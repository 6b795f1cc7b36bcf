"""A page's text without its code and escapes: what a parser would look at when it seeks markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

# Two characters of which the second loses its meaning (markdown's ESCAPED_CHARS, `|` of tables).
ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!|]")
# An opening fence (markdown.extensions.fenced_code). After a line that begins like one and is none
# nothing is blanked: where the code is, is then not certain.
FENCE = re.compile(r"(`{3,}+|~{3,}+)[ \t]*+\.?+[\w#.+-]*+[ \t]*+")
TICKS = re.compile(r"`+")
PARAGRAPH = re.compile(r"(\n[ \t]*\n)")


def without_fences(body: str) -> str:
    """The text with fenced code blanked; each line stays where it is."""
    # The two are Python-Markdown's own marks, which it deletes before all else.
    body = body.replace("\x02", "").replace("\x03", "")
    if "```" not in body and "~~~" not in body:
        return body
    lines = body.split("\n")
    fences: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            fences[line.rstrip(" \t")].append(number)
    at = 0
    for number in sorted(number for numbers in fences.values() for number in numbers):
        opening = FENCE.fullmatch(lines[number])
        if number >= at and not opening:
            break
        closing = fences.get(opening[1], []) if opening and number >= at else []
        later = bisect_right(closing, number)
        if later < len(closing):
            at = closing[later] + 1
            lines[number:at] = [""] * (at - number)
    return "\n".join(lines)


def without_escapes(text: str) -> str:
    """The text with a private-use character for each that is escaped; offsets stay."""
    return ESCAPE.sub("\ue000\ue000", text)


def without_code(text: str) -> str:
    """The text with code in backticks blanked; offsets stay. Nothing dangerous may rest on it."""
    return "".join(map(_without_code, PARAGRAPH.split(text))) if "`" in text else text


def _without_code(paragraph: str) -> str:
    runs = list(TICKS.finditer(paragraph))
    last = {run.group(): number for number, run in enumerate(runs)}
    pieces, at, number = [], 0, 0
    while number < len(runs):
        ticks = runs[number].group()
        later = range(number + 1, last[ticks] + 1)
        closing = next((n for n in later if runs[n].group() == ticks), number)
        if closing > number:
            start, end = runs[number].end(), runs[closing].start()
            pieces += [paragraph[at:start], " " * (end - start)]
            at = end
        number = closing + 1
    return "".join(pieces) + paragraph[at:]
