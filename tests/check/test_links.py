import os
from pathlib import Path

import markdown
import pytest
from hypothesis import given, strategies as st
from lxml import html
from markdown.extensions.toc import TocExtension, slugify_unicode

from kb_build.check import check
from kb_build.check.headings import slugs
from kb_build.errors import InputError
from kb_build.messages import text_of
from tests.check.folder import faults, look

OTHER = """# 第一章 总则

## 重复
## 重复

带名字的 {#own}

<span id="p1" class="kb-passage">段落</span>

表头
----
"""


def of(docs: Path, text: str, path: str = "a/page.md") -> list[str]:
    """What is found on a page beside others that are in order."""
    others = {"b/other.md": OTHER, "b/image.png": "", "index.md": "# 首页\n"}
    return [key for key, where, _ in faults(docs, {path: text, **others}) if where == path]


@pytest.mark.parametrize(
    "link",
    [
        "[甲](../b/other.md)",
        "[甲](../b/other.md#p1)",
        "[甲](../b/other.md#own)",
        "[甲](../b/other.md#第一章-总则)",
        "[甲](../b/other.md#%E7%AC%AC%E4%B8%80%E7%AB%A0-%E6%80%BB%E5%88%99)",
        "[甲](../b/other.md#重复)",
        "[甲](../b/other.md#重复_1)",
        "[甲](../b/other.md#表头)",
        "[甲](../index.md)",
        "[甲](page.md)",
        "[甲](#自己)\n\n## 自己\n\n文\n",
        '[甲](../b/other.md "题")',
        "[甲](<../b/other.md>)",
        "![图](../b/image.png)",
        '<img src="../b/image.png" alt="图">',
        '<a href="../b/other.html#p1">甲</a>',
        "[甲](https://example.org/x) <https://example.org> [信](mailto:a@example.org)",
        "[甲][乙]\n\n[乙]: ../b/other.md",
        "`[甲](不在.md)`",
        "``[甲](不在.md) ` [甲](不在.md)``",
        "```\n[甲](不在.md)\n```",
        r"[甲\](不在.md) \[甲\](不在.md)",
        "[甲](../b/other.md#)",
    ],
)
def test_a_link_that_leads_somewhere_passes(tmp_path: Path, link: str) -> None:
    assert of(tmp_path, f"正文{link}\n" if link[0] in "[!" else f"{link}\n") == []


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("[甲](不在.md)", "check-link-dead"),
        ("[甲](other.md)", "check-link-dead-near"),
        ("[甲](../b/)", "check-link-dead"),
        ("[甲](../B/other.md)", "check-link-dead-near"),
        ("[甲](..\\b\\other.md)", "check-link-dead-near"),
        ("![图](image.png)", "check-link-dead-near"),
        ("[甲][乙]\n\n[乙]: 不在.md", "check-link-dead"),
        ("> [乙]: 不在.md\n> [乙]", "check-link-dead"),
        ('<img src="x.png">', "check-link-dead"),
        ('<a href="../b/other.md">甲</a>', "check-link-html"),
        ('<a href="../b/none.html">甲</a>', "check-link-dead"),
        ("[甲](../b/other.md#p2)", "check-link-anchor"),
        ("[甲](../b/other.md#重复_2)", "check-link-anchor"),
        ("[甲](#没有)", "check-link-anchor"),
        ("[甲](../../secret.md)", "check-link-leaves"),
        ("[甲](../../../etc/passwd)", "check-link-leaves"),
        ("[甲](/b/other.md)", "check-link-leaves"),
        ("[甲](..%2F..%2Fsecret.md)", "check-link-leaves"),
        ("`未完 [甲](不在.md)", "check-link-dead"),
        ("`甲\n\n`[甲](不在.md)", "check-link-dead"),
        ("```\n代码\n```\n[甲](不在.md)", "check-link-dead"),
        ("```\n没有结束 [甲](不在.md)", "check-link-dead"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path, link: str, key: str) -> None:
    assert of(tmp_path, f"{link}\n") == [key]


def test_the_message_says_line_and_the_nearest_file(tmp_path: Path) -> None:
    (notice,) = look(
        tmp_path, {"a/x.md": "---\ntitle: 题\n---\n\n正文\n[甲](y.md#p)\n", "b/c/y.md": ""}
    )
    assert (notice.line, dict(notice.details)) == (
        6,
        {"target": "y.md#p", "nearest": "../b/c/y.md"},
    )


def test_of_a_page_that_moved_the_message_names_where_it_is(tmp_path: Path) -> None:
    led = "a/old.md\tb/new.md\na/older.md\tb/gone.md\n"
    pages = {"a/x.md": "# 甲\n[甲](old.md) [乙](older.md)\n", "b/new.md": "", "c/old.md": ""}
    found = look(tmp_path, {**pages, ".moved.tsv": led})
    told = {(one.key, dict(one.details)["target"]): dict(one.details) for one in found}
    assert told["check-link-dead-near", "old.md"]["nearest"] == "../b/new.md"
    assert ("check-link-dead", "older.md") in told


def test_what_a_line_has_twice_is_told_once(tmp_path: Path) -> None:
    found = faults(tmp_path, {"page.md": "[甲](不在.md) [甲](不在.md)\n" * 5})
    assert [line for key, _, line in found if key == "check-link-dead"] == [1, 2, 3, 4, 5]


def test_many_faults_of_a_page_are_not_all_listed_but_said(tmp_path: Path) -> None:
    found = faults(tmp_path, {"page.md": "[甲](不在.md)\n" * 30})
    assert [line for key, _, line in found if key == "check-link-dead"] == list(range(1, 21))
    assert found[20:] == [("check-more", "page.md", 21)]


def test_an_id_on_two_pages_is_an_error_on_both(tmp_path: Path) -> None:
    page = "---\n# 页\nid: practice-1\n---\n"
    found = faults(tmp_path, {"a.md": page, "b.md": page, "c.md": "---\nid: c\n---\n", "d.md": ""})
    assert found == [("check-id-twice", "a.md", 3), ("check-id-twice", "b.md", 3)]
    (_, told) = look(tmp_path, {})
    assert "如 practice-own-1。" in text_of(told, "zh")


def test_pages_without_an_id_do_not_clash(tmp_path: Path) -> None:
    assert faults(tmp_path, {"a.md": "", "b.md": "", "c.md": "---\ntitle: 题\n---\n"}) == []


HEADING = st.sampled_from(
    [
        "总则",
        "第 一 章",
        "A b-C",
        "《办法》（试行）",
        r"a\*b",
        "&lt;x&gt;",
        "**重** `点`",
        "[甲](x.md)",
        "1_2",
    ]
)


@given(st.lists(st.tuples(st.integers(1, 6), HEADING), max_size=8), st.booleans())
def test_anchors_are_those_that_the_site_makes(
    headings: list[tuple[int, str]], explicit: bool
) -> None:
    lines = [f"{'#' * level} {words}" for level, words in headings]
    text = "\n\n".join(["{: #总则 }"] * explicit + lines)
    toc = TocExtension(slugify=slugify_unicode)
    page = markdown.markdown(text, extensions=["attr_list", "tables", "fenced_code", toc])
    levels = [f"h{level}" for level in range(1, 7)]
    made = [heading.get("id") for heading in html.fromstring(f"<div>{page}</div>").iter(*levels)]
    assert list(slugs(text, [])) == made


def test_a_link_out_of_the_folder_is_an_error(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "secret.md").write_text("# 外面\n", encoding="utf-8")
    (docs / "in.md").symlink_to(tmp_path / "secret.md")
    (docs / "folder").symlink_to(tmp_path)
    (docs / "gone.md").symlink_to("nowhere.md")
    (docs / "circle").symlink_to("circle")
    assert faults(docs, {}) == [
        ("check-link-out", "circle", 0),
        ("check-link-out", "folder", 0),
        ("check-no-file", "gone.md", 0),
        ("check-link-out", "in.md", 0),
    ]


def test_a_file_whose_name_is_no_text_is_told_once_and_the_others_are_looked_at(
    tmp_path: Path,
) -> None:
    (tmp_path / "甲.md").write_text("[乙](nowhere.md)\n", encoding="utf-8")
    for name in ("乙.md", "表.png"):
        try:
            (tmp_path / os.fsdecode(name.encode("gb18030"))).write_bytes(b"# x\n")
        except OSError:
            pytest.skip("this disk takes only names that are UTF-8")
    found = check(tmp_path, {})
    assert [one.key for one in found] == ["check-file-name", "check-file-name", "check-link-dead"]
    for one in found:
        one.file.encode()


def test_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    assert faults(tmp_path, {".x/a.md": "---\n", ".b.md": "---\n"}) == []


def test_nothing_to_check_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none"):
        check(tmp_path / "none", {})


def test_dead_links_of_a_page_left_behind_do_not_keep_the_others_unpublished(
    tmp_path: Path,
) -> None:
    words = "[甲](不在.md) [乙](../b/other.md#p9) [丙](../../外.md)\n"
    found = look(
        tmp_path, {"a/page.md": f"---\nkb_source: gone\n---\n{words}", "b/other.md": OTHER}
    )
    said = {notice.key: notice.severity for notice in found}
    assert said["check-link-dead"] == said["check-link-anchor"] == "warning"
    assert said["check-link-leaves"] == "error"
    found = look(tmp_path, {"a/page.md": words})
    assert {one.severity for one in found if one.key.startswith("check-link")} == {"error"}
