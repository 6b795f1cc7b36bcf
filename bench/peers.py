"""Other site generators, run on the same pages if they are installed; none is a dependency.

MkDocs with Material comes with the project and is run as its own guide starts: all pages in the
menu, its own search; then with a menu pruned to the folder of the page, and that without search.
Zensical and Hugo are run where their commands are found; Hugo gets the plainest theme there is, one
template, and no search.
"""

from __future__ import annotations

import os
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
  features: [{features}]
plugins: [{plugins}]
markdown_extensions: [attr_list, tables, md_in_html]
"""
# Name, features of the theme, plugins, and the most pages that it can be asked to build: a whole
# menu on each page grows with the square of their number.
MKDOCS_WAYS = (
    ("MkDocs + Material", "", "search", 1_000),
    ("MkDocs + Material, pruned menu", "navigation.prune", "search", 10_000),
    ("MkDocs + Material, pruned menu, no search", "navigation.prune", "", 10_000),
)
MOST = 20_000  # pages that Zensical and Hugo are asked to build
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
    most: int  # pages that it is asked to build


def known(docs: Path, folder: Path) -> Iterator[Peer]:
    """The programs that are installed, each with its settings written into `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, (name, features, plugins, most) in enumerate(MKDOCS_WAYS):
        site = folder / f"mkdocs-{number}"
        text = MKDOCS.format(docs=docs, site=site, features=features, plugins=plugins)
        file = _written(folder / f"mkdocs-{number}.yml", text)
        command = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(file))
        yield Peer(name, command, most)
    if zensical := _command("zensical"):
        # It takes only folders below that of its settings, by relative paths.
        site = (folder / "zensical").relative_to(docs.parent)
        text = MKDOCS.format(docs=docs.name, site=site, features="", plugins="search")
        file = _written(docs.parent / "zensical.yml", text)
        yield Peer("Zensical", (zensical, "build", "-f", str(file)), MOST)
    if hugo := _command("hugo"):
        for name in ("single", "list"):
            _written(folder / "layouts" / "_default" / f"{name}.html", TEMPLATE)
        _written(folder / "hugo.toml", HUGO.format(docs=docs, site=folder / "hugo"))
        yield Peer("Hugo", (hugo, "--quiet", "--source", str(folder)), MOST)


def _command(name: str) -> str | None:
    """Where a program is, beside this interpreter or on the system's path."""
    return shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def _written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
