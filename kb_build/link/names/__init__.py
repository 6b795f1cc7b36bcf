"""Finds out which thing a name means: its key is the same for all names of one thing.

A key is made from the name, the report that has it, and the word lists, never from other
reports: so an entry and its id stay what they are when reports come, in whatever order. `KEYS` has
a function for each kind of name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kb_build.lexicon import table
from kb_build.lexicon.corrections import Corrections
from kb_build.lexicon.spelling import FURTHER_ON, NOTE, bare, letters, spelled
from kb_build.link.names.bodies import Speaker, full_name, places, whole
from kb_build.link.names.makers import made_by_others
from kb_build.link.names.mechanisms import ARRANGED, core, mechanism_key
from kb_build.link.names.practices import QUOTED, each_units, practice_key
from kb_build.link.names.reporter import Reporter
from kb_build.link.names.rules import issuers, only_a_kind, rule_key
from kb_build.model import Facts, Mention, MentionKind, Value, last_begun

# A quotation in straight signs, or with one of them curly: “好差评"工作机制.
TYPED = re.compile(r'["“]([^"“”]+)["”]')
MARKED = re.compile(r"^“([^“”]+)”$")


class Identity(Value, frozen=True):
    """What makes a thing this one and no other."""

    name: str  # in normal form
    owner: str = ""  # whose it is, in normal form; empty where the name means one thing anywhere


@dataclass(frozen=True)
class Names:
    """What the names of one report mean."""

    speaker: Speaker
    mentions: tuple[Mention, ...]
    text: str = ""  # of the report; empty where nothing but the names is known

    @classmethod
    def of(cls, reporter: Reporter, facts: Facts, known: Corrections) -> Names:
        """The places of the unit and of the title, as printed, count before all others."""
        named = [m.name for m in facts.mentions if m.kind == "organization"]
        bodies = frozenset(whole(name, known) for name in named)
        at = places(named) | places((reporter.printed, facts.title.value))
        unit, called = reporter.name if reporter.is_named else "", whole(reporter.printed, known)
        speaker = Speaker(unit, called, reporter.owner, at, bodies, known)
        return cls(speaker, facts.mentions, facts.report.text)

    def identity(self, mention: Mention) -> Identity:
        """The key of a named thing: equal for the same thing in this and other reports."""
        name, known = self.full(mention), self.speaker.corrections
        if letters(name) in known.apart:
            return Identity(letters(name), self.speaker.owner if mention.kind == "rule" else "")
        key = KEYS[mention.kind](name, self)
        own = not key.owner and bare(spelled(name)) in self.each_unit
        if key.owner and key.owner == self.speaker.owner:
            return Identity(key.name, self.others_made.get(letters(mention.name), key.owner))
        return Identity(key.name, self.speaker.owner) if own else key

    def full(self, mention: Mention) -> str:
        """The name in full, where the report itself gives a short one for further on.

        A title that tells only a kind means the last rule before it that ends so: 《方案》. Marks
        around the whole name of a body are none of its own: 成立“松浦农科院”.
        """
        short = spelled(mention.name)
        name = self.further_on.get((mention.kind, short), mention.name)
        if mention.kind == "organization":
            return MARKED.sub(r"\1", name)
        if mention.kind != "rule" or not only_a_kind(name):
            return name
        before = last_begun(self.rules_by_kind.get(short, ()), mention.span.start)
        return before.name if before else name

    @cached_property
    def rules_by_kind(self) -> Mapping[str, list[Mention]]:
        """The rules named by more than their kind, in order, by what their names end in."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for one in self.mentions:
            if one.kind == "rule" and not only_a_kind(one.name):
                for kind in filter(spelled(one.name).endswith, table("linking")["titles"]):
                    found[kind].append(one)
        return found

    @cached_property
    def others_made(self) -> dict[str, str]:
        """Who made what the report tells to be the work of others, by the letters of its name."""
        return made_by_others(self.mentions, self.text, self.speaker)

    @cached_property
    def further_on(self) -> dict[tuple[MentionKind, str], str]:
        """Full names by the short ones that stand behind them: 《灌区意见》（以下简称《意见》）."""
        found: dict[tuple[MentionKind, str], str] = {}
        for one, short in pairwise(self.mentions):
            called = FURTHER_ON.match(self.text, one.span.end)
            if called and short.kind == one.kind and short.span.end < called.end():
                found[short.kind, spelled(short.name)] = one.name
        return found

    @cached_property
    def each_unit(self) -> frozenset[str]:
        """What every unit has its own of, as people say, by `bare` names."""
        return frozenset(map(bare, self.speaker.corrections.each_unit))

    @cached_property
    def in_full(self) -> dict[str, str]:
        """For a group named by its kind only (领导小组), the single longer name in the report."""
        full = {spelled(m.name): m.name for m in self.mentions if m.kind == "organization"}
        found = {}
        for short in table("linking")["groups"]:
            longer = [name for name in full if name.endswith(short) and name != short]
            if len(longer) == 1:
                found[short] = full[longer[0]]
        return found

    @cached_property
    def quoted(self) -> frozenset[str]:
        """Mechanisms that stand in quotation marks somewhere, by their `bare` names."""
        names = (m.name for m in self.mentions if m.kind == "mechanism")
        return frozenset(core(name, self.speaker) for name in names if QUOTED.search(name))

    @cached_property
    def issuers(self) -> dict[str, str]:
        """Who issued a rule, where it is told beside the same name elsewhere."""
        return issuers(self.mentions, self.text, self.speaker)


def _rule(name: str, names: Names) -> Identity:
    return Identity(*rule_key(name, names.speaker, names.issuers))


def _organization(name: str, names: Names) -> Identity:
    longer = names.in_full.get(spelled(name), name)
    return Identity(*full_name(longer, names.speaker))


def _mechanism(name: str, names: Names) -> Identity:
    return Identity(*mechanism_key(name, names.speaker, names.quoted))


def _practice(name: str, names: Names) -> Identity:
    key = practice_key(name, names.speaker.corrections.canonical)
    return Identity(key, names.speaker.owner if each_units(key) else "")


def _document(name: str, names: Names) -> Identity:
    return Identity(names.speaker.corrections.canonical(spelled(name)))


KEYS: dict[MentionKind, Callable[[str, Names], Identity]] = {
    "rule": _rule,
    "mechanism": _mechanism,
    "organization": _organization,
    "practice": _practice,
    "document": _document,
}


def shown_name(printed: Iterable[str], key: str, known: Corrections) -> str:
    """The name to show: that of the word lists, else the commonest as printed, without 《》.

    Forms that tell all of the `key`, and no version, go first: 清岚市财政局 before 市财政局.
    """
    forms = Counter(_tidy(name) for name in printed)

    def order(form: str) -> tuple[bool, bool, bool, int, int, str]:
        bare_kind = spelled(form) in table("linking")["groups"]
        versioned = letters(form) != spelled(form)
        partial = whole(form, known) != key
        return bare_kind, partial, versioned, -forms[form], len(form), form

    listed = (known.shown.get(key + ending, "") for ending in ("", *ARRANGED))
    return next(filter(None, listed), "") or min(forms, key=order)


def _tidy(name: str) -> str:
    """Without blanks, notes and the 《》 of the whole; quoted with “ and ” where typed with \"."""
    plain = FURTHER_ON.sub(
        "", re.sub(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]", "", NOTE.sub("", name))
    )
    plain = TYPED.sub("“\\1”", plain)
    whole = plain.startswith("《") and plain.endswith("》") and plain.count("《") == 1
    return plain[1:-1] if whole else plain
