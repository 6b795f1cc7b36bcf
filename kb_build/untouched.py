"""Whether anything was touched since the last build: then what that build said still holds.

One look at each file's signature tells; no report, page or kept result is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb_build import gather
from kb_build.config import Config
from kb_build.files.signature import files_below, signature_of
from kb_build.model import Notice, Outcome
from kb_build.reuse import keyed
from kb_build.reuse.store import Store, key_of

# Pages that were put there are unchanged for a build that comes after, or gone. The others stay
# what they are, where the build left their files alone; otherwise the next build has to tell.
PUT = frozenset({"created", "replaced", "removed"})
SAME = frozenset({"unchanged", "edited", "deleted", "moved"})
RECORDS = (".generated.tsv", ".changes.tsv", ".moved.tsv")  # which a build writes beside the pages

State = Mapping[str, str]  # signatures of all that pages and the gate depend on, by path


@dataclass(frozen=True, slots=True)
class Said:
    """What a build says of reports and pages."""

    reports: int
    entries: dict[str, int]  # by kind
    reviews: dict[str, int]  # pages by the state of their review
    outcomes: tuple[Outcome, ...]
    notices: tuple[Notice, ...]  # of reports and of pages that a person has to see to
    found: tuple[Notice, ...]  # by the gate


def state(config: Config) -> State:
    """All files that pages and the gate depend on; an empty signature where it is not sure."""
    return state_of(config.reports, config.docs, config.lexicon)


def state_of(*folders: Path) -> State:
    """All files below these folders; an empty signature where it is not sure."""
    files = (file for folder in folders for _, file in files_below(folder))
    return {file.path: signature_of(file) for file in files}


def said(config: Config, now: State) -> Said | None:
    """What the last build said, where nothing was touched since; None otherwise."""
    return _store(config).find(_key(config, now)) if all(now.values()) else None


def keep(config: Config, told: Said, before: State, looked_at: State) -> None:
    """Keeps what a build said for the next one, where that would say the same.

    `before` is the `state` that the build began with, `looked_at` the one that the gate found.
    Nothing is kept where somebody touched anything in between, or a person's page was merged. What
    is touched later has another signature for ever, so that what is kept is not found for it.
    """
    known = all(_is_settled(outcome) for outcome in told.outcomes) and all(looked_at.values())
    known = known and not gather.unreached(told.notices)
    own = {one.path for one in told.outcomes if one.action in PUT} | {*RECORDS}
    touched = {path for path, _ in before.items() ^ looked_at.items()}
    if known and touched <= {f"{config.docs}/{path}" for path in own}:
        settled = replace(told, outcomes=tuple(_settled(told.outcomes)))
        _store(config).keep(_key(config, looked_at), settled)
        _store(config).sweep()


def _is_settled(outcome: Outcome) -> bool:
    """Whether the next build is known to say of a page what `_settled` says, and no more."""
    return outcome.action in SAME or (outcome.action in PUT and not outcome.notices)


def _settled(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for one in outcomes:
        if one.action in SAME:
            yield one
        elif one.action != "removed":
            yield Outcome(one.path, "unchanged")


def _key(config: Config, now: State) -> str:
    files = (part for path, sign in sorted(now.items()) for part in (path, sign))
    return key_of(keyed.program(), gather.program(), repr(config), *files)


def _store(config: Config) -> Store[Said]:
    return Store(config.store / "said", Said)
