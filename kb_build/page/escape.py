"""Escapes source text, which may be hostile, so that Markdown shows it literally."""

from __future__ import annotations

import re
from functools import lru_cache

# Line feeds and all that any Markdown or HTML reader takes for one; and runs of blanks.
BLANKS = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
CELLS = re.compile(r"(?<=\S)\t(?=\S)")  # between the cells of a row: they are to stand apart
# What HTML may not hold, and the marks that Python-Markdown uses for itself (U+0002, U+0003).
UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Signs that mean something anywhere in a line. Python-Markdown knows the backslash before the
# first group only; the second are of HTML, of tables and of extensions (~ ^ $).
BACKSLASHED = r"[\\`*_{}\[\]#]"
AS_ENTITY = r"[<>&|~^$]"
# Signs that mean something beside others: `==`, `++`, `--`, `:name:`, `://`, `a@b`, `www.`.
IN_COMPANY = (
    r"=(?==)|(?<==)=|\+(?=\+)|(?<=\+)\+|-(?=-)|(?<=-)-"
    r"|:(?=/)|:(?=[\w+-]{1,64}:)|(?<=\w)@(?=\w)|(?<=www)\.|(?<=WWW)\."
)
# Signs that open a list, a definition or a block where they are the first of a line.
AT_START = r"^[-+](?=\s|$)|^!(?=!!)|^:(?=[\s:]|$)|^\((?=[0-9A-Za-z]{1,9}\))|^\?(?=\?\?)|^/(?=//)"
SIGN = re.compile(f"{BACKSLASHED}|{AS_ENTITY}|{IN_COMPANY}|{AT_START}")
# Text without any of these needs no escape, as most Chinese text.
ANY = re.compile(r"[\\`*_{}\[\]#<>&|~^$=+:@.!()?/-]")
COUNTED = re.compile(r"^([0-9A-Za-z]{1,9})([.)])(?=\s|$)")
WITH_BACKSLASH = frozenset("\\`*_{}[]#+-!(.)")
# In an attribute the signs of Markdown are entities too: it looks for links and code before tags.
IN_ATTRIBUTE = re.compile(r"[!-+:-@\[-`{-~]")


def plain(text: str) -> str:
    """The text on one line, without blanks at its ends; control characters become U+FFFD."""
    if text.isprintable() and "  " not in text:  # as nearly all is: a tenth of the time
        return text.strip()
    return BLANKS.sub(" ", CELLS.sub("\u3000", UNSAFE.sub("\ufffd", text))).strip()


@lru_cache(maxsize=20_000)  # names stand on many pages
def escape(text: str) -> str:
    """Markdown that shows `plain(text)` literally in a paragraph, list, table, link or heading.

    Holds for Python-Markdown with attr_list, tables, toc, admonition, md_in_html, abbr, footnotes,
    def_list and the pymdownx extensions that have signs of their own; not with smarty, whose work
    it is to change quotation marks.
    """
    line = plain(text)
    return COUNTED.sub(r"\1\\\2", SIGN.sub(_literal, line)) if ANY.search(line) else line


def attribute(text: str) -> str:
    """The text, escaped for the value of an HTML attribute in double quotes within Markdown."""
    return IN_ATTRIBUTE.sub(_entity, plain(text))


def _literal(sign: re.Match[str]) -> str:
    return f"\\{sign.group()}" if sign.group() in WITH_BACKSLASH else _entity(sign)


def _entity(sign: re.Match[str]) -> str:
    named = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
    return named.get(sign.group(), f"&#{ord(sign.group())};")
