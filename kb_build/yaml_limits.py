"""Bounds YAML before it is read: deep nesting ends the process, references make it huge."""

from __future__ import annotations

import yaml

from kb_build.errors import InputError

# No file of ours is nested deeper; libyaml overflows the stack at about 30,000.
MAX_DEPTH = 20
# More than any settings file has; references to references soon make billions.
MAX_VALUES = 10_000
OPENS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSES = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def refuse_excess(text: str, file: str, *, references: bool = False) -> None:
    """Raises InputError with file and line for YAML nested too deeply, or with a reference.

    `references` allows these, as long as the file would be short without them. Raises
    yaml.YAMLError where the text is no YAML.
    """
    begun: list[int] = []  # how many values stand before each that is open
    anchors: list[str | None] = []  # of those that are open
    sizes: dict[str | None, int] = {}  # how many values each anchor stands for
    values = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        wrong = ""
        if isinstance(event, OPENS):
            begun.append(values)
            anchors.append(event.anchor)
            wrong = "yaml-deep" if len(begun) > MAX_DEPTH else ""
        elif isinstance(event, CLOSES):
            sizes[anchors.pop()] = values - begun.pop()
        elif isinstance(event, yaml.AliasEvent):
            values += sizes.get(event.anchor, 1)
            wrong = "yaml-grown" if values > MAX_VALUES else ""
            wrong = wrong if references else "yaml-reference"
        values += isinstance(event, yaml.ScalarEvent)
        if wrong:
            mark = event.start_mark
            line = mark.line + 1 if mark else 1
            raise InputError(wrong, file, line, depth=MAX_DEPTH, values=MAX_VALUES)
