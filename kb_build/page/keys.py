"""The table of front matter keys, from which schema, forms, questions and checks are made.

`kb_build/check/page.schema.json` is what `schema()` gives, published for editors and programs.
`.venv/bin/python tests/page/test_keys.py --write` renews it after a change here. What a key is
called and means stands in the message catalogue (`keys.toml`), in both languages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kb_build.messages import LANGUAGES, catalogue, say
from kb_build.model import ENTRY_KINDS, GENRES, LEDGER_STATUSES, LIST_KINDS, EntryKind
from kb_build.page import reviewing

Shape = Literal["id", "text", "note", "choice", "count", "texts", "years", "choices", "day"]
LISTS: frozenset[Shape] = frozenset({"texts", "years", "choices"})
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
YEAR = "^[0-9]{4}$"
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what its value may be."""

    name: str
    # id: lower-case letters, digits, hyphens; text: not empty; note: text that may be empty;
    # choice: one of `values`; count: from 0; texts, years, choices: lists of text, years, values;
    # day: YYYY-MM-DD
    shape: Shape
    values: tuple[str, ...] = ()
    labels: str = ""  # table of the message catalogue that names each value; empty: none has a name
    printed: str = ""  # message in which pages print a value that has no name, by the key's name

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return self.shape in LISTS

    def label(self, lang: str) -> str:
        """What people call the key."""
        return catalogue(lang)[f"key.{self.name}"]

    def value_label(self, value: str, lang: str) -> str:
        """What people call one of the values."""
        return catalogue(lang)[f"{self.labels}.{value}"] if self.labels else value

    def meant(self, word: str) -> str:
        """The only value that a word can mean; empty where it means none or could mean several.

        Case, width and blanks do not count, and a value may be called by its name in any language.
        """
        plain = folded(word)
        found = {value for value in self.values if plain in self._names(value)}
        return found.pop() if len(found) == 1 else ""

    def _names(self, value: str) -> set[str]:
        said = [value, *(self.value_label(value, lang) for lang in LANGUAGES)]
        if self.printed:
            said += (say(self.printed, lang, **{self.name: value}) for lang in LANGUAGES)
        return {*map(folded, said)}


_BODIES = (
    "group", "party", "school", "hospital", "court", "congress", "mass", "company", "community",
    "government", "inner", "other",
)  # fmt: skip
_STATES = (*LEDGER_STATUSES, "mixed", "planned", "named")
# Keys that a build writes: the hash of the generated text that a page is made from, generated text
# that was not taken over, and that the page's source is gone.
BASE, CONFLICTS, SOURCE = "kb_base", "kb_conflicts", "kb_source"

KEYS: Mapping[str, Key] = {
    key.name: key
    for key in (
        Key("id", "id"),
        Key("kind", "choice", (*ENTRY_KINDS, "report", *LIST_KINDS), "kind"),
        Key("title", "text"),
        Key("aliases", "texts"),
        Key("units", "texts"),
        Key("years", "years"),
        Key("genres", "choices", GENRES, "genre"),
        Key("topics", "texts"),
        Key("grade", "choice", ("A", "B", "C", "D"), printed="page.grade_short"),
        Key("body", "choice", _BODIES, "body"),
        Key("owner", "text"),
        Key("status", "choice", _STATES, "status"),
        Key("description", "note"),
        Key("reports", "count"),
        Key(reviewing.REVIEW, "choice", reviewing.STATES, "review"),
        Key(reviewing.REVIEWER, "text"),
        Key(reviewing.REVIEWED_ON, "day"),
        Key(BASE, "note"),
        Key(CONFLICTS, "texts"),
        Key(SOURCE, "choice", ("gone",)),
        Key(reviewing.SIGNATURE, "text"),
        Key(reviewing.CHANGED, "texts"),
    )
}
REQUIRED = ("id", "title")  # of a page that has a kind
OF_REVIEWED = (reviewing.REVIEWER, reviewing.REVIEWED_ON)  # of one that says it was reviewed


@dataclass(frozen=True, slots=True)
class Field:
    """A key that is asked for."""

    key: Key
    required: bool
    values: tuple[str, ...]  # those of the key that fit the kind; empty where it has none

    def label(self, lang: str) -> str:
        """The name shown to people, with a star where the key is required."""
        return self.key.label(lang) + ("*" if self.required else "")

    def choices(self, lang: str) -> list[str]:
        """The values, each with what people call it."""
        names = ((value, self.key.value_label(value, lang)) for value in self.values)
        return [value if name == value else f"{value} {name}" for value, name in names]


# The keys that a new page of each kind is asked for, in order; those with a star are required.
ASKED: Mapping[EntryKind, str] = {
    "practice": "title* units* years topics grade aliases description",
    "rule": "title* owner units years topics aliases description",
    "mechanism": "title* owner units years topics aliases description",
    "organization": "title* body owner units aliases description",
    "measure": "title* units* years status topics description",
    "problem": "title* units* years status topics description",
}
# The values of `status` that fit a kind.
STATES: Mapping[str, tuple[str, ...]] = {
    "measure": ("done", "mixed", "planned"),
    "problem": LEDGER_STATUSES,
}
# Headings of the page under which a person writes: keys of the catalogue's table `part`.
PARTS: Mapping[EntryKind, tuple[str, ...]] = {
    "practice": ("how", "outcome", "advice"),
    "rule": ("content", "carried_out"),
    "mechanism": ("content", "carried_out"),
    "organization": ("duties", "members"),
    "measure": ("how", "outcome"),
    "problem": ("shown", "answers", "outcome"),
}


def fields(kind: EntryKind) -> tuple[Field, ...]:
    """What a page of this kind is asked for, in order."""
    return tuple(_field(kind, word) for word in ASKED[kind].split())


def _field(kind: EntryKind, word: str) -> Field:
    key = KEYS[word.rstrip("*")]
    values = STATES.get(kind, key.values) if key.name == "status" else key.values
    return Field(key, word.endswith("*"), values)


def folded(word: str) -> str:
    """A word for comparison: without differences of width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def schema() -> dict[str, object]:
    """The table as JSON Schema (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _both("schema.title", " / "),
        "description": _both("schema.description"),
        "type": "object",
        "properties": {key.name: _property(key) for key in KEYS.values()},
        "allOf": [
            {"if": {"required": ["kind"]}, "then": _needed(REQUIRED)},
            {
                "if": {"required": ["review"], "properties": {"review": {"const": "reviewed"}}},
                "then": _needed(OF_REVIEWED),
            },
        ],
        "$defs": {"words": {"type": "array", "items": {"type": "string", "minLength": 1}}},
    }


def _needed(names: Iterable[str]) -> dict[str, object]:
    """A rule for each key, so that each missing key gives an error of its own."""
    return {"allOf": [{"required": [name]} for name in names]}


def _property(key: Key) -> dict[str, object]:
    return {"description": _both(f"key-help.{key.name}"), **_value(key)}


def _value(key: Key) -> dict[str, object]:
    shapes: dict[Shape, dict[str, object]] = {
        "id": {"type": "string", "pattern": ID},
        "text": {"type": "string", "minLength": 1},
        "note": {"type": "string"},
        "choice": {"enum": [*key.values]},
        "count": {"type": "integer", "minimum": 0},
        "texts": {"$ref": "#/$defs/words"},
        "years": {"type": "array", "items": {"type": "string", "pattern": YEAR}},
        "choices": {"type": "array", "items": {"enum": [*key.values]}},
        "day": {"type": "string", "pattern": DAY},
    }
    return shapes[key.shape]


def _both(message: str, between: str = " ") -> str:
    return between.join(catalogue(lang)[message] for lang in LANGUAGES)
