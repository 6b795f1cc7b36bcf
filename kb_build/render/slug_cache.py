"""Remembers from build to build how names are spelled in addresses.

Reading a name as pinyin takes a tenth of a millisecond: as long as all else that is needed to know
that its page is as it was. One small file has the names of all entries.
"""

from __future__ import annotations

from kb_build.page.addresses import slug
from kb_build.reuse.store import Store, key_of


class SlugCache:
    """The slug of each name that is asked for."""

    def __init__(self, store: Store[dict[str, str]] | None = None, program: str = "") -> None:
        """`store` has what the last build kept; `program` stands for what decides a slug."""
        self._store = store
        self._key = key_of(program)
        self._before = (store and store.find(self._key)) or {}
        self._now: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """A name's slug, as `addresses.slug` gives it."""
        if name not in self._now:
            known = self._before.get(name)
            self._now[name] = slug(name) if known is None else known
        return self._now[name]

    def save(self) -> None:
        """Keeps what was asked for in this build, where it is not as it was."""
        if self._store and self._now != self._before:
            self._store.keep(self._key, self._now)
            self._store.sweep()
