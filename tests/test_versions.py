"""A report that comes again in another version or under another name keeps its pages and edits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb_build import cli, config, pipeline
from kb_build.cli.console import Console
from kb_build.run import Run
from tests.command import ROOT
from tests.test_cli import REPORT

CORRECTED = REPORT.replace("走访农户300户", "走访农户310户")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge base whose pages are written, with a word of a person's on some of them."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/shuiwusuo.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_LANG", "zh")
    build()
    for page in edited(tmp_path):
        page.write_text(f"{page.read_text('utf-8')}\n手写在{page.stem}。\n", encoding="utf-8")
    build()
    return tmp_path


def edited(base: Path) -> list[Path]:
    """The report's page and a measure's."""
    measures = sorted((base / "docs/measures").glob("*.md"))
    told = [page for page in measures if "清淤渠道12" in page.read_text("utf-8")]
    return [next((base / "docs/reports").glob("shui*.md")), told[0]]


def build() -> set[str]:
    """Writes the pages; the keys of what is told."""
    settings = config.load(Path("mkdocs.yml"))
    said, _ = pipeline.write_pages(Run(settings, Console(quiet=True)))
    return {notice.key for notice in said.notices}


def pages(base: Path) -> set[str]:
    return {path.relative_to(base).as_posix() for path in (base / "docs").rglob("*.md")}


@pytest.mark.parametrize("name", ["新版.txt", "新版.md"])
def test_a_new_version_keeps_addresses_ids_and_edits(base: Path, name: str) -> None:
    before = pages(base)
    (base / name).write_text(CORRECTED, encoding="utf-8")
    assert cli.run(["add", name, "--replace", "shuiwusuo.txt", "--yes"]) == cli.OK
    kept = f"shuiwusuo{Path(name).suffix}"
    assert [path.name for path in (base / "reports").iterdir()] == [kept]
    build()
    assert pages(base) == before
    for page in edited(base):
        assert f"手写在{page.stem}。" in page.read_text("utf-8")
    assert "310户" in edited(base)[0].read_text("utf-8")
    assert cli.run(["check", "--quiet"]) == cli.OK


def test_a_version_of_a_version_keeps_them_too(base: Path) -> None:
    before = pages(base)
    there = "shuiwusuo.txt"
    for number, ending in enumerate((".md", ".txt", ".md", ".txt")):
        (base / f"新版{ending}").write_text(CORRECTED.replace("310", f"32{number}"), "utf-8")
        assert cli.run(["add", f"新版{ending}", "--replace", there, "--yes"]) == cli.OK
        there = f"shuiwusuo{ending}"
        build()
        assert pages(base) == before
        assert f"32{number}户" in edited(base)[0].read_text("utf-8")


@pytest.mark.parametrize(
    ("names", "replaced", "told"),
    [
        (["新版.txt"], "没有.txt", "没有.txt: "),
        (["新版.txt", "又一版.txt"], "shuiwusuo.txt", "--replace 一次只能收一份"),
    ],
)
def test_what_cannot_be_replaced_is_told_and_nothing_is_touched(
    base: Path, capsys: pytest.CaptureFixture[str], names: list[str], replaced: str, told: str
) -> None:
    for name in names:
        (base / name).write_text(f"{CORRECTED}{name}\n", encoding="utf-8")
    assert cli.run(["add", *names, "--replace", replaced, "--yes"]) == cli.USAGE
    assert told in capsys.readouterr().err
    (kept,) = (base / "reports").iterdir()
    assert kept.read_text("utf-8") == REPORT


def test_a_renamed_report_is_told_and_a_line_brings_its_pages_back(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = pages(base)
    (base / "reports/shuiwusuo.txt").rename(base / "reports/另名.txt")
    cli.run(["build", "--dry-run"])
    assert "lexicon/renamed.yml" in capsys.readouterr().err
    (base / "lexicon").mkdir()
    (base / "lexicon/renamed.yml").write_text("另名.txt: [shuiwusuo.txt]\n", encoding="utf-8")
    assert build() == set()
    assert pages(base) == before


def test_quotations_of_a_report_whose_page_was_deleted_are_still_checked(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, measure = edited(base)
    report.unlink()
    build()
    text = measure.read_text("utf-8")
    assert "清淤渠道12公里" in text
    assert report.name not in text
    measure.write_text(text.replace("清淤渠道12公里", "清淤渠道120公里"), encoding="utf-8")
    assert cli.run(["check", "--quiet"]) == cli.FAULTS
    assert "引文与原文不一致" in capsys.readouterr().err
