"""Which page an argument names: people give its file, or its path below docs/."""

from __future__ import annotations

from pathlib import Path


def below(docs: Path, page: str) -> str:
    """The path below `docs` of the page that an argument names; it need not be there."""
    file = Path(page).absolute()
    folder = docs.absolute()
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else page
