"""A report's full text as Markdown: an anchor for each heading and passage, noise set apart.

Of noise only words are shown, since a reader may want to know them; program text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Facts, Node, Part, Span, pieces, without
from kb_build.page.escape import attribute, escape
from kb_build.render.site import Site

NOISE = 80  # code points shown of a place that is no part of the text

TAG = re.compile(r"<[^<>]*>?")  # in a web page's menu, which is noise as a whole


def paragraphs(site: Site, facts: Facts) -> Iterator[str]:
    """A Markdown paragraph for each of the text; of a passage in several, the first has its id."""
    parts = facts.parts
    opened: set[str] = set()
    for paragraph in facts.outline.paragraphs:
        cut = pieces(paragraph, parts)
        shown = (_piece(site, facts, part, span, opened) for part, span in cut)
        if block := "".join(shown).strip():
            yield block


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
    return "".join(
        _plain(piece.of(text)) if noise is None else _noise(site, facts, piece)
        for noise, piece in pieces(span, site.noise[facts.report.id])
    )


def _noise(site: Site, facts: Facts, span: Span) -> str:
    words = without(site.unprinted[facts.report.id], span, facts.report.text)
    text = TAG.sub("", words)
    shown = escape(text if len(text) <= NOISE else f"{text[:NOISE]}…").strip()
    return f'<span class="kb-noise">{shown}</span>' if shown else " " * bool(words)


def _plain(text: str) -> str:
    """Escaped words; a blank that parts them from their neighbours stays one."""
    if not text.strip():
        return " " * bool(text)
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    return f"{before}{escape(text)}{after}"
