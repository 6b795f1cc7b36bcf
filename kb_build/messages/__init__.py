"""Words for people, in Chinese and English: a folder a language, a file a stage."""

from __future__ import annotations

import locale
import os
import re
import tomllib
from functools import cache
from pathlib import Path

from kb_build.model import Notice

LANGUAGES = ("zh", "en")
# Which variables name the language of messages, the first that is set (POSIX, chapter 8.2); the
# last one is often all that a terminal sends.
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE")
# Signs that a terminal obeys (a file may be named `\x1b[2J`), and halves of characters.
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What ends a line, where CI would begin to read anew, or turns the words behind it around.
TURNED = re.compile(r"[\n\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def language() -> str:
    """The language to speak: `KB_LANG`, then the locale, then Chinese.

    A variable counts even if this machine lacks that locale, as on a server that one reaches from a
    machine in another language. A locale without a language, such as C.UTF-8 in containers, says
    nothing, although Python takes it for en_US.
    """
    asked = next(filter(None, map(os.environ.get, LOCALE)), "")
    for wish in (os.environ.get("KB_LANG", ""), asked or locale.getlocale()[0] or ""):
        if wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return "zh"


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All messages of a language, tables flattened: `[role] plan = "…"` is found as `role.plan`."""
    words: dict[str, str] = {}
    for path in sorted(Path(__file__).with_name(lang).glob("*.toml")):
        for table, keys in tomllib.loads(path.read_text(encoding="utf-8")).items():
            words |= {f"{table}.{key}": text for key, text in keys.items()}
    return words


def say(key: str, lang: str | None = None, **values: object) -> str:
    """The message under `key` with its placeholders filled; see `harmless`.

    Raises KeyError for an unknown key: that is a bug of ours, found by the tests.
    """
    return harmless(catalogue(lang or language())[key].format(**values))


def harmless(text: str) -> str:
    """The text without signs that a terminal obeys, whoever wrote it."""
    return OBEYED.sub("\ufffd", text)


def text_of(notice: Notice, lang: str | None = None) -> str:
    """A notice as one line: `file:line: what is wrong. What to do next.`

    Of its details a `reason` of the system is told in the language too, where it is known.
    """
    place = notice.file + (f":{notice.line}" if notice.line else "")
    details = dict(notice.details)
    if reason := details.get("reason"):
        details["reason"] = catalogue(lang or language()).get(f"reason.{reason}", reason)
    words = say(f"notice.{notice.key}", lang, **details)
    return harmless(TURNED.sub("\ufffd", f"{place}: {words}" if place else words))
