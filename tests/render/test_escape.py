"""Whatever a report holds is shown as its letters, and makes no element of the page."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import example, given, settings, strategies as st
from lxml import html

from kb_build.page.escape import ANY, COUNTED, SIGN, attribute, escape

EXTENSIONS = [
    "attr_list", "tables", "toc", "admonition", "md_in_html", "abbr", "footnotes", "def_list",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.caret",
    "pymdownx.tilde", "pymdownx.mark", "pymdownx.keys", "pymdownx.tasklist", "pymdownx.magiclink",
]  # fmt: skip
HOSTILE = st.text(
    st.sampled_from(
        list(
            "\\`*_{}[]()#+-.!<>&|~=^$:;/@?%\"' \n\t\r1a甲。：“《》一二,、wWx\u3000\x00\x02\x03\x0c"
        )
    )
    | st.characters(),
    max_size=40,
)
PIECES = st.lists(
    HOSTILE
    | st.sampled_from(
        ["<script>", "</span>", "[TOC]", "{: #x }", "![a](b)", "[a]: http://b.cn", "*[甲]: 乙",
         "[^1]", "!!! note", "???", "===", "---", "***", "1. ", "- ", "| - |", "&lt;", "&#60;",
         "```", "    ", "http://a.cn", "a@b.cn", "www.a.cn", "<!-- -->", "<?php", "- [ ] ",
         ":smile:", "^^", "==甲==", "++ctrl++", "~~", "<http://a.cn>", "\\", "</blockquote>"]
    ),
    max_size=6,
).map("".join)  # fmt: skip
# Where rendered text stands: Markdown around it, and the element that holds it.
PLACES = {
    "paragraph": ("{}", "p"),
    "quotation": ("> {}", "p"),
    "item": ("- {}", "li"),
    "heading": ("# {}", "h1"),
    "cell": ("| a | b |\n|---|---|\n| {} | c |", "td"),
    "link": ("[{}](x.md){{: .kb-source }}", "a"),
    "span": ('<span id="p1" class="kb-passage" data-span="1-2">{}</span>', "span"),
}


def shown(text: str) -> str:
    """What is to be seen of a source text."""
    plain = re.sub(
        r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]",
        "\ufffd",
        text,
    )
    return " ".join(plain.split())


def element(place: str, text: str) -> html.HtmlElement:
    template, tag = PLACES[place]
    page = markdown.markdown(template.format(escape(text)), extensions=EXTENSIONS)
    root = html.fromstring(f"<main>{page}</main>")
    return next(root.iter(tag))


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=300)
@given(text=PIECES)
@example(text="1. 一是")
@example(text="C#")
@example(text="甲~乙~丙")
@example(text="[TOC]")
@example(text="*乡**名 {: .x }")
def test_text_is_shown_literally(place: str, text: str) -> None:
    if not shown(text):
        return
    found = element(place, text)
    assert " ".join(found.text_content().split()) == shown(text)
    assert not [child.tag for child in found if child.get("class") != "headerlink"]


@settings(max_examples=300)
@given(text=PIECES)
def test_attribute_stays_one_value(text: str) -> None:
    source = f'甲 <span id="p1" title="{attribute(text)}">乙</span> 丙'
    page = markdown.markdown(source, extensions=EXTENSIONS)
    (span,) = html.fromstring(f"<main>{page}</main>").iter("span")
    assert " ".join((span.get("title") or "").split()) == shown(text)
    assert set(span.attrib) == {"id", "title"}
    assert span.text == "乙"


def test_ordinary_text_stays_readable() -> None:
    text = "2023年，开展培训3-5次（含线上），投入1.5万元，满意率98.5%；完成“一窗通办”改革。"
    assert escape(text) == text


def test_the_cells_of_a_row_stand_apart() -> None:
    assert escape("1\t渠道淤塞\t清淤\n\t水务站") == "1\u3000渠道淤塞\u3000清淤 水务站"


def test_masks_and_line_feeds() -> None:
    assert escape("投入**万元，\n走访*乡") == r"投入\*\*万元， 走访\*乡"


@settings(max_examples=500)
@given(PIECES)
def test_only_what_has_nothing_to_change_is_passed_over(text: str) -> None:
    assert ANY.search(text) or not (SIGN.search(text) or COUNTED.search(text))
