"""Makes fast patterns of cues: the words of the lexicon, each of which is a regular expression.

`cue` tells where one of them stands, `at_end` whether a text ends with one, `present` whether a
text has one at all; `any_of` is for larger patterns that hold them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from kb_build.errors import LexiconError
from kb_build.lexicon import place_of, table
from kb_build.lexicon.first_letters import under_letters

# What a pattern only looks at before and behind the word: (?<=…), (?!…).
ASIDE = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
# How a word can begin that stands for several: (?:甲|乙)…, [甲乙]…, 甲?…
CHOICE = "(?:"
SIGNS = re.compile(r"\[([^\]\\^-]+)\]")
OPTIONAL = re.compile(r"([^\\()\[\].^$|?*+{}])(?=\?)")
REPEATED = ("*", "+", "{")
# What of a pattern is read as one: an escape, a class, a single sign.
TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
# A pattern of a whole text that ends with one of some words: ^…(?:提升|改善)$
WHOLE = re.compile(r"\^.*\(\?:([^\\()\[\].^$?*+{}]+)\)\$")
# The letter that a word begins with.
LITERAL = re.compile(r"(?:\\(?=\W))?([^\\()\[\].^$|?*+{}]|(?<=\\)\W)(?![?*+{])")

Probe = Callable[[str], object]  # true or false of a text


def words_of(file: str, group: str) -> tuple[str, ...]:
    """The words of a group of `lexicon/<file>.yml`. Raises LexiconError where it is missing."""
    return table(file)[group]


def choices(file: str, group: str) -> list[str]:
    """The words of a lexicon group, each once for each choice at its top: 甲 and 乙 of 甲|乙."""
    return [part for word in words_of(file, group) for part in _parts(word)]


def compiled(pattern: str, file: str, *groups: str) -> re.Pattern[str]:
    """A pattern made of words of lexicon groups. Raises LexiconError naming a word that is none."""
    return _compiled(pattern, file, _words(file, groups))


@cache
def any_of(file: str, *groups: str) -> str:
    """A choice of all words of the lexicon groups, longer words first, to be part of a pattern.

    Words are sorted under their first letters, so that a place in the text is only compared with
    the words that begin with what stands there. Raises LexiconError as `words_of`.
    """
    under: dict[str, list[str]] = {}
    for variant in _all_variants(file, groups):
        first, rest = _headed(variant)
        under.setdefault(first, []).append(rest)
    return _under_letters(under)


@cache
def cue(file: str, *groups: str) -> re.Pattern[str]:
    """One pattern that matches any word of the lexicon groups, longer words first.

    Raises LexiconError as `any_of`, and naming the word that is no valid regular expression.
    """
    return _compiled(any_of(file, *groups), file, _words(file, groups))


@cache
def at_end(file: str, *groups: str) -> re.Pattern[str]:
    """As `cue`, but only at the end of a text: its `search` tells whether the text ends so."""
    return _compiled(f"(?:{any_of(file, *groups)})$", file, _words(file, groups))


@cache
def present(file: str, *groups: str) -> Callable[[str], bool]:
    """A function that tells whether any word of the lexicon groups stands in a text.

    It answers as `cue(…).search`, but faster, since nobody asks where the word stands. Python seeks
    a choice 2 to 10 times as fast where all of it begins with letters; so words that begin the text
    (^…), and the few that begin otherwise, are tried apart from the others. Patterns are made for
    each group by itself: the same group is asked for together with different others, and compiling
    it takes longer than reading a report.
    """
    return partial(_answers, tuple(probe for group in groups for probe in _probes(file, group)))


@cache
def _probes(file: str, group: str) -> tuple[Probe, ...]:
    under: dict[str, list[str]] = {}
    for variant in _all_variants(file, (group,)):
        first, rest = ("^", ends_first(variant)[1:]) if variant[0] == "^" else _headed(variant)
        under.setdefault(first, []).append(rest)
    begins, others = under.pop("^", []), under.pop("", [])
    probes: list[Probe] = []
    if begins:
        probes.append(_compiled(_choice(begins), file, words_of(file, group)).match)
    if under:
        probes.append(_compiled(_under_letters(under), file, words_of(file, group)).search)
    if others:
        probes.append(_compiled(_choice(others), file, words_of(file, group)).search)
    return tuple(probes)


def ends_first(word: str) -> str:
    """A pattern of a whole text, made to look at the text's last letter before all others."""
    match = WHOLE.fullmatch(word)
    if match is None:
        return word
    last = "".join(sorted({ending[-1] for ending in match[1].split("|")}))
    return f"^(?=(?s:.*)[{last}]$){word.removeprefix('^')}"


def _answers(probes: Sequence[Probe], text: str) -> bool:
    for probe in probes:  # noqa: SIM110 - asked ten times of each clause, any() takes thrice as long
        if probe(text):
            return True
    return False


def _compiled(pattern: str, file: str, words: Iterable[str]) -> re.Pattern[str]:
    """Raises LexiconError naming the word that is no pattern; else they are not tried."""
    try:
        return re.compile(pattern)
    except re.error:
        for word in words:
            try:
                re.compile(word), re.compile(f"(?:{word})")  # flags may begin the first only
            except re.error as error:
                place = place_of(file, word)
                raise LexiconError("lexicon-pattern", *place, word=word, reason=error) from error
        raise


def _under_letters(under: dict[str, list[str]]) -> str:
    """Each first letter with what may follow it; those without one last."""
    return under_letters({first: _choice(words) for first, words in under.items()})


def _all_variants(file: str, groups: tuple[str, ...]) -> Iterator[str]:
    for word in _words(file, groups):
        for part in _parts(word):
            yield from _variants(part)


def _words(file: str, groups: tuple[str, ...]) -> Iterator[str]:
    return (word for group in groups for word in words_of(file, group))


def _choice(words: list[str]) -> str:
    return "|".join(sorted(words, key=_length, reverse=True))


def _length(word: str) -> int:
    return len(ASIDE.sub("", word))


def _headed(word: str) -> tuple[str, str]:
    """The letter that a word begins with, and the rest; "" and the word if it begins with none."""
    match = LITERAL.match(word)
    return (match[1], word[match.end() :]) if match else ("", word)


def _variants(word: str) -> Iterator[str]:
    """The word once for each way it can begin: [市县]委 is 市委 and 县委."""
    heads, rest = _heads(word)
    if not heads or rest.startswith(REPEATED):
        yield word
        return
    if rest.startswith("?"):
        heads, rest = [*heads, ""], rest[1:]
    for head in heads:
        if head + rest:
            yield from _variants(head + rest)


def _heads(word: str) -> tuple[list[str], str]:
    """The choices at a word's beginning, none where there is but one, and what follows them."""
    if word.startswith(CHOICE):
        end = next((token.end() for token, depth in _tokens(word) if not depth), 0)
        if end:
            return _parts(word[len(CHOICE) : end - 1]), word[end:]
    match = SIGNS.match(word) or OPTIONAL.match(word)
    return (list(match[1]), word[match.end() :]) if match else ([], word)


def _parts(word: str) -> list[str]:
    """The choices that stand at the top of a pattern: 甲 and 乙(?:丙|丁) of 甲|乙(?:丙|丁)."""
    bars = [token.start() for token, depth in _tokens(word) if token[0] == "|" and not depth]
    return [word[start + 1 : end] for start, end in pairwise((-1, *bars, len(word)))]


def _tokens(word: str) -> Iterator[tuple[re.Match[str], int]]:
    """What of a pattern is read as one, with the number of groups that are open behind it."""
    depth = 0
    for token in TOKEN.finditer(word):
        depth += (token[0] == "(") - (token[0] == ")")
        yield token, depth
