"""How far long work has come, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]  # called with the number done, and of all


def no_progress(done: int, of: int) -> None:
    """For those who do not wait."""
