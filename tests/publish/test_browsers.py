"""The site works in browsers that are years old, as machines of an intranet have them."""

from __future__ import annotations

import re

from kb_build.publish.plugin import THEME

# What came after Chromium 78: a browser refuses a whole script for syntax that it does not know.
NEWER_SYNTAX = r"\?\.(?!\d)|\?\?|\|\|=|&&=|\(\?<[=!]|\d_\d"
NEWER_METHODS = r"\.(?:any|at|findLast|hasOwn|replaceAll|replaceChildren|toSorted)\("
NEWER = re.compile(f"{NEWER_SYNTAX}|{NEWER_METHODS}")


def test_scripts_use_nothing_that_came_after_chromium_78() -> None:
    scripts = sorted(THEME.rglob("*.js"))
    used = {path.name: NEWER.findall(path.read_text("utf-8")) for path in scripts}
    assert "find.js" in used
    assert {name: found for name, found in used.items() if found} == {}
