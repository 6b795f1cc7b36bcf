"""Pages that name a state of review."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.page.reviewing import with_state

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
