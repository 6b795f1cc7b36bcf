r"""Turns pages of simple blocks of Markdown into HTML without Python-Markdown, as most pages are.

Python-Markdown builds a tree of a page and walks over it a dozen times. A table, list, quotation or
paragraph of words, links and bold text needs none of that, nor do tags around such blocks. Headings
are made one by one (see `headings`). This is done only if every block of the page has one of the
forms below, and only the marks below are in it; any other page is left to Python-Markdown whole. A
property test compares the HTML with that of Python-Markdown.

    words      what has no mark            bold   **words** or a link, within a link too
    escape     \[                          link   [words](page.md#p1){: .class key="value" }
    entity     &lt;                        tag    <br> and the like, kept letter by letter
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, pairwise, repeat

from kb_build.publish.headings import Headings, Made

# Extensions with which the grammar holds: MkDocs's own, and those of the settings that we ship.
KNOWN = frozenset({"admonition", "attr_list", "fenced_code", "md_in_html", "tables", "toc"})

ATTRIBUTE = r'[A-Za-z][\w-]*="[^"*<>\\`\[\]{}\n]*+"'
TAG = rf"<(?:br|/?small|span(?> {ATTRIBUTE})*+|/span)>"
ESCAPE = r"\\[\\`*_{}\[\]()>#+.!-]"
ENTITY = r"&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[0-9a-zA-Z]+);"
WORDS = r"[^\\`*_{}\[\]<>&|!\x00-\x1f\x7f-\x9f]++|!(?!\[)"
TARGET = r"\([A-Za-z0-9_./#-]+\)"
PLAIN = rf"(?>{WORDS}|{ESCAPE}|{ENTITY}|{TAG})"
BOLD = rf"\*\*(?!\s)(?>{PLAIN}|\[{PLAIN}++\]{TARGET})++(?<!\s)\*\*(?!\*)"
# Attributes in braces; no id, since a heading must not get the same one.
GIVEN = r'\{: (?>(?:\.[A-Za-z][A-Za-z0-9-]*|(?!id=)[a-z][a-z-]*="[\w :.-]*+") )++\}'
LINK = rf"\[(?>{PLAIN}|\*\*(?!\s){PLAIN}++(?<!\s)\*\*(?!\*))++\]{TARGET}(?>{GIVEN})?+"
INLINE = rf"(?>{PLAIN}|{BOLD}|{LINK})"
# A line that begins no other block and does not define a reference.
ITEM = rf"(?!\[[^\[\]]*+\]:)(?=\*\*|[^\s#>+*=|:!~\d-]|\d++(?!\.\s)){INLINE}++"
LINE = rf"{ITEM}(?<!\s)"
ROW = rf"\|(?>{INLINE}*+\|)++"
INNER = ' markdown="1"'  # says that there is Markdown between the tags
PLOT = r"(?>[^<\x02\x03]++|</?(?:circle|path|rect|text)\b)"

# Blocks that are made here. A `paragraph` may have attributes of its own; `open` and `close`
# enclose Markdown; `raw` is kept as it is.
FORMS = {
    "table": rf"{ROW}\n\|(?> ?:?-+:? ?\|)++(?>\n{ROW})++",
    "list": rf"- {ITEM}(?>\n(?>    )*+- {ITEM})*+",
    "quote": rf"> {LINE}",
    "paragraph": rf"{LINE}(?>\n{GIVEN})?+",
    "open": rf'<(?:div|details)(?> class="[\w -]+")?+{INNER}>',
    "close": r"</(?:div|details)>",
    "raw": rf'<summary>[^<>\n]*</summary>|<div class="kb-chart"><svg {PLOT}*+</svg></div>',
}
# A heading, which is made by Python-Markdown; nothing in it can go on beyond its end.
HEADING = "heading"
TITLE = rf"#{{1,6}} (?>[^<`\n]++|{TAG})++"
FORM = re.compile(
    "|".join(f"(?P<{name}>{form})" for name, form in {HEADING: TITLE, **FORMS}.items())
)
# What Python-Markdown normalises before it looks for blocks.
UNEVEN = re.compile(r"[\t\r\x02\x03]|\n +(?:\n|\Z)")
# Pairs of neighbours that Python-Markdown joins or treats in another way.
JOINED = frozenset({("list", "list"), ("quote", "quote"), ("open", "close")})
# Marks within a block that become HTML.
SIGN = re.compile(
    r"\\(?P<escaped>.)|\*\*(?P<bold>(?>[^\\*]|\\.)++)\*\*"
    r"|\[(?P<words>(?>[^\\\[\]]|\\.)++)\]\((?P<to>[^)]*)\)(?:\{:(?P<given>[^}]*)\})?"
)
PAIR = re.compile(r'\.(\S+)|(\S+?)="(.*?)"')
ALIGNED = {(1, 1): "center", (1, 0): "left", (0, 1): "right"}  # by colons before and after


class Quick:
    """Makes pages of simple blocks; `headings` makes their headings."""

    def __init__(self, headings: Headings) -> None:
        self._headings = headings
        self._address: Callable[[str], str] = str  # where a link of the page at work leads to

    def page(self, text: str, address: Callable[[str], str]) -> Made | None:
        """The HTML of a page; None where it has anything but the simple blocks.

        `address` gives the address that a link leads to.
        """
        blocks = text.strip("\n").split("\n\n")
        forms = [*map(_form, blocks)]
        depths = _depths(forms, blocks)
        even = not UNEVEN.search(text) and JOINED.isdisjoint(pairwise(forms))
        if "" in forms or not depths or not even:
            return None
        found = [*zip(forms, blocks, depths, strict=True)]
        lines = [block for form, block, _ in found if form == HEADING]
        headings = self._headings.made(lines, address)
        self._address, ready = address, iter(headings.html.split("\n"))
        parts = (next(ready) if one[0] == HEADING else self._made(*one) for one in found)
        title = headings.title if forms[0] == HEADING else None
        return Made("\n".join(parts).strip(), title, headings.tokens)

    def _made(self, form: str, block: str, depth: int) -> str:
        end = "\n" if form == "raw" and not depth else ""  # as Python-Markdown has it there
        return MAKERS[form](self, block) + end

    def inline(self, text: str) -> str:
        """A line, or part of one, as HTML."""
        return SIGN.sub(self._sign, text)

    def _sign(self, found: re.Match[str]) -> str:
        escaped, bold, words, to, given = found.groups()
        if escaped:
            return "&gt;" if escaped == ">" else escaped
        if bold:
            return f"<strong>{self.inline(bold)}</strong>"
        words, to = self.inline(words), self._address(to)
        return (
            f"<a{_attributes(given, href=to)}>{words}</a>"
            if given
            else f'<a href="{to}">{words}</a>'
        )

    def paragraph(self, block: str) -> str:
        """A line, with attributes where a second one gives them."""
        line, _, given = block.partition("\n")
        return f"<p{_attributes(given[2:-1])}>{self.inline(line)}</p>"

    def quote(self, block: str) -> str:
        """A quotation of one line."""
        return f"<blockquote>\n{self.paragraph(block[2:])}\n</blockquote>"

    def list(self, block: str) -> str:
        """A list with items of one line each, possibly nested."""
        made: list[str] = []
        depth = -1
        for line in self.inline(block).split("\n"):
            now, text = _item(line)
            above = depth - now
            made.append("<ul>\n" if above < 0 else "</li>\n" + "</ul>\n</li>\n" * above)
            made.append(f"<li>{text}")
            depth = now
        return "".join((*made, "</li>\n", "</ul>\n</li>\n" * depth, "</ul>"))

    def open(self, block: str) -> str:
        """The start tag of an element with Markdown in it."""
        return block.replace(INNER, "")

    def close(self, block: str) -> str:
        """An end tag, or a block that is kept as it is."""
        return block

    raw = close

    def table(self, block: str) -> str:
        """A table: names of columns, how they are aligned, then rows."""
        names, marks, *rows = map(_cells, self.inline(block).split("\n"))
        styles = [_style(mark) for mark in marks]
        head = _row("th", styles, names)
        body = "".join(_row("td", styles, row) for row in rows)
        return f"<table>\n<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table>"


MAKERS: Mapping[str, Callable[[Quick, str], str]] = {name: getattr(Quick, name) for name in FORMS}


def _form(block: str) -> str:
    """The form of a block; empty where it has none of those known here."""
    match = FORM.fullmatch(block)
    found = (match and match.lastgroup) or ""
    return "" if found in EVEN and not EVEN[found](block.split("\n")) else found


def _depths(forms: Sequence[str], blocks: Sequence[str]) -> list[int]:
    """How many elements enclose each block; empty where tags are not properly nested."""
    depths: list[int] = []
    names: list[str] = []
    for form, block in zip(forms, blocks, strict=True):
        if form == "close" and (not names or names.pop() != block[2:-1]):
            return []
        depths.append(len(names))
        if form == "open":
            names.append(block[1:-1].partition(" ")[0])
    return [] if names else depths


def _has_columns(rows: Sequence[str]) -> bool:
    return rows[0].count("|") == rows[1].count("|")


def _has_steps(lines: Sequence[str]) -> bool:
    """Whether each item of a list stands at most one step below the one before."""
    depths = [_item(line)[0] for line in lines]
    return all(after <= before + 1 for before, after in pairwise(depths))


EVEN: Mapping[str, Callable[[Sequence[str]], bool]] = {"table": _has_columns, "list": _has_steps}


def _item(line: str) -> tuple[int, str]:
    """The depth of a list item, and its text."""
    text = line.lstrip(" ")
    return (len(line) - len(text)) // 4, text[2:]


def _cells(row: str) -> list[str]:
    return [cell.strip(" ") for cell in row[1:-1].split("|")]


def _row(tag: str, styles: Sequence[str], cells: Sequence[str]) -> str:
    pairs = zip(styles, chain(cells, repeat("")), strict=False)  # as many as columns
    made = "".join([f"<{tag}{style}>{cell}</{tag}>\n" for style, cell in pairs])
    return f"<tr>\n{made}</tr>\n"


def _style(mark: str) -> str:
    aligned = ALIGNED.get((mark.startswith(":"), mark.endswith(":")))
    return f' style="text-align: {aligned};"' if aligned else ""


def _attributes(given: str, **more: str) -> str:
    """Attributes in HTML, in order of name; of several with one name the last counts."""
    pairs = [pair.groups() for pair in PAIR.finditer(given)]
    classes = " ".join(name for name, _, _ in pairs if name)
    found = ({"class": classes} if classes else {}) | {k: v for _, k, v in pairs if k} | more
    return "".join(f' {key}="{value}"' for key, value in sorted(found.items()))
