"""The command `kb`: a module a command, words from the catalogue, documented exit codes.

A command's module is loaded when it is run, so that `kb --help` is there at once.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Literal, TextIO

import click

from kb_build import __version__
from kb_build.cli.click_messages import Context, fault
from kb_build.cli.console import tell
from kb_build.cli.exit_codes import BUG, FAULTS, INTERRUPTED, OK, USAGE
from kb_build.errors import InputError
from kb_build.messages import say

__all__ = ["BUG", "FAULTS", "INTERRUPTED", "OK", "USAGE", "kb", "main", "run"]

HELP = {"help_option_names": ["-h", "--help"]}
SENTENCE = re.compile(r"(?<=。)|(?<=\.) ")
# In the order in which people come to need them. Each is a function in the module of its name.
COMMANDS = (
    *("start", "build", "serve", "new", "add", "form", "review", "merge", "restore", "rebase"),
    *("extract", "explain", "check", "owners", "export"),
)


class Commands(click.Group):
    """Loads a command when it is run; its list of commands takes their help from the catalogue."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        found.context_class = Context
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each name with the first sentence of its help."""
        rows = [(name, SENTENCE.split(say(f"cli.{name}"), 1)[0]) for name in COMMANDS]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=Commands, context_settings=HELP, help=say("cli.help"), epilog=say("cli.codes"))
@click.version_option(__version__, prog_name="kb", message="%(prog)s %(version)s")
def kb() -> None:
    """Has no action of its own: without a command `run` asks for the help."""


def main() -> None:
    """Runs `kb` with the arguments of this process and exits with its code.

    The memory goes back to the system as it is: to free what a build has made, object by object,
    takes longer than some of its stages.
    """
    # Python has None for a stream that was closed, as by `kb build >&-`.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    # A terminal or file in GBK has no sign for some of a report: better spelled out than no output.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8")


def run(arguments: list[str]) -> int:
    """Runs `kb` with these arguments and gives the exit code; no exception gets out.

    What went wrong is told on standard error: bad input in one line each, a fault of the program
    with its traceback.
    """
    try:
        code = kb.main(arguments or ["--help"], prog_name="kb", standalone_mode=False)
        sys.stdout.flush()
    except InputError as error:
        for one in error.each:
            tell("error", one)
        return USAGE
    except click.UsageError as error:
        tell("error", fault(error))
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        print(say("cli.interrupted"), file=sys.stderr)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click turns the first into the second
        return _unread()
    except Exception as error:
        return _failed(error)
    return code if isinstance(code, int) else OK


def _unread() -> int:
    """Ends in order where whoever reads the output has gone, as in `kb extract … | head`.

    What is still buffered goes nowhere: Python would write it at its end, and fail.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return OK


def _failed(error: Exception) -> int:
    """Tells what the machine refused (USAGE), else a fault of the program (BUG)."""
    from kb_build.cli.os_errors import refusal

    if told := refusal(error):
        tell("error", told)
        return USAGE
    import traceback

    traceback.print_exception(error)
    print(say("cli.bug", version=__version__), file=sys.stderr)
    return BUG
