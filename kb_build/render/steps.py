"""Pages that are made together are a step; one that read nothing new is not run again.

Its pages are there all the same, as lazy ones: made when somebody asks for their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kb_build.model import LazyPage, Page
from kb_build.page.addresses import slug
from kb_build.render.site import Site
from kb_build.reuse import keyed
from kb_build.reuse.keyed import Kept
from kb_build.reuse.store import key_of
from kb_build.reuse.tracing import Made
from kb_build.running.engine import Engine

Make = Callable[[Site, str], Iterable[Page]]
Known = Made[tuple[tuple[str, str], ...]]  # path and id of each page of a step
Steps = Kept[Known]

# Seconds that a step takes, about: a list has many things, the page of an entry just one. A new
# report touches few entries, but the lists of all topics and units that it tells of.
ENTRY, LIST = 0.0003, 0.008


class Memory(keyed.Memory):
    """What the language decides too."""

    def __init__(self, folder: Path | None = None, program: str = "") -> None:
        super().__init__(folder, program)
        self.pages = self.step("pages", Known)
        # Gives the slug of a name: to read one takes as long as to see that its page is unchanged.
        self.spell = partial(_spelled, self.step("slugs", str))


def _spelled(kept: Kept[str], name: str) -> str:
    return kept.made(key_of(name), partial(slug, name))


@dataclass(frozen=True, slots=True)
class Step:
    """Pages that are made together."""

    site: Site
    make: Make
    item: str  # what they are made for: an id or another word
    seconds: float = LIST  # that it takes

    @property
    def key(self) -> str:
        """Names the step in the memory."""
        return key_of(f"{self.make.__module__}.{self.make.__name__}\n{self.item}")

    def made(self) -> tuple[Known, list[Page]]:
        """Makes the pages; gives them with what is kept of them."""
        pages: list[Page] = []

        def told() -> tuple[tuple[str, str], ...]:
            pages.extend(self.make(self.site, self.item))
            return tuple((page.path, page.id) for page in pages)

        return self.site.tables.made(told), pages

    def pages(self, known: Known, at_hand: list[Page]) -> Iterator[LazyPage]:
        """The pages, lazily; those not in `at_hand` are made when asked for."""
        version = f"{known.version} {self.site.language}"
        for number, (path, id) in enumerate(known.result):
            yield LazyPage(path, id, version, partial(self._page, at_hand, number))

    def _page(self, at_hand: list[Page], number: int) -> Page:
        if not at_hand:
            at_hand.extend(self.make(self.site, self.item))
        return at_hand[number]


def lazy_pages(steps: Sequence[Step], kept: Steps, engine: Engine) -> Iterator[LazyPage]:
    """The pages of all steps; steps whose input has changed run now, the others on demand."""
    keys = [step.key for step in steps]
    known = [
        step.site.tables.as_it_was(kept.found(key)) for step, key in zip(steps, keys, strict=True)
    ]
    missing = [step for step, before in zip(steps, known, strict=True) if not before]
    seconds = sum(step.seconds for step in missing) / max(1, len(missing))
    made = iter(engine.spread(Step.made, missing, seconds))
    for step, key, before in zip(steps, keys, known, strict=True):
        now, pages = (before, []) if before else next(made)
        yield from step.pages(kept.keep(key, now), pages)
