"""The document as a Word file, typeset as GB/T 9704-2012 (format of official documents) has it.

Page A4 with margins of 37, 35, 28 and 26 mm, which leave a type area of 156 mm by 225 mm; 22 lines
a page; the title in 小标宋 二号 (22 pt) centred; headings of the first, second and third level in
黑体, 楷体 and 仿宋; text in 仿宋 三号 (16 pt) with an indent of two characters; page numbers in
宋体 四号 (14 pt) between dashes, outside: at the right on odd, at the left on even pages. Fonts are
named and not embedded: where one is missing, Word takes another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kb_build.export.document import Block, Style, blocks
from kb_build.export.items import Item, LibraryIndex
from kb_build.files.archive import CREATED, same_bytes
from kb_build.messages import say

if TYPE_CHECKING:
    from docx.document import Document

SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
LATIN = "Times New Roman"
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm
LINE = 28.95  # pt: 22 lines in 225 mm
TITLE_SIZE, SIZE, NUMBER_SIZE = 22, 16, 14  # pt

# The document's styles by block: name in Word, font, size in pt, indent of the first line in
# characters.
STYLES: dict[Style, tuple[str, str, int, int]] = {
    "title": ("Title", SONG, TITLE_SIZE, 0),
    "kind": ("Heading 1", HEI, SIZE, 2),
    "entry": ("Heading 2", KAI, SIZE, 2),
    "section": ("Heading 3", FANG, SIZE, 2),
    "told": ("Body Text", FANG, SIZE, 2),
    "quotation": ("Normal", FANG, SIZE, 2),
    "sources": ("Heading 1", HEI, SIZE, 2),
    "source": ("List", FANG, SIZE, 0),
}


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """The document of these items."""
    return typeset(blocks(index, items, language), language)


def typeset(made: Sequence[Block], language: str) -> bytes:
    """A paragraph a block, with a style for each kind of block that readers can change in Word."""
    import docx

    document = docx.Document()
    _settle(document, say("export.title", language))
    ids: dict[Style, str] = {}
    for key, (name, font, size, indent) in STYLES.items():
        style = document.styles[name]
        _style(style, font, size, indent)
        ids[key] = style.style_id
    end = document.element.body.sectPr
    for block in made:
        # Before the section's own element, which is last: python-docx would search it each time.
        end.addprevious(_paragraph(ids[block.style], block))
    return same_bytes(document.save)


def _settle(document: Document, title: str) -> None:
    """Page, page numbers, and what the file says about itself."""
    from docx.shared import Mm

    section, about = document.sections[0], document.core_properties
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(BOTTOM - 7 - 5)  # 7 mm below the type area, a line of 5 mm
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], "right")
    _page_number(section.even_page_footer.paragraphs[0], "left")
    about.title, about.author, about.comments = title, "", ""
    about.created = about.modified = CREATED


def _style(style: Any, font: str, size: int, indent: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _fonts(style.element.get_or_add_rPr(), font)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Pt(LINE)
    layout.left_indent, layout.first_line_indent = Pt(0), Pt(size * indent)
    layout.widow_control = False
    is_title = size == TITLE_SIZE
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_title else WD_ALIGN_PARAGRAPH.JUSTIFY
    if is_title:
        layout.space_after, layout.line_spacing = Pt(LINE), Pt(36)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _fonts(properties: Any, font: str) -> None:
    """The font for Chinese, and the one for letters and digits; those of the theme go."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), font)


def _paragraph(style: str, block: Block) -> Any:
    from docx.oxml import OxmlElement

    paragraph: Any = OxmlElement("w:p")
    paragraph.style = style
    is_source = block.style == "source"
    paragraph.add_r().text = f"[{block.source}] {block.text}" if is_source else block.text
    if block.source and not is_source:
        mark = paragraph.add_r()
        mark.text = f"[{block.source}]"
        mark.get_or_add_rPr().superscript = True
    return paragraph


def _page_number(paragraph: Any, side: str) -> None:
    """— 1 — at the outer edge, one character from it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    layout = paragraph.paragraph_format
    is_right = side == "right"
    layout.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else WD_ALIGN_PARAGRAPH.LEFT
    layout.right_indent, layout.left_indent = (Pt(14), Pt(0)) if is_right else (Pt(0), Pt(14))
    layout.first_line_indent = Pt(0)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    for words in ("— ", None, " —"):
        run = paragraph.add_run(words or "1")
        run.font.size = Pt(NUMBER_SIZE)
        _fonts(run._r.get_or_add_rPr(), "宋体")
        if words is None:
            run._r.addprevious(field)
            field.append(run._r)
