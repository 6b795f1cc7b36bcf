"""Joins the theme's scripts and styles into the few files that pages load.

On a slow line each file costs a round trip to the server, and a page is shown only when its styles
are there. In the theme each script is a file of its own, to be read and tested.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ASSETS = "assets/kb"
# The files that pages load, and the files they are joined from, in the order of execution.
BUNDLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "kb.css",  # every page
        (
            *("words.css", "site.css", "report.css", "search.css"),
            *("taking.css", "copy.css", "print.css"),
        ),
    ),
    (
        "kb.js",  # every page
        (
            *("copy.js", "keys.js", "arrive.js", "basket.js"),
            *("capture.js", "passages.js", "tools.js", "tables.js"),
        ),
    ),
    ("marking.js", ("traditional.js", "text.js", "marks.js")),  # search, and pages it leads to
    (
        "searching.js",
        (
            *("words.js", "elements.js", "vocabulary.js", "syllables.js", "store.js"),
            *("asking.js", "cover.js", "sounds.js", "find.js", "facets.js", "nearer.js"),
            *("meant.js", "recent.js"),
            *("page.js", "taking.js", "results.js"),
        ),
    ),
    (
        "packing.js",  # the basket
        ("words.js", "elements.js", "paper.js", "word.js", "basket-page.js"),
    ),
)


def bundle(files: Files, config: MkDocsConfig) -> None:
    """Replaces the parts with the joined files; any part may be a person's own version."""
    made = [(name, "".join(_texts(files, parts))) for name, parts in BUNDLES]
    for part in {part for _, parts in BUNDLES for part in parts}:
        files.remove(_part(files, part))
    for name, text in made:
        files.append(File.generated(config, f"{ASSETS}/{name}", content=text))


def _texts(files: Files, parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        text = _part(files, part).content_string
        yield text if text.endswith("\n") else f"{text}\n"


def _part(files: Files, name: str) -> File:
    found = files.get_file_from_path(f"{ASSETS}/{name}")
    assert found, name
    return found
