"""Whether anything was touched since the last build: then what that build said still holds.

One look at each file's signature tells; no report, page or kept result is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kb_build import gather, keyed
from kb_build.config import Config
from kb_build.model import Notice, Outcome
from kb_build.signature import files_below, signature_of
from kb_build.store import Store, key_of

# What a page that was put there or taken away is for a build that comes after; the others stay
# what they are.
SETTLED = {"created": "unchanged", "replaced": "unchanged", "unchanged": "unchanged", "removed": ""}


@dataclass(frozen=True, slots=True)
class Said:
    """What a build says of reports and pages."""

    reports: int
    entries: dict[str, int]  # by kind
    reviews: dict[str, int]  # pages by the state of their review
    outcomes: tuple[Outcome, ...]
    notices: tuple[Notice, ...]  # of reports and of pages that a person has to see to
    found: tuple[Notice, ...]  # by the gate


def state(config: Config) -> str:
    """Stands for all that pages and the gate depend on; empty where a file's state is not sure."""
    folders = (config.reports, config.docs, config.lexicon)
    signatures = [sign for folder in folders for sign in _signatures(folder)]
    if not all(signatures):
        return ""
    return key_of(keyed.program(), gather.program(), repr(config), *signatures)


def said(config: Config) -> Said | None:
    """What the last build said, where nothing was touched since; None otherwise."""
    key = state(config)
    return _store(config).find(key) if key else None


def keep(config: Config, told: Said, looked_at: str) -> None:
    """Keeps what a build said, for the next one; not where a person's pages took part.

    `looked_at` is the `state` that the gate found; nothing is kept where somebody was faster.
    """
    done = all(outcome.action in SETTLED for outcome in told.outcomes)
    if done and looked_at and looked_at == state(config):
        _store(config).keep(looked_at, replace(told, outcomes=tuple(_settled(told.outcomes))))
        _store(config).sweep()


def _settled(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return (Outcome(one.path, "unchanged") for one in outcomes if SETTLED[one.action])


def _store(config: Config) -> Store[Said]:
    return Store(config.store / "said", Said)


def _signatures(folder: Path) -> Iterator[str]:
    """Path and signature of each file below a folder; an empty one for a linked folder."""
    for _, entry in files_below(folder):
        sign = signature_of(entry)
        yield sign and f"{entry.path} {sign}"
