"""Turns MkDocs's exceptions into our errors, and what it logs into notices."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.model import Notice

# The most frequent mistakes, which MkDocs 1.6 reports in English only, by the notice that says so.
KNOWN = {
    "mkdocs-menu": re.compile(
        r"A reference to '(?P<page>.+)' is included in the 'nav' configuration,.*"
    ),
    "mkdocs-setting": re.compile(
        r"Config value '(?P<name>.+)': Unrecognised configuration name: .+"
    ),
}
NO_PLUGIN = re.compile(r"Config value 'plugins': The \"([^\"]+)\" plugin is not installed")


class Complaints(logging.Handler):
    """Collects MkDocs's warnings and errors, in its words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one message."""
        is_error = record.levelno >= logging.ERROR
        (self.errors if is_error else self.warnings).append(record.getMessage().strip())


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
        reason = NO_PLUGIN.sub(lambda match: say("mkdocs.plugin", name=match[1]), reason)
        raise InputError(key, str(config.file), reason=reason) from error
    finally:
        logger.removeHandler(complaints)


def notices(config: Config, warnings: Iterable[str]) -> tuple[Notice, ...]:
    """Warnings of MkDocs in our words, where we have any; else in its own."""
    return tuple(_notice(str(config.file), words) for words in warnings)


def _notice(file: str, words: str) -> Notice:
    for key, form in KNOWN.items():
        if match := form.fullmatch(words):
            return Notice.warning(key, file, **match.groupdict())
    return Notice.warning("mkdocs-says", file, words=words)
