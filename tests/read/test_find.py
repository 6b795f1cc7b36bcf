from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb_build import read
from kb_build.errors import InputError
from kb_build.gather import gather
from kb_build.model import Mark, Span
from kb_build.read.marking import mark
from kb_build.read.reading import MAX_TEXT


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


@pytest.mark.parametrize("target", ["outside", "link", "outside/private.txt"])
def test_links_that_lead_out_or_in_circles_are_told_and_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, target: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "private.txt").write_text("内容", encoding="utf-8")
    link = folder / "sub" / "link.txt"
    link.symlink_to(outside.parent / target.replace("outside", outside.name))
    if target == "link":
        link.unlink()
        link.symlink_to(link)
    assert names(folder, read.find([folder])) == ["a.MD", "b.txt", "sub/c.docx"]
    told = [notice for notice in read.passed_over([folder]) if notice.key == "read-link"]
    assert [(Path(notice.file), notice.severity) for notice in told] == [(link, "error")]


def test_a_link_within_the_folder_and_a_linked_folder_are_read(folder: Path) -> None:
    (folder / "sub" / "linked.txt").symlink_to("../b.txt")
    (folder.parent / "reports").unlink(missing_ok=True)
    (folder.parent / "reports").symlink_to(folder, target_is_directory=True)
    linked = folder.parent / "reports"
    assert names(linked, read.find([linked])) == ["a.MD", "b.txt", "sub/c.docx", "sub/linked.txt"]
    assert all(notice.key != "read-link" for notice in read.passed_over([linked]))


def test_more_text_than_a_page_can_show_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("一、修路。\n", encoding="utf-8")
    assert read.read(folder / "a.txt")
    monkeypatch.setattr(read, "MAX_TEXT", 5)
    with pytest.raises(InputError) as caught:
        read.read(folder / "a.txt")
    assert caught.value.notice.key == "read-too-long"


def test_no_mark_is_looked_for_in_a_text_that_is_refused() -> None:
    def passing(text: str) -> Iterator[Mark]:
        yield Mark(Span(0, 1), "noise", "any")

    assert mark("水" * (MAX_TEXT + 1), [passing]) == ()
    assert len(mark("水" * MAX_TEXT, [passing])) == 1


def test_reading_a_file_that_went_away_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        read.read(folder / "gone.txt")
    assert caught.value.notice.key == "read-missing"


def test_a_name_that_is_no_text_is_refused_and_can_be_told(folder: Path) -> None:
    for name in (b"\xb1\xa8\xb8\xe6.txt", b"\xb1\xa8.doc", b"\xb8\xe6/a.txt"):  # GBK
        path = folder / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("一、修路", encoding="utf-8")
    told = gather(folder).notices
    assert sum(notice.key == "read-name" for notice in told) == 2
    assert any("�" in dict(notice.details).get("names", "") for notice in told)
    assert all(str(notice).encode("utf-8") for notice in told)


@pytest.mark.parametrize("name", ["a\x1b[2J.txt", "a\n::error::b.txt", "a\x9b31m.txt"])
def test_a_name_that_gives_orders_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("一、修路", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read.read(folder / name)
    assert caught.value.notice.key == "read-name"
    assert str(caught.value).isprintable()


def test_what_is_no_plain_file_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(InputError) as caught:
        read.read(folder / "pipe.txt")
    assert caught.value.notice.key == "read-no-file"


def test_a_file_that_cannot_be_opened_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        read.read(folder / f"{'长' * 100}.txt")  # longer than names of files may be
    assert caught.value.notice.key == "read-unreadable"


def test_a_folder_that_cannot_be_opened_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.scandir

    def scandir(path: str) -> object:  # what the system does to all but root
        if str(path).endswith("sub"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(InputError) as caught:
        read.find([folder])
    notice = caught.value.notice
    assert (notice.key, Path(notice.file).name) == ("read-unreadable", "sub")


def test_every_suffix_has_a_reader() -> None:
    assert all(callable(read.reader_of(Path(f"x{suffix}"))) for suffix in read.SUFFIXES)
