"""Turns a person's words into the kind, the parts and the values of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb_build.contribute.years import years
from kb_build.errors import InputError
from kb_build.messages import LANGUAGES, language, say
from kb_build.model import EntryKind
from kb_build.page.escape import plain
from kb_build.page.keys import ASKED, KEYS, PARTS, Field, folded

Value = str | list[str]

# Separators of list items. A comma may be part of a name, but not of a year or a genre.
BETWEEN_TEXTS = re.compile(r"[、;；\n]+")
BETWEEN_OTHERS = re.compile(r"[、;；,，\s]+")


def kind_meant(word: str) -> EntryKind | None:
    """The kind that a word names, in any language; None where there is no such page to write."""
    value = KEYS["kind"].meant(word)
    return next((kind for kind in ASKED if kind == value), None)


def kind_names(kinds: Iterable[str]) -> str:
    """What these kinds may be called: by name, and as front matter has them where that differs."""
    both = (dict.fromkeys((say(f"kind.{kind}"), kind)) for kind in kinds)
    return say("cli.pause").join(map(" ".join, both))


def part_meant(kind: EntryKind, word: str) -> str:
    """The part of a page that a word names, in any language; empty where none."""
    plain = label_meant(word)
    names = {
        part: {folded(say(f"part.{part}", lang)) for lang in LANGUAGES} for part in PARTS[kind]
    }
    return next((part for part, called in names.items() if plain in called), "")


def value_of(field: Field, words: str, place: str = "") -> Value:
    """The value that words mean; an empty text or list where there are none.

    Raises InputError, naming `place`, for a word that is none of the values, or no year.
    """
    key = field.key
    if key.shape == "choice":
        return _chosen(field, plain(words), place)
    if not key.is_list:
        return plain(words)
    if key.shape == "years":
        return _years(words, place)
    between = BETWEEN_TEXTS if key.shape == "texts" else BETWEEN_OTHERS
    items = (plain(item) for item in between.split(words))
    return [*dict.fromkeys(filter(None, items))]


def _chosen(field: Field, word: str, place: str) -> str:
    meant = field.key.meant(word)
    if not word or meant in field.values:
        return meant
    lang = language()
    name, allowed = field.key.label(lang), ", ".join(field.choices(lang))
    raise InputError("new-choice", place, name=name, value=word[:60], allowed=allowed)


def _years(words: str, place: str) -> list[str]:
    try:
        return [*dict.fromkeys(years(words))]
    except ValueError as error:
        raise InputError("new-year", place, value=plain(str(error))[:60]) from error


def label_meant(label: str) -> str:
    """A form's label for comparison: without star, colon and blanks around it."""
    return folded(label.strip().rstrip("*＊:： "))
