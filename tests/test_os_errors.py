"""What the machine refuses is told as such, with the place and a way out, and never as a bug."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb_build.cli import BUG, FAULTS, USAGE, kb, run
from kb_build.cli.os_errors import refusal
from kb_build.config import STORE
from kb_build.messages import text_of
from kb_build.model import Notice, replace

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("number", "path", "place", "words"),
    [
        (errno.EACCES, "docs/..generated.tsv.kb-new", "docs：", "权限"),
        (errno.EPERM, "site", "site：", "权限"),
        (errno.EBUSY, "site/index.html", "site/index.html：", "别的程序"),
        (errno.EROFS, "docs/index.md", "docs/index.md：", "只读"),
        (errno.ENOSPC, "docs/practices/.a.md.kb-new", "docs/practices：", "磁盘已满"),
        (errno.EEXIST, "docs", "docs：", "文件夹"),
        (errno.ENOTEMPTY, "site", "site：", "删不掉"),
        (errno.EEXIST, "docs/.a.md.kb-new", "docs：", "另一个 kb"),
        (errno.ENAMETOOLONG, "docs/长", "docs/长：", "超过了系统允许的长度"),
        (errno.ELOOP, "mkdocs.yml", "mkdocs.yml：", "绕成了圈"),
        (errno.ENOENT, "docs/a.md", "docs/a.md：", "不见了"),
        (errno.EFBIG, "docs/a.md", "docs/a.md：", "磁盘已满"),
        (errno.EMFILE, "docs/a.md", "docs/a.md：", "打开的文件太多"),
        (errno.ESTALE, "reports/a.txt", "reports/a.txt：", "没有响应"),
    ],
)
def test_a_refusal_names_the_place_that_people_know(
    monkeypatch: pytest.MonkeyPatch, number: int, path: str, place: str, words: str
) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    told = refusal(OSError(number, os.strerror(number), path))
    assert told.startswith(place)
    assert words in told


def test_a_machine_without_memory_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    assert "内存不够" in refusal(MemoryError())


def test_the_reason_of_the_system_is_told_in_the_readers_language() -> None:
    reason = (("reason", os.strerror(errno.EACCES)),)
    notice = Notice("read-unreadable", "a.txt", 0, "error", reason)
    assert "（没有权限）" in text_of(notice, "zh")
    assert "(permission denied)" in text_of(notice, "en")
    other = replace(notice, details=(("reason", "something else"),))
    assert "something else" in text_of(other, "zh")


def test_other_faults_of_files_stay_bugs() -> None:
    for ours in (ROOT / "kb_build" / "gone", STORE / "gone"):
        assert refusal(FileNotFoundError(errno.ENOENT, "", str(ours))) == ""
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


def test_no_name_of_a_file_gives_orders_to_a_terminal_or_ci(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a\x1b[2J\x9b31m\n::error::\u202eb.txt"
    (tmp_path / name).write_bytes(b"\0\0")
    assert run(["extract", str(tmp_path)]) == FAULTS
    said = capsys.readouterr().err
    assert "a\ufffd[2J\ufffd31m\ufffd::error::\ufffdb.txt" in said
    assert run(["explain", f"{tmp_path / name}:1"]) == USAGE
    assert not set("\x1b\x9b\u202e") & set(capsys.readouterr().err)


@pytest.mark.parametrize("codec", ["gbk", "ascii"])
def test_what_a_terminal_has_no_sign_for_is_spelled_out(tmp_path: Path, codec: str) -> None:
    report = tmp_path / "a.txt"
    report.write_text("一、修路\n修路🙂两公里。\n", encoding="utf-8")

    def said(*arguments: str) -> bytes:
        command = [sys.executable, "-m", "kb_build", *arguments]
        environment = {**os.environ, "PYTHONIOENCODING": codec}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert b"\\U0001f642" in said("explain", f"{report}:8")
    records = [json.loads(line) for line in said("extract", str(report)).splitlines()]
    assert any("修路🙂两公里" in str(record) for record in records)


def test_a_fault_of_the_program_still_shows_where_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(kb, "main", fail)
    assert run([]) == BUG
    assert "ZeroDivisionError" in capsys.readouterr().err
