"""Reads PDF files that have a text layer: printed lines out of characters and their boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kb_build.errors import InputError
from kb_build.model import Notice
from kb_build.read.composing import compose
from kb_build.read.hanzi import common_share, telling
from kb_build.read.pdf_paragraphs import Page, Printed, paragraphs
from kb_build.read.reading import Reading

MAX_PAGES = 500  # the longest report seen has 60; books are no reports
MIN_VISIBLE = 20  # characters on a page with a picture; a scanner's own stamp has fewer
MIN_COMMON = 0.5  # share of common Hanzi; a font without character map gives 0.1 and less
MIN_TELLING = 50
WIDE = 1.5  # ems between two words that are cells of a table
SPACE = 0x20


def read(data: bytes, name: str) -> Reading:
    """Reads `.pdf`; raises InputError where it is broken, locked, too long or without text."""
    document = _open(data, name)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise InputError("read-pdf-long", name, pages=count, limit=MAX_PAGES)
        pages, blank = [], []
        for number in range(count):
            lines, pictured = _page(document, number)
            pages.append(lines)
            blank += [number + 1] if pictured else []
    except pdfium.PdfiumError as error:
        raise InputError("read-pdf-broken", name, reason=str(error)) from error
    finally:
        document.close()
    return compose(paragraphs(pages), "pdf", _judged(pages, blank, name))


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        key = "read-pdf-encrypted" if locked else "read-pdf-broken"
        raise InputError(key, name, reason=str(error).rstrip(".")) from error


def _judged(pages: list[Page], blank: list[int], name: str) -> list[Notice]:
    """Warns of pages that are pictures; refuses where all are, or where the words are none."""
    words = "".join(line.text for page in pages for line in page.lines)
    if not words.strip() or len(blank) == len(pages):
        raise InputError("read-pdf-scan", name, pages=len(pages))
    if telling(words) >= MIN_TELLING and common_share(words) < MIN_COMMON:
        raise InputError("read-pdf-garbled", name)
    listed = ", ".join(map(str, blank))
    return [Notice.warning("read-pdf-blank-pages", name, pages=listed)] if blank else []


def _page(document: pdfium.PdfDocument, number: int) -> tuple[Page, bool]:
    """The page's printed lines, and whether it is a picture rather than text."""
    page = document[number]
    text = page.get_textpage()
    lines = [*_lines(text)]
    visible = sum(len("".join(line.text.split())) for line in lines)
    pictured = visible < MIN_VISIBLE and _has_picture(page)
    height = page.get_height()
    text.close()
    page.close()
    return Page(height, tuple(lines)), pictured


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _lines(text: pdfium.PdfTextPage) -> Iterator[Printed]:
    """The printed lines, as PDFium breaks them; pieces at one height are cells of one line."""
    start, last = 0, None
    units = [raw.FPDFText_GetUnicode(text, i) for i in range(text.count_chars())]
    for end in [*(i for i, unit in enumerate(units) if unit in (0x0A, 0x0D)), len(units)]:
        line = _line(text, units, start, end)
        start = end + 1
        if line is None:
            continue
        if last and last.same_height(line):
            last = last.with_cell(line)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _line(text: pdfium.PdfTextPage, units: list[int], start: int, end: int) -> Printed | None:
    """The words between two places with the boxes of their first and last visible character."""
    while start < end and chr(units[start]).isspace():
        start += 1
    while start < end and chr(units[end - 1]).isspace():
        end -= 1
    first, last = _box(text, start), _box(text, end - 1)
    if start == end or first is None or last is None:
        return None
    line = Printed("", first[0], last[2], first[3], first[1])
    cells = _cells(text, units, start, end, line.em)
    # A title spread over the line ("通　知") is no row of cells.
    gap = "\t" if any(len(cell) > 1 for cell in cells) else " "
    return replace(line, text=gap.join(cells))


def _cells(
    text: pdfium.PdfTextPage, units: list[int], start: int, end: int, em: float
) -> list[str]:
    """The words, divided where PDFium put a space of its own into a wide gap."""
    cuts = [start]
    for i in range(start + 1, end - 1):
        if units[i] == SPACE and raw.FPDFText_IsGenerated(text, i) == 1:
            before, after = _box(text, i - 1), _box(text, i + 1)
            if before and after and after[0] - before[2] > WIDE * em:
                cuts.append(i)
    pieces = ["".join(map(_char, units[a:b])).strip() for a, b in pairwise([*cuts, end])]
    return [piece.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for piece in pieces]


def _char(unit: int) -> str:
    """PDFium marks hyphens at line ends as U+0002 or U+FFFE; other controls print nothing."""
    if unit in (0x02, 0xFFFE):
        return "-"
    return "" if unit < 0x20 or unit > 0x10FFFF else chr(unit)


def _box(text: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of a character's cell in points; None where it has none."""
    box = raw.FS_RECTF()
    if index < 0 or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    return box.left, box.bottom, box.right, box.top
