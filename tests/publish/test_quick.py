"""Blocks that are turned into HTML at once are what Python-Markdown makes of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings, strategies as st
from markdown import Markdown

from kb_build import config
from kb_build.publish.converter import Converter
from kb_build.publish.headings import Headings, Made
from kb_build.publish.quick import KNOWN, Quick
from kb_build.publish.settings import mkdocs_settings
from tests.command import ROOT

EXTENSIONS = sorted(KNOWN)
# What the grammar knows, and what it does not, or not in each place.
KNOWN_WORDS = (
    *("党员学习", "a", " ", "1", "3.5万", ":", "=", '"', "\\[", "\\]", "\\>", "\\\\", "&lt;"),
    *("&#124;", "<br>", "<small>小", "</small>", '<span id="p1" class="kb-x">', "</span>"),
    *("**题**", "**[题](x.md)**", "[题](x.md)", "[题](../a/x_y.md#p1)", "[**题**](x.md)"),
    *("[题\\]](x.md)", '[题](x.md){: .kb-x data-span="1-2" }', "\u3000", "！", "2024年"),
)
OTHER_WORDS = (
    *("1. ", "> ", "# ", "- ", "+ ", "|", "!", "~~~", "\\|", "\\a", "&", "&x", "<b>", "<", ">"),
    *("**", "*", "_", "`", "[题", "](x.md)", "[题](<x y>)", "[题][1]", "![图](x.png)"),
    *("{: .kb-x }", "{", "}", "  ", "\t", "\x02", "\x03", "\x7f", "  \n", "\r"),
    *("\n \n", "KB-WORDS", "kb-words", '<span title="**">'),
)
KNOWN_BLOCKS = (
    *('<div class="kb-twins" markdown="1">', '<details markdown="1">', "</div>", "</details>"),
    *("<summary>其余</summary>", "## 题", '# <span class="a">题</span>'),
    *(
        "# 题",
        "### 3. [题](x.md)",
        "# [题 a](../b/y.md#p1)",
        "## 又[题](x.md)",
        "## 题 (2) {: #x }",
        "##### 题 {: .kb-x }",
        "### 又",
        "# 又",
    ),
    '<div class="kb-chart"><svg width="1">\n<text>甲</text>\n<path d="M0"/></svg></div>',
)
OTHER_BLOCKS = (
    *("<div>", "```\n| a |", "```", "[1]: y.md", "1. 甲", "    码", "!!! note", "<!-- 甲"),
    '<div class="kb-chart"><svg></div><script>1</script></svg></div>',
)
LAST = ("\n{: .kb-lead }", '\n{: id="x" }', '\n{: #x data-a="1" }', "\n字")
COLUMNS = ("| --- |", "|---:|", "| :-: | --- |")


def pages_of(words: Sequence[str], blocks: Sequence[str]) -> st.SearchStrategy[str]:
    """Pages of such words and such whole blocks."""
    line = st.lists(st.sampled_from(words), min_size=1, max_size=5).map("".join)
    items = st.lists(st.tuples(st.integers(0, 2), line), min_size=1, max_size=4)
    row = st.lists(line, min_size=1, max_size=2).map(lambda cells: f"| {' | '.join(cells)} |")
    block = st.one_of(
        line,
        line.map("> {}".format),
        line.map("## {}".format),
        st.tuples(line, st.sampled_from(LAST)).map("".join),
        items.map(lambda some: "\n".join(f"{'    ' * deep}- {said}" for deep, said in some)),
        st.tuples(row, st.sampled_from(COLUMNS), row, row).map("\n".join),
        st.sampled_from(blocks),
    )
    return st.lists(block, min_size=1, max_size=4).map("\n\n".join)


def within(pages: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pages of which some stand in an element, and others behind it."""
    tags = st.sampled_from(["div", 'div class="kb-map"', "details"])
    some = st.tuples(tags, pages).map(lambda page: _element(*page))
    return st.tuples(some, some | pages).map("\n\n".join)


def _element(tag: str, page: str) -> str:
    return f'<{tag} markdown="1">\n\n{page}\n\n</{tag.partition(" ")[0]}>'


plain = pages_of(KNOWN_WORDS, KNOWN_BLOCKS)
wild = pages_of((*KNOWN_WORDS, *OTHER_WORDS), (*KNOWN_BLOCKS, *OTHER_BLOCKS))


def both(text: str) -> tuple[Made, Made]:
    """What is made of a page here, and by Python-Markdown alone."""
    ours, plain = Converter(EXTENSIONS, {}), Markdown(extensions=EXTENSIONS)
    html = plain.convert(text)
    return ours.convert(text), Made(html, ours.whole(text).title, getattr(plain, "toc_tokens", []))


@given(plain | wild | within(plain) | within(within(plain)))
@settings(max_examples=500, deadline=None)
@example('甲\n{: id="题" }\n\n## 题')  # whose anchor is taken
@example("## 题\n\n### 题")  # and that of another
@example("## ！\n\n## ！")
@example("# 党员KB-WORDS 1.5% kb-words")
@example("甲\n\n# 题")  # no title of the page
@example("[题\\]:](x.md)")  # Python-Markdown takes it for what a reference means
@example("- 甲\n\n- 乙")  # one list
@example("> 甲\n\n> 乙")  # one quotation
@example('<div markdown="1">\n\n</div>')  # nothing in it, not even a line's end
@example("| 甲 |\n| --- |\n| 乙 | 丙 |\n| |")
@example('<span title="**">甲</span> <span title="**">乙</span>')  # nothing is bold
@example("- 甲\n        - 乙\n- 丙")  # two steps deeper is no list
@example("| 甲 | 乙 | 丙 |\n| :-- | --: | :-: |\n| 1 | 2 | 3 |")
@example('[题](x.md){: title="甲" data-b="1" }')  # attributes in order of name
@example('<details markdown="1">\n\n<summary>其余</summary>\n\n甲\n\n</details>')
@example("**甲 ** 乙")  # nothing is bold
def test_a_page_becomes_what_python_markdown_makes_of_it(text: str) -> None:
    ours, theirs = both(text)
    assert ours == theirs


@pytest.mark.parametrize("folder", ["institutions", "measures", "problems", "reports", "topics"])
def test_generated_pages_are_of_blocks_that_are_known(folder: str) -> None:
    pages = sorted((ROOT / "docs" / folder).glob("*.md"))[:40]
    assert pages
    for page in pages:
        text = page.read_text("utf-8").partition("\n---\n")[2]
        ours, theirs = both(text)
        assert ours == theirs, page
        assert is_known(text), page


def is_known(text: str) -> bool:
    """Whether a page is made here, its headings left aside."""
    headings = Headings(lambda line: Made("", None, [{"id": line, "level": 2}]), str)
    return Quick(headings).page(text, str) is not None


def test_the_settings_that_we_ship_let_blocks_be_made() -> None:
    shipped = mkdocs_settings(config.load(ROOT / "mkdocs.yml"), ROOT / "site")
    assert set(shipped.markdown_extensions) <= KNOWN


def test_what_other_extensions_may_change_is_left_to_them() -> None:
    text = "一句...\n\n| 甲 |\n| --- |\n| 乙... |"
    several = [*EXTENSIONS, "smarty"]
    assert Converter(several, {}).convert(text).html == Markdown(extensions=several).convert(text)


def test_a_long_row_takes_no_longer_than_its_length() -> None:
    text = "| " + "**[" * 50_000 + " |\n| --- |\n| " + "<span " * 50_000 + " |"
    assert not is_known(text)
