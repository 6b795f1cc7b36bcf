"""Who reports and on which year: what people state in lexicon/reporting.yml counts everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb_build import cli, config, linking
from kb_build.cli.console import Console
from kb_build.model import Library
from kb_build.run import Run
from tests.command import ROOT

UNNAMED = (
    "一、主要做法\n各组开展清淤，【巡渠】走访农户300户。\n出台《{}管护办法》，建立销号制度。\n"
)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge base of three reports that tell neither unit nor year, two in a folder."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name, what in (("渠.txt", "渠道"), ("闸口/甲.txt", "闸门"), ("闸口/乙.txt", "泵站")):
        (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reports" / name).write_text(UNNAMED.format(what), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_LANG", "zh")
    return tmp_path


def state(base: Path, words: str) -> Library:
    (base / "lexicon").mkdir(exist_ok=True)
    (base / "lexicon/reporting.yml").write_text(words, encoding="utf-8")
    return linking.library(Run(config.load(base / "mkdocs.yml"), Console(quiet=True)))


def said(library: Library) -> dict[str, tuple[str, str]]:
    return {f.report.source: (f.organization.value, f.period.value) for f in library.facts}


def test_a_stated_unit_and_year_count_for_a_file_and_for_a_folder(base: Path) -> None:
    library = state(base, "清岚市水务局: [闸口/]\n松浦县水务局: [闸口/乙.txt]\n2031年: [渠.txt]\n")
    assert said(library) == {
        "渠.txt": ("", "2031"),
        "闸口/甲.txt": ("清岚市水务局", ""),
        "闸口/乙.txt": ("松浦县水务局", ""),
    }
    rules = {e.name: e.units for e in library.entries if e.kind == "rule"}
    assert rules == {
        "闸门管护办法": ("清岚市水务局",), "泵站管护办法": ("松浦县水务局",), "渠道管护办法": (),
    }  # fmt: skip


def test_a_unit_can_be_stated_for_all_reports(base: Path) -> None:
    units = {unit for unit, _ in said(state(base, "清岚市水务局: [.]\n")).values()}
    assert units == {"清岚市水务局"}


def test_a_file_that_is_no_report_is_told(base: Path) -> None:
    notices = state(base, "清岚市水务局: [渠道.txt, 闸口/, 水闸/]\n").notices
    told = [(n.key, dict(n.details)["word"]) for n in notices if n.key.startswith("lexicon")]
    assert told == [
        ("lexicon-no-such-report-near", "渠道.txt"), ("lexicon-no-such-report", "水闸/")
    ]  # fmt: skip


def test_stating_a_unit_renews_the_pages(base: Path) -> None:
    cli.run(["build", "--quiet"])
    page = next((base / "docs/reports").glob("qu*.md"))
    assert "清岚市水务局" not in page.read_text("utf-8")
    state(base, "清岚市水务局: [渠.txt]\n")
    cli.run(["build", "--quiet"])
    assert "清岚市水务局" in page.read_text("utf-8")
