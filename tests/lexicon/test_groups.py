"""Groups asked together answer as each does by itself, whatever needles their words were given."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kb_build.errors import InputError
from kb_build.lexicon import cues, table
from kb_build.lexicon.cues import choices, present
from kb_build.lexicon.groups import Groups
from kb_build.lexicon.needles import needles

GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("清淤", "清淤"),
        ("清理河道", "清理"),
        ("清淤|[疏引]渠|换表", "清淤 疏渠 引渠 换表"),
        ("清(?:淤|渠)", "清淤 清渠"),
        ("(?:清|疏)(?:淤|渠)", "清淤 清渠 疏淤 疏渠"),
        ("渠[^，。]{0,8}(?:清淤|疏通)", "清淤 疏通"),
        ("拟[^，。]{0,8}(?:清淤|疏通|换表|巡查)", "拟"),
        ("清(?:了)?淤", "清"),
        ("清{2}淤", "清淤"),
        ("清{0,2}淤", "淤"),
        ("(?:清淤)+渠", "清淤"),
        ("^(?!.*漏)清(?<!不清)淤$", "清淤"),
        (r"清\(淤", "清("),
        (r"\d年[省市]", "年省 年市"),
        # Of these none is known: they may match without any letter in particular.
        ("清?", ""),
        ("清|", ""),
        (r"清|\d", ""),
        ("[^清]", ""),
        ("[一-十]", ""),
        ("[]清]", ""),
        # Nor of what is not read here, or is no pattern.
        ("(?i)清", ""),
        ("(?P<a>清)", ""),
        (r"清\u6de4", ""),
        ("清(淤", ""),
        ("清)淤", ""),
        ("[清", ""),
        ("*清", ""),
    ],
)
def test_needles_of_a_pattern(pattern: str, found: str) -> None:
    assert needles(pattern) == frozenset(found.split())


@cache
def together() -> Groups:
    return Groups("roles", tuple(table("roles")))


def agree(text: str, groups: tuple[str, ...] = tuple(table("roles"))) -> None:
    alone = {group for group in groups if present("roles", group)(text)}
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    assert together().of(text, pairs) & set(groups) == alone
    assert {group for group in groups if together().have(text, [group])} == alone
    assert together().have(text, groups) == bool(alone)


@pytest.mark.parametrize("file", sorted(path.name for path in GOLD.glob("*.txt"))[::4])
def test_in_sentences(file: str) -> None:
    for sentence in re.split(r"(?<=[。；\n])", (GOLD / file).read_text(encoding="utf-8")):
        agree(sentence)


@pytest.mark.parametrize("group", sorted(table("roles")))
def test_in_the_letters_of_each_word(group: str) -> None:
    """Hardly any word stands in the invented reports: here each word itself is the text."""
    for word in choices("roles", group):
        letters = re.sub(r"\(\?<?[!=][^()]*\)|\[\^[^]]*\]|\{[^}]*\}|[^\u4e00-\u9fff，]", "", word)
        for text in (letters, f"水务所{letters}。", letters[:2], letters[-3:]):
            agree(text, (group,))


SIGNS = "".join(sorted({sign for words in table("roles").values() for w in words for sign in w}))


@given(st.text(SIGNS + "0123年月\n", max_size=24))
def test_in_any_text(text: str) -> None:
    agree(text)


def test_a_word_that_is_no_pattern_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "table", lambda file: {"bad": ("甲", "乙(")})
    with pytest.raises(InputError) as error:
        Groups("names", ["bad"]).have("丙", ["bad"])
    assert dict(error.value.notice.details)["word"] == "乙("


def test_a_group_that_was_not_named_is_not_taken_for_absent() -> None:
    with pytest.raises(KeyError):
        Groups("roles", ["plan"]).have("丙", ["problem"])
