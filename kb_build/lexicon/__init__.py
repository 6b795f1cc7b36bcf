"""Word lists that staff can edit without Python: each file maps a group to a list of words.

`topics.yml` alone has two levels: a class of subjects, its topics, the words of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kb_build.errors import LexiconError
from kb_build.yaml_limits import refuse_excess

Table = dict[str, tuple[str, ...]]
Scheme = dict[str, Table]

LEVELS = "lexicon-levels"  # the message about a scheme that does not have two levels


class _Packaged(Table):
    """The groups of one of the package's files, of which none may be missing."""

    def __init__(self, path: Path):
        super().__init__((group.name, tuple(group.words)) for group in read_groups(path))
        self.path = path

    def __missing__(self, group: str) -> tuple[str, ...]:
        raise LexiconError("lexicon-group", str(self.path), group=group)


@cache
def table(name: str) -> Table:
    """The groups of `lexicon/<name>.yml`, in the file's order.

    Raises LexiconError with file and line where the file is no mapping of lists of words, or where
    a word stands twice in one group; and when asked for a group that is not there.
    """
    return _Packaged(_packaged(name))


def place_of(name: str, word: str) -> tuple[str, int]:
    """File and line of a word of `lexicon/<name>.yml`, for people; line 0 where it is not there."""
    path = _packaged(name)
    return str(path), next((g.words[word] for g in read_groups(path) if word in g.words), 0)


def _packaged(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.yml")


@cache
def scheme(name: str) -> Scheme:
    """The classes of `lexicon/<name>.yml`, each with its groups, in the file's order.

    Raises LexiconError as `table` does, and where a class or group has the name of another one.
    """
    return read_scheme(_packaged(name), {})


def joined_table(name: str, folder: Path) -> Table:
    """The groups of the package's file, joined with those of a file of that name in `folder`.

    Raises LexiconError as `table` does.
    """
    found = dict(table(name))
    for group in groups_beside(folder, name):
        found[group.name] = _both(found.get(group.name, ()), group.words)
    return found


def read_scheme(path: Path, onto: Scheme) -> Scheme:
    """The classes of any file, added to those of `onto`; words of groups of one name are joined.

    Raises LexiconError as `scheme` does, and where a group is in another class there than here.
    """
    found = {name: dict(groups) for name, groups in onto.items()}
    homes = dict.fromkeys(onto, "") | {g: name for name, groups in onto.items() for g in groups}
    taken: set[str] = set()
    for key, value in _root(path, LEVELS):
        line = key.start_mark.line + 1
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.MappingNode)):
            raise LexiconError(LEVELS, str(path), line)
        groups = [_group(path, head, words, LEVELS) for head, words in value.value]
        for name, at, home in (key.value, line, ""), *((g.name, g.line, key.value) for g in groups):
            if name in taken or homes.get(name, home) != home:
                raise LexiconError("lexicon-name-twice", str(path), at, name=name)
            taken.add(name)
        known = found.setdefault(key.value, {})
        known |= {g.name: _both(known.get(g.name, ()), g.words) for g in groups}
    return found


def _both(words: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words, *more)))


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a word list, with the lines where it and its words stand."""

    name: str
    line: int  # counted from 1
    words: dict[str, int]  # each word's line, in the file's order


def read_groups(path: Path) -> tuple[Group, ...]:
    """The groups of a file in its order; none where it holds nothing but remarks.

    Raises LexiconError as `table` does, and where two groups have one name.
    """
    found: dict[str, Group] = {}
    for key, value in _root(path):
        group = _group(path, key, value)
        if group.name in found:
            raise LexiconError("lexicon-group-twice", str(path), group.line, word=group.name)
        found[group.name] = group
    return tuple(found.values())


def groups_beside(folder: Path, name: str) -> tuple[Group, ...]:
    """The groups of `<name>.yml` in a knowledge base's own folder; none where there is no file.

    Raises LexiconError as `read_groups` does.
    """
    path = folder / f"{name}.yml"
    return read_groups(path) if path.is_file() else ()


def _root(path: Path, shape: str = "lexicon-shape") -> list[tuple[yaml.Node, yaml.Node]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        refuse_excess(text, str(path))
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise LexiconError("lexicon-encoding", str(path)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError("lexicon-yaml", str(path), line, reason=error.problem) from error
    except yaml.YAMLError as error:  # a character that YAML forbids, of which it gives no line
        reason = str(error).partition("\n")[0]
        raise LexiconError("lexicon-yaml", str(path), reason=reason) from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise LexiconError(shape, str(path), root.start_mark.line + 1)
    return list(root.value)


def _group(path: Path, key: yaml.Node, value: yaml.Node, shape: str = "lexicon-shape") -> Group:
    line = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.SequenceNode):
        raise LexiconError(shape, str(path), line)
    words: dict[str, int] = {}
    for item in value.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.ScalarNode) or not item.value:
            raise LexiconError(shape, str(path), line)
        if item.value in words:
            raise LexiconError("lexicon-twice", str(path), line, word=item.value)
        words[item.value] = line
    return Group(key.value, key.start_mark.line + 1, words)
