"""Renewing a site must give, byte for byte, what building it from nothing gives."""

from __future__ import annotations

import pickle
import random
import re
import resource
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from bench import invented_pages
from kb_build.config import Config
from kb_build.publish import build, shards
from kb_build.publish.extras import Extras
from kb_build.publish.history import History, Log
from kb_build.publish.search import index, parts
from kb_build.publish.shards import Seen
from kb_build.publish.site import Patched, Publisher
from tests.folders import contents
from tests.publish.conftest import DOCS, ROOT

Settings = Callable[..., Config]
Done = TypeVar("Done")
PAGE = (
    "---\nid: practice-00000000{n:02}\nkind: practice\ntitle: 做法{n}\n---\n# 做法{n}\n\n{words}\n"
)


def change(docs: Path, chance: random.Random) -> None:
    """Adds, edits, removes or links one page."""
    page = docs / "practices" / f"made-{chance.randrange(6)}.md"
    words = "".join(chance.choices("推行销号制度办好民生实事", k=12))
    match chance.choice(["write", "write", "remove", "link", "asset"]):
        case "write":
            number = chance.randrange(20)
            page.write_text(PAGE.format(n=number, words=words), encoding="utf-8")
        case "remove":
            page.unlink(missing_ok=True)
        case "link":
            home = docs / "index.md"
            home.write_text(f"# 首页\n\n[{words}](practices/index.md)\n", encoding="utf-8")
        case "asset":
            (docs / "plan.svg").write_text(f"<svg><!-- {words} --></svg>", encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_a_renewed_site_equals_one_built_from_nothing(
    settings: Settings, tmp_path: Path, seed: int
) -> None:
    """By a new process each time, and by one that goes on and patches its site."""
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    chance = random.Random(seed)
    renewed = settings(docs=docs)
    previewed = replace(renewed, site=tmp_path / "preview", store=tmp_path / "other")
    publisher = Publisher(previewed, place=Patched())
    for turn in range(4):
        for _ in range(chance.randrange(1, 4) if turn else 0):
            change(docs, chance)
        cold = replace(renewed, site=tmp_path / "cold", store=tmp_path / f"empty-{turn}")
        build(renewed)
        publisher.publish()
        build(cold)
        assert contents(renewed.site) == contents(cold.site) == contents(previewed.site)


def test_a_site_that_is_as_it_should_be_is_left_alone(settings: Settings) -> None:
    config = settings()
    first = build(config)
    stood = config.site.stat().st_ino
    assert build(config) == replace(first, stored=first.pages)
    assert config.site.stat().st_ino == stood
    good = contents(config.site)
    (config.site / "quality.html").unlink()
    (config.site / "stray.html").write_text("", encoding="utf-8")
    build(config)
    assert contents(config.site) == good


def test_what_stood_in_earlier_sites_does_not_come_back(settings: Settings, tmp_path: Path) -> None:
    """The site before the last one is what the next one is made of."""
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    config, own = settings(docs=docs), docs / "own"
    for turn, there in enumerate((True, True, False, False, True, False)):
        (docs / "statistics.md").write_text(f"# 统计\n\n{turn}\n", encoding="utf-8")
        shutil.rmtree(own, ignore_errors=True)
        if there:
            (own / "below").mkdir(parents=True)
            (own / "below" / "page.md").write_text("# 甲\n", encoding="utf-8")
        build(config)
        assert (config.site / "own").exists() == there
    cold = replace(config, site=tmp_path / "cold", store=tmp_path / "empty")
    build(cold)
    assert contents(config.site) == contents(cold.site)


def test_only_what_changed_is_rendered(settings: Settings, tmp_path: Path) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    config = settings(docs=docs)
    first = build(config)
    page = docs / "statistics.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n改过。\n", encoding="utf-8")
    again, idle = build(config), build(config)
    assert (first.stored, again.stored, idle.stored) == (0, first.pages - 1, first.pages)
    assert "改过。" in (config.site / "statistics.html").read_text(encoding="utf-8")


def test_what_was_rendered_before_is_not_rendered_again(settings: Settings, tmp_path: Path) -> None:
    """Also where a person goes back to what was there, or the last build is forgotten."""
    config = settings(docs=shutil.copytree(DOCS, tmp_path / "docs"))
    page = config.docs / "statistics.md"
    for words in ("甲", "乙"):
        page.write_text(f"# {words}\n", encoding="utf-8")
        build(config)
    page.write_text("# 甲\n", encoding="utf-8")
    back = build(config)
    shutil.rmtree(config.store / "sites")
    forgotten = build(config)
    assert back.stored == forgotten.stored == back.pages
    cold = replace(config, site=tmp_path / "cold", store=tmp_path / "empty")
    build(cold)
    assert contents(config.site) == contents(cold.site)


def test_pages_lie_in_few_files(settings: Settings) -> None:
    config = settings()
    pages = build(config).pages
    kept = [*(config.store / "pages").rglob("*.kept")]
    assert len(kept) <= pages / shards.SHARD + 1


def _change(file: Path) -> None:
    """Lets the settings name another owner of all pages."""
    text = file.read_text(encoding="utf-8")
    changed = re.sub("^copyright: .*$", "copyright: 内部", text, flags=re.MULTILINE)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def test_other_settings_render_all_pages_again(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    shutil.copy(ROOT / "mkdocs.yml", file)
    config = replace(settings(), file=file)
    build(config)
    _change(file)
    assert build(config).stored == 0
    assert "内部" in (config.site / "statistics.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["INHERIT: base.yml\n", "site_name: !ENV KB_NAME\n"])
def test_settings_that_come_from_elsewhere_render_all_pages_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    words = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("site_name: ", "# ")
    file = tmp_path / "mkdocs.yml"
    file.write_text(way + words, encoding="utf-8")
    config = replace(settings(), file=file)
    for name in ("甲知识库", "乙知识库"):
        monkeypatch.setenv("KB_NAME", name)
        (tmp_path / "base.yml").write_text(f"site_name: {name}\n", encoding="utf-8")
        build(config)
        assert name in (config.site / "practices" / "index.html").read_text("utf-8")


def test_another_program_makes_the_index_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though all pages bring what they brought before; settings stand for the program here."""
    config = replace(settings(), file=Path(shutil.copy(ROOT / "mkdocs.yml", tmp_path)))
    monkeypatch.setattr(index, "POSTINGS_A_SHARD", 50)
    build(config)
    monkeypatch.setattr(index, "POSTINGS_A_SHARD", 100)
    _change(config.file)
    build(config)
    cold = replace(config, site=tmp_path / "cold", store=tmp_path / "empty")
    build(cold)
    assert contents(config.site) == contents(cold.site)


def test_several_processes_give_the_same(
    settings: Settings, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settings()
    monkeypatch.setattr(shards, "SECONDS", 1)
    monkeypatch.setattr(shards, "SHARD", 5)
    monkeypatch.setattr(parts, "SLOTS", 16)
    monkeypatch.setenv("KB_JOBS", "2")
    told: list[tuple[int, int]] = []
    made = build(config, lambda done, of: told.append((done, of)))
    assert made.stored == 0
    assert told == [(n, made.pages) for n in range(1, made.pages + 1)]
    assert contents(config.site) == contents(published)


@pytest.mark.parametrize("lost", [False, True])
def test_several_processes_renew_an_index(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    """Rows of terms too, and where some of them are lost."""
    config = settings(docs=tmp_path / "docs")
    invented_pages.write(config.docs, 60)
    build(config)
    for number in range(4):
        words = f"推行第{number}号销号制度"
        page = config.docs / "practices" / f"made-{number}.md"
        page.write_text(PAGE.format(n=number, words=words), encoding="utf-8")
    if lost:
        terms = {(config.site / "search" / "terms" / f"{n}.js").read_bytes() for n in range(8)}
        for file in config.store.rglob("*.part"):
            if file.read_bytes() in terms:
                file.unlink()
    monkeypatch.setattr(shards, "SECONDS", 1)
    monkeypatch.setattr(shards, "SHARD", 1)
    monkeypatch.setenv("KB_JOBS", "2")
    worked = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    build(config)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt > worked
    cold = replace(config, site=tmp_path / "cold", store=tmp_path / "empty")
    build(cold)
    assert contents(config.site) == contents(cold.site)


class Weighing(Executor):
    """Takes work, and tells how many bytes of it would go to another process."""

    def map(
        self,
        fn: Callable[..., Done],
        *iterables: Iterable[object],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Done]:
        self.bytes = [len(pickle.dumps((fn, *sent))) for sent in zip(*iterables, strict=True)]
        return iter(())


def test_what_goes_with_a_shard_does_not_grow_with_the_site(settings: Settings) -> None:
    config, executor, weights = settings(), Weighing(), []
    for pages in (10, 1_000):
        told = {
            f"measures/{n}.md": History("2024-05-01", "某人", "", ("某人",)) for n in range(pages)
        }
        known = Extras(f"{pages}", log=Log(told), shown=True)
        seen = Seen(f"{pages}", known)
        [*shards.render(config, [{}, {"a.md": "0" * 40}], seen, print, executor)]
        weights += executor.bytes
    assert weights[0] == weights[1]


def test_pages_that_need_each_other_are_rendered_together(
    settings: Settings, tmp_path: Path
) -> None:
    """A menu without titles takes them from the pages, so that one page changes all."""
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    file = tmp_path / "mkdocs.yml"
    words = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    file.write_text(words.replace("  - 统计: statistics.md", "  - statistics.md"), encoding="utf-8")
    config = replace(settings(docs=docs), file=file)
    build(config)
    (docs / "statistics.md").write_text("# 数字一览\n", encoding="utf-8")
    build(config)
    assert "数字一览" in (config.site / "quality.html").read_text(encoding="utf-8")


def test_a_damaged_or_lost_store_is_made_again(settings: Settings, published: Path) -> None:
    config = settings()
    build(config)
    for at, file in enumerate(sorted(config.store.rglob("*.*"))):
        if at % 3 == 0:
            file.unlink()
        elif file.suffix == ".kept":
            file.write_bytes(b"\x80")
    build(config)
    assert contents(config.site) == contents(published)


def test_a_lost_part_of_the_index_is_made_again(settings: Settings, published: Path) -> None:
    config = settings()
    build(config)
    scripts = {file.stat().st_ino for file in (config.site / "search").rglob("*.js")}
    parts = [file for file in config.store.rglob("*.part") if file.stat().st_ino in scripts]
    for file in (parts[0], parts[-1]):
        file.unlink()
        build(config)
        assert file.is_file()
        assert contents(config.site) == contents(published)


def test_a_site_address_gives_a_map_of_all_pages(settings: Settings) -> None:
    config = settings()
    published = build(config, site_url="https://kb.example/知识库/")
    site_map = (config.site / "sitemap.xml").read_text(encoding="utf-8")
    assert site_map.count("<loc>https://kb.example/知识库/") == published.pages
    build(config)
    assert not (config.site / "sitemap.xml").exists()
