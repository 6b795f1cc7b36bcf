"""Who changed a page and when stands on it: as git has it, and nothing where git does not know."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kb_build.config import Config
from kb_build.publish import build
from kb_build.publish.history import log
from tests.folders import contents, git
from tests.publish.conftest import ROOT

Settings = Callable[..., Config]
HOSTILE = "乙 <script>alert(1)</script> & co"


def commit(folder: Path, who: str, day: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", who=who, day=day)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A repository in which two people changed pages, and one moved a page."""
    docs = tmp_path / "base" / "docs"
    docs.mkdir(parents=True)
    git(docs.parent, "init", "-q", "-b", "main")
    for name in ("index", "a", "b"):
        (docs / f"{name}.md").write_text(f"# {name}\n\n正文{name}。\n", encoding="utf-8")
    commit(docs.parent, "甲", "2024-03-01")
    git(docs.parent, "mv", "docs/b.md", "docs/c.md")
    (docs / "a.md").write_text("# a\n\n改过的正文。\n", encoding="utf-8")
    commit(docs.parent, HOSTILE, "2024-05-02")
    return docs.parent


def shown(page: Path) -> str:
    """What a page of the site says of its history; empty where it says nothing."""
    root: Any = html.document_fromstring(page.read_bytes())
    lines = root.find_class("kb-history")
    return " ".join(lines[0].text_content().split()) if lines else ""


def test_the_last_change_and_all_contributors_are_those_of_git(base: Path) -> None:
    pages = log(base / "docs").pages
    assert (pages["index.md"].day, pages["index.md"].people) == ("2024-03-01", ("甲",))
    assert pages["a.md"].committed == "2024-05-02T15:30:00Z"
    assert pages["a.md"].people[1:] == ("甲",)
    assert pages["c.md"].people == pages["a.md"].people  # moved, and followed


def test_a_page_says_who_changed_it_and_names_are_no_html(base: Path, settings: Settings) -> None:
    config = settings(docs=base / "docs")
    build(config)
    assert shown(config.site / "index.html") == "最后修改：2024-03-01，甲"
    last, people = shown(config.site / "a.html").split(" 参与者：")
    assert last == f"最后修改：2024-05-02，{HOSTILE.replace('<', '').replace('>', '')}"
    assert people.endswith("、甲")
    assert b"<script>alert" not in (config.site / "a.html").read_bytes()


def test_a_commit_alone_renews_the_pages_that_it_changed(base: Path, settings: Settings) -> None:
    config = settings(docs=base / "docs")
    build(config)
    text = (base / "docs/a.md").read_text("utf-8")
    (base / "docs/a.md").write_text("# a\n\n一时的。\n", encoding="utf-8")
    commit(base, "丙", "2024-06-01")
    (base / "docs/a.md").write_text(text, encoding="utf-8")
    commit(base, "丁", "2024-06-02")
    assert build(config).stored == 2  # the pages that did not change
    warm = contents(config.site)
    assert "丁" in shown(config.site / "a.html")
    assert "丙" in shown(config.site / "a.html")
    cold = settings(docs=base / "docs", site=base / "cold")
    config.store.rename(base / "forgotten")
    build(cold)
    assert contents(cold.site) == warm


def test_git_is_asked_twice_however_many_pages_there_are(
    base: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = base / "trace"
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(told))
    build(settings(docs=base / "docs"))
    events = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    started = [event["argv"][-1] for event in events if event["event"] == "start"]
    assert started == ["--is-shallow-repository", "."]


def test_a_shallow_clone_says_that_it_does_not_know(base: Path, settings: Settings) -> None:
    clone = base.parent / "clone"
    git(base, "clone", "-q", "--depth", "1", f"file://{base}", str(clone))
    assert not log(clone / "docs").pages
    config = settings(docs=clone / "docs")
    build(config)
    assert "浅克隆" in shown(config.site / "a.html")
    assert "甲" not in shown(config.site / "a.html")


def test_without_git_or_a_commit_nothing_is_said(
    base: Path, settings: Settings, tmp_path: Path
) -> None:
    (base / "docs/new.md").write_text("# 新\n", encoding="utf-8")
    config = settings(docs=base / "docs")
    build(config)
    assert shown(config.site / "new.html") == ""
    (base / ".git").rename(tmp_path / "elsewhere")
    build(config)
    assert shown(config.site / "a.html") == ""
    assert log(tmp_path / "none").pages == {}


def test_the_settings_can_turn_it_off(base: Path, settings: Settings) -> None:
    words = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "  knowledge_base:\n" in words
    off = words.replace("  knowledge_base:\n", "  knowledge_base:\n    history: false\n")
    (base / "mkdocs.yml").write_text(off, encoding="utf-8")
    from dataclasses import replace

    config = replace(settings(docs=base / "docs"), file=base / "mkdocs.yml")
    build(config)
    assert shown(config.site / "a.html") == ""
