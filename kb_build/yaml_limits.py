"""Bounds YAML before it is read: deep nesting ends the process, references make it huge."""

from __future__ import annotations

import yaml

from kb_build.errors import InputError

# No file of ours is nested deeper; libyaml overflows the stack at about 30,000.
MAX_DEPTH = 20
OPENS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSES = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def refuse_excess(text: str, file: str, *, references: bool = False) -> None:
    """Raises InputError with file and line for YAML nested too deeply, or with a reference.

    `references` allows these. Raises yaml.YAMLError where the text is no YAML.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, OPENS) - isinstance(event, CLOSES)
        refers = isinstance(event, yaml.AliasEvent) and not references
        if depth > MAX_DEPTH or refers:
            mark, key = event.start_mark, "yaml-reference" if refers else "yaml-deep"
            raise InputError(key, file, mark.line + 1 if mark else 1, depth=MAX_DEPTH)
