"""Makes scripts and styles of tables: words to show, words that mean the same, characters."""

from __future__ import annotations

from pathlib import Path

from kb_build import lexicon
from kb_build.lexicon.offices import office_words
from kb_build.messages import catalogue
from kb_build.model import ROLES
from kb_build.publish.search.characters import simplified
from kb_build.publish.search.normalising import normalise
from kb_build.publish.search.pinyin import characters
from kb_build.publish.search.scripts import script_json

# Messages that search and basket show: tables of the catalogue, and the states of reviews.
SHOWN = (
    *("search.", "basket.", "kind.", "role.", "status.", "genre."),
    *("review.draft", "review.in-review", "review.reviewed", "review.back"),
)
# Groups of `questions.yml`: words that are left out only where they are a word by themselves, and
# words which only say what sort of thing is meant.
VAGUE, SORTS = "泛指", "类属"


def word_script(language: str) -> str:
    """A script that sets `window.kbWords`: message key → words, placeholders in braces."""
    words = {key: text for key, text in catalogue(language).items() if key.startswith(SHOWN)}
    return f"window.kbWords = {script_json(words)};\n"


def vocabulary_script(own: Path) -> str:
    """A script that sets `window.kbVocabulary`: words of one meaning, of questions, for kinds.

    `own` is the folder of the knowledge base's own word lists. Raises InputError as `joined_table`.
    """
    groups = ((name, *words) for name, words in lexicon.joined_table("synonyms", own).items())
    synonyms = [_normal(group) for group in (*groups, *office_words())]
    asked = dict(lexicon.table("questions"))
    vague, sorts = (_normal(asked.pop(name, ())) for name in (VAGUE, SORTS))
    added = {word for words in asked.values() for word in _normal(words)}
    words = {
        "same": synonyms,
        "questions": sorted(added, key=lambda word: (-len(word), word)),
        "vague": vague,
        "sorts": sorts,
        "meant": [[kind, *_normal(said)] for kind, said in lexicon.table("meant").items()],
    }
    return f"window.kbVocabulary = {script_json(words)};\n"


def traditional_script() -> str:
    """A script that sets `window.kbTraditional`: each traditional character and its simplified."""
    pairs = "".join(old + new for old, new in sorted(simplified().items()))
    return f"window.kbTraditional = {script_json(pairs)};\n"


def syllable_script() -> str:
    """A script that sets `window.kbSyllables`: each syllable with its characters."""
    return f"window.kbSyllables = {script_json(characters())};\n"


def label_styles(language: str) -> str:
    """A style sheet with the label of each role as a CSS string: `--kb-label-measure`."""
    words = catalogue(language)
    lines = (f"  --kb-label-{role}: {_css_string(words[f'role.{role}'])};\n" for role in ROLES)
    return f":root {{\n{''.join(lines)}}}\n"


def _normal(words: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(normalise, words))))


def _css_string(text: str) -> str:
    escaped = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return f'"{escaped}"'
