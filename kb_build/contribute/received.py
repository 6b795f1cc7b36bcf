"""Tells forms from reports among the files that come in, and makes the pages that forms ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb_build.contribute import forms
from kb_build.contribute.new_pages import NewPage
from kb_build.errors import InputError
from kb_build.model import Notice

# Workbooks, which are never reports. The last two are refused, and told in which form to come back.
SHEETS = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True, slots=True)
class Received:
    """What some files bring."""

    reports: tuple[Path, ...]  # the files that are no forms; nobody has looked into them yet
    pages: tuple[NewPage, ...]  # that forms ask for
    faults: tuple[Notice, ...]  # of forms that bring nothing, or not all that is written in them


def received(files: Iterable[Path], docs: Path) -> Received:
    """What these files bring to `docs`.

    A form with a fault brings no page at all, so that it can come again when it is mended.
    """
    reports: list[Path] = []
    pages: list[NewPage] = []
    faults: list[Notice] = []
    for file in files:
        try:
            filled = _filled(file)
        except InputError as error:
            faults.append(error.notice)
            continue
        if filled is None:
            reports.append(file)
            continue
        wanted, wrong = forms.new_pages(filled)
        wrong += [_already_there(page, docs) for page in wanted if (docs / page.path).exists()]
        if not wanted and not wrong:
            wrong.append(Notice.error("form-empty", file.name))
        faults += wrong or _beside(file)
        pages += [] if wrong else wanted
    return Received(tuple(reports), tuple(pages), tuple(faults))


def _filled(file: Path) -> list[forms.Filled] | None:
    """What a form says; None where the file is none. Raises InputError where it cannot be read."""
    from kb_build.contribute import form_document, form_workbook

    suffix = file.suffix.lower()
    try:
        if suffix in SHEETS:
            return form_workbook.read(file.read_bytes(), file.name)
        if suffix == ".docx" and form_document.is_form(data := file.read_bytes()):
            return form_document.read(data, file.name)
    except FileNotFoundError as error:
        raise InputError("read-missing", str(file)) from error
    except OSError as error:
        raise InputError("read-unreadable", str(file), reason=error.strerror or "") from error
    return None


def _beside(file: Path) -> list[Notice]:
    """A warning where a form has words that no page gets."""
    from kb_build.contribute import form_document

    if file.suffix.lower() in SHEETS or not (words := form_document.beside(file.read_bytes())):
        return []
    return [Notice.warning("form-beside", file.name, count=len(words), words=words[0][:40])]


def _already_there(page: NewPage, docs: Path) -> Notice:
    return Notice.error("new-there", str(docs / page.path), title=page.title)
