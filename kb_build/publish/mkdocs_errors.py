"""Turns MkDocs's exceptions into our errors, and collects what it logs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.messages import say

# The most frequent mistakes, which MkDocs 1.6 reports in English only; keys of the table `mkdocs`.
KNOWN = {
    "menu": re.compile(r"A reference to '(?P<page>.+)' is included in the 'nav' configuration,.*"),
    "plugin": re.compile(r"Config value 'plugins': The \"(?P<name>.+)\" plugin is not installed"),
    "setting": re.compile(r"Config value '(?P<name>.+)': Unrecognised configuration name: .+"),
}


class Complaints(logging.Handler):
    """Collects MkDocs's warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one message."""
        is_error = record.levelno >= logging.ERROR
        (self.errors if is_error else self.warnings).append(_ours(record.getMessage()))


@contextmanager
def our_errors(config: Config, key: str = "publish-failed") -> Iterator[Complaints]:
    """Within the block exceptions of MkDocs become InputError; gives its warnings and errors."""
    from mkdocs.exceptions import MkDocsException

    logger, complaints = logging.getLogger("mkdocs"), Complaints()
    logger.addHandler(complaints)
    try:
        yield complaints
    except MkDocsException as error:
        if isinstance(error.__cause__, InputError):
            raise error.__cause__ from None
        reason = " ".join((" ".join(complaints.errors) or str(error)).split()).rstrip(".")
        raise InputError(key, str(config.file), reason=reason) from error
    finally:
        logger.removeHandler(complaints)


def _ours(words: str) -> str:
    """A message of MkDocs in our words, where we have any; else unchanged."""
    found = ((key, form.fullmatch(words.strip())) for key, form in KNOWN.items())
    told = (say(f"mkdocs.{key}", **match.groupdict()) for key, match in found if match)
    return next(told, words)
