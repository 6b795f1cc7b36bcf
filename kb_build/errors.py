"""The exceptions that stages raise for bad input; any other one is a bug of ours."""

from __future__ import annotations

from collections.abc import Sequence

from kb_build.messages import text_of
from kb_build.model import Notice


class InputError(Exception):
    """A file or setting that cannot be used; says what, where and what to do next."""

    def __init__(self, key: str, file: str = "", line: int = 0, /, **details: object):
        """Takes a key of the message catalogue, the place, and the message's placeholders."""
        self.notice = Notice.error(key, file, line, **details)
        super().__init__(key, file, line)

    @property
    def each(self) -> Sequence[InputError]:
        """The errors that this one stands for: usually only itself."""
        return (self,)

    def __str__(self) -> str:
        return text_of(self.notice)


class LexiconError(InputError):
    """A word list that cannot be used: no report's fault, and without it none is understood."""


class JoinedInputError(InputError):
    """Several errors found at once and reported together, so that they can be mended together."""

    def __init__(self, errors: Sequence[InputError]):
        """Takes one or more."""
        self.notice = errors[0].notice
        Exception.__init__(self, *errors)

    @property
    def each(self) -> Sequence[InputError]:
        """All of them, in the order in which they were found."""
        return self.args

    def __str__(self) -> str:
        return "\n".join(map(str, self.each))
