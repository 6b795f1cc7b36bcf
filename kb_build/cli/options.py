"""The options that several commands share, written once, and the types of paths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kb_build.messages import say

F = TypeVar("F", bound=Callable[..., Any])

# Paths need not be there: whoever opens one says why it cannot, and a command goes on with others.
FOLDER = click.Path(path_type=Path, file_okay=False, readable=False)
FILE = click.Path(path_type=Path, dir_okay=False, readable=False)
ANY_PATH = click.Path(path_type=Path, readable=False)

SHARED = {
    "--reports": click.option("--reports", type=FOLDER, metavar="DIR", help=say("option.reports")),
    "--docs": click.option("--docs", type=FOLDER, metavar="DIR", help=say("option.docs")),
    "--site": click.option("--site", type=FOLDER, metavar="DIR", help=say("option.site")),
    "--config": click.option(
        "--config",
        "config_file",
        type=FILE,
        default=Path("mkdocs.yml"),
        show_default=True,
        help=say("option.config"),
    ),
    "--strict": click.option("--strict", is_flag=True, help=say("option.strict")),
    "--quiet": click.option("--quiet", is_flag=True, help=say("option.quiet")),
    "--json": click.option("--json", "as_json", is_flag=True, help=say("option.json")),
}


def shared(*names: str) -> Callable[[F], F]:
    """Adds these of the SHARED options to a command; its help lists them in this order."""

    def add(command: F) -> F:
        for name in reversed(names):
            command = SHARED[name](command)
        return command

    return add
