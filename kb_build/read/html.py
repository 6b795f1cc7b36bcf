"""Reads web pages: a line a block, tables as rows; menus, headers and footers marked as noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html as markup

from kb_build.errors import InputError
from kb_build.model import Mark, Span
from kb_build.read import decoding, html_elements, web_noise
from kb_build.read.composing import Line, bold, compose, whole
from kb_build.read.reading import Reading

HEAD = 4096  # bytes in which the encoding must be named; browsers look at 1024
_CHARSET = re.compile(
    rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})|<\?xml[^>]{0,99}encoding=["']([\w-]{2,20})"""
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}

_NO_TEXT = """
audio button canvas head iframe input map noscript object option script select style svg template
textarea video
"""
_DROPPED = frozenset(_NO_TEXT.split())
_KEPT_HEADER = frozenset({"article", "main"})  # their header holds the title
MAX_CELL = 1000  # characters; longer cells lay out a page
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u200b]+")

Element = etree._Element


class Piece(NamedTuple):
    """Words of a line, and what holds them."""

    words: str
    bold: bool
    linked: bool


def read(data: bytes, name: str) -> Reading:
    """Reads `.html`; nothing is fetched. Raises InputError where no page can be made of it."""
    decoded = decoding.decode(data, name, _declared(data))
    root = _parsed(decoded.text, name)
    return compose(_lines(root), decoded.encoding, decoded.warnings)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:HEAD])
    codec = (match[1] or match[2]).decode("ascii").lower() if match else ""
    return _WIDER.get(codec, codec)


def _parsed(text: str, name: str) -> Element:
    parser = markup.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = markup.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise InputError("read-html-broken", name, reason=str(error)) from error
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:  # all that follows is lost
            raise InputError("read-html-broken", name, entry.line, reason=entry.message)
    return root


def _lines(root: Element) -> Iterator[Line]:
    """The body's lines; the one that the window's title repeats is marked as the report's title.

    Where none is, and no heading stands in the body either, the window's title stands above.
    """
    window = " ".join((root.findtext(".//title") or "").split())
    title = web_noise.without_site(window)
    lines = list(_Walk(root).lines())
    repeating = (at for at, line in enumerate(lines) if title and _repeats(line, title, window))
    alike = next(repeating, None)
    if alike is not None:
        lines[alike] = whole(lines[alike].text, "heading", "html-title", 1)
    elif title and next(root.iter("h1", "h2"), None) is None:
        yield whole(title, "heading", "html-title", 1)
    yield from lines


def _repeats(line: Line, title: str, window: str) -> bool:
    """Whether a line that is no furniture has the words of the title, or more of the window's where
    a dash within the title looks like that before the names of column and site.
    """
    kept = all(mark.kind != "noise" for mark in line.marks)
    words, least, most = ("".join(text.split()) for text in (line.text, title, window))
    return kept and len(words) >= len(least) and most.startswith(words)


class _Walk:
    """One walk through a page, which remembers what is open at each place."""

    def __init__(self, root: Element):
        self._root = root
        self._furnishing = _furniture(root)
        self._pieces: list[Piece] = []
        self._bold = self._links = self._pre = self._inner = 0
        self._level = 0  # of the heading that is open
        self._furniture: Element | None = None  # the outermost one that is open
        self._skipped: Element | None = None  # whose end comes next

    def lines(self) -> Iterator[Line]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                yield from self._start(element, walk)
            else:
                yield from self._end(element)
        yield from self._flush()

    def _start(self, element: Element, walk: etree.iterwalk) -> Iterator[Line]:
        tag = str(element.tag)
        if tag in html_elements.BLOCKS:
            yield from self._flush()
        rows = _rows(element) if tag == "table" else []
        if rows or tag in _DROPPED or _is_hidden(element):
            walk.skip_subtree()
            self._skipped = element
            yield from (self._judged(row) for row in rows)
            return
        titled = self._inner > 0 and tag in ("header", "footer")
        if self._furniture is None and element in self._furnishing and not titled:
            yield from self._flush()
            self._furniture = element
        self._count(tag, 1)
        self._level = html_elements.HEADINGS.get(tag, self._level)
        self._add(element.text)

    def _end(self, element: Element) -> Iterator[Line]:
        tag = str(element.tag)
        if tag in html_elements.BLOCKS or element is self._furniture:
            yield from self._flush()
        if tag in html_elements.HEADINGS:
            self._level = 0
        if element is self._furniture:
            self._furniture = None
        if element is not self._skipped:
            self._count(tag, -1)
        self._skipped = None
        if element is not self._root:
            self._add(element.tail)

    def _count(self, tag: str, by: int) -> None:
        self._bold += by * (tag in html_elements.BOLD)
        self._links += by * (tag == "a")
        self._pre += by * (tag == "pre")
        self._inner += by * (tag in _KEPT_HEADER)

    def _add(self, words: str | None) -> None:
        if words:
            clean = words.replace("\r", "") if self._pre else _SPACES.sub(" ", words)
            self._pieces.append(Piece(clean, self._bold > 0, self._links > 0))

    def _flush(self) -> Iterator[Line]:
        pieces, self._pieces = self._pieces, []
        text = "".join(piece.words for piece in pieces)
        if not text.strip():
            return
        linked = sum(len("".join(piece.words.split())) for piece in pieces if piece.linked)
        if linked and not self._level and html_elements.is_menu(text, linked):
            yield _trimmed(whole(text, "noise", "html-menu"))
        else:
            strong = bold(((piece.words, piece.bold) for piece in pieces), "html-bold")
            line = Line(text, (*strong, *_heading(text, self._level)))
            yield _trimmed(self._judged(line))

    def _judged(self, line: Line) -> Line:
        """The line as it is, or as noise within furniture."""
        return line if self._furniture is None else whole(line.text, "noise", "html-furniture")


def _furniture(root: Element) -> set[Element]:
    """The elements that are named like furniture and hold no large part of the page's words."""
    total, since, sizes = 0, [], {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            since.append(total)
            total += len(element.text or "") if tag not in _DROPPED else 0
            continue
        size = total - since.pop()
        if tag not in ("html", "body") and html_elements.is_furniture(tag, element.get):
            sizes[element] = size
        total += len(element.tail or "")
    return {element for element, size in sizes.items() if size <= html_elements.LARGEST * total}


def _heading(text: str, level: int) -> Iterator[Mark]:
    if level:
        yield Mark(Span(0, len(text)), "heading", f"html-h{level}", level)


def _trimmed(line: Line) -> Line:
    """A line without blanks at its ends; its marks are moved accordingly."""
    text = line.text.strip()
    by = len(line.text) - len(line.text.lstrip())
    marks = []
    for one in line.marks:
        start, end = max(one.span.start - by, 0), min(one.span.end - by, len(text))
        if start < end:
            marks.append(Mark(Span(start, end), one.kind, one.rule, one.level))
    return Line(text, tuple(marks))


def _rows(table: Element) -> list[Line]:
    """A line a row; none where the table lays out a page: one column, nested, with long cells."""
    if any(True for _ in table.iterdescendants("table")):
        return []
    rows = [
        [" ".join(_content(cell).split()) for cell in row.iter("td", "th")]
        for row in table.iter("tr")
    ]
    if max(map(len, rows), default=0) < 2 or any(len(c) > MAX_CELL for r in rows for c in r):
        return []
    return [whole("\t".join(cells), "row", "html-table") for cells in rows if any(cells)]


def _content(element: Element) -> str:
    """The words below an element that are shown, with a blank where a block begins or ends."""
    pieces = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        words = one.text if event == "start" else one.tail
        if event == "start" and (one.tag in _DROPPED or _is_hidden(one)):
            walk.skip_subtree()
            words = ""
        pieces += [" " * (one.tag in html_elements.BLOCKS), words or ""]
    return "".join(pieces)


def _is_hidden(element: Element) -> bool:
    style = re.sub(r"\s", "", element.get("style", "")[:300].lower())
    return "display:none" in style or element.get("hidden") is not None
