"""What is seen of a sentence when its role is decided, as named features: `frame=plan`, `cue=act`.

The same function serves the training script and the extractor, so that the model always sees in a
report what it saw in training.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import add

from kb_build.extract.clauses import KEPT, groups_of
from kb_build.extract.cues import present
from kb_build.extract.frames import DEMANDING, Setting
from kb_build.extract.role_rules import Saying
from kb_build.lexicon.word_classes import LENGTH, word_classes

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
    yield f"rule={saying.rule}"
    yield f"said={saying.role}"
    yield f"said-in={setting.frame}+{saying.role}"
    done = present("roles", "done")(words)
    yield f"done={done}"
    yield f"done-in={done}+{setting.frame}"
    yield f"done-said={done}+{saying.role}"
    if setting.genre in DEMANDING:
        yield f"demanding={saying.role}"
        yield f"demanding={planned}+{saying.role}"


def _planned(sentences: Sequence[str], sayings: Sequence[Saying]) -> int:
    """How much of the report the rules take for a plan, in quarters."""
    plans = sum(len(w) for w, s in zip(sentences, sayings, strict=True) if s.role == "plan")
    return 4 * plans // max(1, sum(map(len, sentences)))


def _surroundings(setting: Setting) -> list[str]:
    return [
        f"frame={setting.frame}",
        f"own={setting.own}",
        f"depth={setting.depth}",
        f"opening={setting.opening}",
        f"leads-in={setting.leads_in}",
        f"first-of-block={setting.first_of_block}",
        f"first-of-paragraph={setting.first_of_paragraph}",
        f"first-in={setting.frame}+{setting.first_of_block}",
    ]


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
    """Which kind of word comes first and last in the first, second and last clause.

    A model that learns from a few thousand sentences meets most words for the first time in a
    report; their kinds let it see what they have in common with those that it knows.
    """
    if clauses:
        yield from _classes_of("first-clause", clauses[0])
        yield from _classes_of("last-clause", clauses[-1])
    if len(clauses) > 2:
        yield from _classes_of("second-clause", clauses[1])


@lru_cache(maxsize=KEPT)
def _classes_of(place: str, clause: str) -> tuple[str, str]:
    """“清理河道12公里” begins with an act and goes on, “水质明显好转” ends with a change."""
    pairs = map(add, clause, clause[1:])
    known = [(kind, at) for at, kind in enumerate(map(word_classes().get, pairs)) if kind]
    if not known:
        return f"{place}-class=-", f"{place}-ends=-"
    (first, _), (last, at) = known[0], known[-1]
    closes = at + LENGTH + 1 >= len(clause)
    return f"{place}-class={first}", f"{place}-ends={'with' if closes else 'behind'}+{last}"


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
            last, alone = at == block[-1], len(block) == 1
            found[at] = {f"last-of-block={last}": 1.0, f"alone={alone}": 1.0, **share}
    return found
