"""Front matter must follow `page.schema.json`; messages say how to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from kb_build.check.docs import Docs
from kb_build.check.pages import SHOWN, Fault, PageFile
from kb_build.model import Notice, replace
from kb_build.page.keys import KEYS, OF_REVIEWED, REQUIRED
from kb_build.page.reviewing import REVIEW, REVIEWED

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from msgspec import Struct

FILE = Path(__file__).with_name("page.schema.json")
# Of difflib, 0 to 1: `titel` for `title` has 0.8, `unit` for `units` 0.89, `note` for `title` 0.44.
SIMILAR = 0.75


def check(page: PageFile, _: Docs) -> Iterator[Notice]:
    """An error for each value that the schema refuses; a warning for a key that looks mistyped."""
    if not _passes(page.front.values):
        errors = _validator().iter_errors(page.front.values)
        yield from dict.fromkeys(_notice(page, error) for error in errors)
    for name, line in page.front.lines.items():
        if name not in KEYS and (near := _nearest(name, [*KEYS])):
            notice = page.notice("check-key-near", line, name=name, nearest=near)
            yield replace(notice, severity="warning")


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return schema


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(_schema())


@cache
def _head() -> type[Struct]:
    """The schema's `properties` as msgspec has it."""
    from msgspec import UNSET, UnsetType, defstruct

    rules = _schema()["properties"].items()
    return defstruct("Head", [(key, _type_of(rule) | UnsetType, UNSET) for key, rule in rules])


def _type_of(rule: Mapping[str, Any]) -> Any:
    from msgspec import Meta

    match rule:
        case {"$ref": place}:
            return _type_of(_schema()["$defs"][place.rpartition("/")[2]])
        case {"enum": words}:
            return Literal[tuple(words)]
        case {"type": "array"}:
            return list[_type_of(rule["items"])]  # type: ignore[misc]
        case {"type": "integer"}:
            return Annotated[int, Meta(ge=rule["minimum"])]
    return Annotated[str, Meta(min_length=rule.get("minLength"), pattern=rule.get("pattern"))]


def _passes(head: Mapping[str, object]) -> bool:
    """Whether a head certainly follows the schema; msgspec takes a tenth of jsonschema's time."""
    from msgspec import ValidationError, convert

    try:
        convert(head, _head())
    except ValidationError:
        return False
    kind, reviewed = "kind" in head, head.get(REVIEW) == REVIEWED
    return head.keys() >= {*(REQUIRED if kind else ()), *(OF_REVIEWED if reviewed else ())}


def _notice(page: PageFile, error: ValidationError) -> Notice:
    if error.validator == "required":
        (missing,) = cast(list[str], error.validator_value)
        key, because = ("check-missing", "kind")
        if missing in OF_REVIEWED:
            key, because = ("check-missing-review", REVIEW)
        return page.notice(key, page.front.lines[because], name=missing)
    name = str(error.path[0])
    fault = _empty if error.instance is None else FAULTS[str(error.validator)]
    key, details = fault(error)
    value = _shown(error.instance)
    return page.notice(key, page.front.lines[name], name=name, value=value, **details)


def _empty(_: ValidationError) -> Fault:
    return "check-empty", {}


def _enum(error: ValidationError) -> Fault:
    allowed = cast(list[str], error.validator_value)
    word = _shown(error.instance)
    near = KEYS[str(error.path[0])].meant(word) or _nearest(word, allowed)
    key = "check-value-near" if near else "check-value"
    return key, {"allowed": ", ".join(allowed), "nearest": near}


def _type(error: ValidationError) -> Fault:
    value = _shown(error.instance)
    word = f'"{value}"'
    item = value if isinstance(error.instance, str) and not value[:1].isdigit() else word
    return {
        "array": ("check-list", {"nearest": f"[{item}]"}),  # of words: 2024 is none to YAML
        "string": ("check-word", {"nearest": word}),
        "integer": ("check-number", {}),
    }[str(error.validator_value)]


def _pattern(error: ValidationError) -> Fault:
    keys = {"id": "check-id", "reviewed": "check-day"}
    return keys.get(str(error.path[0]), "check-year"), {}


def _minimum(_: ValidationError) -> Fault:
    return "check-number", {}


# Keyword of the schema that refuses a value → the message.
FAULTS: Mapping[str, Callable[[ValidationError], Fault]] = {
    "enum": _enum,
    "type": _type,
    "pattern": _pattern,
    "minLength": _empty,
    "minimum": _minimum,
}


def _shown(value: object) -> str:
    return " ".join(str(value).split())[:SHOWN]


def _nearest(word: str, words: Sequence[str]) -> str:
    """The word that is most like another, upper and lower case alike; empty where none is near."""
    near = get_close_matches(word.lower(), [one.lower() for one in words], 1, SIMILAR)
    return next((one for one in words if near and one.lower() == near[0]), "")
