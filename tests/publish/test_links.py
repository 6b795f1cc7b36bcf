"""A link between pages becomes the address that MkDocs makes of it."""

import posixpath

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor

from kb_build.publish.links import Links

PAGES = ("index.md", "all.md", "a/index.md", "a/one.md", "a/two.md", "a/b/three.md", "甲/四 五.md")
OTHERS = ("missing.md", "/a/one.md", ".md", "a/.md", "..md", "a//one.md", "x/../all.md", "")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("site")
    (folder / "mkdocs.yml").write_text("site_name: 甲\n", encoding="utf-8")
    (folder / "docs").mkdir()
    return load_config(str(folder / "mkdocs.yml"))


@pytest.mark.parametrize("direct", [True, False], ids=["folders", "files"])
@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_where_mkdocs_has_it(page: str, direct: bool, settings: MkDocsConfig) -> None:
    files = Files([File(path, "docs", "site", direct) for path in PAGES])
    file = files.src_uris[page]
    ours, mkdocs = (kind(file, files, settings) for kind in (Links, _RelativePathTreeprocessor))
    places = [posixpath.relpath(path, posixpath.dirname(page) or ".") for path in PAGES]
    for place in (*places, *(f"./{place}" for place in places), *OTHERS):
        for link in (place, f"{place}#p1"):
            assert ours.path_to_url(link) == mkdocs.path_to_url(link), link
