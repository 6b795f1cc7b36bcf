r"""Former addresses of pages: `docs/.moved.tsv`, committed with the pages.

A line is `old path \t new path`, both below docs/, sorted. The file is written with the pages and
read when the site is made; lines that lead to no page of the site are ignored there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb_build.page.addresses import PAGE_PATH, REDIRECTS


def read(docs: Path) -> dict[str, str]:
    """The new path of each old one; lines of another shape are ignored.

    Of several lines for a path, after git merged two branches, the last counts.
    """
    file = docs / REDIRECTS
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    pairs = (line.partition("\t")[::2] for line in lines)
    return {old: new for old, new in pairs if new and PAGE_PATH.fullmatch(old)}


def text(led: Mapping[str, str]) -> str:
    """The text of the file."""
    return "".join(f"{old}\t{led[old]}\n" for old in sorted(led))
