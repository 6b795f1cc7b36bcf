"""Which page an argument means: people name pages from where they are, or from docs/."""

from __future__ import annotations

from pathlib import Path


def below(docs: Path, page: str) -> str:
    """The path below `docs` of a page named by its file or by that path; it need not be there."""
    file = Path(page).absolute()
    folder = docs.absolute()
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else page
