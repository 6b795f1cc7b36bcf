"""What is seen of a sentence when its role is decided, as named features: `frame=plan`, `cue=act`.

The same function serves the training script and the extractor, so that the model always sees in a
report what it saw in training.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from kb_build.extract.clauses import classes_of, groups_of
from kb_build.extract.cues import present
from kb_build.extract.frames import DEMANDING, Setting
from kb_build.extract.role_rules import Saying
from kb_build.model import Role

# What a clause is, by the first group with a word in it.
KINDS = ("plan", "problem", "outcome", "act", "measure", "context")
CLAUSE = re.compile(r"[，,；;：:]")
# What it begins with is looked at first, which is twice as fast.
NUMBER = re.compile(r"(?=[\dX*])(?:\d+|[X*]+)")
CLOSING = "。！？"

Features = dict[str, float]  # name → how much of it there is, mostly 1


def features(
    sentences: Sequence[str], settings: Sequence[Setting], sayings: Sequence[Saying]
) -> list[Features]:
    """The features of each sentence of one report, in order."""
    clauses = [_clauses(words) for words in sentences]
    kinds = [tuple(map(_kind, parts)) for parts in clauses]
    blocks = _blocks(settings, sayings)
    planned = _planned(sentences, sayings)
    found: list[Features] = []
    for at, (words, setting, saying) in enumerate(zip(sentences, settings, sayings, strict=True)):
        seen = [
            *_said(words, setting, saying, planned),
            *_surroundings(setting),
            *_words(words, clauses[at]),
            *_shape(kinds[at]),
            *_classed(clauses[at]),
            f"place={5 * at // len(sayings)}",
        ]
        row = dict.fromkeys(seen, 1.0)
        row.update(blocks[at])
        found.append(row)
    return found


def _said(words: str, setting: Setting, saying: Saying, planned: int) -> Iterator[str]:
    yield from _said_in(saying.rule, saying.role, setting.frame, present("roles", "done")(words))
    if setting.genre in DEMANDING:
        yield f"demanding={saying.role}"
        yield f"demanding={planned}+{saying.role}"


@cache
def _said_in(rule: str, role: Role, frame: Role | None, done: bool) -> tuple[str, ...]:
    """What the rules say, where, and whether the sentence has a sign that it is over."""
    return (
        f"rule={rule}",
        f"said={role}",
        f"said-in={frame}+{role}",
        f"done-in={done}+{frame}",
        f"done-said={done}+{role}",
    )


def _planned(sentences: Sequence[str], sayings: Sequence[Saying]) -> int:
    """How much of the report the rules take for a plan, in quarters."""
    plans = sum(len(w) for w, s in zip(sentences, sayings, strict=True) if s.role == "plan")
    return 4 * plans // max(1, sum(map(len, sentences)))


def _surroundings(setting: Setting) -> tuple[str, ...]:
    return _around(
        setting.frame,
        setting.own,
        setting.depth,
        setting.opening,
        setting.leads_in,
        setting.first_of_block,
        setting.first_of_paragraph,
    )


@cache  # there are few of them, and each sentence asks
def _around(
    frame: Role | None,
    own: Role | None,
    depth: int,
    opening: bool,
    leads_in: bool,
    first_of_block: bool,
    first_of_paragraph: bool,
) -> tuple[str, ...]:
    true = {
        "opening": opening,
        "leads-in": leads_in,
        "first-of-block": first_of_block,
        "first-of-paragraph": first_of_paragraph,
    }
    return (
        f"frame={frame}",
        f"own={own}",
        f"depth={depth}",
        f"first-in={frame}+{first_of_block}",
        *(name for name, holds in true.items() if holds),
    )


def _words(words: str, clauses: Sequence[str]) -> list[str]:
    """Cues by their place in the sentence, its length, and how its clauses begin and end."""
    found = [
        f"length={min(6, len(words) // 20)}",
        f"clauses={min(6, len(clauses))}",
        f"numbers={min(3, len(NUMBER.findall(words)))}",
    ]
    hits: dict[str, list[int]] = {}
    for at, clause in enumerate(clauses):
        for group in groups_of(clause):
            hits.setdefault(group, []).append(at)
    for group, places in hits.items():
        found.append(f"cue={group}")
        if places[0] == 0:
            found.append(f"cue-first={group}")
        if places[-1] == len(clauses) - 1:
            found.append(f"cue-last={group}")
        if 2 * len(places) >= len(clauses):
            found.append(f"cue-most={group}")
    if clauses:
        first, last = clauses[0], clauses[-1]
        found += (f"begins={first[:1]}", f"begins={first[:2]}", f"begins={first[:3]}")
        found += (
            f"ends={last[-1:]}",
            f"ends={last[-2:]}",
            f"ends={last[-3:]}",
            f"ends={last[-4:]}",
        )
    return found


def _clauses(words: str) -> list[str]:
    return [clause.strip() for clause in CLAUSE.split(words.rstrip(CLOSING)) if clause.strip()]


def _kind(clause: str) -> str:
    return _first_kind(groups_of(clause))


@cache
def _first_kind(groups: tuple[str, ...]) -> str:
    return next((kind for kind in KINDS if kind in groups), "-")


def _shape(kinds: Sequence[str]) -> Iterator[str]:
    """What the clauses are in their order: “制定办法，开展检查，群众满意率提高” is act, outcome."""
    if kinds:
        yield f"first={kinds[0]}"
        yield f"last={kinds[-1]}"
        yield f"shape={kinds[0]}>{kinds[-1]}"
        yield "order=" + ">".join([kind for kind, _ in groupby(kinds)][:4])


def _classed(clauses: Sequence[str]) -> Iterator[str]:
    """What kind of word comes first and last in the first, second and last clause."""
    if clauses:
        yield from _classes("first-clause", *classes_of(clauses[0]))
        yield from _classes("last-clause", *classes_of(clauses[-1]))
    if len(clauses) > 2:
        yield from _classes("second-clause", *classes_of(clauses[1]))


@cache
def _classes(place: str, first: str, last: str) -> tuple[str, str]:
    return f"{place}-class={first}", f"{place}-ends={last}"


def _blocks(settings: Sequence[Setting], sayings: Sequence[Saying]) -> list[Features]:
    """Of each sentence's block: which share of it the rules give each role, and where it ends."""
    members: dict[str, list[int]] = {}
    for at, setting in enumerate(settings):
        members.setdefault(setting.block, []).append(at)
    found: list[Features] = [{} for _ in settings]
    for block in members.values():
        shares = Counter(sayings[at].role for at in block)
        share = {f"block={role}": count / len(block) for role, count in shares.items()}
        for at in block:
            found[at] = dict(share)
        found[block[-1]]["last-of-block"] = 1.0
        if len(block) == 1:
            found[block[0]]["alone"] = 1.0
    return found
