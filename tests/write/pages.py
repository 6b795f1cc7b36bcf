"""Invented pages for the tests of writing."""

from kb_build.model import Outcome, Page
from kb_build.write.page_text import digest, stamped, to_text


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
