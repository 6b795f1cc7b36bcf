"""The options that several commands share, written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kb_build.messages import say

F = TypeVar("F", bound=Callable[..., Any])


def common(*names: str) -> Callable[[F], F]:
    """The named ones among the options that several commands share, in this order."""
    table = {
        "--reports": click.option(
            "--reports", type=folder(), metavar="DIR", help=say("option.reports")
        ),
        "--docs": click.option("--docs", type=folder(), metavar="DIR", help=say("option.docs")),
        "--site": click.option("--site", type=folder(), metavar="DIR", help=say("option.site")),
        "--config": click.option(
            "--config",
            "config_file",
            type=file(),
            default=Path("mkdocs.yml"),
            show_default=True,
            help=say("option.config"),
        ),
        "--strict": click.option("--strict", is_flag=True, help=say("option.strict")),
        "--quiet": click.option("--quiet", is_flag=True, help=say("option.quiet")),
        "--json": click.option("--json", "as_json", is_flag=True, help=say("option.json")),
    }

    def add(command: F) -> F:
        for name in reversed(names):
            command = table[name](command)
        return command

    return add


def folder() -> click.Path:
    """A path of a folder, which need not be there."""
    return click.Path(path_type=Path, file_okay=False, readable=False)


def file() -> click.Path:
    """A path of a file, which need not be there."""
    return click.Path(path_type=Path, dir_okay=False, readable=False)


def anything() -> click.Path:
    """A path of a file or folder; whoever opens it says why it cannot, and goes on with others."""
    return click.Path(path_type=Path, readable=False)
