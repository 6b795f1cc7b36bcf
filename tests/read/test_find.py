from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kb_build import read
from kb_build.errors import InputError
from kb_build.gather import gather
from kb_build.running.stopwatch import Stopwatch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.MD",
        "sub/c.docx",
        "sub/d.jpg",
        "README.md",
        "readme.txt",
        ".hidden.txt",
        ".git/e.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("内容", encoding="utf-8")
    return tmp_path


def names(folder: Path, found: list[Path]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found]


def test_known_files_below_a_folder_in_order(folder: Path) -> None:
    assert names(folder, read.find([folder])) == ["a.MD", "b.txt", "sub/c.docx"]


def test_files_that_nobody_can_read_are_told_by_suffix(folder: Path) -> None:
    for name in ("2021.doc", "sub/2022.DOC", "~$b.docx", "Thumbs.db", "说明"):
        (folder / name).write_text("内容", encoding="utf-8")
    told = [(Path(n.file).name, n.severity, dict(n.details)) for n in read.passed_over([folder])]
    assert [(name, severity, said["count"]) for name, severity, said in told] == [
        ("说明", "warning", "1"),
        ("2021.doc", "warning", "2"),
        ("d.jpg", "warning", "1"),
    ]
    assert told[1][2]["names"] == "2021.doc、2022.DOC"
    assert names(folder, read.find([folder])) == ["a.MD", "b.txt", "sub/c.docx"]


def test_a_named_file_is_taken_as_it_is_and_once(folder: Path) -> None:
    found = read.find([folder / "README.md", folder / "sub/d.jpg", folder, folder / "b.txt"])
    assert names(folder, found) == ["README.md", "a.MD", "b.txt", "sub/c.docx", "sub/d.jpg"]


def test_a_path_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        read.find([folder, folder / "nowhere"])
    assert caught.value.notice.key == "read-missing"
    assert caught.value.notice.file.endswith("nowhere")


def test_a_folder_that_links_to_itself_is_left_alone(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert names(folder, read.find([folder])) == ["a.MD", "b.txt", "sub/c.docx"]


def test_reading_a_file_that_went_away_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        read.read(folder / "gone.txt")
    assert caught.value.notice.key == "read-missing"


def test_a_name_that_is_no_text_is_refused_and_can_be_told(folder: Path) -> None:
    for name in (b"\xb1\xa8\xb8\xe6.txt", b"\xb1\xa8.doc", b"\xb8\xe6/a.txt"):  # GBK
        path = folder / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("一、修路", encoding="utf-8")
    gathered = gather([folder], lambda done, of: None, Stopwatch(), base=folder)
    told = gathered.notices
    assert sum(notice.key == "read-name" for notice in told) == 2
    assert any("�" in dict(notice.details).get("names", "") for notice in told)
    assert all(str(notice).encode("utf-8") for notice in told)


def test_what_is_no_plain_file_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(InputError) as caught:
        read.read(folder / "pipe.txt")
    assert caught.value.notice.key == "read-no-file"


def test_a_folder_that_cannot_be_opened_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.scandir

    def scandir(path: str) -> object:  # what the system does to all but root
        if str(path).endswith("sub"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (told,) = read.passed_over([folder])
    assert (told.key, told.severity, Path(told.file).name) == ("read-unreadable", "error", "sub")


def test_every_suffix_has_a_reader() -> None:
    assert all(callable(read.reader_of(Path(f"x{suffix}"))) for suffix in read.SUFFIXES)
