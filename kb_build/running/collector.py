"""Rests Python's collector of cycles while many small facts are made.

Facts are frozen and refer only to what was made before them, so that they never form a cycle:
counting references frees them. The collector walks over all of them again and again without ever
finding any, which takes an eighth of the time that understanding a report takes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """The collector rests within; afterwards it is as before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
