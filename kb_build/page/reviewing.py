"""The review state that people give a page: draft, in review, or reviewed, by whom and when.

Drafts are not published. Where a generated page is made a draft, its entry is hidden: no other page
lists, counts or links it until it is released.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kb_build.files.walking import pages_below
from kb_build.page.frontmatter import values_of

State = Literal["draft", "in-review", "reviewed"]
STATES: tuple[State, ...] = get_args(State)
DRAFT, IN_REVIEW, REVIEWED = STATES
# Keys of the head. People write the state, the reviewer and the day; the build writes a signature
# of what was reviewed, and why a review was taken back.
REVIEW, REVIEWER, REVIEWED_ON = "review", "reviewer", "reviewed"
SIGNATURE, CHANGED = "kb_reviewed", "kb_changed"
EDITED = "edited"  # among the reasons: somebody changed the page after the review
# In whatever way YAML may write the key; only heads of pages that have it are read.
NAMED = re.compile(rb"review[\"']?\s*:")


@dataclass(frozen=True, slots=True)
class Review:
    """The state of one page, as its head has it."""

    state: str  # one of STATES; empty where nobody said anything
    reviewer: str = ""  # who reviewed it last
    day: str = ""  # when, YYYY-MM-DD
    changed: tuple[str, ...] = ()  # why a review was taken back; EDITED, or words after `+` or `-`

    @classmethod
    def of(cls, front: Mapping[str, object]) -> Review:
        """Reads front matter; a person may have written any type under any key."""
        state, by, day = (front.get(key) for key in (REVIEW, REVIEWER, REVIEWED_ON))
        changed = front.get(CHANGED)
        reasons = tuple(map(str, changed)) if isinstance(changed, list) else ()
        known = state if isinstance(state, str) and state in STATES else ""
        return cls(known, str(by or ""), str(day or ""), reasons)


def state_of(data: bytes) -> str:
    """The state that a page's bytes name in their head; empty where they name none."""
    return Review.of(values_of(data)).state if NAMED.search(data) else ""


def id_of(data: bytes) -> str:
    """The id that a page's bytes name in their head; empty where they name none."""
    id = values_of(data).get("id")
    return id if isinstance(id, str) else ""


def with_state(docs: Path, paths: Iterable[str] | None = None) -> Iterator[tuple[str, str, bytes]]:
    """Path, state and bytes of each page below `docs` that names a state, in order of path.

    `paths` are the pages that may name one, where the caller knows; otherwise all are read.
    """
    if paths is None:
        paths = (path for path, _ in pages_below(docs))
    for path in sorted(paths):
        file = docs / path
        if file.is_file() and (state := state_of(data := file.read_bytes())):
            yield path, state, data


def drafts(docs: Path, paths: Iterable[str] | None = None) -> dict[str, str]:
    """The id of each draft below `docs` by its path; empty where it has none.

    `paths` as in `with_state`.
    """
    stated = with_state(docs, paths)
    return {path: id_of(data) for path, state, data in stated if state == DRAFT}


def tally(docs: Path, paths: Iterable[str] | None = None) -> Counter[str]:
    """How many pages below `docs` are in each state; `paths` as in `with_state`."""
    return Counter(state for _, state, _ in with_state(docs, paths))
