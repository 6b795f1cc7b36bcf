"""The state of reviews over all pages: a page of its own, and counts on the quality page.

Both are made with the site and not written into docs/: a page there that changes with each review
would make every review a merge conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kb_build.messages import say
from kb_build.page.escape import escape
from kb_build.page.frontmatter import dump, values_of
from kb_build.page.markdown import Row, table
from kb_build.page.reviewing import DRAFT, EDITED, REVIEWED, STATES, Review, with_state

PATH, QUALITY = "review.md", "quality.md"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that somebody gave a state."""

    path: str  # below docs/
    title: str
    review: Review


def pages(docs: Path, stated: Iterable[str], *, drafts: bool) -> tuple[Page, ...]:
    """Those of the pages `stated` that have a state, in order of path; drafts only if wanted."""
    return tuple(page for page in _pages(docs, stated) if drafts or page.review.state != DRAFT)


def _pages(docs: Path, stated: Iterable[str]) -> Iterator[Page]:
    for path, _, data in with_state(docs, stated):
        front = values_of(data)
        yield Page(path, str(front.get("title") or path), Review.of(front))


def counted(found: Sequence[Page], lang: str) -> str:
    """A section for the quality page, as Markdown."""
    counts = Counter(page.review.state for page in found)
    rows = [(say(f"review.{state}", lang), str(counts[state])) for state in STATES if counts[state]]
    back = sum(bool(page.review.changed) for page in found)
    rows += [(say("review.back", lang), str(back))] if back else []
    headers = (say("review.state", lang), say("review.pages", lang))
    link = f"[{say('review.all', lang)}]({PATH})"
    return "\n\n".join((f"## {say('review.title', lang)}", table(headers, rows), link))


def listed(found: Sequence[Page], lang: str) -> str:
    """The page on reviews: those taken back and why, then all pages by their state."""
    head = dump({"id": "overview-review", "kind": "overview", "title": say("review.title", lang)})
    return "\n\n".join((f"---\n{head}---", *_parts(found, lang))) + "\n"


def _parts(found: Sequence[Page], lang: str) -> Iterator[str]:
    yield f"# {say('review.title', lang)}"
    yield say("review.lead", lang)
    back = [page for page in found if page.review.changed]
    rest = [page for page in found if not page.review.changed]
    by, day, why = (say(f"review.{key}", lang) for key in ("by", "day", "why"))
    name = say("review.page", lang)
    if back:
        yield f"## {say('review.back', lang)}"
        yield table((name, by, day, why), [(*_row(page), _why(page, lang)) for page in back])
    for state in STATES:
        some = [page for page in rest if page.review.state == state]
        if some:
            yield f"## {say(f'review.{state}', lang)}"
            columns = 3 if state == REVIEWED else 1
            yield table((name, by, day)[:columns], [_row(page)[:columns] for page in some])


def _row(page: Page) -> Row:
    link = f"[{escape(page.title)}]({quote(page.path)})"
    return link, escape(page.review.reviewer), escape(page.review.day)


def _why(page: Page, lang: str) -> str:
    return "<br>".join(escape(one) for one in reasons(page.review, lang))


def reasons(review: Review, lang: str) -> list[str]:
    """Why a review was taken back, in words; quotes of the page are not escaped."""
    signs = {"+": "review.new", "-": "review.gone"}
    return [
        say("review.edited", lang)
        if one == EDITED
        else say(signs.get(one[:1], "review.new"), lang, words=one[1:].strip())
        for one in review.changed
    ]
