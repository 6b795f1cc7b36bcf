"""The role of each sentence: a linear-chain CRF weighs what the rules say in their surroundings.

The model (`roles.crfsuite`, made by `bench/train_roles.py` from the invented annotated reports in
`tests/gold/`) is a data file; without it the rules' own first answer would stand. On real reports,
none of which the model has seen, rules alone reach 0.89 macro-F1 and the model on top of them 0.95;
on invented ones of other kinds 0.79 and 0.83 (`python -m bench leave-one-out`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb_build.extract.roles.features import features
from kb_build.extract.roles.frames import DEMANDING, Setting
from kb_build.extract.roles.rules import Saying, say
from kb_build.model import ROLES, PassageRole, Role

if TYPE_CHECKING:
    import pycrfsuite

# From here on the model overrules a sentence's own words, and below heads its word for a plan
# counts: higher, plans pass for done; lower, the reverse. Found on annotated reports that the model
# had not seen.
CERTAIN = 0.8
# Below this, the model does not overrule a head that says what is planned.
LIKELY = 0.6
# From here on it takes for a plan what the rules take for done, where no head says that it was:
# lower, more that was done passes for a plan; higher, the reverse, which is worse.
PLANNED = 0.7
# Rules that look at the sentence's own words and are right in nine of ten: how sure the model has
# to be to overrule them.
OWN_WORDS = {
    "formal": CERTAIN,
    "maxim": CERTAIN,
    "owned-up": CERTAIN,
    "plan-words": CERTAIN,
    "plan-frame": LIKELY,
    "outcome-words": LIKELY,
    "act-with-effect": CERTAIN,
    "measure-words": CERTAIN,
}
# Its form alone says it, and no model overrules it.
FORM = "assigned"
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
    model.set(features(sentences, settings, sayings))
    likely: list[Role] = model.tag()
    found: list[Decision] = []
    for at, (role, saying, setting) in enumerate(zip(likely, sayings, settings, strict=True)):
        chances = {other: model.marginal(other, at) for other in ROLES}
        kept = kept_apart(role, chances[role], saying, setting)
        found.append(_decision(chances, kept, saying))
    return found


def _decision(chances: dict[Role, float], role: Role, saying: Saying) -> Decision:
    second = max((other for other in ROLES if other != role), key=chances.__getitem__)
    rule = saying.rule if saying.role == role else "model"
    runner_up = f"{second} {chances[second]:.2f}"
    return Decision(role, f"role:{rule}", round(chances[role], 2), runner_up)


def kept_apart(likely: Role, sure: float, saying: Saying, setting: Setting) -> Role:
    """The model's role, unless it is not certain enough to overrule what the rules see.

    Plans are never shown as done: where no head tells what was done, a likely plan is enough, and
    no model makes a plan done. What the sentence's own words say gives way to a certain
    model only. `sure` is its probability of `likely`.
    """
    if saying.rule == FORM:
        return saying.role
    done = ("measure", "outcome")
    told_done = setting.frame in done
    if likely == "plan" and saying.role in done and not told_done and sure >= PLANNED:
        return likely
    planned = saying.role == "plan"
    doubted = planned and sure < LIKELY
    if doubted or (likely in done and (planned or setting.frame == "plan")):
        return saying.role
    if likely == saying.role or sure < OWN_WORDS.get(saying.rule, 0.0):
        return saying.role
    doubtful = sure < CERTAIN and setting.in_block and setting.genre not in DEMANDING
    return saying.role if likely == "plan" and (told_done or doubtful) else likely


@cache
def tagger() -> pycrfsuite.Tagger:
    """The model, loaded once a process."""
    import pycrfsuite

    model = pycrfsuite.Tagger()
    model.open(str(MODEL))
    return model
