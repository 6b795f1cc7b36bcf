"""What a site says of reviews: on each page, on the quality page and on a page of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kb_build.config import Config
from kb_build.files.signature import TICK
from kb_build.publish import build, builder, sources
from tests.folders import contents

Settings = Callable[..., Config]
HOSTILE = "<img src=x onerror=alert(1)>"
HEADS = {
    "plain": "title: 没有标明",
    "waiting": "title: 在等待\nreview: in-review",
    "good": "title: 已通过\nreview: reviewed\nreviewer: 甲\nreviewed: '2024-03-01'",
    "back": "title: 退回的\nreview: in-review\nreviewer: 乙\nreviewed: '2024-02-01'\n"
    f"kb_changed: [edited, '+ > 新的{HOSTILE}', '- > 旧的|话']",
    "draft": "title: 一页草稿\nreview: draft\nid: practice-own-1\nkind: practice",
    "quality": "title: 质量\nid: overview-quality\nkind: overview",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Pages in every state."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.md").write_text("# 首页\n\n[质量](quality.md)\n", encoding="utf-8")
    for name, head in HEADS.items():
        text = f"---\n{head}\n---\n# {name}\n\n草稿里的词语{name}。\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def said(page: Path) -> str:
    """What the badge of a page says."""
    root: Any = html.document_fromstring(page.read_bytes())
    return " ".join(" ".join(box.text_content().split()) for box in root.find_class("kb-review"))


def words(page: Path) -> str:
    """The words of a page's text."""
    root: Any = html.document_fromstring(page.read_bytes())
    return " ".join(root.find("body").text_content().split())


def test_a_page_says_in_words_which_state_it_is_in(docs: Path, settings: Settings) -> None:
    config = settings(docs=docs)
    build(config)
    assert said(config.site / "plain.html") == ""
    assert said(config.site / "good.html") == "已审核：甲，2024-03-01"
    assert "没有经过审核" in said(config.site / "waiting.html")
    back = said(config.site / "back.html")
    assert "乙于 2024-02-01 审核过" in back
    assert f"新增：> 新的{HOSTILE}" in back
    assert "不再有：> 旧的|话" in back
    assert "onerror=alert(1)>" not in (config.site / "back.html").read_text("utf-8")


def test_a_page_lists_what_awaits_review_and_why(docs: Path, settings: Settings) -> None:
    config = settings(docs=docs)
    build(config)
    root: Any = html.document_fromstring((config.site / "review.html").read_bytes())
    tables = [
        [[c.text_content().strip() for c in r] for r in t.iter("tr")] for t in root.iter("table")
    ]
    why = f"审核后有人改过这一页新增：> 新的{HOSTILE}不再有：> 旧的|话"
    assert tables[0][1:] == [["退回的", "乙", "2024-02-01", why]]
    assert [row[0] for table in tables[1:] for row in table[1:]] == ["在等待", "已通过"]
    links = [str(link) for link in root.xpath("//table//a/@href")]
    assert [(config.site / link).is_file() for link in links] == [True] * 3
    counts = words(config.site / "quality.html")
    assert "审核中 2" in counts
    assert "已审核 1" in counts
    assert "草稿 1" not in counts


def test_a_draft_is_in_the_preview_and_nowhere_in_the_site(
    docs: Path, settings: Settings, tmp_path: Path
) -> None:
    published, preview = settings(docs=docs), settings(docs=docs, site=tmp_path / "preview")
    build(replace(preview, preview=True))
    build(published)
    site = contents(published.site)
    assert "draft.html" not in site
    assert [name for name, data in site.items() if "一页草稿".encode() in data] == []
    assert [name for name, data in site.items() if "词语draft".encode() in data] == []
    assert "只在预览中可见" in said(tmp_path / "preview" / "draft.html")
    assert "草稿 1" in words(tmp_path / "preview" / "quality.html")


def test_a_state_that_changes_renews_the_site_as_if_built_from_nothing(
    docs: Path, settings: Settings, tmp_path: Path
) -> None:
    config = settings(docs=docs)
    build(config)
    text = (docs / "draft.md").read_text("utf-8")
    (docs / "draft.md").write_text(text.replace("review: draft\n", ""), encoding="utf-8")
    text = (docs / "waiting.md").read_text("utf-8")
    (docs / "waiting.md").write_text(text.replace("in-review", "draft"), encoding="utf-8")
    build(config)
    warm = contents(config.site)
    assert "draft.html" in warm
    assert "waiting.html" not in warm
    config.store.rename(tmp_path / "forgotten")
    build(config)
    assert contents(config.site) == warm


def test_a_program_that_finds_more_states_looks_at_all_pages_again(
    docs: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settings(docs=docs)
    time.sleep(2 * TICK / 1e9)  # so that the pages are known again by their times
    with monkeypatch.context() as earlier:
        earlier.setattr(sources, "state_of", lambda data: "")
        earlier.setattr(builder, "common_of", lambda settings: "an earlier program")
        build(config)
    assert (config.site / "draft.html").exists()
    build(config)
    assert not (config.site / "draft.html").exists()


def test_nothing_is_said_where_nobody_reviews(docs: Path, settings: Settings) -> None:
    for name in ("waiting", "good", "back", "draft"):
        (docs / f"{name}.md").unlink()
    config = settings(docs=docs)
    build(config)
    assert not (config.site / "review.html").exists()
    assert "审核" not in words(config.site / "quality.html").replace("审核中", "")
