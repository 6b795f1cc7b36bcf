"""What the machine refuses is told as such, with the place and a way out, and never as a bug."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kb_build.cli import BUG, USAGE, kb, run
from kb_build.cli.refusals import refusal
from kb_build.messages import text_of
from kb_build.model import Notice

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("number", "path", "place", "words"),
    [
        (errno.EACCES, "docs/..generated.tsv.kb-new", "docs：", "权限"),
        (errno.EPERM, "site", "site：", "权限"),
        (errno.EROFS, "docs/index.md", "docs/index.md：", "只读"),
        (errno.ENOSPC, "docs/practices/.a.md.kb-new", "docs/practices：", "磁盘已满"),
        (errno.EEXIST, "docs", "docs：", "文件夹"),
        (errno.ENOTEMPTY, "site", "site：", "删不掉"),
        (errno.EEXIST, "docs/.a.md.kb-new", "docs：", "另一个 kb"),
    ],
)
def test_a_refusal_names_the_place_that_people_know(
    monkeypatch: pytest.MonkeyPatch, number: int, path: str, place: str, words: str
) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    told = refusal(OSError(number, os.strerror(number), path))
    assert told.startswith(place)
    assert words in told


def test_the_reason_of_the_system_is_told_in_the_readers_language() -> None:
    reason = (("reason", os.strerror(errno.EACCES)),)
    notice = Notice("read-unreadable", "a.txt", 0, "error", reason)
    assert "（没有权限）" in text_of(notice, "zh")
    assert "(permission denied)" in text_of(notice, "en")
    other = replace(notice, details=(("reason", "something else"),))
    assert "something else" in text_of(other, "zh")


def test_other_faults_of_files_stay_bugs() -> None:
    assert refusal(FileNotFoundError(errno.ENOENT, "", "gone")) == ""
    assert refusal(OSError("no number")) == ""


def test_a_build_into_a_file_says_so_and_prints_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("一、修路\n修路两公里。\n", encoding="utf-8")
    (tmp_path / "docs").write_text("")
    assert run(["build", "--quiet"]) == USAGE
    said = capsys.readouterr().err
    assert "“docs”却是文件" in said
    assert "Traceback" not in said


def test_a_fault_of_the_program_still_shows_where_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(kb, "main", fail)
    assert run([]) == BUG
    assert "ZeroDivisionError" in capsys.readouterr().err
