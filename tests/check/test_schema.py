import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator

from kb_build.check.docs import Docs
from kb_build.check.listing import Listing
from kb_build.check.pages import PageFile
from kb_build.check.schema import FILE, check
from kb_build.messages import catalogue, text_of
from kb_build.model import ENTRY_KINDS, Page
from kb_build.page.frontmatter import FrontMatter
from kb_build.page.keys import KEYS
from kb_build.write.page_text import to_text
from tests.check.folder import faults, keys, look

GOOD = """---
id: practice-12ab34cd
kind: practice
title: “板凳会”议事法
aliases: [板凳会]
units:
- 清岚市水务集团
years:
- '2023'
genres: [experience]
topics: []
grade: A
status: done
description: 一句话
reports: 2
我的备注: {任何: [内容, 2024-01-01]}
---
正文
"""


# Values that are right for some keys; some are equal to Python and not to the schema.
VALUES = st.sampled_from(
    ["", "a-1", "A", "practice", "甲", "2023", "2023-01-02", "done", "reviewed", "draft", "gone",
     0, 1, -1, True, 1.0, None, (), ("甲",), ("",), (1,), (True,), ("2023",), ("plan",), (("甲",),)]
)  # fmt: skip
HEADS = st.dictionaries(st.sampled_from([*KEYS, "own"]), VALUES, max_size=7)


@given(HEADS)
def test_a_head_is_taken_by_its_values_and_keys_as_by_the_whole_schema(
    values: dict[str, object],
) -> None:
    head = {key: [*value] if isinstance(value, tuple) else value for key, value in values.items()}
    page = PageFile("a.md", "a.md", FrontMatter(head, "", dict.fromkeys(head, 1)), "")
    valid = Draft202012Validator(json.loads(FILE.read_text("utf-8"))).is_valid(head)
    told = [one for one in check(page, Docs(Listing(Path()), {})) if one.severity == "error"]
    assert valid == (not told)


def test_a_good_page_passes(tmp_path: Path) -> None:
    assert keys(tmp_path, GOOD) == []


@pytest.mark.parametrize("text", ["正文\n", "", "---\n---\n正文\n", "---\nauthor: 甲\n---\n"])
def test_a_page_of_a_persons_own_needs_no_front_matter(tmp_path: Path, text: str) -> None:
    assert keys(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "nearest"),
    [
        ("kind: practice", "kind: practise", "check-value-near", "practice"),
        ("kind: practice", "kind: Practice", "check-value-near", "practice"),
        ("kind: practice", "kind: 做法", "check-value", ""),
        ("kind: practice", "kind: [practice]", "check-value-near", "practice"),
        ("grade: A", "grade: a", "check-value-near", "A"),
        ("grade: A", "grade: 优", "check-value", ""),
        ("status: done", "status: finished", "check-value", ""),
        ("[experience]", "[experiences]", "check-value-near", "experience"),
        ("aliases: [板凳会]", "aliases: 板凳会", "check-list", "[板凳会]"),
        ("aliases: [板凳会]", "aliases: 2024", "check-list", '["2024"]'),
        ("aliases: [板凳会]", "aliases: '2024'", "check-list", '["2024"]'),
        ("aliases: [板凳会]", "aliases: [7]", "check-word", '"7"'),
        ("aliases: [板凳会]", "aliases: ['']", "check-empty", ""),
        ("title: “板凳会”议事法", "title: 2024", "check-word", '"2024"'),
        ("title: “板凳会”议事法", "title:", "check-empty", ""),
        ("title: “板凳会”议事法", "title: ''", "check-empty", ""),
        ("reports: 2", "reports: 两份", "check-number", ""),
        ("reports: 2", "reports: -1", "check-number", ""),
        ("id: practice-12ab34cd", "id: Practice 1", "check-id", ""),
    ],
)
def test_a_wrong_value_is_told_with_line_and_nearest_right_one(
    tmp_path: Path, old: str, new: str, key: str, nearest: str
) -> None:
    (notice,) = look(tmp_path, {"page.md": GOOD.replace(old, new)})
    assert (notice.key, notice.severity) == (key, "error")
    assert GOOD.replace(old, new).splitlines()[notice.line - 1] == new.replace(
        "[experiences]", "genres: [experiences]"
    )
    assert dict(notice.details).get("nearest", "") == nearest


def test_years_are_words_in_quotes(tmp_path: Path) -> None:
    assert faults(tmp_path, {"a.md": GOOD.replace("'2023'", "2023")}) == [("check-word", "a.md", 8)]
    assert faults(tmp_path, {"a.md": GOOD.replace("'2023'", "23年")}) == [("check-year", "a.md", 8)]


def test_a_page_with_a_kind_has_id_and_title(tmp_path: Path) -> None:
    notices = look(tmp_path, {"page.md": "---\n# 新页面\nkind: practice\n---\n"})
    assert [(n.key, n.line, dict(n.details)["name"]) for n in notices] == [
        ("check-missing", 3, "id"),
        ("check-missing", 3, "title"),
    ]


def test_a_message_says_file_line_what_is_wrong_and_what_is_allowed(tmp_path: Path) -> None:
    (notice,) = look(tmp_path, {"page.md": GOOD.replace("practice\n", "practise\n")})
    words = text_of(notice, "en")
    assert words.startswith(f"{tmp_path / 'page.md'}:3: “kind” cannot be “practise”")
    assert "did you mean “practice”" in words
    assert "rule, mechanism, organization" in words


def test_a_key_that_looks_mistyped_is_a_warning_and_others_are_not(tmp_path: Path) -> None:
    text = "---\ntitel: 题\nunit: 甲\nnote: 乙\nTitle: 丙\n---\n"
    notices = look(tmp_path, {"page.md": text})
    assert [(n.key, n.line, n.severity) for n in notices] == [
        ("check-key-near", line, "warning") for line in (2, 3, 5)
    ]


def test_a_broken_head_is_told_and_the_other_pages_are_checked(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {
        "a.md": "---\ntitle: 甲: 乙\n---\n",
        "b.md": "---\nkind: x\n---\n",
        "c.md": "乙".encode("gb18030"),
    }
    assert faults(tmp_path, pages) == [
        ("front-yaml", "a.md", 2),
        ("front-encoding", "c.md", 1),
        ("check-value", "b.md", 2),
        ("check-missing", "b.md", 2),
        ("check-missing", "b.md", 2),
    ]


def test_what_is_written_passes(tmp_path: Path) -> None:
    front = (("id", "rule-00000000"), ("kind", "rule"), ("title", "8号文"), ("years", ("2023",)))
    assert keys(tmp_path, to_text(Page("a.md", front, ("正文",)))) == []


def test_the_schema_knows_the_kinds_and_genres_of_the_program() -> None:
    import json

    properties = json.loads(FILE.read_text(encoding="utf-8"))["properties"]
    assert properties["kind"]["enum"] == [*ENTRY_KINDS, "report", "unit", "series", "overview"]
    genres = [key.removeprefix("genre.") for key in catalogue("en") if key.startswith("genre.")]
    assert sorted(properties["genres"]["items"]["enum"]) == sorted(genres)
