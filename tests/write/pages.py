"""Invented pages for the tests of writing, which are made already when they are written."""

from collections.abc import Callable, Iterable
from pathlib import Path

from kb_build import write as stage
from kb_build.model import Entry, LazyPage, Outcome, Page
from kb_build.write import Difference, Options, Snapshot
from kb_build.write.page_text import digest, stamped, to_text
from kb_build.write.step import PLAIN


def page(path: str, *blocks: str, id: str = "") -> Page:
    """A page whose id is made of its path unless one is given."""
    front = (("id", id or path.removesuffix(".md").replace("/", "-")), ("title", "一页"))
    return Page(path, front, blocks or ("正文。",))


def whole(page: Page) -> str:
    """A page's file as it is generated, with its stamp."""
    text = to_text(page)
    return stamped(text, digest(text.encode()))


def actions(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    """What was done, by path."""
    return {outcome.path: outcome.action for outcome in outcomes}


def lazy(pages: Iterable[Page]) -> list[LazyPage]:
    return [LazyPage.of(page) for page in pages]


def write(
    pages: Iterable[Page],
    docs: Path,
    options: Options = PLAIN,
    before: Snapshot | None = None,
    entries: Callable[[], Iterable[Entry]] = tuple,
) -> tuple[Outcome, ...]:
    return stage.write(lazy(pages), before or Snapshot.of(docs), options, entries)


def plan(pages: Iterable[Page], docs: Path, options: Options = PLAIN) -> tuple[Difference, ...]:
    return stage.plan(lazy(pages), Snapshot.of(docs), options)


def rebase(pages: Callable[[], Iterable[Page]], docs: Path) -> tuple[Outcome, ...]:
    return stage.rebase(lambda: lazy(pages()), docs)
