"""Headings that say nothing of what is told below them: labels, and parts that each report has."""

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
