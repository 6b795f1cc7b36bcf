"""Old addresses lead on; a page that stands there, or that leads nowhere, is left alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kb_build.config import Config, load
from kb_build.page.addresses import REDIRECTS
from kb_build.publish import build
from tests.folders import contents
from tests.publish.conftest import DOCS, ROOT

Settings = Callable[..., Config]
OLD, NEW = "practices/tian-tian-du-shu-0ddba110", "practices/ri-du-yi-wen-3f2a9c10"


def test_a_small_page_stands_at_an_old_address(published: Path) -> None:
    text = (published / f"{OLD}.html").read_text("utf-8")
    assert text.count('"ri-du-yi-wen-3f2a9c10.html"') == 2  # canonical and link
    assert "0; url=ri-du-yi-wen-3f2a9c10.html" in text
    assert len(text) < 1000
    assert OLD not in "".join(path.read_text("utf-8") for path in published.glob("search/*.js"))


def test_a_page_goes_before_an_old_address_and_nothing_leads_nowhere(published: Path) -> None:
    assert "location.replace" not in (published / "topics/index.html").read_text("utf-8")
    assert not (published / "practices/nowhere-00000001.html").exists()
    assert not [*published.parent.rglob("escaped*")]


def test_the_whole_address_is_told_where_it_is_known(settings: Settings) -> None:
    config = settings()
    build(config, site_url="https://kb.example/a")
    text = (config.site / f"{OLD}.html").read_text("utf-8")
    assert f'<link rel="canonical" href="https://kb.example/a/{NEW}.html">' in text
    assert OLD not in (config.site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("direct", [False, True])
def test_addresses_without_endings_lead_on_too(tmp_path: Path, direct: bool) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    file = tmp_path / "mkdocs.yml"
    file.write_text(text.replace("urls: false", f"urls: {str(direct).lower()}"), "utf-8")
    build(load(file, docs=DOCS, site=tmp_path / "site"))
    page, target = ("/index.html", "../ri-du-yi-wen-3f2a9c10/index.html") if direct else (
        ".html", "ri-du-yi-wen-3f2a9c10.html"
    )  # fmt: skip
    assert f'<a href="{target}">' in (tmp_path / "site" / f"{OLD}{page}").read_text("utf-8")


def test_an_old_address_in_another_case_takes_no_pages_place(
    settings: Settings, tmp_path: Path
) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    upper = "practices/RI-DU"
    (docs / f"{NEW}.md").rename(docs / f"{upper}.md")
    led = f"{upper.lower()}.md\t{upper}.md\n{NEW}.md\t{upper}.md\n"
    (docs / REDIRECTS).write_text(led, "utf-8")
    config = settings(docs=docs)
    build(config)
    assert "location.replace" in (config.site / f"{NEW}.html").read_text("utf-8")
    assert not (config.site / f"{upper.lower()}.html").exists()


def test_a_line_that_comes_or_goes_changes_that_page_only(
    settings: Settings, tmp_path: Path
) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    config = settings(docs=docs)
    build(config)
    before = contents(config.site)
    (docs / REDIRECTS).unlink()
    again = build(config)
    assert len(before) - len(contents(config.site)) == 2
    assert again.stored == again.pages
