"""What tests of the search page ask it, and what they read on it."""

from collections.abc import Callable

from playwright.sync_api import Page

Search = Callable[..., list[str]]


def titles(page: Page) -> list[str]:
    return page.locator(".kb-hit__title").all_inner_texts()


def labels(page: Page) -> list[str]:
    return page.locator(".kb-hit__labels").all_inner_texts()


def facet(page: Page, name: str) -> list[str]:
    """What can be chosen under a facet's heading, each with its count."""
    section = page.locator(".kb-facet", has=page.get_by_role("heading", name=name, exact=True))
    return [" ".join(text.split()) for text in section.locator("a").all_inner_texts()]
