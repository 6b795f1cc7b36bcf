"""The published schema is the table of keys; `--write` renews it and the editor's snippets."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kb_build.lexicon import table
from kb_build.messages import LANGUAGES
from kb_build.model import GENRES, EntryKind
from kb_build.page.keys import KEYS, fields, schema

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "kb_build/check/page.schema.json"


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def test_the_published_schema_is_the_table_of_keys() -> None:
    how = "renew it with: .venv/bin/python tests/page/test_keys.py --write"
    assert SCHEMA.read_text(encoding="utf-8") == text(schema()), how


@pytest.mark.parametrize(
    ("key", "word", "value"),
    [
        ("kind", "经验做法", "practice"),
        ("kind", " Practice ", "practice"),
        ("kind", "ｐｒａｃｔｉｃｅ", "practice"),
        ("kind", "practise", ""),
        ("kind", "", ""),
        ("grade", "ａ", "A"),
        ("grade", "优", ""),
        ("grade", "B 级", "B"),
        ("grade", "grade b", "B"),
        ("status", "已完成", "done"),
        ("genres", "work report", "work_report"),
        ("kb_source", "gone", "gone"),
    ],
)
def test_a_value_may_be_called_by_its_name_and_is_never_guessed(
    key: str, word: str, value: str
) -> None:
    assert KEYS[key].meant(word) == value


@pytest.mark.parametrize(("kind", "possible"), [("measure", "mixed"), ("problem", "standing")])
def test_a_kind_is_asked_for_states_that_it_can_have(kind: EntryKind, possible: str) -> None:
    (asked,) = [field.values for field in fields(kind) if field.key.name == "status"]
    assert {"mixed", "standing"} & {*asked} == {possible}


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_every_key_and_value_has_a_name_and_no_name_means_two_values(key: object) -> None:
    key = KEYS[str(getattr(key, "name", ""))]
    for lang in LANGUAGES:
        assert key.label(lang)
        assert [key.meant(key.value_label(value, lang)) for value in key.values] == [*key.values]


def test_every_genre_that_words_tell_is_one_that_pages_may_have() -> None:
    told = (group.partition("-") for group in table("genres"))
    assert {genre for place, _, genre in told if place != "norms"} == {*GENRES}
    assert table("titles").keys() == {*GENRES}


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    SCHEMA.write_text(text(schema()), encoding="utf-8", newline="\n")
