"""Says in the reader's language what click says in English: heads of help, faults of arguments.

click has no Chinese of its own. Its phrases are recognised here, and their translations stand in
the catalogue. A phrase that is not known stays English, with how to get help beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from kb_build.cli.wrapping import lines
from kb_build.messages import say

# Words of click → key of the catalogue.
PHRASES = {
    "Options": "help.options",
    "Commands": "help.commands",
    "Show this message and exit.": "help.help",
    "Show the version and exit.": "help.version",
}
USAGE = {"[OPTIONS]": "help.any-option", "COMMAND [ARGS]...": "help.command"}
DEFAULT = re.compile(r"\[default: (?P<value>.*)\]")
WRONG = r"Invalid value for (?P<name>.*): "
# What click says of wrong arguments; the groups of a pattern fill the message's placeholders.
FAULTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), f"usage.{key}")
    for pattern, key in (
        (r"No such command '(?P<value>.*?)'.*", "command"),
        (r"Got unexpected extra arguments? \((?P<value>.*)\)", "extra"),
        (WRONG + r"(?:File|Directory) '(?P<value>.*)' is a file\.", "is-file"),
        (WRONG + r"File '(?P<value>.*)' is a directory\.", "is-folder"),
        (WRONG + r"'(?P<value>.*)' is not a valid integer(?: range)?\.", "integer"),
        (WRONG + r"(?P<value>.*) is not in the range (?P<allowed>.*)\.", "range"),
        (WRONG + r"'(?P<value>.*)' is not one of (?P<allowed>.*)\.", "range"),
        (r"Option '(?P<name>.*)' requires an argument\.", "argument"),
    )
)


class Formatter(click.HelpFormatter):
    """Writes help in the reader's language.

    Lines are broken by `wrapping`: click breaks at blanks only, which Chinese has not.
    """

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Writes the line that begins with `Usage:`."""
        for words, key in USAGE.items():
            args = args.replace(words, say(key))
        super().write_usage(prog, args, prefix or say("help.usage"))

    def write_heading(self, heading: str) -> None:
        """Writes the heading of a section."""
        self.write(say("help.heading", name=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Writes a paragraph."""
        super().write_text(_broken(text, self.width - self.current_indent))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Indents what is written in the block, below the section's translated name."""
        with super().section(_phrase(name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Writes two columns: names, and what they mean."""
        told = [(name, _phrase(DEFAULT.sub(_default, words))) for name, words in rows]
        first = min(max(len(name) for name, _ in told), col_max) + col_spacing
        width = self.width - self.current_indent - first
        super().write_dl([(name, _broken(words, width)) for name, words in told], col_max)


class Context(click.Context):
    """Makes click write a command's help with our Formatter."""

    formatter_class = Formatter


def fault(error: click.UsageError) -> str:
    """What is wrong with the arguments, in the reader's language, and how to get help."""
    command = error.ctx.command_path if error.ctx else "kb"
    if isinstance(error, click.NoSuchOption):
        return say("usage.option", name=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return say("usage.missing", name=name, command=command)
    reason = error.format_message()
    for pattern, key in FAULTS:
        if found := pattern.fullmatch(reason):
            return say(key, command=command, **_plain(found))
    return say("usage.other", reason=reason, command=command)


def _plain(found: re.Match[str]) -> dict[str, str]:
    groups = found.groupdict().items()
    return {name: words.replace("'", "").replace("<=x<=", "–") for name, words in groups}


def _broken(text: str, width: int) -> str:
    """The text in lines of this width, which click leaves as they are for the `\\b` before them."""
    return "\n".join(("\b", *lines(text, width)))


def _phrase(words: str) -> str:
    return say(PHRASES[words]) if words in PHRASES else words


def _default(found: re.Match[str]) -> str:
    return say("help.default", value=found["value"])
