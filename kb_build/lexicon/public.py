"""Reads `lexicon/public.yml`: what may be shown although it looks like a person's data.

Beside mkdocs.yml, in the shape of all word lists: a reason, and numbers, addresses, or whole files
(a report's path below the reports' folder, a page's below docs/) that somebody found to be public.
"""

from __future__ import annotations

from pathlib import Path

from kb_build.lexicon import groups_beside

NAME = "public"


def public(folder: Path) -> frozenset[str]:
    """The numbers, addresses and paths as written; none where the folder has no such file.

    Raises InputError with file and line for a file of another shape.
    """
    return frozenset(word for group in groups_beside(folder, NAME) for word in group.words)
