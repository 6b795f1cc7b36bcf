"""What the clauses of a sentence say, by the groups of `roles.yml` that have a word in them.

Rules and features ask the same of the same clauses, so it is found once and kept.
"""

from __future__ import annotations

from functools import lru_cache

from kb_build.extract.cues import present

GROUPS = (
    "plan", "problem", "problem-answered", "outcome", "formal", "act", "context", "lead-in",
    "measure",
)  # fmt: skip
# Clauses kept: those of a report of half a million characters, some megabytes.
KEPT = 2**15


@lru_cache(maxsize=KEPT)
def groups_of(clause: str) -> tuple[str, ...]:
    """The groups with a word in a clause, in the order of `GROUPS`."""
    return tuple([group for group in GROUPS if present("roles", group)(clause)])
