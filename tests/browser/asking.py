"""What tests ask pages, and what they read on them."""

from collections.abc import Callable

from playwright.sync_api import Page

Search = Callable[..., list[str]]


# Two frames: one begins what fades or moves, one shows it. What never ends is not awaited.
STILL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  await frame();
  const moving = document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < Infinity);
  await Promise.all(moving.map((one) => one.finished.catch(() => 0)));
}"""


def still(page: Page) -> None:
    """Waits until colours have faded in and nothing moves."""
    page.evaluate(STILL)


def titles(page: Page) -> list[str]:
    return page.locator(".kb-hit__title").all_inner_texts()


def labels(page: Page) -> list[str]:
    return page.locator(".kb-hit__labels").all_inner_texts()


def facet(page: Page, name: str) -> list[str]:
    """What can be chosen under a facet's heading, each with its count."""
    section = page.locator(".kb-facet", has=page.get_by_role("heading", name=name, exact=True))
    return [" ".join(text.split()) for text in section.locator("a").all_inner_texts()]
