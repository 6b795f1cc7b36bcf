"""Browser and Python must agree on spellings and terms, or a search misses what is there."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
from playwright.sync_api import Page, expect

from kb_build.publish.search.normalising import BREAK, normalise
from kb_build.publish.search.terms import text_terms
from tests.publish.spellings import SPELLINGS

IN_BROWSER = "texts => texts.map(text => kb.normalise(text).letters.join(''))"
PLACES = """texts => texts.map(text => {
  const normal = kb.normalise(text);
  return normal.letters.map((letter, i) => [letter, text.slice(normal.from[i], normal.to[i])]);
})"""
TERMS = """lines => lines.map(line => [true, false].map(
  words => kb.terms(Array.from(line), words).map(({ term }) => term)))"""
# Characters that Unicode 14, which Python 3.11 knows, already had.
texts = st.lists(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("党干部黨務，。“”．.％%+＋ \n\t　1２３aBＣ①㈠㎡℃éΣİ"),
            st.characters(exclude_categories=("Cs", "Cn", "Co")),
        ),
        max_size=30,
    ),
    max_size=20,
)


def test_both_know_the_same_spellings(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    found = page.evaluate(IN_BROWSER, [text for text, _ in SPELLINGS])
    assert dict(zip((text for text, _ in SPELLINGS), found, strict=True)) == dict(SPELLINGS)


def test_both_make_the_same_of_any_text(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())

    @given(texts)
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    def agree(some: list[str]) -> None:
        assert page.evaluate(IN_BROWSER, some) == [normalise(text) for text in some]

    agree()


def test_each_letter_says_where_it_stood(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    (letters,) = page.evaluate(PLACES, ["“５+1”，𠮷㎡ A-B"])
    assert letters == [
        ["5", "５"],
        ["+", "+"],
        ["1", "1"],
        ["𠮷", "𠮷"],
        ["m", "㎡"],
        ["2", "㎡"],
        ["\n", ""],
        ["a", "A"],
        ["\n", ""],
        ["b", "B"],
    ]


def test_the_terms_of_letters_are_those_of_the_index(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())

    @given(texts)
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    def agree(some: list[str]) -> None:
        # The index also has the pairs within a word, which are asked for where the word is nowhere.
        lines = [line for text in some for line in normalise(text).split(BREAK) if len(line) > 1]
        asked = page.evaluate(TERMS, lines)
        for line, (whole, parts) in zip(lines, asked, strict=True):
            assert {*whole, *parts} == text_terms(line)

    agree()


def test_a_phrase_is_covered_by_pairs_and_whole_words(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())

    def cover(text: str, words: bool) -> Any:
        return page.evaluate(
            "([text, words]) => kb.terms(kb.normalise(text).letters, words)"
            ".map(({term, at}) => `${at}${term}`).join(' ')",
            [text, words],
        )

    assert cover("主题教育", True) == "0主题 1题教 2教育"
    assert cover("5+1+1读", True) == "05+1+1 41读"
    assert cover("5+1+1读", False) == "05+ 1+1 21+ 3+1 41读"
    assert cover("在2023年", True) == "0在2 12023 43年"
    assert cover("党", True) == "0党"
    expect(page.locator("[data-kb=box]")).to_be_visible()
