"""Keeps what was won: `scores.toml` says the least score of each figure on each set.

Scores are pinned rounded down. A pin goes up by `python -m bench pins`, and down only by
`python -m bench pins --lower`, which says what it lowered: a drop is never silent. The file comes
with the program, since the site's quality page shows it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb_build.render.quality import SCORES

FILE = SCORES
# A score this far above its pin makes the pin worthless: most of the gain could be lost unseen.
SLACK = 0.02
RAISE = "python -m bench pins"
HEAD = f"""\
# The least score of each figure on each annotated set; tests/test_scores.py holds them.
# Made by `{RAISE}`, which only raises; `{RAISE} --lower` also lowers, and says what.
# `set` tells which annotations and texts were scored: other ones are not held against the pins.
"""


@dataclass(frozen=True, slots=True)
class Pins:
    """The pinned scores of one set."""

    set: str  # fingerprint of the annotated set
    scores: Mapping[str, float]  # figure → least score, three digits


@dataclass(frozen=True, slots=True)
class Renewal:
    """New pins, and what became of the old ones."""

    pins: Pins
    raised: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()  # lowered, or kept above the score


def load(file: Path) -> dict[str, Pins]:
    """The pins of each set by its name; none where there is no file."""
    if not file.is_file():
        return {}
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: Pins(table["set"], table["scores"]) for name, table in read.items()}


def save(pins: Mapping[str, Pins], file: Path) -> None:
    """Writes the pins of all sets, whole or not at all."""
    lines = [HEAD]
    for name, pinned in pins.items():
        lines += [f'[{name}]\nset = "{pinned.set}"\n\n[{name}.scores]']
        lines += [f'"{figure}" = {score:.3f}' for figure, score in pinned.scores.items()]
        lines.append("")
    beside = file.with_name(f".{file.name}.new")
    beside.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    beside.replace(file)


def complaints(figure: str, pin: float | None, score: float | None) -> Iterable[str]:
    """What is wrong between a pin and a score; None where the one or the other is missing."""
    if pin is None or score is None:
        missing = "no pin" if pin is None else "a pin but no score"
        yield f"{figure} has {missing}: run {RAISE}"
    elif score < pin:
        yield f"{figure} fell to {score:.4f}, below its pin {pin:.3f}"
    elif score > pin + SLACK:
        yield f"{figure} rose to {score:.4f}, far above its pin {pin:.3f}: run {RAISE}"


def renewed(old: Pins | None, scores: Mapping[str, float], set_: str, *, lower: bool) -> Renewal:
    """The pins for these scores; where `lower` is not asked for, none is below the old one."""
    before = old.scores if old else {}
    now = {figure: floor(score) for figure, score in scores.items()}
    moves = [(figure, before[figure], pin) for figure, pin in now.items() if figure in before]
    kept = now if lower else {name: max(pin, before.get(name, 0)) for name, pin in now.items()}
    return Renewal(
        Pins(set_, kept),
        raised=tuple(f"{name} {was:.3f} -> {is_:.3f}" for name, was, is_ in moves if is_ > was),
        lower=tuple(f"{name} {was:.3f} -> {is_:.3f}" for name, was, is_ in moves if is_ < was),
    )


def floor(score: float) -> float:
    """Rounded down to three digits; what arithmetic adds in the tenth digit does not count."""
    return math.floor(round(score, 9) * 1000) / 1000
