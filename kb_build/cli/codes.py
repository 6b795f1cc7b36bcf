"""The exit codes of `kb`, as its help tells them."""

from __future__ import annotations

from collections.abc import Iterable

from kb_build.model import Notice

# Done. Done as far as possible, but reports were refused, pages are wrong (with `--strict` also
# where there are warnings, such as hand edits that somebody has to decide on), or nothing is there
# to export. Wrong usage or settings, nothing was done; or what the machine refuses (`refusals`).
# A bug of ours. Interrupted.
OK, FAULTS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def code(notices: Iterable[Notice]) -> int:
    """FAULTS where one of the notices is an error, else OK."""
    return FAULTS if any(notice.severity == "error" for notice in notices) else OK
