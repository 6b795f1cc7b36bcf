"""What a person asked for stands whole where it was asked for, or is refused and leaves nothing."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb_build.cli import USAGE, run
from kb_build.errors import InputError
from kb_build.files import atomic


def test_a_file_is_replaced_and_may_be_read_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    target = tmp_path / "表.csv"
    for data in (b"old", b"new"):
        atomic.deliver(target, data)
        assert target.read_bytes() == data
    usual = (tmp_path / "plain").stat().st_mode
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(usual)
    assert {path.name for path in tmp_path.iterdir()} == {"plain", "表.csv"}


def test_what_cannot_stand_there_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "folder", tmp_path / "nowhere" / "a.csv"):
        with pytest.raises(InputError) as caught:
            atomic.deliver(target, b"x")
        assert str(target) in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_killed_run_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / f".{os.getpid() + 1}{atomic.TEMPORARY}").write_bytes(b"half")
    for write in (atomic.replace, atomic.deliver):
        write(tmp_path / "a.csv", b"x")
        assert (tmp_path / "a.csv").read_bytes() == b"x"


def test_a_full_disk_leaves_nothing_that_looks_like_the_file(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    for write in (atomic.begin, atomic.replace):
        with _full_disk(), pytest.raises(OSError):
            write(target, b"x")
        assert [*tmp_path.iterdir()] == []
    atomic.begin(target, b"x")
    assert target.read_bytes() == b"x"


@contextmanager
def _full_disk() -> Iterator[None]:
    """No file may have a byte more: what a disk does that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_profile_that_has_no_place_is_no_bug(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / "reports").mkdir()
    settings = ("--config", str(tmp_path / "mkdocs.yml"))
    profile = str(tmp_path / "nowhere" / "p.json")
    assert run(["build", "--dry-run", "--quiet", *settings, "--profile", profile]) == USAGE
    assert profile in capsys.readouterr().err
