"""Trains the role model from the annotated reports in tests/gold/: `python -m bench.train_roles`.

The model is a linear-chain CRF (CRFsuite, L-BFGS, L2). With many rare features a pure L2 does
better than an elastic net; its strength was chosen on annotated reports that are no part of the
training: 5 was best among 1 to 24. Features that occur once or twice tell nothing there, and make
the model four times as large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import pycrfsuite

from bench.cases import Case, cases
from bench.gold import Gold, read_told
from kb_build.extract.attributes import attributes
from kb_build.extract.names import mentions
from kb_build.extract.roles import MODEL
from kb_build.extract.roles.features import features
from kb_build.extract.roles.rules import say
from kb_build.extract.roles.sentences import sentences
from kb_build.extract.roles.surroundings import Setting
from kb_build.model import ROLES, Report, Span
from kb_build.parse import parse
from kb_build.read import read

TESTS = Path(__file__).parents[1] / "tests"
GOLD = TESTS / "gold"
CASES = TESTS / "extract" / "cases"
# How often each case is shown: a case is a few lines beside reports of fifty sentences.
CASE_WEIGHT = 5
PARAMETERS = {"c1": 0.0, "c2": 5.0, "max_iterations": 200, "feature.minfreq": 3}


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated report: its sentences, what surrounds them, and their roles."""

    name: str
    sentences: Sequence[str]
    settings: Sequence[Setting]
    roles: Sequence[str]

    def cut(self, start: int, end: int) -> Example:
        """The example with some of its sentences only."""
        taken = slice(start, end)
        return Example(self.name, self.sentences[taken], self.settings[taken], self.roles[taken])


def example(text: Path, gold: Path) -> Example:
    """The sentences of a report as the extractor cuts them, with their annotated roles."""
    report = read(text)
    annotated = Gold.read(gold, report.text).role_of_chars()
    visible = report.visible()
    return _example(text.stem, report, lambda span: _role(annotated, span, visible))


def case_examples() -> list[Example]:
    """The case files of roles: what a contributor put right is learned too."""
    return [_case_example(case) for case in cases(CASES) if case.name.startswith("roles:")]


def _case_example(case: Case) -> Example:
    roles = [line.split("\t") for line in case.expected.splitlines()]
    starts = [(case.given.index(words), role) for role, words in roles]
    return _example(
        case.name,
        Report("0" * 12, case.name, "", case.given, "utf-8"),
        lambda span: next(role for start, role in reversed(starts) if start <= span.start),
    )


def _example(name: str, report: Report, role_of: Callable[[Span], str | None]) -> Example:
    outline = parse(report)
    visible = report.visible()
    _, _, genre, _ = attributes(outline, visible, mentions(outline, visible))
    told = sentences(outline, visible, genre.value)
    around = zip(told.words, told.settings, map(role_of, told.spans), strict=True)
    found = [(words, setting, role) for words, setting, role in around if role is not None]
    return Example(name, *map(list, zip(*found, strict=True)))


def told_examples() -> list[Example]:
    """The reports that are told sentence by sentence."""
    return _told_in(GOLD / "told")


def unseen_examples() -> list[Example]:
    """Reports told in the same way that no model is trained on: they only measure."""
    return _told_in(GOLD / "unseen")


def _told_in(folder: Path) -> list[Example]:
    return [_told_example(path) for path in sorted(folder.glob("*.tsv"))]


def _told_example(path: Path) -> Example:
    told = read_told(path)
    report = Report("0" * 12, path.name, "", told.text, "utf-8")
    return _example(path.stem, report, lambda span: _role(told.labels, span, told.text))


def sections(whole: Example) -> list[Example]:
    """The parts of a report under its top headings, so that short reports are learned as well.

    What introduces them is no part: by itself it would look like a text that has no headings.
    """
    starts = [
        at
        for at, setting in enumerate(whole.settings)
        if setting.depth == 1 and setting.first_of_block
    ]
    edges = sorted({0, *starts, len(whole.sentences)})
    cuts = [whole.cut(a, b) for a, b in pairwise(edges) if b - a < len(whole.sentences)]
    return [cut for cut in cuts if any(setting.in_block for setting in cut.settings)]


Parts = Sequence[tuple[pycrfsuite.ItemSequence, Sequence[str]]]


def parts(whole: Example) -> Parts:
    """An example as training sequences with roles: the whole first, then each of its sections."""
    return [(items(part), part.roles) for part in (whole, *sections(whole))]


def items(example: Example) -> pycrfsuite.ItemSequence:
    """The features of its sentences as the model takes them."""
    sayings = list(map(say, example.sentences, example.settings))
    return pycrfsuite.ItemSequence(features(example.sentences, example.settings, sayings))


def train(examples: Iterable[Parts], target: Path) -> None:
    """Fits the model to the examples and writes it to `target`."""
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for seen, roles in chain.from_iterable(examples):
        trainer.append(seen, roles)
    trainer.set_params(PARAMETERS)
    trainer.train(str(target))


def _role(annotated: Sequence[str | None], span: Span, visible: str) -> str | None:
    """The label that most of a sentence's characters have; `context` for one that is no role.

    None for a heading: the outline takes it for a sentence, and no role would be right.
    """
    places = (at for at in range(span.start, span.end) if not visible[at].isspace())
    counts = Counter(label for at in places if (label := annotated[at]))
    label = counts.most_common(1)[0][0] if counts else "context"
    return None if label == "heading" else label if label in ROLES else "context"


def everything() -> list[Example]:
    """All examples that the shipped model is trained on."""
    reports = [example(path, path.with_suffix(".gold.tsv")) for path in sorted(GOLD.glob("*.txt"))]
    return reports + told_examples() + case_examples() * CASE_WEIGHT


if __name__ == "__main__":
    train(map(parts, everything()), MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size} bytes")
