"""The role model on reports that it has not seen: `python -m bench leave-one-out`.

Three columns a report: what the rules alone say, what the shipped model says (which has seen the
invented and the told reports), and what a model says that was trained without this report; the
unseen and the real ones are in no training. Roles are counted by the characters of the sentences
as the extractor cuts them; headings are left out. Some hundred models are trained; what they are
trained on is made once, so that each takes about a second.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import pycrfsuite

from bench.results import keep
from bench.sets import INVENTED, GoldSet, beside
from bench.tables import table
from bench.train_roles import (
    CASE_WEIGHT,
    Example,
    Parts,
    case_examples,
    example,
    items,
    parts,
    told_examples,
    train,
    unseen_examples,
)
from kb_build.extract.roles import MODEL, weighed
from kb_build.extract.roles.rules import say
from kb_build.model import ROLES

COLUMNS = ("roles: macro-F1", "rules", "shipped", "left out")

Pairs = Counter[tuple[str, str]]  # (annotated, said) → characters
Namer = Callable[[Example], Sequence[str]]  # an example → the role said of each sentence
LeftOut = Callable[[int], Namer]  # an example's place in its set → how a model without it says


def show() -> None:
    """Prints the table of all sets and what a report left out costs; keeps it."""
    taken = [*rows()]
    print(table(COLUMNS, taken))
    keep("leave-one-out", columns=COLUMNS, rows=taken)


def rows() -> Iterable[tuple[str, ...]]:
    """A row for each report, then one for each set; real reports are never used in training."""
    invented, told = _examples(INVENTED), told_examples()
    learned = [parts(one) for one in (*invented, *told)]
    without = partial(_trained_without, learned, [parts(one) for one in case_examples()])
    yield from _rows("invented", invented, without)
    yield from _rows("told", told, lambda at: without(len(invented) + at))
    yield from _rows("unseen", unseen_examples(), lambda _: _shipped)
    real = beside()
    if real:
        yield from _rows("real", _examples(real), lambda _: _shipped)


def _rows(name: str, examples: Sequence[Example], left_out: LeftOut) -> Iterable[tuple[str, ...]]:
    sums: list[Pairs] = [Counter(), Counter(), Counter()]
    for at, one in enumerate(examples):
        print(f"{name} {at + 1}/{len(examples)} {one.name}", file=sys.stderr)
        columns = [pairs(one, namer) for namer in (_rules, _shipped, left_out(at))]
        for total, column in zip(sums, columns, strict=True):
            total.update(column)
        yield (one.name, *(f"{macro(column):.3f}" for column in columns))
    yield (f"= {name}", *(f"{macro(total):.3f}" for total in sums))
    yield ("  accuracy", *(f"{accuracy(total):.3f}" for total in sums))


def pairs(one: Example, namer: Namer) -> Pairs:
    """How many characters of each annotated role were said to be of each role."""
    counted: Pairs = Counter()
    for words, wanted, said in zip(one.sentences, one.roles, namer(one), strict=True):
        counted[wanted, said] += len(words)
    return counted


def macro(counted: Pairs) -> float:
    """The mean F1 over the roles that are annotated or said at all."""
    scores = []
    for role in ROLES:
        wanted = sum(n for (want, _), n in counted.items() if want == role)
        found = sum(n for (_, said), n in counted.items() if said == role)
        if wanted + found:
            scores.append(2 * counted[role, role] / (wanted + found))
    return sum(scores) / len(scores) if scores else 1.0


def accuracy(counted: Pairs) -> float:
    """The share of characters whose role is the annotated one."""
    return sum(counted[role, role] for role in ROLES) / max(1, counted.total())


def _examples(gold: GoldSet) -> list[Example]:
    return [example(text, rows) for _, rows, text in gold.annotated()]


def _rules(one: Example) -> Sequence[str]:
    return [say(*pair).role for pair in zip(one.sentences, one.settings, strict=True)]


def _shipped(one: Example) -> Sequence[str]:
    return _said_by(MODEL, one)


def _trained_without(learned: Sequence[Parts], case_parts: Sequence[Parts], left: int) -> Namer:
    def namer(one: Example) -> Sequence[str]:
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "roles.crfsuite"
            others = [seen for at, seen in enumerate(learned) if at != left]
            train([*others, *list(case_parts) * CASE_WEIGHT], model)
            return _said_by(model, one)

    return namer


def _said_by(path: Path, one: Example) -> Sequence[str]:
    model = pycrfsuite.Tagger()
    model.open(str(path))
    likely = model.tag(items(one))
    sayings = map(say, one.sentences, one.settings)
    return [
        weighed(role, model.marginal(role, at), saying, setting)
        for at, (role, saying, setting) in enumerate(
            zip(likely, sayings, one.settings, strict=True)
        )
    ]
