"""Pages that name a state of review."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.page.reviewing import DRAFT, drafts, state_of, with_state

PATHS = ("b.md", "a/d.md", "a/c.md", ".trash/e.md", "a/.f.md", "g.txt")


@pytest.mark.parametrize(
    ("asked", "told"),
    [(None, ["a/c.md", "a/d.md", "b.md"]), ({"b.md", "a/c.md"}, ["a/c.md", "b.md"])],
)
def test_pages_with_a_state_come_in_order_and_no_hidden_ones(
    tmp_path: Path, asked: set[str] | None, told: list[str]
) -> None:
    for path in PATHS:
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text("---\nreview: draft\n---\n", encoding="utf-8")
    (tmp_path / "h.md").write_text("---\ntitle: 无\n---\nreview: draft\n", encoding="utf-8")
    assert [path for path, *_ in with_state(tmp_path, asked)] == told


@pytest.mark.parametrize(
    "head",
    [
        "---\nid: rule-1\nreview: draft\n---\n",
        "---\nid: rule-1\nreview: draft\n...\n",
        "---\nid: rule-1\nreview : draft\n---\n",
        '---\n"id": rule-1\n"review": draft # 还没写完\n---\n',
        "---\nid: rule-1\nreview:\n  draft\n---\n",
        "---\n{id: rule-1, review: draft}\n---\n",
        "---\r\nid: rule-1\r\nreview: draft\r\n---\r\n",
        "\ufeff---\nid: rule-1\nreview: 'draft'\n---",
    ],
)
def test_a_draft_is_one_in_whatever_way_its_head_is_written(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.md").write_bytes(head.encode())
    assert drafts(tmp_path) == {"a.md": "rule-1"}


@pytest.mark.parametrize(
    "text",
    [
        "---\nkind: overview\ntitle: 无\n---\n",
        "---\ntitle: 无\nnote: |\n  review: draft\n---\n",
        "---\nid: rule-1\nreview: unknown\n---\n",
        "review: draft\n",
    ],
)
def test_what_only_looks_like_a_state_is_none(text: str) -> None:
    assert state_of(text.encode()) != DRAFT
