"""The name of a web page's site, which a reader of pages hides, is the name of a body."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.extract import extract
from kb_build.model import HIDDEN, Mention
from kb_build.parse import parse
from kb_build.read import read

TEXT = "松浦水利学院党委全年开展巡渠12次，清淤渠道30公里。\n"
DATA = "文章来源：水务之窗 作者：小渠 发布时间：2024年5月31日 点击数：31次\n"


def _named(folder: Path, text: str) -> tuple[Mention, ...]:
    path = folder / "page.md"
    path.write_text(text, "utf-8")
    return extract(parse(read(path))).mentions


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (f"巡渠工作总结--党政办-松浦水利学院\n{DATA}", "松浦水利学院"),
        ("---\ntitle: 清岚水利大学->巡渠工作总结 | example.net\n---\n", "清岚水利大学"),
    ],
)
def test_the_title_of_a_page_names_the_body_whose_site_it_is(
    tmp_path: Path, title: str, site: str
) -> None:
    first = _named(tmp_path, title + TEXT)[0]
    assert (first.kind, first.name, first.span.start) == ("organization", site, title.index(site))


def test_the_column_of_a_site_is_no_body(tmp_path: Path) -> None:
    named = _named(tmp_path, f"巡渠工作总结--党政办-渠道管护专栏\n{DATA}{TEXT}")
    assert [one.name for one in named] == ["松浦水利学院党委"]


def test_who_reports_is_not_told_by_what_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"巡渠工作总结--党政办-松浦水利学院\n{DATA}全年巡渠12次。\n", "utf-8")
    assert HIDDEN not in extract(parse(read(path))).organization.value
