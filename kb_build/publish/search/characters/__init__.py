"""Characters that a searcher takes for equal: traditional ones and their simplified forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# OpenCC's table (Apache License 2.0, in this folder): the site's own copy, also for the browser.
FILE = Path(__file__).with_name("traditional.txt")


@cache
def simplified() -> dict[str, str]:
    """Each traditional character with the simplified one that stands for it."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {pair[0]: pair[1] for pair in pairs}
