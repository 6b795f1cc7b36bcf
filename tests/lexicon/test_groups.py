"""Groups asked together answer as each does by itself, whatever needles their words were given."""

from __future__ import annotations

import re
from functools import cache
from operator import add
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kb_build import extract
from kb_build.errors import InputError
from kb_build.extract.roles.clauses import GROUPS, OF_SENTENCES
from kb_build.extract.roles.frames import HEADS
from kb_build.lexicon import cues, table
from kb_build.lexicon.cues import choices, present
from kb_build.lexicon.groups import Groups, Word, by_group, groups_in, stands
from kb_build.lexicon.needles import PARTING, needles

EXTRACT = Path(extract.__file__).parent
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
    assert groups_in(text, likely_in(text)) & set(groups) == alone
    likely = by_group(word for clause in PARTING.split(text) for word in likely_in(clause))
    assert {group for group in groups if stands(likely, text, [group])} == alone
    assert stands(likely, text, groups) == bool(alone)


def likely_in(text: str, groups: Groups | None = None) -> list[Word]:
    return (groups or together()).likely(text, map(add, text, text[1:]))


def test_groups_that_are_known_are_not_sought() -> None:
    text = "水务所修订了管水办法。"
    found = groups_in(text, likely_in(text))
    assert "act" in found
    assert "plan" not in found
    assert groups_in(text, likely_in(text), ["act", "plan"]) == {*found, "plan"}


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
    bad = Groups("names", ["bad"])
    with pytest.raises(InputError) as error:
        stands(by_group(likely_in("乙(", bad)), "乙(", ["bad"])
    assert dict(error.value.notice.details)["word"] == "乙("


@pytest.mark.parametrize(
    ("asks", "known"), [("says", {*GROUPS, *OF_SENTENCES}), ("head_says", {*HEADS})]
)
def test_no_group_is_asked_for_that_is_not_there(asks: str, known: set[str]) -> None:
    """`stands` would take it for one without words in the text."""
    code = "".join(path.read_text(encoding="utf-8") for path in EXTRACT.rglob("*.py"))
    called = re.findall(rf"(?<![.\w]){asks}\(([^()]*)\)", code)
    asked = {group for words in called for group in re.findall('"([a-z-]+)"', words)}
    assert asked and asked <= known
