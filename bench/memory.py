"""Measures the memory of a process and all that it started, while they run.

Counted by proportional set size (PSS): of a page that n processes share each has one n-th, so that
sums are right (https://docs.kernel.org/filesystems/proc.html, `smaps_rollup`). Where a system does
not tell it, resident sizes (RSS) are added up, which count what is shared once a process; where it
tells neither, the sum is 0. The reason is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")
PERIOD = 0.2  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Held:
    """The memory of some processes at one time, in bytes."""

    pss: int
    rss: int
    largest: int  # the most that one of them ever held, by RSS
    why: str = ""  # the PSS is not known; empty where it is


@dataclass(frozen=True, slots=True)
class Peak:
    """The most that was held at any one time."""

    bytes: int
    largest: int  # the most that a single process held, by RSS
    by: str  # of `bytes`: "PSS" or "RSS"
    why: str = ""  # it is not by PSS


@contextmanager
def watched(session: int) -> Iterator[list[Held]]:
    """Looks at all processes of a session (the number of the process that began it) meanwhile."""
    looks: list[Held] = []
    end = Event()

    def look() -> None:
        while True:
            looks.append(held(session))
            if end.wait(PERIOD):
                break

    thread = Thread(target=look, name="memory", daemon=True)
    thread.start()
    try:
        yield looks
    finally:
        end.set()
        thread.join()


def peak(looks: list[Held]) -> Peak:
    """The peak over all looks: by PSS if every look has it, else by RSS."""
    largest = max(look.largest for look in looks)
    why = next((look.why for look in looks if look.why), "")
    if why:
        return Peak(max(look.rss for look in looks), largest, "RSS", why)
    return Peak(max(look.pss for look in looks), largest, "PSS")


def held(session: int, proc: Path = PROC) -> Held:
    """The memory of a session's processes now; one that ends meanwhile counts as nothing."""
    if not proc.is_dir():
        return Held(0, 0, 0, f"there is no {proc}")
    pss, rss, largest, why = 0, 0, 0, ""
    for process in _members(session, proc):
        try:
            status = process / "status"
            rss += _told(status, "VmRSS")
            largest = max(largest, _told(status, "VmHWM"))
            pss += _told(process / "smaps_rollup", "Pss")
        except ProcessLookupError:
            continue
        except OSError as error:
            if status.exists():
                why = why or f"{error}"
    return Held(pss, rss, largest, why)


def _members(session: int, proc: Path) -> Iterator[Path]:
    for process in proc.glob("[0-9]*"):
        try:  # the name in brackets may have any sign; state, parent, group and session follow
            found = int((process / "stat").read_text().rpartition(")")[2].split()[3])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if found == session:
            yield process


def _told(file: Path, name: str) -> int:
    """The bytes of a line such as `VmRSS:  120 kB`; 0 where there is none, as of what has ended."""
    lines = map(str.split, file.read_text().splitlines())
    return 1024 * next((int(line[1]) for line in lines if line[:1] == [f"{name}:"]), 0)
