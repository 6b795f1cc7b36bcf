"""How far long work has come is told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], None]  # called with the number done, and of all


def untold(done: int, of: int) -> None:
    """Tells nobody."""
