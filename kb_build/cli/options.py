"""The options that several commands share, written once, and the types of paths."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
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


# Options that settings are made of, beside their file: parameters of `config.load`.
OF_SETTINGS = ("reports", "docs", "site", "scheduler", "preview")


def shared(*names: str) -> Callable[[F], F]:
    """Adds these of the SHARED options to a command; its help lists them in this order."""

    def add(command: F) -> F:
        for name in reversed(names):
            command = SHARED[name](command)
        return command

    return add


def with_settings(*names: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Adds SHARED options, `--config` among them, and gives the command what the settings say.

    They are its first argument. Of its options it is not given those that settings are made of.
    """

    def add(command: Callable[..., int]) -> Callable[..., int]:
        @shared(*names)
        @wraps(command)
        def run(config_file: Path, **given: Any) -> int:
            from kb_build.config import load

            placed = {name: given.pop(name) for name in OF_SETTINGS if name in given}
            return command(load(config_file, **placed), **given)

        return run

    return add
