"""A knowledge base of one's own: begun, filled, committed, cloned, built as a CI server does."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb_build import cli
from kb_build.messages import catalogue
from kb_build.starter import FILES, PLACES, WORDS, start
from tests.command import PROGRAM, ROOT, environment, kb
from tests.folders import git

REPORT = "柳溪镇2023年工作总结\n一、主要做法\n修订《考勤办法》，开展培训12次。\n"


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**environment(), **more},
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KB_LANG", "zh")
    folder = tmp_path / "own"
    assert cli.run(["start", str(folder)]) == cli.OK
    return folder


def test_all_files_are_there_and_parse(begun: Path) -> None:
    assert all((begun / place).is_file() for _, place in PLACES)
    for place in (".gitlab-ci.yml", ".pre-commit-config.yaml"):
        assert isinstance(yaml.safe_load((begun / place).read_text("utf-8")), dict)
    assert not list(begun.rglob("*.new"))


def test_before_the_first_build_a_check_asks_for_it_in_one_line(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (begun / "docs" / "own.md").write_text("---\nkind: rule\n---\n# 甲\n", encoding="utf-8")
    asked = ["check", "--config", str(begun / "mkdocs.yml")]
    assert cli.run(asked) == cli.FAULTS  # the page without an id: what is written is checked
    (begun / "docs" / "own.md").unlink()
    capsys.readouterr()
    assert cli.run(asked) == cli.OK
    told = capsys.readouterr().err.splitlines()
    assert ["kb build" in line for line in told] == [True, False]


def test_a_build_without_reports_says_where_they_go(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["build", "--dry-run", "--config", str(begun / "mkdocs.yml")]) == cli.OK
    assert f"请把报告放进 {begun / 'reports'}" in capsys.readouterr().err


def settings(file: Path) -> dict[str, Any]:
    # Only the tag that MkDocs itself reads is in the way.
    read: dict[str, Any] = yaml.safe_load(file.read_text("utf-8").replace("!!python/name:", ""))
    return read


def test_the_settings_are_those_of_the_bundled_knowledge_base(begun: Path) -> None:
    ours, bundled = settings(begun / "mkdocs.yml"), settings(ROOT / "mkdocs.yml")
    same = ("theme", "markdown_extensions", "plugins", "use_directory_urls", "not_in_nav")
    assert {key: ours[key] for key in same} == {key: bundled[key] for key in same}
    assert ours["nav"] == bundled["nav"]


def test_who_speaks_english_begins_in_english_and_is_told_what_changes_so(tmp_path: Path) -> None:
    kb("start", "own", cwd=tmp_path, lang="en")
    own = tmp_path / "own"
    guides = {own / "docs" / "guide" / name for name in ("staff.md", "contributors.md")}
    for place in {own / place for _, place in PLACES} - guides:
        assert not re.search("[\u4e00-\u9fff]", place.read_text("utf-8")), place
    assert all(guide.read_text("utf-8").startswith("# Guide for ") for guide in guides)
    told = settings(own / "mkdocs.yml")
    pages = [list(one.values()) for one in settings(ROOT / "mkdocs.yml")["nav"]]
    assert [list(one.values()) for one in told["nav"]] == pages
    assert told["extra"]["knowledge_base"]["language"] == "en"
    (own / "reports" / "liuxi.txt").write_text(REPORT, encoding="utf-8")
    assert kb("build", "--strict", cwd=own, lang="en").returncode == cli.OK
    git(own, "init", "--quiet")
    git(own, "add", "--all")
    git(own, "commit", "--quiet", "--message", "Begin")
    (own / "reports" / "liuxi.txt").write_text(REPORT.replace("12", "13"), encoding="utf-8")
    told = {"KB": str(command_kb(tmp_path)), "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    run("bash", "ci.sh", cwd=own, GITHUB_STEP_SUMMARY="", KB_LANG="", **told)
    edited, _, built = (own / "change.txt").read_text("utf-8").rpartition("### ")
    assert "Nothing changes." in edited
    assert "    replaced\treports/" in built
    assert "Practices" in (own / "site" / "index.html").read_text("utf-8")


def test_all_words_of_the_files_are_in_the_catalogue_and_all_there_are_used() -> None:
    files = "".join((FILES / name).read_text("utf-8") for name, _ in PLACES)
    used = set(WORDS.findall(files))
    assert used <= catalogue("zh").keys()
    assert {key for key in catalogue("zh") if key.startswith("starter.")} <= used


@pytest.mark.parametrize("name", ["staff.md", "contributors.md"])
def test_the_guides_are_those_of_the_bundled_knowledge_base(name: str) -> None:
    bundled = (ROOT / "docs" / "guide" / name).read_text("utf-8")
    assert (FILES / name).read_text("utf-8") == bundled, (
        f"cp docs/guide/{name} kb_build/starter/files/"
    )


def test_git_is_offered_what_people_share_and_nothing_else(begun: Path) -> None:
    made = (
        "登记表.docx",
        "登记表.xlsx",
        "a.csv",
        "a.zip",
        ".cache/x",
        "docs/.a.md.kb-new",
    )
    left = (".site.new/index.html", ".site-preview.old/a.html", "reports/~$a.docx")
    shared = (
        "reports/a.docx",
        "reports/b.txt",
        "docs/files/c.xlsx",
        "docs/own.md",
        "lexicon/a.yml",
    )
    for path in (*made, *left, *shared):
        (begun / path).parent.mkdir(parents=True, exist_ok=True)
        (begun / path).touch()
    git(begun, "init", "--quiet")
    listed = ("ls-files", "--others", "--exclude-standard")
    told = run("git", "-c", "core.quotepath=false", *listed, cwd=begun).stdout.splitlines()
    assert {*told} == {*shared, *(place for _, place in PLACES)}


def test_a_reader_of_a_new_knowledge_base_finds_the_guide(begun: Path) -> None:
    (begun / "reports" / "liuxi.txt").write_text(REPORT, encoding="utf-8")
    assert kb("build", "--strict", cwd=begun).returncode == cli.OK
    assert "guide/staff.html" in (begun / "site" / "index.html").read_text("utf-8")


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    told = dict(start(tmp_path, "zh"))
    assert (told[".gitignore"], told["mkdocs.yml"]) == (False, True)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert set(dict(start(tmp_path, "zh")).values()) == {False}


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "reports").symlink_to(tmp_path / "other")
    assert cli.run(["start", str(tmp_path / "own")]) == cli.USAGE
    assert not list((tmp_path / "other").iterdir())


def command_kb(folder: Path) -> Path:
    """The command as a file."""
    file = folder / "kb"
    file.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    file.chmod(0o755)
    return file
