"""Blocks of Markdown: tables, and blocks with a look: styled, in a box, or folded away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb_build.page.escape import escape

Row = Sequence[str]  # cells as Markdown, already escaped


def table(headers: Row, rows: Iterable[Row]) -> str:
    """One block; empty where there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    head = f"| {' | '.join(headers)} |\n|{' --- |' * len(headers)}\n"
    return head + "\n".join(lines) if lines else ""


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
