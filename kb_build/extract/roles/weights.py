"""What tipped the scales for a sentence's role: the model's features and weights, on demand."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kb_build.extract.roles import tagger
from kb_build.extract.roles.features import Features, features
from kb_build.extract.roles.rules import say
from kb_build.extract.roles.sentences import sentences
from kb_build.model import ROLES, Facts

# More than these tell a reader nothing.
SHOWN = 6


class Weight(NamedTuple):
    """How far one feature speaks for the role and against the next likely one."""

    feature: str
    weight: float


def weigh(facts: Facts, offset: int) -> tuple[Weight, ...]:
    """The weightiest features for the role of the sentence at an offset, heaviest first.

    Empty where no sentence gets a role, as within a heading or the title.
    """
    told = sentences(facts.outline, facts.report.visible(), facts.genre.value)
    at = next((i for i, s in enumerate(told.spans) if s.start <= offset < s.end), -1)
    role = next((p.role for p in facts.passages if p.span.start <= offset < p.span.end), None)
    if at < 0 or role is None:
        return ()
    sayings = list(map(say, told.words, told.settings))
    seen = list(features(told.words, told.settings, sayings))
    against = _next_likely(seen, at, role)
    found = [
        Weight(name, amount * (_weight(name, role) - _weight(name, against)))
        for name, amount in seen[at].items()
    ]
    heaviest = sorted(found, key=lambda one: (-one.weight, one.feature))[:SHOWN]
    return tuple(one for one in heaviest if one.weight > 0)


def _next_likely(seen: list[Features], at: int, role: str) -> str:
    model = tagger()
    model.set(seen)
    return max((other for other in ROLES if other != role), key=lambda o: model.marginal(o, at))


def _weight(feature: str, role: str) -> float:
    return _weights().get((feature, role), 0.0)


@cache
def _weights() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = tagger().info().state_features
    return found
