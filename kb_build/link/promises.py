"""Whole passages that tell nothing of what is done: promises to do better, and announcements."""

from __future__ import annotations

from kb_build.link.cues import cue


def promises(words: str) -> bool:
    """Whether words only promise to do better and not how: 对此，我们将认真加以解决。"""
    return bool(cue("ledger", "promises").search(words.strip()))


def says_how(words: str) -> bool:
    """Whether words can answer a problem: no promise, nor 现提出如下意见。"""
    return not promises(words) and not cue("ledger", "announces_answers").search(words.strip())
