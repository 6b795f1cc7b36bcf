"""Takes a review back when the page no longer says what its reviewer saw.

A signature in the page's head stands for what it says: its quotations, what a person wrote on it,
its title, grade and status. The rest of a generated page, such as tables of facts and lists of
related pages, changes with every report and does not count. The record tells which blocks are
generated, so `sign` needs no build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from kb_build.errors import InputError
from kb_build.model import Notice, Outcome, replace
from kb_build.page import frontmatter
from kb_build.page.keys import BASE, CONFLICTS, SOURCE
from kb_build.page.reviewing import CHANGED, EDITED, IN_REVIEW, REVIEW, REVIEWED, SIGNATURE
from kb_build.write import disk, pieces, record
from kb_build.write.page_text import stamp
from kb_build.write.record import State
from kb_build.write.snapshot import Snapshot
from kb_build.write.step import Step, leave_alone
from kb_build.write.survey import text_at

HEADED = ("id", "title", "grade", "status", SOURCE, CONFLICTS)  # keys that say something themselves
QUOTED = re.compile(r" {0,3}>")
# Outcomes after which the page says what it should; after others nobody knows what that is.
HOLDS = frozenset({"unchanged", "edited", "merged", "conflict", "moved"})
SHOWN = 120  # code points of a reason
MOST = 10  # reasons


def held(steps: Iterable[Step], before: Snapshot) -> Iterator[Step]:
    """The steps, with what has to be done about reviews, also on pages that people wrote.

    A review without a signature gets one; one whose signature no longer fits is taken back, with a
    warning.
    """
    now, seen = before.now, set()
    for step in steps:
        seen.add(step.place)
        reviewed = step.place in now.reviewed
        yield _held(step, before.docs) if reviewed and step.outcome.action in HOLDS else step
    for path in sorted(now.reviewed - seen):
        known = before.known(path)
        step = _held(leave_alone(Outcome(path, "edited"), path, now.at(path), known), before.docs)
        if step.operation:
            yield step


def sign(docs: Path, path: str, values: Mapping[str, object]) -> None:
    """Sets keys of a page's head, with the signature where they say that it was reviewed.

    Raises InputError where there is no such page, it cannot be read, or has an open conflict.
    """
    file = docs / path
    if not file.is_file():
        raise InputError("review-no-page", str(file))
    text = text_at(file)
    page = frontmatter.parse(text, str(file))
    signature = None
    if values.get(REVIEW) == REVIEWED:
        if CONFLICTS in page.values:
            raise InputError("review-conflict", str(file), page.lines[CONFLICTS], path=path)
        recorded = chain.from_iterable(record.read(docs).values())  # at any path: it may have moved
        signature = _signature(_said(text, str(file), recorded))
    wanted = {**values, SIGNATURE: signature, CHANGED: None}
    disk.put(docs, path, _with(text, str(file), wanted).encode())


def _held(step: Step, docs: Path) -> Step:
    name = str(docs / step.place)
    before = text_at(docs / step.place)
    after = step.text.decode() if step.operation == "put" else before
    page = frontmatter.parse(after, name)
    if page.values.get(REVIEW) != REVIEWED:
        return step
    was = _said(before, name, step.known)
    now = _said(after, name, step.known | step.after)
    signature = page.values.get(SIGNATURE)
    if signature == _signature(now):
        return step
    if signature is None and CONFLICTS not in page.values:
        return _put(step, _with(after, name, {SIGNATURE: _signature(now)}))
    edited = [EDITED] if signature not in (None, _signature(was)) else []
    reasons = [*edited, *_reasons(was, now)] or [EDITED]
    values = {REVIEW: IN_REVIEW, SIGNATURE: None, CHANGED: reasons}
    text = _with(after, name, values)
    line = frontmatter.parse(text, name).lines[REVIEW]
    notice = Notice.warning("write-review", name, line, path=step.place)
    outcome = replace(step.outcome, notices=(*step.outcome.notices, notice))
    return _put(replace(step, outcome=outcome), text)


def _with(text: str, file: str, values: Mapping[str, object]) -> str:
    """The page with these keys set in its head, where the next merge would put them."""
    return frontmatter.changed(text, file, values, before=BASE)


def _put(step: Step, text: str) -> Step:
    return replace(step, operation="put", text=text.encode())


def _said(text: str, file: str, states: Iterable[State]) -> dict[str, str]:
    """What counts of a page's words, by fingerprint: all but generated blocks without quotation.

    Which are generated is told by those of the `states` that the page names as its base.
    """
    base = stamp(text.encode())
    own = [state for state in states if base and state.sha256.startswith(base)]
    generated = {mark for state in own for _, mark in record.known(state.body)}
    cut = pieces.cut(text, file)
    values = frontmatter.parse(text, file).values
    head = (frontmatter.dump({key: values[key]}) for key in HEADED if key in values)
    said = {pieces.fingerprint(words): words for words in head}
    for block in cut.body:
        if QUOTED.match(block.text) or block.mark not in generated:
            said[".".join(block.mark)] = block.text
    return said


def _signature(said: Mapping[str, str]) -> str:
    return pieces.fingerprint("\n".join(sorted(said)))


def _reasons(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """One line for each text that was added (`+`) or has gone (`-`)."""
    new = [pieces.told("+", words, SHOWN) for mark, words in now.items() if mark not in was]
    old = [pieces.told("-", words, SHOWN) for mark, words in was.items() if mark not in now]
    return [*new, *old][:MOST]
