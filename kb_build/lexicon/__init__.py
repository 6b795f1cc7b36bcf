"""Word lists that staff can edit without Python: each file maps a group to a list of words.

`topics.yml` alone has two levels: a class of subjects, its topics, the words of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kb_build.errors import InputError

Table = dict[str, tuple[str, ...]]
Scheme = dict[str, Table]

LEVELS = "lexicon-levels"  # what is said of a scheme that has other than two levels


@cache
def table(name: str) -> Table:
    """The groups of `lexicon/<name>.yml`, in the file's order.

    Raises InputError with file and line where the file is no mapping of lists of words, or where a
    word stands twice in one group.
    """
    return read_table(Path(__file__).with_name(f"{name}.yml"))


@cache
def scheme(name: str) -> Scheme:
    """The classes of `lexicon/<name>.yml`, each with its groups, in the file's order.

    Raises InputError as `table` does, and where a class or group has the name of another one.
    """
    return read_scheme(Path(__file__).with_name(f"{name}.yml"))


def read_table(path: Path) -> Table:
    """The same for any file; `table` is for those of the package."""
    return {group.name: tuple(group.words) for group in read_groups(path)}


def read_scheme(path: Path) -> Scheme:
    """The same for any file; `scheme` is for those of the package."""
    found: Scheme = {}
    taken: set[str] = set()
    for key, value in _root(path, LEVELS):
        if not isinstance(value, yaml.MappingNode):
            raise InputError(LEVELS, str(path), key.start_mark.line + 1)
        groups = [_group(path, head, words, LEVELS) for head, words in value.value]
        lines = ((key.value, key.start_mark.line + 1), *((g.name, g.line) for g in groups))
        for name, line in lines:
            if name in taken:
                raise InputError("lexicon-name-twice", str(path), line, name=name)
            taken.add(name)
        found[key.value] = {group.name: tuple(group.words) for group in groups}
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a word list, with the lines where it and its words stand."""

    name: str
    line: int  # counted from 1
    words: dict[str, int]  # each word's line, in the file's order


def read_groups(path: Path) -> tuple[Group, ...]:
    """The groups of a file in its order; none where it holds nothing but remarks.

    Raises InputError like `table`.
    """
    found: dict[str, Group] = {}
    for key, value in _root(path):
        group = _group(path, key, value)
        if group.name in found:
            raise InputError("lexicon-group-twice", str(path), group.line, word=group.name)
        found[group.name] = group
    return tuple(found.values())


def _root(path: Path, shape: str = "lexicon-shape") -> list[tuple[yaml.Node, yaml.Node]]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise InputError("lexicon-encoding", str(path)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InputError("lexicon-yaml", str(path), line, reason=error.problem) from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise InputError(shape, str(path), 1)
    return list(root.value)


def _group(path: Path, key: yaml.Node, value: yaml.Node, shape: str = "lexicon-shape") -> Group:
    line = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.SequenceNode):
        raise InputError(shape, str(path), line)
    words: dict[str, int] = {}
    for item in value.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.ScalarNode) or not item.value:
            raise InputError(shape, str(path), line)
        if item.value in words:
            raise InputError("lexicon-twice", str(path), line, word=item.value)
        words[item.value] = line
    return Group(key.value, key.start_mark.line + 1, words)
