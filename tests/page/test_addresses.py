"""Addresses are readable, short, and never leave their folder."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from kb_build.page.addresses import MOST, entry_slug, report_paths, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“第一议题”制度", "di-yi-yi-ti-zhi-du"),
        ("“1＋N”结对帮带", "1-n-jie-dui-bang-dai"),
        ("../../etc/passwd", "etc-passwd"),
        ("***", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_long_names_are_cut_between_syllables() -> None:
    found = slug("清岚市“三重一大”事项集体决策实施办法补充规定")
    assert len(found) <= MOST
    assert "qing-lan-shi-san-chong-yi-da-shi-xiang-ji-ti-jue-ce".startswith(found)
    assert not found.endswith("-")


@settings(max_examples=200)
@given(st.text(max_size=80) | st.text("./\\:a中\x00", max_size=20))
def test_any_name_gives_a_safe_piece_of_a_path(text: str) -> None:
    page = next(report_paths(text)).removeprefix("reports/").removesuffix(".md")
    for piece in (entry_slug(text, "rule-0a1b2c3d"), page):
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", piece)
        assert len(piece) <= MOST + 9


def test_files_of_one_name_in_two_folders_differ() -> None:
    assert not {*report_paths("2022/总结.txt")} & {*report_paths("2023/总结.txt")}
