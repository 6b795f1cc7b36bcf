"""What `kb merge`, `restore` and `rebase` begin with: the settings, and all pages as generated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from kb_build import pipeline
from kb_build.cli.console import Console
from kb_build.cli.options import with_settings
from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.model import LazyPage
from kb_build.run import Run


@dataclass(frozen=True, slots=True)
class Generated:
    """A knowledge base, and its pages as they would be generated now; nothing is written yet."""

    settings: Config
    console: Console
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
        console = Console(quiet=quiet)
        pages = cache(lambda: pipeline.all_pages(Run(settings, console)).pages)
        return command(Generated(settings, console, pages), **own)

    return run
