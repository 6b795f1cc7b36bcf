"""What is seen of a sentence when its role is decided, as named features: `frame=plan`, `cue=act`.

The same function serves the training script and the extractor, so that the model always sees in a
report what it saw in training.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb_build.extract.cues import cue
from kb_build.extract.frames import Setting
from kb_build.extract.role_rules import Saying

CUES = (
    "plan", "problem", "problem-answered", "outcome", "formal", "act", "context", "lead-in",
    "measure",
)  # fmt: skip
CLAUSE = re.compile(r"[，,；;：:]")
NUMBER = re.compile(r"\d+|[X*]+")
CLOSING = "。！？"


def features(
    sentences: Sequence[str], settings: Sequence[Setting], sayings: Sequence[Saying]
) -> list[list[str]]:
    """The features of each sentence of one report, in order."""
    found: list[list[str]] = []
    for at, (words, setting, saying) in enumerate(zip(sentences, settings, sayings, strict=True)):
        around = [f"place={5 * at // len(sentences)}"]
        if at:
            around.append(f"before={sayings[at - 1].role}")
        if at < len(sentences) - 1:
            around.append(f"after={sayings[at + 1].role}")
        ruled = [
            f"rule={saying.rule}",
            f"said={saying.role}",
            f"second={saying.second}",
            f"said-in={setting.frame}+{saying.role}",
            f"opening-said={setting.opening}+{saying.role}",
        ]
        found.append([*ruled, *_surroundings(setting), *_words(words), *around])
    return found


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


def _words(words: str) -> list[str]:
    """Cues by their place in the sentence, its length, and how its clauses begin and end."""
    clauses = [clause.strip() for clause in CLAUSE.split(words.rstrip(CLOSING)) if clause.strip()]
    found = [
        f"length={min(6, len(words) // 20)}",
        f"clauses={min(6, len(clauses))}",
        f"numbers={min(3, len(NUMBER.findall(words)))}",
    ]
    for group in CUES:
        hits = [at for at, clause in enumerate(clauses) if cue("roles", group).search(clause)]
        if hits:
            found.append(f"cue={group}")
            found += [f"cue-first={group}"] * (hits[0] == 0)
            found += [f"cue-last={group}"] * (hits[-1] == len(clauses) - 1)
            found += [f"cue-most={group}"] * (2 * len(hits) >= len(clauses))
    if clauses:
        found += [f"begins={clauses[0][:size]}" for size in (1, 2, 3)]
        found += [f"ends={clauses[-1][-size:]}" for size in (1, 2, 3, 4)]
        found.append(f"last-begins={clauses[-1][:2]}")
    return found
