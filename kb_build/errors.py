"""Bad input, told apart from our own bugs: the one exception that stages raise for it."""

from __future__ import annotations

from kb_build.messages import text_of
from kb_build.model import Notice


class InputError(Exception):
    """A file or setting that cannot be used; says what, where and what to do next."""

    def __init__(self, key: str, file: str = "", line: int = 0, /, **details: object):
        """Takes a key of the message catalogue, the place, and the message's placeholders."""
        values = tuple((name, str(value)) for name, value in details.items())
        self.notice = Notice(key, file, line, "error", values)
        super().__init__(key, file, line, values)

    def __str__(self) -> str:
        return text_of(self.notice)
