"""Pages in English read as English: several things are named in the plural, one is not."""

from __future__ import annotations

import re

from kb_build.link import link
from kb_build.model import Library
from tests.render.shown import LIBRARY, made

# Beside numbers that may be one, words stand that hold for any number: “problems: 1”.
ONE = re.compile(r"(?<![\w.,–-])1 (?:reports|entries|problems|units|files|rules|measures)\b")


def written(library: Library) -> dict[str, str]:
    return {page.path: "\n".join(page.blocks) for page in made(library, "en")}


def test_lists_are_headed_by_what_they_hold() -> None:
    pages = written(LIBRARY)
    for name in ("Practices", "Measures", "Rules", "Mechanisms", "Organizations", "Problems"):
        assert f"[**{name}**]" in pages["index.md"]
    assert "| Topic | Practices | Measures |" in pages["topics/index.md"]
    assert "| Practices | Measures |" in pages["units/index.md"]
    assert "| Rules |" in pages["statistics.md"]


def test_one_thing_is_not_several() -> None:
    lone = Library(LIBRARY.facts[:1], link(LIBRARY.facts[:1]))
    for library in (lone, LIBRARY):
        said = [hit[0] for text in written(library).values() for hit in ONE.finditer(text)]
        assert not said
