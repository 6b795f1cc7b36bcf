"""Listens to what MkDocs logs, which is where it says what is wrong."""

from __future__ import annotations

import logging
import re
from types import TracebackType

from kb_build.messages import say

# What publishers get wrong most, and MkDocs 1.6 says in English only; keys of the table `mkdocs`.
KNOWN = {
    "menu": re.compile(r"A reference to '(?P<page>.+)' is included in the 'nav' configuration,.*"),
    "plugin": re.compile(r"Config value 'plugins': The \"(?P<name>.+)\" plugin is not installed"),
}


class Complaints(logging.Handler):
    """Collects MkDocs's warnings and errors while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Takes down one message."""
        is_error = record.levelno >= logging.ERROR
        (self.errors if is_error else self.warnings).append(_ours(record.getMessage()))

    def __enter__(self) -> Complaints:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def _ours(words: str) -> str:
    """A message in our words, in the language of the command line; as it is where we have none."""
    found = ((key, form.fullmatch(words.strip())) for key, form in KNOWN.items())
    told = (say(f"mkdocs.{key}", **match.groupdict()) for key, match in found if match)
    return next(told, words)
