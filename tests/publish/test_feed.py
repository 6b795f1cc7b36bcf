"""The feed: valid Atom (RFC 4287), dated by git where there is git, and never by a clock."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from kb_build.config import Config
from kb_build.publish import build, feed
from kb_build.publish.feed import About, news_of
from tests.folders import git
from tests.publish.conftest import DOCS

NS = {"a": feed.ATOM}
FRONT: dict[str, object] = {
    "id": "rule-01", "kind": "rule", "units": ["清岚市水务局"], "years": ["2022", "2023"],
    "topics": ["安全"], "description": "制度文件",
}  # fmt: skip


def parsed(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def assert_valid(root: Any) -> None:
    """What RFC 4287 demands of a feed and of each entry (4.1.1, 4.1.2)."""
    assert root.tag == f"{{{feed.ATOM}}}feed"
    for element in (root, *root.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"a:{name}", NS)
            assert name == "title" or found.text
        assert element.findtext("a:updated", "", NS).endswith("Z")
    ids = [entry.findtext("a:id", "", NS) for entry in root.findall("a:entry", NS)]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith("urn:uuid:") for id in ids)
    assert root.findtext("a:author/a:name", "", NS)


def test_the_sites_feed_is_valid_and_leads_to_pages(published: Path) -> None:
    root = parsed((published / "feed.xml").read_bytes())
    assert_valid(root)
    links = [str(link) for link in root.xpath("a:entry/a:link/@href", namespaces=NS)]
    assert "practices/ri-du-yi-wen-3f2a9c10.html" in links
    assert all((published / link).is_file() for link in links)
    assert not root.xpath("a:link", namespaces=NS)


def told(url: str, *pages: tuple[str, dict[str, object], str]) -> bytes:
    """A feed of pages, each with the path of its source, its front matter and its title."""
    made = (
        news_of(source, source.replace(".md", ".html"), front, title)
        for source, front, title in pages
    )
    return feed.feed(About("知识库", url, "zh"), filter(None, made), {})


def test_only_practices_and_rules_are_told() -> None:
    kinds = ("rule", "practice", "measure", "overview", ["x"], None)
    one = told("", *(("a.md", FRONT | {"kind": kind, "id": str(kind)}, "题") for kind in kinds))
    assert len(parsed(one).findall("a:entry", NS)) == 2


def test_an_address_makes_links_and_ids_whole() -> None:
    page = ("rules/a.md", FRONT, "用水办法")
    plain, addressed = told("", page), told("http://kb.example.invalid/", page)
    here, there = parsed(plain), parsed(addressed)
    assert_valid(there)
    assert there.xpath("a:link/@href", namespaces=NS) == ["http://kb.example.invalid/feed.xml"]
    assert there.xpath("a:entry/a:link/@href", namespaces=NS) == [
        "http://kb.example.invalid/rules/a.html"
    ]
    ids = [root.findtext("a:entry/a:id", "", NS) for root in (here, there)]
    assert ids[0] != ids[1]


def test_without_git_the_source_dates_an_entry() -> None:
    undated: dict[str, object] = {"id": "x", "kind": "rule"}
    loose = FRONT | {"years": ["2022", "2023", "二〇二四", "24-25"]}
    one = told("", ("a.md", loose, "用水办法"), ("b.md", undated, "无年份"))
    dates = parsed(one).xpath("a:entry/a:updated/text()", namespaces=NS)
    assert dates == ["2023-01-01T00:00:00Z", "1970-01-01T00:00:00Z"]


def test_the_last_commit_dates_a_page_and_the_newest_stands_first(
    settings: Callable[..., Config], tmp_path: Path
) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "base" / "docs")
    git(docs.parent, "init", "-q")
    git(docs.parent, "add", ".")
    git(docs.parent, "commit", "-qm", "1", day="2024-03-01")
    changed = docs / "institutions" / "cha-dang-yu-yue-77aa01bc.md"
    changed.write_text(changed.read_text("utf-8") + "\n补充。\n", encoding="utf-8")
    git(docs.parent, "commit", "-qam", "2", day="2024-05-01")
    (docs / "practices" / "new-0001.md").write_text("---\nkind: practice\n---\n# 新\n", "utf-8")
    config = settings(docs=docs)
    build(config)
    root = parsed((config.site / "feed.xml").read_bytes())
    assert root.findtext("a:updated", "", NS) == "2024-05-01T15:30:00Z"
    (first, *_) = root.xpath("a:entry/a:link/@href", namespaces=NS)
    assert first == "institutions/cha-dang-yu-yue-77aa01bc.html"


def test_the_feed_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "SHOWN", 3)
    one = told("", *((f"{n}.md", FRONT | {"id": f"rule-{n}"}, "题") for n in range(9)))
    assert len(parsed(one).findall("a:entry", NS)) == 3


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_words_of_any_content_make_valid_xml(title: str, summary: str, words: list[str]) -> None:
    front = FRONT | {"description": summary, "units": words, "topics": words, "years": words}
    assert_valid(parsed(told("", ("a.md", front, title))))
