"""Pages load few files of ours, and these are made of all parts, also of a person's own."""

from __future__ import annotations

from pathlib import Path

from kb_build.config import load
from kb_build.publish import build
from tests.publish.conftest import DOCS, ROOT

LOADED = {"kb.css", "kb.js", "marking.js", "searching.js", "packing.js", "lost.js"}
ELSEWHERE = {"packing.js", "lost.js"}  # the basket; the page for an address that is not there


def test_only_what_pages_load_is_in_the_site(published: Path) -> None:
    assert {path.name for path in (published / "assets" / "kb").iterdir()} == LOADED
    linked = (published / "search.html").read_text(encoding="utf-8")
    assert {name for name in LOADED if f"assets/kb/{name}?" in linked} == LOADED - ELSEWHERE


def test_a_part_of_a_person_s_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "own" / "assets" / "kb"
    own.mkdir(parents=True)
    (own / "copy.css").write_text(".kb-copy { color: teal }", encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  name: material\n", "  name: material\n  custom_dir: own\n")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build(load(tmp_path / "mkdocs.yml", docs=DOCS, site=tmp_path / "site"))
    styles = (tmp_path / "site" / "assets" / "kb" / "kb.css").read_text(encoding="utf-8")
    assert ".kb-copy { color: teal }\n" in styles  # ends its line, whatever follows
    assert ".kb-citation[data-label]" not in styles
    assert ".kb-path" in styles
