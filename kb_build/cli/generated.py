"""What `kb merge`, `restore` and `rebase` begin with: the settings, and all pages as generated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from kb_build import pipeline
from kb_build.cli.console import Console
from kb_build.cli.options import with_settings
from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.lazy_pages import snapshot
from kb_build.model import LazyPage
from kb_build.run import Run

if TYPE_CHECKING:
    from kb_build.write import Snapshot


@dataclass(frozen=True, slots=True)
class Generated:
    """A knowledge base, and its pages as they would be generated now; nothing is written yet."""

    settings: Config
    console: Console
    before: Callable[[], Snapshot]  # docs/ as it stood when this was first called
    pages: Callable[[], Sequence[LazyPage]]  # made when first called


def with_generated(command: Callable[..., int]) -> Callable[..., int]:
    """Gives a command a `Generated` before its own arguments, and the options for that.

    Raises InputError where there is no folder of pages, whose name may be mistyped.
    """

    @with_settings("--reports", "--docs", "--config", "--quiet")
    @wraps(command)
    def run(settings: Config, quiet: bool, **own: Any) -> int:
        if not settings.docs.is_dir():
            raise InputError("check-docs", str(settings.docs))
        work = Run(settings, console := Console(quiet=quiet))
        before = cache(lambda: snapshot(work))
        pages = cache(lambda: pipeline.all_pages(work, before()).pages)
        return command(Generated(settings, console, before, pages), **own)

    return run
