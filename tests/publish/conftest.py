"""A small knowledge base of invented pages, and the settings to publish it with."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb_build.config import Config, load
from kb_build.publish import build

ROOT = Path(__file__).parents[2]
DOCS = Path(__file__).parent / "docs"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of these pages, which no test changes."""
    base = tmp_path_factory.mktemp("published")
    config = load(ROOT / "mkdocs.yml", docs=DOCS, site=base / "site")
    build(replace(config, store=base / "store"))
    return base / "site"


@pytest.fixture
def settings(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Config]:
    """A function that gives settings for a folder of pages; the site goes into a fresh folder."""

    store = tmp_path_factory.mktemp("store")

    def make(docs: Path = DOCS, site: Path = tmp_path / "site", reports: Path = DOCS) -> Config:
        config = load(ROOT / "mkdocs.yml", docs=docs, site=site, reports=reports)
        return replace(config, store=store)

    return make
