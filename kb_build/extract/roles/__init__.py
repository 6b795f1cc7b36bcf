"""The role of each sentence: a linear-chain CRF weighs what the rules say in their surroundings.

The model (`roles.crfsuite`, made by `bench/train_roles.py` from the invented annotated reports in
`tests/gold/`) is a data file; without it the rules' own first answer would stand. Of the sentences
of whole real reports that it has not seen, rules alone are right in 0.80 and the model on top of
them in 0.86; of untidy openings and excerpts in 0.69 and 0.76.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb_build.extract.roles.features import features
from kb_build.extract.roles.rules import Saying, say
from kb_build.extract.roles.surroundings import Setting
from kb_build.model import ROLES, PassageRole, Role

if TYPE_CHECKING:
    import pycrfsuite

# Rules that look at the sentence's own words, or at where faults are told, and how sure the model
# has to be to overrule them, from 0 to 1. The other rules give way to whatever it says: on
# annotated reports that neither had seen, more were right so.
OWN_WORDS = (
    "formal",
    "owned-up",
    "problem-frame",
    "plan-words",
    "guiding",
    "measure-words",
)
CERTAIN = 0.75
# Rules that no model overrules: they look at a sentence's form alone, or at a list of explanations
# or faults.
ALONE = ("assigned", "cell", "explained", "listed")
DONE = ("measure", "outcome")
MODEL = Path(__file__).with_name("roles.crfsuite")


class Decision(NamedTuple):
    """The role of a sentence, and how it came about."""

    role: PassageRole
    rule: str  # the rule that says so too; "model" where the model overrules the rules
    sure: float  # the model's probability, 0 to 1
    runner_up: str  # the next likely role and its probability, as in "outcome 0.21"


def decide(sentences: Sequence[str], settings: Sequence[Setting]) -> list[Decision]:
    """The role of each sentence of one report, in order."""
    if not sentences:
        return []
    sayings = [say(words, setting) for words, setting in zip(sentences, settings, strict=True)]
    model = tagger()
    try:
        model.set(features(sentences, settings, sayings))
    except SystemError as error:  # the library's for whatever is raised there, Ctrl-C too
        raise (error.__cause__ or error) from None
    likely: list[Role] = model.tag()
    found: list[Decision] = []
    for at, (role, saying, setting) in enumerate(zip(likely, sayings, settings, strict=True)):
        chances = {other: model.marginal(other, at) for other in ROLES}
        kept = weighed(role, chances[role], saying, setting)
        found.append(_decision(chances, kept, saying))
    return found


def _decision(chances: dict[Role, float], role: Role, saying: Saying) -> Decision:
    sure = chances.pop(role)
    second = max(chances, key=chances.__getitem__)
    rule = saying.rule if saying.role == role else "model"
    return Decision(role, f"role:{rule}", round(sure, 2), f"{second} {chances[second]:.2f}")


def weighed(likely: Role, sure: float, saying: Saying, setting: Setting) -> Role:
    """The role of a sentence: `likely`, the model's, or else the one that the rules say.

    `sure` is the model's probability of `likely`. Plans must never be shown as done. So no model
    makes a plan done, and a likely plan is enough where no head tells what was done. Nor does a
    plan own up to faults: it lays down whose shall count. What the sentence's own words say gives
    way only to a model that is certain.
    """
    if saying.rule in ALONE:
        return saying.role
    if likely == "problem" and saying.rule == "plan-frame" and setting.genre == "plan":
        return saying.role
    if likely == "plan" and saying.role in DONE:
        return saying.role if setting.frame in DONE else likely
    if likely in DONE and "plan" in (saying.role, setting.frame):
        return saying.role
    overruled = saying.rule not in OWN_WORDS or sure >= CERTAIN
    return likely if overruled else saying.role


@cache
def tagger() -> pycrfsuite.Tagger:
    """The model, loaded once a process."""
    import pycrfsuite

    model = pycrfsuite.Tagger()
    model.open(str(MODEL))
    return model
