"""Drafts are no part of the site: who may be one, who may link to one, and what is asked of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.check import check
from kb_build.config import Limits
from tests.check.folder import faults, keys, look

DRAFT = "---\nreview: draft\n---\n# 草稿\n\n正文。\n"


def test_a_published_page_may_not_link_to_a_draft(tmp_path: Path) -> None:
    pages = {"a.md": "# 甲\n\n见[草稿](b.md)。\n", "b.md": DRAFT}
    assert faults(tmp_path, pages) == [("check-link-draft", "a.md", 3)]
    assert check(tmp_path, {}, Limits(drafts=True)) == ()


def test_drafts_may_link_to_each_other(tmp_path: Path) -> None:
    assert faults(tmp_path, {"a.md": f"{DRAFT}\n[乙](b.md)\n", "b.md": DRAFT}) == []


def test_a_fault_of_a_draft_keeps_nothing_back(tmp_path: Path) -> None:
    notices = look(tmp_path, {"a.md": f"{DRAFT}\n[没有](none.md)\n"})
    assert [(notice.key, notice.severity) for notice in notices] == [("check-link-dead", "warning")]


@pytest.mark.parametrize("kind", ["report", "unit", "series", "overview", "topic"])
def test_pages_that_others_need_cannot_be_drafts(tmp_path: Path, kind: str) -> None:
    head = f"id: {kind}-0123456789ab\nkind: {kind}\ntitle: 题\nkb_base: '0123456789ab'\n"
    page = f"---\n{head}review: draft\n---\n正文\n"
    found = {notice.key: notice.severity for notice in look(tmp_path, {"a.md": page})}
    assert found["check-draft-needed"] == "error"


def test_who_reviewed_and_when_belongs_to_a_review(tmp_path: Path) -> None:
    page = "---\nreview: reviewed\nreviewed: 2024年1月5日\n---\n正文\n"
    assert sorted(faults(tmp_path, {"a.md": page})) == [
        ("check-day", "a.md", 3), ("check-missing-review", "a.md", 2),
    ]  # fmt: skip
    assert keys(tmp_path / "near", "---\nreview: review\n---\n正文\n") == ["check-value-near"]
    assert keys(tmp_path / "name", "---\nreview: 草稿\n---\n正文\n") == ["check-value-near"]
