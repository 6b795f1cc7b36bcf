"""Reports told sentence by sentence: each line a label and a sentence, a blank line a line break.

They annotate roles only, which is quick to write, and serve the training of the role model. The
format is told in tests/gold/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.gold import LABELS, GoldError


@dataclass(frozen=True, slots=True)
class Told:
    """A report made of labelled sentences."""

    text: str
    labels: tuple[str | None, ...]  # of each code point, one of LABELS; None at line breaks


def read_told(path: Path) -> Told:
    """Reads a file of labelled sentences. Raises GoldError naming file and line."""
    text, labels = "", list[str | None]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label, _, words = line.partition("\t")
        if line and (label not in LABELS or not words.strip()):
            raise GoldError(f"{path}:{number}: {line!r} is no label, tab and sentence")
        text += words or "\n"
        labels += [label] * len(words) if words else [None]
    return Told(text + "\n", (*labels, None))
