"""Forms for colleagues without git: the questions in them, and the pages made from answers.

A form is written in one language, and answers are understood in both. Its questions are the labels
of `fields` and `PARTS`, so a key that is added there is asked for in the form as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb_build.contribute.fields import Value, label_meant, part_meant, value_of
from kb_build.contribute.new_pages import NewPage
from kb_build.errors import InputError
from kb_build.messages import LANGUAGES, language, say
from kb_build.model import EntryKind, Notice
from kb_build.page.keys import ASKED, PARTS, Field, fields, folded

KINDS: tuple[EntryKind, ...] = tuple(ASKED)


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody wrote into a form, and where."""

    label: str  # of the field or part, as the form has it
    words: str
    place: str  # as people find it: file, sheet and cell
    fault: str = ""  # key of the message by which it is refused, such as a formula; else empty


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that somebody filled in: one page."""

    kind: EntryKind
    cells: Sequence[Cell]
    place: str  # of the whole

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not any(cell.words.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Question:
    """A line or column of a form."""

    label: str
    hint: str  # what to write there
    choices: tuple[str, ...] = ()  # names of the values, where there are only these
    is_long: bool = False  # paragraphs are wanted


def questions(kind: EntryKind, lang: str) -> list[Question]:
    """What the form of a kind asks, in order: the front matter, then what the page tells."""
    asked = [_question(field, lang) for field in fields(kind)]
    hint = say("form.part", lang)
    return asked + [Question(say(f"part.{part}", lang), hint, (), True) for part in PARTS[kind]]


def _question(field: Field, lang: str) -> Question:
    names = tuple(field.key.value_label(value, lang) for value in field.values)
    hint = say(f"hint.{field.key.name}", lang)
    if field.key.is_list:
        hint += say("form.several", lang)
    return Question(field.label(lang), hint, () if field.key.is_list else names)


def new_pages(filled: Sequence[Filled]) -> tuple[list[NewPage], list[Notice]]:
    """The pages that forms ask for, and what is wrong in which cell; blank forms are left out."""
    found: list[NewPage] = []
    faults: list[Notice] = []
    places: dict[str, str] = {}
    for one in (one for one in filled if not one.is_blank):
        page, wrong = _page(one)
        faults += wrong
        if page and (other := places.get(page.id)):
            twin = Notice.error("form-twice", one.place, other=other, title=page.title)
            faults.append(twin)
        if page:
            places.setdefault(page.id, one.place)
            found.append(page)
    return found, faults


def _page(filled: Filled) -> tuple[NewPage | None, list[Notice]]:
    values: dict[str, Value] = {}
    parts: dict[str, str] = {}
    faults: list[Notice] = []
    for cell in filled.cells:
        try:
            _take(cell, filled.kind, values, parts)
        except InputError as error:
            faults.append(error.notice)
    faults += _missing(filled, values, {one.file for one in faults})
    return (None if faults else NewPage(filled.kind, values, parts)), faults


def _take(cell: Cell, kind: EntryKind, values: dict[str, Value], parts: dict[str, str]) -> None:
    if cell.fault:
        raise InputError(cell.fault, cell.place, value=cell.words[:60])
    if part := part_meant(kind, cell.label):
        parts[part] = cell.words
    elif field := field_meant(kind, cell.label):
        values[field.key.name] = value_of(field, cell.words, cell.place)
    elif cell.words.strip():
        raise InputError("form-label", cell.place, name=cell.label[:60])


def _missing(filled: Filled, values: Mapping[str, Value], faulty: set[str]) -> list[Notice]:
    """Notices for required fields without a value, each at its cell, or else at the whole form."""
    found: list[Notice] = []
    for field in fields(filled.kind):
        cells = (c.place for c in filled.cells if field_meant(filled.kind, c.label) == field)
        place = next(cells, filled.place)
        if field.required and not values.get(field.key.name) and place not in faulty:
            name = field.key.label(language())
            found.append(Notice.error("form-missing", place, name=name))
    return found


def field_meant(kind: EntryKind, label: str) -> Field | None:
    """The field that a label names, in any language; None where none."""
    plain = label_meant(label)
    names = ((one, {folded(one.key.label(lang)) for lang in LANGUAGES}) for one in fields(kind))
    return next((field for field, labels in names if plain in labels), None)
