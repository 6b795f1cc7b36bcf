"""The exit codes of `kb`, as its help tells them."""

from __future__ import annotations

from collections.abc import Iterable

from kb_build.model import Notice

OK = 0
# Done as far as possible, but reports were refused, pages are wrong, or nothing is there to export;
# with `--strict` also where there are warnings, such as hand edits that somebody has to decide on.
FAULTS = 1
USAGE = 2  # wrong usage or settings: nothing was done; or the machine refused (see `os_errors`)
BUG = 3  # a fault of the program
INTERRUPTED = 130


def code(notices: Iterable[Notice]) -> int:
    """FAULTS where one of the notices is an error, else OK."""
    return FAULTS if any(notice.severity == "error" for notice in notices) else OK
