"""Rules that mend values in a page's head where only one right form is possible.

Only the wrong words are replaced, by their offsets: comments, the order of keys and the form of all
other values stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from kb_build.page.frontmatter import dump
from kb_build.page.keys import KEYS, YEAR, Key

TEXT_TAG = "tag:yaml.org,2002:str"
EMPTY_TAG = "tag:yaml.org,2002:null"
TEXTS = frozenset({"text", "note", "texts", "years", "day"})


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to put in place of others."""

    start: int  # offsets in the head
    end: int
    text: str
    rule: str  # key of the catalogue's table `fix`
    line: int  # of the head, counted from 0
    name: str  # the key
    old: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A word of the head: a key's value, or an item of its list."""

    key: Key
    node: yaml.ScalarNode
    raw: str  # as it stands there

    def edit(self, text: str, rule: str) -> Edit:
        """Puts other words in its place."""
        start, end = self.node.start_mark, self.node.end_mark
        return Edit(start.index, end.index, text, rule, start.line, self.key.name, self.node.value)


def edits(head: str) -> Iterator[Edit]:
    """The edits that mend a head, in order of place; the head must be valid YAML."""
    root = yaml.compose(head, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return
    for name, value in root.value:
        key = KEYS.get(name.value)
        if key:
            yield from _of_value(key, value, head)


def _of_value(key: Key, value: yaml.Node, head: str) -> Iterator[Edit]:
    if isinstance(value, yaml.ScalarNode):
        if value.start_mark.line == value.end_mark.line and value.tag != EMPTY_TAG:
            yield from _of_word(_Value(key, value, _raw(value, head)), as_item=key.is_list)
    elif isinstance(value, yaml.SequenceNode) and key.is_list:
        for item in value.value:
            if isinstance(item, yaml.ScalarNode):
                yield from _of_word(_Value(key, item, _raw(item, head)), as_item=False)


def _of_word(value: _Value, *, as_item: bool) -> Iterator[Edit]:
    """At most one edit: mends the words; makes them a list item where a list is wanted."""
    found = next((edit for rule in RULES if (edit := rule(value))), None)
    if as_item:
        words = found.text if found else value.raw
        yield value.edit(f"\n- {words}", "list")
    elif found:
        yield found


def _raw(node: yaml.Node, head: str) -> str:
    return head[node.start_mark.index : node.end_mark.index]


def _year(value: _Value) -> Edit | None:
    """2023, 2023年 and ２０２３ are the year '2023'."""
    word = unicodedata.normalize("NFKC", value.node.value).strip().removesuffix("年")
    right = value.node.tag == TEXT_TAG and value.node.value == word
    if value.key.shape != "years" or right or not re.fullmatch(YEAR, word):
        return None
    return value.edit(f"'{word}'", "quotes")


def _quoted(value: _Value) -> Edit | None:
    """Puts quotes around a number or date where words are wanted."""
    is_text = value.node.tag in (TEXT_TAG, EMPTY_TAG)
    if value.key.shape not in TEXTS or value.key.shape == "years" or is_text:
        return None
    return value.edit(dump({"": value.raw}).partition(": ")[2].strip(), "quotes")


def _number(value: _Value) -> Edit | None:
    """Takes the quotes from a number where a number is wanted."""
    word = value.node.value
    is_text = value.node.tag == TEXT_TAG
    if value.key.shape != "count" or not is_text or not re.fullmatch("0|[1-9][0-9]{0,8}", word):
        return None
    return value.edit(word, "number")


def _choice(value: _Value) -> Edit | None:
    """Puts the exact value for one in other case or width, or named in Chinese or English."""
    meant = value.key.meant(value.node.value)
    return value.edit(meant, "value") if meant and meant != value.node.value else None


# In order; the first rule that has something to mend is applied.
RULES: tuple[Callable[[_Value], Edit | None], ...] = (_year, _quoted, _number, _choice)
