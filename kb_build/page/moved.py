r"""Addresses that pages had: `docs/.moved.tsv`, committed with the pages, leads to where they are.

A line is `path that was \t path that is`, both below docs/, in order. It is written with the pages
and read where the site is made; a line that leads to no page of the site is passed over there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb_build.page.addresses import PAGE_PATH

NAME = ".moved.tsv"


def read(docs: Path) -> dict[str, str]:
    """Where each old path leads; lines of another shape are passed over.

    Of several lines for a path, after git merged two branches, the last counts.
    """
    file = docs / NAME
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    pairs = (line.partition("\t")[::2] for line in lines)
    return {old: new for old, new in pairs if new and PAGE_PATH.fullmatch(old)}


def text(led: Mapping[str, str]) -> str:
    """The file that says so."""
    return "".join(f"{old}\t{led[old]}\n" for old in sorted(led))
