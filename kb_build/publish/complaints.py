"""Listens to what MkDocs logs, which is where it says what is wrong."""

from __future__ import annotations

import logging
from types import TracebackType


class Complaints(logging.Handler):
    """Collects MkDocs's warnings and errors while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Takes down one message."""
        is_error = record.levelno >= logging.ERROR
        (self.errors if is_error else self.warnings).append(record.getMessage())

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
