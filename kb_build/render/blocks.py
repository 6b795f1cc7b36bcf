"""Markdown blocks with a look: marked for the style sheet, boxed together, or folded away."""

from __future__ import annotations

from collections.abc import Iterable

from kb_build.page.escape import escape


def marked(block: str, look: str) -> str:
    """A block with a class of the style sheet."""
    return f"{block}\n{{: .{look} }}"


def boxed(look: str, blocks: Iterable[str]) -> list[str]:
    """Blocks in a box that has a class of the style sheet."""
    return [f'<div class="{look}" markdown="1">', *blocks, "</div>"]


def details(summary: str, blocks: Iterable[str]) -> list[str]:
    """Blocks that are folded away behind a line of plain text."""
    return [
        '<details markdown="1">',
        f"<summary>{escape(summary)}</summary>",
        *blocks,
        "</details>",
    ]
