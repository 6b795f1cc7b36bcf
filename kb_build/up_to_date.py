"""Finds out whether any file has changed since the last build; if none has, its outcome holds.

Only the signatures of files are looked at; no report, page or stored result is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kb_build import gather
from kb_build.config import Config
from kb_build.files.signature import Signed, signed_below
from kb_build.model import Notice, Outcome
from kb_build.page.addresses import KEPT
from kb_build.reuse.store import Store, key_of

# Outcomes of pages. Those of PUT would be "unchanged" or gone in the next build, those of SAME stay
# the same; after any other outcome the next build has to look at the page itself.
PUT = frozenset({"created", "replaced", "removed"})
SAME = frozenset({"unchanged", "edited", "deleted", "moved"})
SETTLED = "write-settled"  # key of the notice that open merges of git's were settled, told once


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of a build, as far as it is told to people."""

    reports: int
    entries: dict[str, int]  # by kind
    reviews: dict[str, int]  # pages by the state of their review
    outcomes: tuple[Outcome, ...]
    notices: tuple[Notice, ...]  # of reports and of pages that a person has to see to
    found: tuple[Notice, ...] = ()  # by the gate


def state(config: Config) -> Signed:
    """Signatures of all files that pages and the check depend on; empty where not certain."""
    return signed_below(config.reports, config.docs, config.lexicon)


def summary(config: Config, now: Signed) -> Summary | None:
    """The outcome of the last build if nothing was changed since; None otherwise."""
    return _store(config).find(_key(config, now)) if all(now.values()) else None


def keep(config: Config, told: Summary, before: Signed, looked_at: Signed) -> None:
    """Keeps the outcome of a build for the next one, if that would have the same.

    `before` is the `state` when the build began, `looked_at` the one that the check found. Nothing
    is kept if somebody changed a file in between, or if an edited page was merged or git's merge
    settled. A later change gives a file another signature, so that the outcome is not found.
    """
    certain = all(map(_is_settled, told.outcomes)) and all(looked_at.values())
    reached = not gather.unreached(told.notices)
    once = any(notice.key == SETTLED for notice in told.notices)
    own = {one.path for one in told.outcomes if one.action in PUT} | {*KEPT}
    touched = {path for path, _ in before.items() ^ looked_at.items()}
    if certain and reached and not once and touched <= {f"{config.docs}/{path}" for path in own}:
        settled = replace(told, outcomes=tuple(_settled(told.outcomes)))
        _store(config).keep(_key(config, looked_at), settled)
        _store(config).sweep()


def _is_settled(outcome: Outcome) -> bool:
    """Whether the next build's outcome for a page is certain: the one that `_settled` gives."""
    return outcome.action in SAME or (outcome.action in PUT and not outcome.notices)


def _settled(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for one in outcomes:
        if one.action in SAME:
            yield one
        elif one.action != "removed":
            yield Outcome(one.path, "unchanged")


def _key(config: Config, now: Signed) -> str:
    files = (part for path, sign in sorted(now.items()) for part in (path, sign))
    return key_of(gather.version(), repr(config), *files)


def _store(config: Config) -> Store[Summary]:
    return Store(config.store / "said", Summary)
