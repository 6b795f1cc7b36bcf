"""Who does the work of a run: processes of this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.model import Progress, no_progress
from kb_build.running import dask, workers
from kb_build.running.workers import Item, Result

# Seconds of work from which on it pays to send a cluster all data that the work needs.
WORTH = 3.0


@dataclass(frozen=True, slots=True)
class Engine:
    """This machine, or the workers of a scheduler. Where work runs changes no result."""

    progress: Progress = field(default=no_progress, kw_only=True)  # hears how far the work is
    scheduler: str = ""  # its address; empty: this machine
    version: Callable[[], str] = str  # of the program, which must be the same on all machines
    shared: Path = Path()  # a file or folder of the work, which all machines must find

    def helping(
        self, seconds: float, parts: int
    ) -> AbstractContextManager[Executor] | AbstractContextManager[None]:
        """An executor for so many parts of so many seconds in all; None where none pays.

        What it runs is sent to it with its arguments. Raises InputError as `workers.local` and
        `dask.cluster` do.
        """
        if self.scheduler and parts:
            return dask.cluster(self.scheduler, self.version, self.shared)
        return workers.helping(seconds, parts)

    def spread(
        self,
        work: Callable[[Item], Result],
        items: Sequence[Item],
        seconds: float,
    ) -> list[Result]:
        """What `work` makes of each item, in order; `seconds` is what it takes for one.

        Other processes inherit or are sent all data that `work` and items refer to; any other
        effect of `work` than its result is lost. Raises InputError as `helping`.
        """
        if self.scheduler and seconds * len(items) >= WORTH:
            given = self.version, self.shared, work, items, self.progress
            return dask.spread(self.scheduler, *given)
        return workers.spread(work, items, seconds, self.progress)


HERE = Engine()  # this machine alone
