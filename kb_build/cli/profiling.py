"""Measures where the time of a run goes, for a standard viewer (`kb build --profile FILE`).

The file is in the format of https://www.speedscope.app, whose viewer runs offline as well; what
takes the samples is pyinstrument, which slows the run by a few per cent only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb_build.errors import InputError
from kb_build.files import atomic


@contextmanager
def to(file: Path | None) -> Iterator[None]:
    """Samples this process within the block, and writes the file also where the block fails.

    Does nothing for None. Raises InputError where pyinstrument is not installed, and where the file
    cannot be written.
    """
    if file is None:
        yield
        return
    try:
        from pyinstrument import Profiler
        from pyinstrument.renderers import SpeedscopeRenderer
    except ImportError as error:
        raise InputError("profile-missing") from error
    profiler = Profiler()
    try:
        with profiler:
            yield
    finally:
        atomic.deliver(file, profiler.output(SpeedscopeRenderer()).encode())
