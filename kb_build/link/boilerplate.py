"""What each report has and says nothing: headings that are labels or parts, mere promises."""

from __future__ import annotations

from kb_build.lexicon import table
from kb_build.lexicon.cues import cue
from kb_build.model import Node

SIGNS = "，,。；;：: 　\n"  # around a heading


def is_label(node: Node) -> bool:
    """Whether a heading only says what kind of text follows, such as 整改情况."""
    return node.title.strip(SIGNS) in table("linking")["labels"]


def names_part(node: Node) -> bool:
    """Whether a heading only says which part of a report follows, such as 下一步打算."""
    every = cue("measures", "everybodys").fullmatch(node.title.strip(SIGNS))
    return bool(every) and not is_label(node)


def only_promises(words: str) -> bool:
    """Whether words promise to do better and do not say how: 对此，我们将认真加以解决。"""
    return bool(cue("ledger", "promises").search(words.strip()))


def says_how(words: str) -> bool:
    """Whether words can answer a problem: no promise, nor 现提出如下意见。"""
    return not only_promises(words) and not cue("ledger", "announces_answers").search(words.strip())
