"""What --fix mends and what it leaves alone: text in, text out, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kb_build.check.fixing import mend, mended
from kb_build.errors import InputError
from kb_build.messages import LANGUAGES, catalogue
from kb_build.page import frontmatter
from tests.check.folder import keys

HEAD = "---\nid: practice-own-1\nkind: practice\ntitle: 甲\n{}\n---\n正文\n"


@pytest.mark.parametrize(
    ("wrong", "right", "rule"),
    [
        ("units: 清岚市水务局 # 谁", "units:\n- 清岚市水务局 # 谁", "list"),
        ("units:   清岚市水务局, 甲", "units:\n- 清岚市水务局, 甲", "list"),
        ("units: '甲：乙'", "units:\n- '甲：乙'", "list"),
        ("years: 2023", "years:\n- '2023'", "list"),
        ("years: [2023, '2024'] # 两年", "years: ['2023', '2024'] # 两年", "quotes"),
        ("years:\n- ２０２３年", "years:\n- '2023'", "quotes"),
        ("aliases: [2024-01-02]", "aliases: ['2024-01-02']", "quotes"),
        ("owner: 007", "owner: '007'", "quotes"),
        ("reports: '3'", "reports: 3", "number"),
        ("grade: ａ", "grade: A", "value"),
        ("status: 已完成", "status: done", "value"),
        ("status: DONE  # 好", "status: done  # 好", "value"),
        ("genres: [经验材料, plan]", "genres: [experience, plan]", "value"),
    ],
)
def test_what_can_be_meant_in_one_way_is_mended(
    tmp_path: Path, wrong: str, right: str, rule: str
) -> None:
    text, fixes = mend(HEAD.format(wrong), "page.md")
    assert text == HEAD.format(right)
    assert [(fix.rule, fix.line) for fix in fixes][-1] == (
        rule,
        5 + (wrong.startswith("years:\n")),
    )
    assert keys(tmp_path, text) == []


@pytest.mark.parametrize(
    "line",
    [
        "grade: 优",
        "status: finishd",
        "status: don",
        "years: [23]",
        "units:",
        "units: |\n  甲\n  乙",
        "title2: 2024",
        "我的: {years: 2023}",
        "description: 行尾  # 说明",
        "reports: 两份",
        "reports: 2.5",
        "owner: [甲]",
    ],
)
def test_what_may_mean_something_else_is_left_to_a_person(line: str) -> None:
    assert mend(HEAD.format(line), "page.md") == (HEAD.format(line), ())


def test_marks_of_editors_go_and_line_breaks_of_markdown_stay() -> None:
    text, fixes = mend(
        "\ufeff---\r\ntitle: 甲 \r\n---\r\n一  \r\n二 \r\n三  \r\n\r\n\r\n", "page.md"
    )
    assert text == "---\ntitle: 甲\n---\n一  \n二\n三\n"
    assert [fix.rule for fix in fixes] == ["bom", "newlines", "blanks", "end"]
    assert mend(text, "page.md") == (text, ())


def test_blanks_that_belong_to_a_value_stay() -> None:
    text = "---\ntitle: 甲\nnote: |\n  一  \n  二\n---\n"
    assert mend(text, "page.md") == (text, ())


@pytest.mark.parametrize("text", ["---\nyears: 2023\n", "---\ntitle: 甲: 乙\nyears: 2023\n---\n"])
def test_a_broken_head_is_never_touched(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        mend(text, "page.md")
    (tmp_path / "page.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert list(mended(tmp_path)) == []


def test_files_are_replaced_whole_and_links_are_not_followed(tmp_path: Path) -> None:
    docs, page = tmp_path / "docs", tmp_path / "elsewhere.md"
    docs.mkdir()
    page.write_bytes("\ufeff甲\n".encode())
    (docs / "link.md").symlink_to(page)
    (docs / "page.md").write_bytes("\ufeff甲\n".encode())
    (docs / "note.txt").write_bytes("\ufeff甲\n".encode())
    for one in mended(docs):
        one.save()
    assert (docs / "page.md").read_bytes() == "甲\n".encode()
    assert page.read_bytes().startswith(b"\xef\xbb\xbf")
    assert sorted(path.name for path in docs.iterdir()) == ["link.md", "note.txt", "page.md"]


KEY = st.sampled_from(["years", "units", "grade", "status", "reports", "title", "自加", "kind"])
WORD = st.sampled_from(
    ["2023", "'2023'", "[2023, a]", "A", "ａ", "done", "已完成", "'3'", "甲、乙", "~", "2024-01-01",
     "1e3", "0x10", "yes", "{a: 1}", '"\\u4e00"', "!!str 3", "*a", "&b 2023", "- x",
     "'没关上", "a # b"]
)  # fmt: skip


@given(st.lists(st.tuples(KEY, WORD), unique_by=lambda pair: pair[0]))
def test_mending_twice_is_mending_once_and_keys_stay(pairs: list[tuple[str, str]]) -> None:
    text = "---\n" + "".join(f"{key}: {word}\n" for key, word in pairs) + "---\n正文\n"
    try:
        before = frontmatter.parse(text, "page.md")
    except InputError:
        return
    once, _ = mend(text, "page.md")
    after = frontmatter.parse(once, "page.md")
    assert [*after.values] == [*before.values]
    assert after.values.get("自加") == before.values.get("自加")
    assert mend(once, "page.md") == (once, ())


def test_every_rule_has_words_in_both_languages() -> None:
    rules = {"bom", "newlines", "blanks", "end", "list", "quotes", "number", "value"}
    for lang in LANGUAGES:
        assert {f"fix.{rule}" for rule in rules} <= catalogue(lang).keys()
