"""The role of each sentence: a linear-chain CRF weighs what the rules say in their surroundings.

The model (`roles.crfsuite`, made by `bench/train_roles.py` from the invented annotated reports in
`tests/gold/`) is a data file; without it the rules' own first answer would stand. Rules alone reach
0.74 macro-F1 on reports that neither has seen, the model on top of them 0.80.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.extract.frames import Setting
from kb_build.extract.role_features import features
from kb_build.extract.role_rules import Saying, say
from kb_build.model import ROLES, Role

if TYPE_CHECKING:
    import pycrfsuite

# Genres in which demands fill whole paragraphs: there a plan needs no word of its own.
DEMANDING = ("plan", "speech", "brief")
MODEL = Path(__file__).with_name("roles.crfsuite")


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of a sentence, and how it came about."""

    role: Role
    rule: str  # the rule that says so too; "model" where the model overrules the rules
    sure: float  # the model's probability, 0 to 1
    runner_up: str  # the next likely role and its probability, as in "outcome 0.21"


def decide(sentences: Sequence[str], settings: Sequence[Setting]) -> list[Decision]:
    """The role of each sentence of one report, in order."""
    if not sentences:
        return []
    sayings = [say(words, setting) for words, setting in zip(sentences, settings, strict=True)]
    model = tagger()
    model.set(features(sentences, settings, sayings))
    likely: list[Role] = model.tag()
    return [
        _decision(model, at, _kept_apart(role, saying, setting), saying)
        for at, (role, saying, setting) in enumerate(zip(likely, sayings, settings, strict=True))
    ]


def _decision(model: pycrfsuite.Tagger, at: int, role: Role, saying: Saying) -> Decision:
    chances = {other: model.marginal(other, at) for other in ROLES}
    second = max((other for other in ROLES if other != role), key=chances.__getitem__)
    rule = saying.rule if saying.role == role else "model"
    runner_up = f"{second} {chances[second]:.2f}"
    return Decision(role, f"role:{rule}", round(chances[role], 2), runner_up)


def _kept_apart(likely: Role, saying: Saying, setting: Setting) -> Role:
    """Plans are never shown as done, nor what is done as a plan: there the head decides."""
    if setting.frame == "plan" and likely in ("measure", "outcome"):
        return "plan"
    unplanned = saying.role != "plan" and setting.genre not in DEMANDING
    return saying.role if likely == "plan" and unplanned else likely


@cache
def tagger() -> pycrfsuite.Tagger:
    """The model, loaded once a process."""
    import pycrfsuite

    model = pycrfsuite.Tagger()
    model.open(str(MODEL))
    return model
