"""Makes the form as a workbook, with a sheet for each kind and a row for each page, and reads it.

A filled-in form is not trusted: formulas are reported and not computed, and sheets are read up to
limits that nobody reaches by hand.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from kb_build.contribute.fields import kind_meant
from kb_build.contribute.forms import KINDS, Cell, Filled, Question, field_meant, questions
from kb_build.contribute.packages import refuse_hostile
from kb_build.errors import InputError
from kb_build.files import archive
from kb_build.messages import say
from kb_build.model import EntryKind

PICTURES = "xl/media/"
MOST_ROWS = 2000
MOST_COLUMNS = 40
# Rows with borders and format; people may write below them too.
READY_ROWS = 200
BLUE = "#DDE7F0"  # of the heads
WIDTH, LONG_WIDTH = 22, 48  # characters of a column
# Types of cells that are refused: a formula, and the result of one that failed (#REF!).
FAULTS = {"f": "form-formula", "e": "form-error"}
# Limits of Excel (“Data validation specifications”): of a list's words, a title and a message.
LIST, TITLE, MESSAGE = 255, 32, 255


def workbook(kinds: Sequence[EntryKind], lang: str) -> bytes:
    """The form: a sheet for each kind. The same for the same kinds and language."""
    with archive.workbook(say("form.title", lang)) as (book, data):
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": BLUE, "border": 1})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "border": 1})
        for kind in kinds:
            sheet = book.add_worksheet(say(f"kind.{kind}", lang))
            sheet.freeze_panes(1, 0)
            for column, question in enumerate(questions(kind, lang)):
                _column(sheet, column, question, head, body)
    return data.getvalue()


def _column(sheet: Any, column: int, question: Question, head: Any, body: Any) -> None:
    """The head of a column, its hint where somebody writes, and its list of choices."""
    sheet.set_column(column, column, LONG_WIDTH if question.is_long else WIDTH)
    sheet.write_string(0, column, question.label, head)
    for row in range(1, READY_ROWS + 1):
        sheet.write_blank(row, column, None, body)
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": question.label[:TITLE],
        "input_message": question.hint[:MESSAGE],
    }
    if question.choices and len(",".join(question.choices)) <= LIST:
        rule |= {"validate": "list", "source": [*question.choices], "error_type": "warning"}
    sheet.data_validation(1, column, MOST_ROWS, column, rule)


def read(data: bytes, name: str) -> list[Filled]:
    """The rows of all sheets whose names are kinds of pages.

    Raises InputError where the file is no workbook, is hostile, has no such sheet, has one that
    somebody filled in under another name, or has pictures.
    """
    refuse_hostile(data, name)
    book = _open(data, name)
    sheets = [(kind, sheet) for sheet in book.worksheets if (kind := kind_meant(sheet.title))]
    if not sheets:
        names = "、".join(sheet.title for sheet in book.worksheets)
        raise InputError("form-no-sheet", name, names=names[:120])
    if any(part.startswith(PICTURES) for part in zipfile.ZipFile(io.BytesIO(data)).namelist()):
        raise InputError("form-picture", name)
    for sheet in book.worksheets:
        if not kind_meant(sheet.title) and _is_filled(sheet, name):
            kinds = "、".join(say(f"kind.{kind}") for kind in KINDS)
            raise InputError("form-sheet", name, name=sheet.title[:60], kinds=kinds)
    return [row for kind, sheet in sheets for row in _rows(kind, sheet, name)]


def _is_filled(sheet: Any, name: str) -> bool:
    """Whether a sheet has the heads of the form, and words below them."""
    filled = [row for row in _rows(KINDS[0], sheet, name) if not row.is_blank]
    asked = (field_meant(KINDS[0], cell.label) for row in filled[:1] for cell in row.cells)
    return any(field and field.key.name == "title" for field in asked)


def _open(data: bytes, name: str) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # a broken workbook can fail anywhere inside openpyxl
        raise InputError("form-broken", name, reason=type(error).__name__) from error


def _rows(kind: EntryKind, sheet: Any, name: str) -> Iterator[Filled]:
    sheet.reset_dimensions()  # a file may claim any size: rows are counted as they come
    try:
        rows = [[*row] for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)]
    except Exception as error:
        raise InputError("form-broken", name, reason=type(error).__name__) from error
    if len(rows) > MOST_ROWS + 1 and any(cell.value is not None for cell in rows[-1]):
        raise InputError("form-rows", name, most=MOST_ROWS)
    labels = [_words(cell) for cell in rows[0]] if rows else []
    for number, row in enumerate(rows[1:], 2):
        where = {"file": name, "sheet": sheet.title}
        cells = [
            _cell(label, cell, say("form.cell", cell=f"{_letters(at)}{number}", **where))
            for at, (label, cell) in enumerate(zip(labels, row, strict=False))
        ]
        yield Filled(kind, cells, say("form.row", row=number, **where))


def _cell(label: str, cell: Any, place: str) -> Cell:
    return Cell(label, _words(cell), place, FAULTS.get(cell.data_type, ""))


def _words(cell: Any) -> str:
    """What a cell shows, near enough: whole numbers without a decimal point."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column + 1)
