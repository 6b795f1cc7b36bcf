"""A report's full text as Markdown: an anchor for each heading and passage, noise set apart.

Of noise only words are shown, since a reader may want to know them; program text is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kb_build.model import Facts, Node, Passage, Span
from kb_build.page.escape import attribute, escape
from kb_build.render.quotes import cut
from kb_build.render.site import Site

NOISE = 80  # code points shown of a place that is no part of the text

TAG = re.compile(r"<[^<>]*>?")  # in a web page's menu, which is noise as a whole

Part = Node | Passage


def paragraphs(site: Site, facts: Facts) -> Iterator[str]:
    """A Markdown paragraph for each of the text; of a passage in several, the first has its id."""
    parts: list[Part] = sorted((*facts.outline.nodes, *facts.passages), key=lambda p: p.span)
    opened: set[str] = set()
    for place in facts.outline.paragraphs:
        pieces = (_piece(site, facts, part, span, opened) for part, span in _cut(place, parts))
        if block := "".join(pieces).strip():
            yield block


def _cut(place: Span, parts: Sequence[Part]) -> Iterator[tuple[Part | None, Span]]:
    """The pieces of a paragraph in order, each with the heading or passage that it belongs to."""
    at = place.start
    first = bisect_right(parts, at, key=lambda part: part.span.start) - 1
    for part in parts[max(first, 0) :]:
        if part.span.start >= place.end:
            break
        start, end = max(part.span.start, at), min(part.span.end, place.end)
        if start >= end:
            continue
        if at < start:
            yield None, Span(at, start)
        yield part, Span(start, end)
        at = end
    if at < place.end:
        yield None, Span(at, place.end)


def _piece(site: Site, facts: Facts, part: Part | None, span: Span, opened: set[str]) -> str:
    words = _words(site, facts, span)
    if part is None or not words.strip():
        return words
    anchor = "" if part.id in opened else f'id="{part.id}" '
    opened.add(part.id)
    place = f'data-span="{span.start}-{span.end}"'
    return f"<span {anchor}{_look(site, part)} {place}>{words}</span>"


def _look(site: Site, part: Part) -> str:
    if isinstance(part, Node):
        return f'class="kb-heading kb-depth-{part.depth}"'
    role = attribute(site.say(f"role.{part.role}"))
    look = "context" if part.role == "heading" else part.role  # the title: no label in front
    return f'class="kb-passage kb-{look}" title="{role}"'


def _words(site: Site, facts: Facts, span: Span) -> str:
    text = facts.report.text
    pieces = cut(span, site.noise[facts.report.id])
    return "".join(_noise(site, facts, s) if noise else _plain(s.of(text)) for s, noise in pieces)


def _noise(site: Site, facts: Facts, span: Span) -> str:
    pieces = cut(span, site.code[facts.report.id])
    words = "".join(s.of(facts.report.text) for s, code in pieces if not code)
    text = TAG.sub("", words)
    shown = escape(text if len(text) <= NOISE else f"{text[:NOISE]}…").strip()
    return f'<span class="kb-noise">{shown}</span>' if shown else " " * bool(words)


def _plain(text: str) -> str:
    """Escaped words; a blank that parts them from their neighbours stays one."""
    if not text.strip():
        return " " * bool(text)
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    return f"{before}{escape(text)}{after}"
