"""Makes the form as a Word document, with a table for each page, and reads it when filled in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from kb_build.contribute.fields import kind_meant, label_meant
from kb_build.contribute.forms import KINDS, Cell, Filled, Question, questions
from kb_build.contribute.packages import refuse_hostile
from kb_build.errors import InputError
from kb_build.files.archive import CREATED, same_bytes
from kb_build.messages import LANGUAGES, say
from kb_build.model import EntryKind
from kb_build.page.keys import KEYS, folded

MOST_TABLES = 200
MOST_ROWS = 100
SHORT, LONG = 8, 30  # millimetres: the least height of a row
FIRST = ("kind", "title")  # keys of the first rows of a table of ours
PICTURE = "\ufffc"  # Unicode: object replacement character
SHOWN = {"tab": " ", "br": "\n", "drawing": PICTURE}  # parts of a run; the others have their text
WIDTHS = (30, 90, 45)  # millimetres: label, what is written, hint


def document(kinds: Sequence[EntryKind], lang: str) -> bytes:
    """The form: a table for each kind."""
    import docx

    form = docx.Document()
    about = form.core_properties
    about.title, about.author, about.comments = say("form.title", lang), "", ""
    about.created = about.modified = CREATED
    form.add_heading(say("form.title", lang), 1)
    form.add_paragraph(say("form.lead", lang))
    for kind in kinds:
        form.add_heading(say(f"kind.{kind}", lang), 2)
        _table(form, kind, lang)
        form.add_paragraph()
    return same_bytes(form.save)


def _table(form: Any, kind: EntryKind, lang: str) -> None:
    from docx.shared import Mm

    first = Question(KEYS["kind"].label(lang), say("form.kind", lang))
    asked = [first, *questions(kind, lang)]
    table = form.add_table(len(asked), len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for row, question in zip(table.rows, asked, strict=True):
        row.height = Mm(LONG if question.is_long else SHORT)
        words = say(f"kind.{kind}", lang) if question is first else ""
        texts = (question.label, words, _hint(question, lang))
        for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
            cell.text, cell.width = text, Mm(width)


def _hint(question: Question, lang: str) -> str:
    choices = "、".join(question.choices)
    return f"{question.hint}{say('form.choices', lang, names=choices) if choices else ''}"


def is_form(data: bytes) -> bool:
    """Whether a Word document has a table that begins as those of the form do."""
    try:
        refuse_hostile(data, "")
        return any(map(_is_ours, _tables(data, "")))
    except InputError:
        return False


def read(data: bytes, name: str) -> list[Filled]:
    """What the form's tables say. Raises InputError where the file is broken or hostile."""
    refuse_hostile(data, name)
    return [
        _filled(table, say("form.table", file=name, number=number))
        for number, table in enumerate(_tables(data, name), 1)
        if _is_ours(table)
    ]


def beside(data: bytes) -> list[str]:
    """The paragraphs that somebody wrote outside of all tables, which bring nothing."""
    import docx

    ours = {say(key, lang) for key in ("form.title", "form.lead") for lang in LANGUAGES}
    ours |= {say(f"kind.{kind}", lang) for kind in KINDS for lang in LANGUAGES}
    written = (_text(one).strip() for one in docx.Document(io.BytesIO(data)).element.body.p_lst)
    return [words for words in written if words and words not in ours]


def _tables(data: bytes, name: str) -> list[list[list[str]]]:
    """The tables as rows of cells, a cell's paragraphs as lines."""
    import docx

    try:
        body = docx.Document(io.BytesIO(data)).element.body
        tables = (table for table in body.iter(_tag("tbl")) if not _is_within_another(table))
        return [[*_rows(table)] for table in islice(tables, MOST_TABLES)]
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, IndexError) as error:
        raise InputError("form-broken", name, reason=type(error).__name__) from error


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.tr_lst[:MOST_ROWS]:
        yield ["\n".join(map(_text, cell.iter(_tag("p")))) for cell in row.tc_lst]


def _text(paragraph: Any) -> str:
    """What a paragraph shows: insertions that are still marked are in, deletions are not."""
    # Tab stops in the paragraph's settings bear the same name as tabs in its runs.
    parts = paragraph.xpath(".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br | .//w:drawing[.//a:blip]")
    return "".join(SHOWN.get(part.tag.rpartition("}")[2]) or part.text or "" for part in parts)


def _is_within_another(table: Any) -> bool:
    return next(table.iterancestors(_tag("tbl")), None) is not None


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _is_ours(table: list[list[str]]) -> bool:
    """Whether the first rows ask for kind and title, as no table of a report does."""
    labels = [row[0] for row in table[:2] if len(row) > 1]
    return len(labels) == len(FIRST) and all(map(_names, FIRST, labels))


def _names(key: str, label: str) -> bool:
    return label_meant(label) in {folded(KEYS[key].label(lang)) for lang in LANGUAGES}


def _filled(table: list[list[str]], place: str) -> Filled:
    word = table[0][1]
    kind = kind_meant(word)
    if kind is None:
        raise InputError("form-kind", place, value=word[:60])
    hints = {_hint(one, lang) for lang in LANGUAGES for one in questions(kind, lang)}
    cells = [
        Cell(
            row[0],
            answer := "\n".join(_written(row[1:], hints)),
            say("form.table-cell", place=place, label=row[0].strip()),
            "form-picture" if PICTURE in answer else "",
        )
        for row in table[1:]
        if len(row) > 1
    ]
    return Filled(kind, cells, place)


def _written(cells: Iterable[str], hints: Container[str]) -> Iterator[str]:
    """The lines that are no hints: some people write into the hint's cell, or join it to theirs."""
    for cell in filter(str.strip, cells):
        yield from (line for line in cell.split("\n") if line.strip() not in hints)
