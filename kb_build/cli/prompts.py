"""Questions at the terminal, asked again until the answer is understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from kb_build.errors import InputError
from kb_build.messages import say

Answer = TypeVar("Answer")

# Enter alone means no.
YES_OR_NO = {"y": True, "yes": True, "是": True, "n": False, "no": False, "否": False, "": False}


def ask(question: str, understand: Callable[[str], Answer]) -> Answer:
    """What `understand` makes of the answer; as long as it raises InputError, asks again."""
    while True:
        words = click.prompt(question, default="", show_default=False, err=True)
        try:
            return understand(words)
        except InputError as error:
            click.echo(say("new.again", reason=error), err=True)


def agreed(question: str) -> bool:
    """Whether a person answers the question with yes."""
    return ask(f"{question} (y/N)", lambda words: meant(words, YES_OR_NO))


def meant(words: str, answers: Mapping[str, Answer]) -> Answer:
    """What an answer stands for. Raises InputError for one that is not among `answers`."""
    word = words.strip().casefold()
    if word not in answers:
        raise InputError("answer-unknown", value=words, allowed=" ".join(filter(None, answers)))
    return answers[word]
