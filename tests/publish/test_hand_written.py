"""Pages that people wrote stand below the list of their kind, on the site and not in docs/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import html

from kb_build.config import Config
from kb_build.contribute.new_pages import NewPage, create
from kb_build.publish import build

Settings = Callable[..., Config]
LIST = "---\nid: overview-practices-index\nkind: overview\ntitle: 经验做法\n---\n# 经验做法\n"


def practice(docs: Path, title: str, **more: object) -> Path:
    values: dict[str, Any] = {"title": title, "units": ("临湖镇",), "years": ("2024",), **more}
    return create(NewPage("practice", values), docs, "zh")


def rows(site: Path, page: str = "practices/index.html") -> list[list[str]]:
    root: Any = html.document_fromstring((site / page).read_bytes())
    return [[cell.text_content() for cell in row] for row in root.xpath("//article//tbody/tr")]


def links(site: Path, page: str) -> list[str]:
    root: Any = html.document_fromstring((site / page).read_bytes())
    return [str(link) for link in root.xpath("//article//tbody//a/@href")]


def library(folder: Path) -> Path:
    docs = folder / "docs"
    (docs / "practices").mkdir(parents=True)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    (docs / "practices" / "index.md").write_text(LIST, encoding="utf-8")
    return docs


def test_a_page_from_kb_new_is_in_the_list_of_its_kind(tmp_path: Path, settings: Settings) -> None:
    docs = library(tmp_path)
    config = settings(docs=docs)
    build(config)
    assert rows(config.site) == []
    page = practice(docs, "板凳<b>议事")
    build(config)
    assert rows(config.site) == [["板凳<b>议事", "临湖镇", "2024", ""]]
    root: Any = html.document_fromstring((config.site / "practices/index.html").read_bytes())
    (link,) = root.xpath("//article//tbody//a/@href")
    assert (config.site / "practices" / link).is_file()
    assert (docs / "practices" / "index.md").read_text("utf-8") == LIST
    page.unlink()
    build(config)
    assert rows(config.site) == []


def test_lists_and_site_map_lead_to_a_page_of_any_name(tmp_path: Path, settings: Settings) -> None:
    docs = library(tmp_path)
    page = practice(docs, "板凳议事")
    page.rename(page.with_name("议事 100%#2(一.md"))
    (docs / "待审#1).md").write_text("---\nreview: in-review\n---\n# 待审\n", "utf-8")
    config = settings(docs=docs)
    build(config, site_url="https://kb.example/")
    (link,) = links(config.site, "practices/index.html")
    assert (config.site / "practices" / unquote(link)).is_file()
    (waiting,) = links(config.site, "review.html")
    assert (config.site / unquote(waiting)).is_file()
    told = (config.site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>https://kb.example/practices/{link}</loc>" in told


def test_drafts_and_pages_of_no_listed_kind_are_in_no_list(
    tmp_path: Path, settings: Settings
) -> None:
    docs = library(tmp_path)
    practice(docs, "还没写好", review="draft")
    practice(docs, "没有总表").write_text("---\nid: x-own-1\nkind: [a]\n---\n# 甲\n", "utf-8")
    practice(docs, "写坏了").write_text("---\nid: practice-own-1\nkind: [\n", "utf-8")
    (docs / "practices" / "generated.md").write_text(
        "---\nid: practice-0123456789\nkind: practice\ntitle: 生成的\n---\n# 生成的\n", "utf-8"
    )
    from kb_build.page.reviewing import drafts
    from kb_build.publish import hand_written
    from kb_build.publish.sources import Look

    look = Look().again(docs)
    assert len(look.written) == 2
    assert hand_written.listed(docs, look.written, drafts(docs), "zh") == {}
