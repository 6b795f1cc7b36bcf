"""How words are sought: quickly, and found just where a plain search finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from kb_build.errors import InputError
from kb_build.lexicon import cues, table
from kb_build.lexicon.cues import LITERAL, _parts, _variants, cue, present

SOUGHT = (
    "organization-known",
    "organization-ending",
    "organization-cut",
    "mechanism-known",
    "mechanism-ending",
    "mechanism-framed-ending",
    "rule-known",
    "rule-bare-ending",
    "rule-framed-ending",
    "rule-verb",
    "practice-known",
    "practice-bare-ending",
    "document-known",
)


@pytest.mark.parametrize("group", SOUGHT)
def test_every_word_begins_with_a_letter(group: str) -> None:
    """One word that begins otherwise, as with (?<!甲), makes the search for all five times slower.

    What must not stand before the word can be asked behind it: 乙(?<!甲乙).
    """
    variants = [v for word in table("names")[group] for p in _parts(word) for v in _variants(p)]
    assert [one for one in variants if not LITERAL.match(one)] == []


def test_every_word_of_the_roles_begins_with_a_letter_or_the_text() -> None:
    """Those that begin otherwise are sought apart, of each clause of each report."""
    words = [word for group in table("roles").values() for word in group]
    variants = [v for word in words for p in _parts(word) for v in _variants(p)]
    assert [one for one in variants if not one.startswith("^") and not LITERAL.match(one)] == []


@pytest.mark.parametrize(
    ("word", "variants"),
    [
        ("[甲乙]丙", ["甲丙", "乙丙"]),
        ("甲?乙", ["甲乙", "乙"]),
        ("(?:甲|乙(?!丁|戊))丙", ["甲丙", "乙(?!丁|戊)丙"]),
        ("(?:[甲乙]丙|丁)?戊", ["甲丙戊", "乙丙戊", "丁戊", "戊"]),
        ("(?:甲|乙)+丙", ["(?:甲|乙)+丙"]),
        ("[甲-丙]丁", ["[甲-丙]丁"]),
        (r"(?:（|\()甲", ["（甲", r"\(甲"]),
    ],
)
def test_a_word_is_sought_once_for_each_way_it_can_begin(word: str, variants: list[str]) -> None:
    assert list(_variants(word)) == variants


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("甲|乙", ["甲", "乙"]),
        ("甲(?:乙|丙)|^丁", ["甲(?:乙|丙)", "^丁"]),
        ("[甲|(]乙|丙", ["[甲|(]乙", "丙"]),
        (r"甲\|乙|丙\(", [r"甲\|乙", r"丙\("]),
        ("甲(?!(?:乙|丙)丁|戊)", ["甲(?!(?:乙|丙)丁|戊)"]),
    ],
)
def test_a_word_is_parted_where_its_choices_stand_at_the_top(word: str, parts: list[str]) -> None:
    assert _parts(word) == parts


PATTERNS = ("genres", "links", "names", "periods", "reporters", "roles", "units")


@pytest.mark.parametrize("file", PATTERNS)
def test_each_word_is_a_pattern_by_itself(file: str) -> None:
    """When reports are read only all of them together are: 甲)|(?:乙 would pass there."""
    for word in (word for words in table(file).values() for word in words):
        re.compile(word)


def test_a_word_that_is_no_pattern_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "table", lambda file: {"bad": ("甲", "乙(")})
    for made in (cue, present):
        with pytest.raises(InputError) as error:
            made("names", "bad")
        assert dict(error.value.notice.details)["word"] == "乙("


# What the words of the roles begin with, hold and end with.
SIGNS = "".join(sorted({sign for words in table("roles").values() for w in words for sign in w}))


@given(st.sampled_from(sorted(table("roles"))), st.text(SIGNS + "0123年月\n", max_size=24))
def test_a_word_is_present_where_a_plain_search_finds_one(group: str, text: str) -> None:
    plain = any(re.search(word, text) for word in table("roles")[group])
    assert present("roles", group)(text) == plain == bool(cue("roles", group).search(text))


@pytest.mark.parametrize("group", sorted(table("roles")))
def test_the_letters_of_each_word_are_found_in_a_sentence(group: str) -> None:
    """Invented text hardly ever holds a word: here each word itself is the text, near and far."""
    for word in table("roles")[group]:
        letters = re.sub(r"\(\?<?[!=][^()]*\)|\[\^[^]]*\]|\{[^}]*\}|[^\u4e00-\u9fff，]", "", word)
        for text in (
            letters,
            f"水务所{letters}",
            f"水务所，{letters}。",
            letters[:2],
            letters[-3:],
        ):
            plain = any(re.search(one, text) for one in table("roles")[group])
            assert present("roles", group)(text) == plain
