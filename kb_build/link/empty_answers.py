"""Passages that answer nothing: they only promise to do better, or announce what is to be said."""

from __future__ import annotations

from kb_build.lexicon.cues import cue


def only_promises(words: str) -> bool:
    """Whether words promise to do better and do not say how: 对此，我们将认真加以解决。"""
    return bool(cue("ledger", "promises").search(words.strip()))


def says_how(words: str) -> bool:
    """Whether words can answer a problem: no promise, nor 现提出如下意见。"""
    return not only_promises(words) and not cue("ledger", "announces_answers").search(words.strip())
