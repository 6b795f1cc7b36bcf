"""Where inline markup is looked for must not change what is found."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from kb_build.publish.converter import faster

EXTENSIONS = ("toc", "tables", "fenced_code", "admonition", "attr_list", "md_in_html")
LATER = (*EXTENSIONS, "abbr", "smarty")  # which go through texts behind it
OTHERS = (*LATER, "footnotes", "nl2br")  # with patterns of their own
PIECES = (
    *("党员", "学习 ", "a", "1", "\n", "\n\n", "  \n", "    ", "\t", "> ", "- ", "# ", "1. ", "| "),
    *("\n---|---\n", "`", "``", "\n```\n", "\\", "[", "]", "![", "](", ")", "](x.md)", "](x.md#a)"),
    *(
        "][1]",
        "\n\n[1]: y.md 't'\n\n",
        "<",
        ">",
        "<b>",
        "</b>",
        "<https://a.b>",
        "<a@b.c>",
        "<!-- ",
    ),
    *("-->", "&amp;", "&", "*", "**", "_", "__", "{: .x }", "{: #y }", "<div markdown>\n\n"),
    *("\n\n</div>\n\n", "!!! note\n    ", "[TOC]", "\x02", "\x03", "[^1]", "\n\n[^1]: 注\n\n"),
    *("\n\n*[学习]: 说明\n\n", '"', "..."),
)
MARKED = (
    *("`码`", "\\*", "[题](x.md)", "[题](<x.md>)", "![图](x.png)", "<https://a.b>", "<a@b.c>"),
    *("  \n", "<br/>", "&#38;", "&lt;", "*斜* ", " _斜_ "),
)
pages = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(st.sampled_from([EXTENSIONS, LATER, OTHERS]), st.lists(pages, min_size=1, max_size=3))
@settings(max_examples=400, deadline=None)
@example(EXTENSIONS, ["[甲][1]\n\n[1]: y.md", "[甲][1] 和 [1]"])  # what one page defines ends there
def test_pages_become_what_python_markdown_makes_of_them(
    extensions: tuple[str, ...], texts: list[str]
) -> None:
    ours = faster(extensions, {})
    for text in texts:
        assert ours.reset().convert(text) == Markdown(extensions=extensions).convert(text)


@pytest.mark.parametrize("words", MARKED)
def test_each_kind_of_markup_is_found_where_it_stands_alone(words: str) -> None:
    page = f"一句话。\n\n- 甲{words}乙\n"
    made = faster(EXTENSIONS, {}).convert(page)
    assert made == Markdown(extensions=EXTENSIONS).convert(page)
