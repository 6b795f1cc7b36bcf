import re
import time
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings, strategies as st
from lxml import html

from kb_build.check import safety
from kb_build.check.docs import Docs
from kb_build.check.listing import Listing
from kb_build.check.masking import without_fences
from kb_build.check.pages import PageFile
from kb_build.page.escape import attribute, escape
from kb_build.page.frontmatter import FrontMatter
from tests.check.folder import REPORT, faults, keys

EXTENSIONS = [
    "toc",
    "tables",
    "fenced_code",
    "attr_list",
    "md_in_html",
    "admonition",
]  # those of mkdocs.yml


def verdict(text: str) -> list[str]:
    """What the safety check says of a page's body."""
    page = PageFile("a.md", "a.md", FrontMatter({}, text), without_fences(text))
    return [notice.key for notice in safety.check(page, Docs(Listing(Path()), {}))]


@pytest.mark.parametrize(
    "text",
    [
        "# 标题\n\n> 引文\n\n[甲](a.md){: .x data-span=\"1-2\" }",
        '<span id="p1" class="kb-passage" title="举措" data-span="1-2">文</span>',
        '<div class="kb-chart"><svg viewBox="0 0 1 2" role="img"><rect x="1"/></svg></div>',
        "<details open><summary>更多</summary>文</details>\n\n<br/><img src=\"a.png\" width=30>",
        "<a href='https://example.org/x'>甲</a> <https://example.org/x> <a@example.org>",
        "[甲](https://example.org/?a=b) [乙](mailto:a@example.org) [丙](tel:110)",
        "![图](图.png) ![图](a/b.png \"题\")",
        "<!-- 注释 -->\n3 < 4，a<3，<<甲>>，1 &lt; x",
        "```html\n<script>alert(1)</script>\n```\n",
        "~~~~\n<script>\n~~~\n~~~~\n",
        "&lt;script&gt; onclick=1 javascript:alert(1)",
        r"\{ onclick=1 \}",
        "![图](a.png)\n\n[甲](https://example.org)",
        '<p style="color: red; text-align: center">文</p>',
    ],
)  # fmt: skip
def test_what_runs_and_loads_nothing_passes(text: str) -> None:
    assert verdict(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<script>alert(1)</script>", "check-html-element"),
        ("文<SCRIPT>", "check-html-element"),
        ("`<script>`", "check-html-element"),
        ("<scr\x02ipt>", "check-html-element"),
        ('<iframe src="a.html">', "check-html-element"),
        ("<meta http-equiv=refresh>", "check-html-element"),
        ('<a onclick="x">', "check-html-handler"),
        ("<img src=a.png OnError='x'>", "check-html-handler"),
        ("<details ontoggle=x open>", "check-html-handler"),
        ('<p style="background: url(a.png)">', "check-html-handler"),
        ("[甲](a.md){: onclick=x }", "check-html-handler"),
        ("标题 {: .a} 文 { .b onclick='x' }", "check-html-handler"),
        (r"\\{ onclick=1 }", "check-html-handler"),
        ('<img src="http://example.org/a.png">', "check-remote"),
        ('<img src="//example.org/a.png">', "check-remote"),
        (r'<img src="\\example.org\a.png">', "check-remote"),
        ('<img src="&#104;ttp://example.org/a.png">', "check-remote"),
        ('<img srcset="a.png, //example.org/a.png 2x">', "check-remote"),
        (r"![图](\\\\example.org/a.png)", "check-remote"),
        ('<a href="&#106;avascript:alert(1)">', "check-scheme"),
        ('<svg><image href="https://example.org/a.png"/></svg>', "check-remote"),
        ("![图](https://example.org/a.png)", "check-remote"),
        ("![图](//example.org/a.png)", "check-remote"),
        ("![图][乙]\n\n[乙]: https://example.org/a.png", "check-remote"),
        ("[乙]: https://example.org/a.png\n\n文\n\n![图][乙]", "check-remote"),
        ("![图](a.png){: src=https://example.org/a.png }", "check-remote"),
        ("![甲 `[` 乙](https://example.org/a.png)", "check-remote"),
        ("[甲](javascript:alert(1))", "check-scheme"),
        ("[甲](java&#115;cript&colon;alert(1))", "check-scheme"),
        ("[甲](<  java\tscript:alert(1)>)", "check-scheme"),
        ("[甲](data:text/html,x)", "check-scheme"),
        ("[甲](file:///etc/passwd)", "check-scheme"),
        ("[甲][乙]\n\n[乙]: javascript:alert(1)", "check-scheme"),
        ("[甲][乙]\n\n> [乙]:\n> javascript:alert(1)", "check-scheme"),
        ('<a href="JavaScript:alert(1)">', "check-scheme"),
        ("[甲](a.md){: href=javascript:alert(1) }", "check-scheme"),
        ("<javascript://x>", "check-html-unclear"),
        ("<img src=x onerror", "check-html-unclear"),
        ("<a title=\"<img src=x onerror=alert(1)>\">", "check-html-unclear"),
        ("<div/onload=x>", "check-html-unclear"),
        ("<?php x ?>", "check-html-unclear"),
        ("甲 <b 乙", "check-html-unclear"),
        ("```\n文\n``` {.x}\n```\n<script>\n```", "check-html-element"),
        ("``` {.x}\n文\n```\n<script>\n```", "check-html-element"),
        ("  ```\n<script>\n  ```", "check-html-element"),
        ("```\n<script>\n", "check-html-element"),
    ],
)  # fmt: skip
def test_what_runs_or_loads_something_is_an_error(text: str, key: str) -> None:
    assert key in verdict(text)


def test_the_place_is_told(tmp_path: Path) -> None:
    text = "---\ntitle: 题\n---\n\n正文\n\n```\n<b\n```\n文 <iframe>\n"
    assert faults(tmp_path, {"x/a.md": text}) == [("check-html-element", "x/a.md", 10)]


PIECES = (
    "<script>", "</script>", "<img src=x onerror=y>", "<img src=//e.example>", "<b", "<a ", ">",
    "<div>", "</div>", "<pre>", "<!--", "-->", "<?", "<![CDATA[", "]]>", "&lt;", "&#106;",
    "<https://e.example/onload=x>", "onclick=x", "href=javascript:x", "src=http://e.example",
    "javascript:", "http://e.example", "[x](javascript:y)", "![x](http://e.example)", "![", "[",
    "]", "](", ")", "[r]: ", "[r]", "{", "}", "{: onclick=x }", "{: src=http://e.example }", "{.x}",
    "`", "``", "```", "~~~", "html", 'hl_lines="', "\\", "\x02", "\x03", "\n", "\n\n", "    ", " ",
    "\t", "\n|-|-|\n", "|", "!!! x\n", "> ", "* ", "# ", "-", "/", '"', "'", "=", "甲", "x",
)  # fmt: skip
WORKING = re.compile(r"[\x00-\x20]")


def is_live(page: str) -> bool:
    """Whether a page of the site would run or load something."""
    for element in html.fromstring(f"<div>{page}</div>").iter():
        pairs = [
            (str(name), WORKING.sub("", str(value)).lower()) for name, value in element.items()
        ]
        if element.tag in ("script", "iframe") or any(name.startswith("on") for name, _ in pairs):
            return True
        if any(value.startswith("javascript:") for _, value in pairs):
            return True
        if any(name == "src" and value.startswith(("http:", "//")) for name, value in pairs):
            return True
    return False


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_live_on_the_site_passes_the_check(text: str) -> None:
    try:
        page = markdown.markdown(text, extensions=EXTENSIONS)
    except Exception:  # Python-Markdown gives up on some of this, and then no page is made
        return
    assert not is_live(page) or verdict(text), page


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_escaped_text_passes_whatever_it_says(text: str) -> None:
    shown = (
        f'# {escape(text)}\n\n> {escape(text)}\n\n<b title="{attribute(text)}">{escape(text)}</b>'
    )
    assert verdict(shown) == []


HOSTILE = (
    "<a ", '<a x="', "<a x='", "<!--", "<b>", "<span>", '<span data-span="0-6">',
    '<span data-span="0-6">一、主要做法</span>', "](", "](<", "](a(b)", "[", "![a](", "[a]: ",
    "[a\n", "[a]:\n", "](x.md)", "](#x)", "[x](javascript:y) ", "[x](不在.md)\n", "{", '{: x="',
    "{a", "`", "`` ` ", "```a\n", "```\n~~~\n", "\\", "&#1;", "&", "# x\n", "# \n\n", "a\n-\n\n",
    "==\n", "#", "\n", " ", "\t\n", "a", "> ",
    '> x\n\n[](#){: .kb-source data-report="0123456789ab" data-span="0-6" }\n\n',
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_page_of_hostile_text_takes_time_in_proportion(tmp_path: Path, piece: str) -> None:
    head = f"---\nid: report-{REPORT.id}\nkind: report\ntitle: 甲\n---\n"

    def seconds(size: int) -> float:
        text = head + piece * (size // len(piece)) + "x"
        start = time.process_time()
        keys(tmp_path, text)
        return time.process_time() - start

    # Eight times the text may take some sixteen times as long, and a quadratic rule takes 64 times;
    # once in thousands of runs the machine has something else to do, so three are looked at.
    most = 24 * max(seconds(50_000), 0.02)
    assert any(seconds(400_000) < most for _ in range(3))
