"""Other site makers on the same pages, where they are installed; none is a dependency.

MkDocs with Material comes with the project and is run as its own guide starts: all pages in the
menu of their folder, its own search. Zensical and Hugo are run where their commands are found;
Hugo gets the plainest theme there is, one template, and no search.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MKDOCS = """site_name: pages
docs_dir: {docs}
site_dir: {site}
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune]
plugins:
  - search:
      lang: [en]
markdown_extensions: [attr_list, tables, md_in_html]
"""
HUGO = """title = "pages"
contentDir = "{docs}"
publishDir = "{site}"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
TEMPLATE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program, ready to run."""

    name: str
    command: tuple[str, ...]


def known(docs: Path, folder: Path) -> Iterator[Peer]:
    """Those that are installed, each with its settings in `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    file = _written(folder / "mkdocs.yml", MKDOCS.format(docs=docs, site=folder / "mkdocs"))
    yield Peer(
        "MkDocs + Material", (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(file))
    )
    if zensical := shutil.which("zensical"):
        yield Peer("Zensical", (zensical, "build", "-f", str(file)))
    if hugo := shutil.which("hugo"):
        for name in ("single", "list"):
            _written(folder / "layouts" / "_default" / f"{name}.html", TEMPLATE)
        _written(folder / "hugo.toml", HUGO.format(docs=docs, site=folder / "hugo"))
        yield Peer("Hugo", (hugo, "--quiet", "--source", str(folder)))


def _written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
