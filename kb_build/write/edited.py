"""What becomes of a page that a person edited: it is merged, or kept where its source is gone."""

from __future__ import annotations

from pathlib import Path

from kb_build.model import Notice, Outcome, replace
from kb_build.page import frontmatter
from kb_build.page.keys import BASE, SOURCE
from kb_build.write import pieces, record
from kb_build.write.page_text import STAMP_SIZE
from kb_build.write.pieces import Cut
from kb_build.write.record import State
from kb_build.write.serializing import Wanted
from kb_build.write.step import Options, Step, leave_alone, put_generated
from kb_build.write.survey import Found, text_at
from kb_build.write.threeway import Merged, merge, orphaned, state_of


def edited(wanted: Wanted, place: str, found: Found, docs: Path, options: Options) -> Step:
    """The step of an edited page: merged, or left alone where nobody knows its base.

    Raises InputError where the page cannot be read.
    """
    file, new = docs / place, wanted.state()
    base = _named(found, wanted.known, new)
    left = leave_alone(Outcome(wanted.path, "unchanged"), place, found, wanted.known)
    if not (base or options.anew) or not file.is_file():
        stale = Notice.warning("write-stale", str(file), path=place)
        return replace(left, outcome=Outcome(wanted.path, "stale", "", (stale,)))
    mine = pieces.cut(text_at(file), str(file))
    base = base or _assumed(new, mine)
    if base == new and found.base == new.sha256[:STAMP_SIZE] and _is_edited(mine, base):
        return replace(left, outcome=Outcome(wanted.path, "edited"), after=frozenset({new}))
    merged = merge(mine, base, wanted.cut(), new, lambda one: options.choose(place, one))
    left = replace(left, after=frozenset({merged.state}))
    if merged.edited:
        return _merged(left, file, merged, mine, base)
    if merged.state == base and not mine.own.keys() - {BASE}:
        return left
    return put_generated(Outcome(wanted.path, "replaced"), place, found, wanted)


def _named(found: Found, known: frozenset[State], new: State) -> State | None:
    """The base that the page names, or else the only recorded one; None where nobody knows."""
    recorded = [state for state in known if record.is_base(state)]
    if found.base:
        fitting = (one for one in (new, *recorded) if one.sha256.startswith(found.base))
        return next(fitting, None)
    return recorded[0] if len(recorded) == 1 else None


def _assumed(new: State, mine: Cut) -> State:
    """A base for a page whose own is unknown: all that differs counts as a person's, but the id."""
    id = record.of(piece for piece in mine.front if piece.name == "id")
    keys = (id if key.startswith("id=") else key for key in new.front.split())
    return replace(new, front=" ".join(keys))


def _is_edited(mine: Cut, base: State) -> bool:
    """Whether a page has been edited, and no conflict or note of ours is open on it."""
    generated = state_of(mine, base.id, base.sha256)
    return generated != base and not mine.own.keys() - {BASE}


def _merged(left: Step, file: Path, merged: Merged, mine: Cut, base: State) -> Step:
    """The step of a page on which something is a person's; that which leaves it alone is `left`."""
    notices = tuple(
        Notice.warning(
            "write-conflict" if one.conflict.generated else "write-conflict-gone",
            str(file), one.line, path=left.place,
        ) for one in merged.conflicts
    )  # fmt: skip
    path, stamped = left.outcome.path, left.found.base == merged.state.sha256[:STAMP_SIZE]
    if merged.state == base and stamped and SOURCE not in mine.own:
        outcome = Outcome(path, "conflict" if notices else "edited", "", notices)
        return replace(left, outcome=outcome)
    frontmatter.parse(merged.text, str(file))  # of what was typed in an editor
    outcome = Outcome(path, "conflict" if notices else "merged", "", notices)
    return replace(left, outcome=outcome, operation="put", text=merged.text.encode())


def orphan(outcome: Outcome, place: str, found: Found, known: frozenset[State], docs: Path) -> Step:
    """The step of an edited page whose source is gone: it stays, with a note in its head.

    `check` tells of it.
    """
    step, file = leave_alone(outcome, place, found, known), docs / place
    mine = pieces.cut(text_at(file), str(file)) if file.is_file() else None
    if mine is None or SOURCE in mine.own:
        return step
    return replace(step, operation="put", text=orphaned(mine).encode())
