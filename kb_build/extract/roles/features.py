"""What the model sees of a sentence, as named features: `own=plan`, `cue=act`.

The same function serves the training script and the extractor, so that the model always sees in a
report what it saw in training. Names are short, since those of more than 15 bytes take the model
twice the time: C++ keeps shorter ones without a place in memory of their own. `x<plan` is x in the
frame of a plan, `act>outcome` an act and then an outcome.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby

from kb_build.extract.roles.clauses import KEPT, Clause, clauses_of, seen_in
from kb_build.extract.roles.rules import Saying
from kb_build.extract.roles.surroundings import Setting
from kb_build.lexicon.cues import present
from kb_build.lexicon.word_classes import word_classes
from kb_build.model import Role

# What a clause is, by the first group with a word in it.
KINDS = ("plan", "problem", "outcome", "act", "measure", "context")
# 学得深不深 asks, and says nothing of a lack.
ASKED = re.compile(r"([\u4e00-\u9fff])不\1")
# A number or its mask. That one begins is looked at first, which is twice as fast.
NUMBER = re.compile(r"(?=[\dX*])(?:\d+|[X*]+)")

Features = dict[str, float]  # name → how much of it there is, mostly 1


def features(
    sentences: Sequence[str], settings: Sequence[Setting], sayings: Sequence[Saying]
) -> Iterator[Features]:
    """The features of each sentence of one report, in order; the three are as long as each other.

    They are made one after the other: those of a whole long report would take much memory.
    """
    blocks = _blocks(settings, sayings)
    form, over = _form(settings), present("roles", "done")
    told = zip(sentences, settings, sayings, blocks, strict=True)
    for words, setting, saying, block in told:
        frame = setting.frame or form
        said = _said(saying.rule, saying.role, frame, over(words))
        around = _surroundings(
            setting.own,
            setting.depth,
            setting.opening,
            setting.leads_in,
            setting.first_of_block,
            setting.first_of_paragraph,
        )
        row: Features = dict.fromkeys((*_words(words), *said, *around), 1.0)
        row.update(block)
        yield row


@cache
def _said(rule: str, role: Role, frame: str | None, done: bool) -> tuple[str, ...]:
    """What the rules say, where, and whether the sentence has a sign that it is over."""
    return rule, f"{role}<{frame}", f"{'done' if done else 'open'}={role}"


def _form(settings: Sequence[Setting]) -> str | None:
    """What stands for a missing frame: "flat" in a text without heads, as news and profiles are.

    There it says nothing that no head stands above. In a text with heads, where this is None, it is
    a sign of introductions.
    """
    headed = sum([setting.in_block for setting in settings])
    return "flat" if 2 * headed < len(settings) else None


@cache  # each sentence asks
def _surroundings(
    own: Role | None,
    depth: int,
    opening: bool,
    leads_in: bool,
    first_of_block: bool,
    first_of_paragraph: bool,
) -> tuple[str, ...]:
    """What surrounds a sentence, in the words of `Setting`."""
    true = {
        "opening": opening,
        "leads-in": leads_in,
        "first-of-block": first_of_block,
        "new-paragraph": first_of_paragraph,
    }
    holding = (name for name, holds in true.items() if holds)
    return f"own={own}", f"depth={depth}", *holding


def _words(words: str) -> list[str]:
    """What its clauses say, which words it has that are known, and where clauses begin and end.

    All other letters would drown what rules say.
    """
    words = ASKED.sub(r"\1", words) if "不" in words else words
    clauses = list(map(seen_in, clauses_of(words)))
    found = [*_counts(min(6, len(words) // 20), min(3, len(NUMBER.findall(words))))]
    if clauses:
        found += _arranged(tuple([clause.groups for clause in clauses]))
        found += (*_classes("1st", clauses[0]), *_classes("end", clauses[-1]))
        found += _classes("2nd", clauses[1]) if len(clauses) > 2 else ()
        for text, _, known, _ in clauses:
            found += (text[0], text[-1], *known)
            found += map(_has().__getitem__, known)
    return found


@cache
def _counts(length: int, numbers: int) -> tuple[str, ...]:
    return f"length={length}", f"numbers={numbers}"


@lru_cache(maxsize=KEPT)
def _arranged(clauses: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Of the groups of each clause: all that any has, and what the clauses are in order."""
    cues = [f"cue={group}" for group in dict.fromkeys(chain.from_iterable(clauses))]
    return (*cues, *_shape(list(map(_kind, clauses))))


def _kind(groups: tuple[str, ...]) -> str:
    """What a clause with words of these groups is; - where none of them tells."""
    return next((kind for kind in KINDS if kind in groups), "-")


def _shape(kinds: Sequence[str]) -> Iterator[str]:
    """What the clauses are: “制定办法，开展检查，群众满意率提高” is act, outcome."""
    yield f"{kinds[0]}>{kinds[-1]}"
    yield ">" + ">".join([kind for kind, _ in groupby(kinds)][:4])


def _classes(place: str, clause: Clause) -> tuple[str, str]:
    """The kind of the first known word, and of the last with what follows; `-` where none is known.

    清理河道12公里 is `act`, `behind+act`: words stand behind the act. 水质好转了 is `grow`,
    `with+grow`: it ends with the change, but for one sign at most.
    """
    if not clause.words:
        return f"{place}=-", f"{place}>-"
    last = clause.words[-1]
    where = "with" if last in clause.text[-3:] else "behind"
    kind = word_classes()
    return f"{place}={kind[clause.words[0]]}", f"{place}>{where}+{kind[last]}"


@cache
def _has() -> dict[str, str]:
    """What says that a word of its kind is there, for each known word."""
    return {word: f"has={kind}" for word, kind in word_classes().items()}


def _blocks(settings: Sequence[Setting], sayings: Sequence[Saying]) -> list[Features]:
    """Of each sentence's block: which share of it the rules give each role, and where it ends."""
    members: dict[str, list[int]] = {}
    for at, setting in enumerate(settings):
        members.setdefault(setting.block, []).append(at)
    found: list[Features] = [{} for _ in settings]
    for block in members.values():
        shares = Counter([sayings[at].role for at in block])
        share = {f"block={role}": count / len(block) for role, count in shares.items()}
        for at in block:
            found[at] = share
        found[block[-1]] = share | {"last-of-block": 1.0}
        if len(block) == 1:
            found[block[0]]["alone"] = 1.0
    return found
