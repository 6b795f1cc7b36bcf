"""Reads Word files: paragraphs and tables in order, with the numbers and headings Word shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

import docx as word
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kb_build.errors import InputError
from kb_build.model import Mark, Span
from kb_build.read.composing import Line, bold, compose, whole
from kb_build.read.reading import Reading
from kb_build.read.word_numbering import Counter
from kb_build.read.word_styles import Element, Styles, switch, value

# Reports unpack to some megabytes; photographs are packed already. More is an attack or an archive.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 30 * 1024 * 1024  # of one part: its tree takes about ten times that in memory
MAX_PARTS = 5000
NAMED = 40  # characters of a strange root that a message names

_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_WP = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# Not part of a paragraph's words: deleted or moved away, field codes, notes' own numbers, pinyin
# above words, the older form of a drawing, text boxes (they follow their paragraph).
_NO_WORDS = "del moveFrom instrText delText rt footnoteRef endnoteRef txbxContent pPr rPr"
_SKIPPED = frozenset(f"{_WP}{name}" for name in _NO_WORDS.split()) | {_FALLBACK}
_BREAKS = {f"{_WP}tab": "\t", f"{_WP}ptab": "\t", f"{_WP}br": "\n", f"{_WP}cr": "\n"}
_NOTES = (RELATION.FOOTNOTES, RELATION.ENDNOTES)


class Piece(NamedTuple):
    """Words of one run."""

    words: str
    bold: bool


class Source(NamedTuple):
    """What is needed to read a paragraph."""

    styles: Styles
    counter: Counter


def read(data: bytes, name: str) -> Reading:
    """Reads `.docx`; raises InputError where it is none, has a password or unpacks to too much."""
    document = _open(data, name)
    styles = Styles(document.styles.element)
    source = Source(styles, Counter(_part(document, RELATION.NUMBERING), styles))
    lines = [*_blocks(document.element.body, source)]
    for relation in _NOTES:
        lines += _notes(_part(document, relation), source)
    return compose(lines, "docx")


def _open(data: bytes, name: str) -> Document:
    if data.startswith(_OLD):
        raise InputError("read-docx-encrypted" if _ENCRYPTED in data else "read-docx-old", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
        if _too_big(parts):
            raise InputError("read-docx-bomb", name, limit=MAX_UNPACKED // 1024 // 1024)
        document = word.Document(io.BytesIO(data))
        if document.element.tag != f"{_WP}document":
            raise InputError("read-docx-broken", name, reason=document.element.tag[:NAMED])
        return document
    except InputError:
        raise
    except Exception as error:  # a broken package can fail anywhere inside python-docx
        raise InputError("read-docx-broken", name, reason=type(error).__name__) from error


def _too_big(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether it unpacks to too much, by the declared sizes; zipfile never unpacks more."""
    xml = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(part.file_size for part in parts)
    return len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or xml > MAX_XML


def _part(document: Document, relation: str) -> Element | None:
    """The root of the numbering, the footnotes or the endnotes; None where there are none."""
    for one in document.part.rels.values():
        if one.reltype == relation and not one.is_external:
            try:
                return parse_xml(one.target_part.blob)
            except (SyntaxError, ValueError):  # the report can be read without it
                return None
    return None


def _blocks(parent: Element, source: Source) -> Iterator[Line]:
    """The lines of a body, cell or text box; content controls and the like are looked into."""
    for child in parent:
        if child.tag == f"{_WP}p":
            yield from _paragraph(child, source)
        elif child.tag == f"{_WP}tbl":
            yield from _table(child, source)
        elif child.tag in (f"{_WP}sdt", f"{_WP}sdtContent", f"{_WP}customXml", f"{_WP}ins"):
            yield from _blocks(child, source)


def _paragraph(paragraph: Element, source: Source) -> Iterator[Line]:
    """The paragraph as a line with its marks, then the text boxes anchored in it."""
    pieces = [*_pieces(paragraph, paragraph, source.styles)]
    if any(piece.words.strip() for piece in pieces):
        label = source.counter.label(paragraph)
        yield _line(paragraph, [Piece(label, pieces[0].bold), *pieces], source.styles)
    for box in _boxes(paragraph):
        yield from _blocks(box, source)


def _line(paragraph: Element, pieces: list[Piece], styles: Styles) -> Line:
    text = "".join(piece.words for piece in pieces)
    style = styles.name(value(paragraph, "w:pPr/w:pStyle"))
    if style.startswith("toc "):
        return whole(text, "noise", "word-contents")
    marks = [*bold(pieces, "word-bold")]
    level = styles.heading(paragraph)
    if style == "title" or level:
        rule = "word-title" if style == "title" else "word-heading"
        marks.append(Mark(Span(0, len(text)), "heading", rule, level))
    if text.startswith("•"):
        marks.append(Mark(Span(0, 1), "noise", "bullet"))
    return Line(text, tuple(marks))


def _pieces(parent: Element, paragraph: Element, styles: Styles) -> Iterator[Piece]:
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag != f"{_WP}r":
            words = child.text if child.tag == _MATH_TEXT else ""
            yield from ([Piece(words, False)] if words else _pieces(child, paragraph, styles))
        elif not switch(child.find(qn("w:rPr")), "w:vanish"):
            yield Piece(_words(child), styles.bold(paragraph, child))
            yield from _nested(child, paragraph, styles)


def _words(run: Element) -> str:
    """The run's own words; line breaks are newlines, page breaks too."""
    words = ""
    for child in run:
        if child.tag == f"{_WP}t":
            words += " ".join((child.text or "").splitlines())
        elif child.tag == f"{_WP}noBreakHyphen":
            words += "-"
        else:
            words += _BREAKS.get(str(child.tag), "")
    return words


def _nested(run: Element, paragraph: Element, styles: Styles) -> Iterator[Piece]:
    """Words below a run: ruby bases, and runs in a drawing's choice."""
    for child in run:
        if child.tag not in _SKIPPED and len(child):
            yield from _pieces(child, paragraph, styles)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes, outermost ones only, without the fallback that repeats them."""
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == f"{_WP}txbxContent":
            yield element
        elif element.tag != _FALLBACK:
            stack.extend(reversed(element))


def _table(table: Element, source: Source) -> Iterator[Line]:
    """A line a row; a table of one column is a frame around paragraphs, which it keeps."""
    rows = [[*_children(row, "tc")] for row in _children(table, "tr")]
    if all(len(cells) <= 1 for cells in rows):
        for cells in rows:
            for cell in cells:
                yield from _blocks(cell, source)
        return
    for cells in rows:
        words = [_cell(cell, source) for cell in cells]
        if any(words):
            yield whole("\t".join(words), "row", "word-table")


def _children(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{_WP}{name}":
            yield child
        elif child.tag in (f"{_WP}sdt", f"{_WP}sdtContent", f"{_WP}customXml"):
            yield from _children(child, name)


def _cell(cell: Element, source: Source) -> str:
    """The cell's words in one line; nothing where it goes on from the cell above."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merged is not None and merged.get(qn("w:val"), "continue") == "continue":
        return ""
    return " ".join(" ".join(line.text.split()) for line in _blocks(cell, source))


def _notes(root: Element | None, source: Source) -> Iterator[Line]:
    """Footnotes or endnotes, one under the other; the lines that separate them are none."""
    for note in () if root is None else root:
        if note.get(qn("w:type")) in (None, "normal"):
            yield from _blocks(note, source)
