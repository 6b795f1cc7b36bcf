"""A change in docs/ is never missed, and what has not been touched is not read again."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kb_build.errors import InputError
from kb_build.files.signature import TICK
from kb_build.publish.rendering_keys import frame_key
from kb_build.publish.sources import Look, Source


def test_a_change_of_the_same_size_is_seen_whenever_it_comes(tmp_path: Path) -> None:
    page = tmp_path / "a" / "page.md"
    page.parent.mkdir()
    page.write_text("old", encoding="utf-8")
    first = Look().again(tmp_path)
    times = page.stat()
    page.write_text("new", encoding="utf-8")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    again = first.again(tmp_path)
    assert again.files["a/page.md"].key != first.files["a/page.md"].key


def test_what_was_not_touched_for_a_while_is_not_read_again(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("words", encoding="utf-8")
    time.sleep(2 * TICK / 1e9)
    first = Look().again(tmp_path)
    told = replace(first.files["page.md"], key="as it was told")
    late = Look({"page.md": told})
    assert (late.is_settled, late.again(tmp_path).files) == (True, {"page.md": told})
    soon = Look({"page.md": replace(told, signature="")})
    assert (soon.is_settled, soon.again(tmp_path).files) == (False, first.files)


def test_files_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("1", encoding="utf-8")
    first = Look().again(tmp_path)
    (tmp_path / "one.md").rename(tmp_path / "two.md")
    assert list(first.again(tmp_path).files) == ["two.md"]


def test_a_name_that_is_no_text_is_refused_for_the_preview_too(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("总图.png".encode("gbk"))).touch()
    with pytest.raises(InputError) as found:
        Look().again(tmp_path)
    assert found.value.notice.key == "check-file-name"
    assert str(found.value).isprintable()


def test_records_of_what_was_generated_are_no_part_of_the_frame_of_a_site() -> None:
    def key(**content: str) -> str:
        return frame_key("", "", "", {path: Source("", data, "") for path, data in content.items()})

    first = key(**{".generated.tsv": "one", "logo.svg": "one"})
    assert first == key(**{".generated.tsv": "other", "logo.svg": "one"})
    assert first != key(**{".generated.tsv": "one", "logo.svg": "other"})


def test_pages_of_the_menu_are_part_of_the_frame_whatever_they_say() -> None:
    def key(*paths: str, says: str = "") -> str:
        pages = {path: Source("", says, "") for path in paths}
        return frame_key("", "", "nav: [index.md]", pages)

    assert key("index.md") == key("index.md", "a.md") == key("index.md", says="other")
    assert key("index.md") != key("a.md")
