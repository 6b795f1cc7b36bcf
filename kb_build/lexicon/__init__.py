"""Word lists that staff can edit without Python: each file maps a group to a list of words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from kb_build.errors import InputError

Table = dict[str, tuple[str, ...]]


@cache
def table(name: str) -> Table:
    """The groups of `lexicon/<name>.yml`, in the file's order.

    Raises InputError with file and line where the file is no mapping of lists of words, or where a
    word stands twice in one group.
    """
    return read_table(Path(__file__).with_name(f"{name}.yml"))


def read_table(path: Path) -> Table:
    """The same for any file; `table` is for those of the package."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InputError("lexicon-yaml", str(path), line, reason=error.problem) from error
    if not isinstance(root, yaml.MappingNode):
        raise InputError("lexicon-shape", str(path), 1)
    return {key.value: _words(path, key, value) for key, value in root.value}


def _words(path: Path, key: yaml.Node, value: yaml.Node) -> tuple[str, ...]:
    if not isinstance(value, yaml.SequenceNode):
        raise InputError("lexicon-shape", str(path), key.start_mark.line + 1)
    words: list[str] = []
    for item in value.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.ScalarNode) or not item.value:
            raise InputError("lexicon-shape", str(path), line)
        if item.value in words:
            raise InputError("lexicon-twice", str(path), line, word=item.value)
        words.append(item.value)
    return tuple(words)
