"""New pages: never over another file, at readable addresses, and good enough for the check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kb_build.check import check
from kb_build.contribute import new_pages
from kb_build.contribute.fields import kind_meant, value_of
from kb_build.contribute.new_pages import NewPage
from kb_build.errors import InputError
from kb_build.link.entries import entry_id
from kb_build.messages import LANGUAGES
from kb_build.model import ENTRY_KINDS, EntryKind
from kb_build.page import frontmatter
from kb_build.page.addresses import PAGE_PATH
from kb_build.page.keys import ASKED, PARTS, fields

KINDS = st.sampled_from(sorted(ASKED))


@settings(max_examples=60)
@given(kind=KINDS, title=st.text(min_size=1), unit=st.text(), words=st.text())
def test_whatever_is_said_the_page_passes_the_check_and_keeps_the_words(
    tmp_path_factory: pytest.TempPathFactory, kind: EntryKind, title: str, unit: str, words: str
) -> None:
    asked = {field.key.name: field for field in fields(kind)}
    heading = str(value_of(asked["title"], title)) or "甲"
    values = {"title": heading, "units": value_of(asked["units"], unit)}
    page = NewPage(kind, values, {PARTS[kind][0]: words})
    docs = tmp_path_factory.mktemp("docs")
    file = new_pages.create(page, docs, "zh")
    assert [notice for notice in check(docs, {}) if notice.severity == "error"] == []
    assert PAGE_PATH.fullmatch(file.relative_to(docs).as_posix())
    assert frontmatter.parse(file.read_text("utf-8"), "").values["title"] == heading
    with pytest.raises(InputError, match=r"没有覆盖|left alone"):
        new_pages.create(page, docs, "zh")


def test_headings_ask_for_words_only_where_none_are_given() -> None:
    empty, filled = (
        new_pages.text_of(NewPage("practice", {"title": "甲"}, parts), "zh")
        for parts in ({}, {"how": " ", "outcome": "好。"})
    )
    assert re.findall("## (.*)", empty) == ["具体做法", "成效", "推广建议"]
    assert re.findall("## (.*)", filled) == ["成效"]


def test_an_id_cannot_be_that_of_a_generated_page() -> None:
    generated = re.compile(r"[a-z]+-[0-9a-f]{10}")
    assert generated.fullmatch(entry_id("practice", "甲"))
    assert not generated.fullmatch(NewPage("practice", {"title": "甲"}).id)


def test_other_units_may_have_a_page_of_the_same_title() -> None:
    ids = {NewPage("rule", {"title": "考勤办法", "units": [unit]}).id for unit in ("甲局", "乙局")}
    assert len(ids) == 2


def test_a_page_that_is_spelled_alike_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "practices"
    folder.mkdir()
    (folder / "ban-deng-hui-0123456789.md").write_text("甲", "utf-8")
    (folder / "ban-deng-hui-yi-shi-0123456789.md").write_text("甲", "utf-8")
    found = new_pages.namesakes(NewPage("practice", {"title": "“板凳会”"}), tmp_path)
    assert [file.name for file in found] == ["ban-deng-hui-0123456789.md"]


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("years", "2023年、２０２４；2024", ["2023", "2024"]),
        ("years", "二〇二三年度", ["2023"]),
        ("years", "2023-05-01 00:00:00", ["2023"]),  # a date of Excel, as a program gives it
        ("years", "2023年5月1日", ["2023"]),
        ("years", "2023年5月至2024年6月", ["2023", "2024"]),
        ("years", "2021 — 2023、2020.12", ["2021", "2022", "2023", "2020"]),
        ("units", "甲局、 乙局\n丙局", ["甲局", "乙局", "丙局"]),
        ("topics", "", []),
        ("grade", " ａ", "A"),
        ("grade", "", ""),
        ("title", " 甲\u0007\n乙 ", "甲\ufffd 乙"),
    ],
)
def test_words_become_values(name: str, words: str, value: object) -> None:
    (field,) = (one for one in fields("practice") if one.key.name == name)
    assert value_of(field, words) == value


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("years", "去年"),
        ("grade", "优"),
        ("years", "2023-24"),
        ("years", "45291"),
        ("years", "2024-2023"),
        ("years", "1901-2099"),
        ("years", "2023年13月"),
    ],
)
def test_wrong_words_are_refused_where_they_stand(name: str, words: str) -> None:
    (field,) = (one for one in fields("practice") if one.key.name == name)
    with pytest.raises(InputError) as caught:
        value_of(field, words, "甲.xlsx 工作表 乙!C5")
    assert str(caught.value).startswith("甲.xlsx 工作表 乙!C5: ")
    assert words in str(caught.value)


def test_states_are_those_that_fit_the_kind() -> None:
    (field,) = (one for one in fields("measure") if one.key.name == "status")
    with pytest.raises(InputError):
        value_of(field, "长期坚持")
    assert value_of(field, "计划") == "planned"


def test_a_kind_may_be_named_in_both_languages_and_topics_are_not_written_by_hand() -> None:
    assert [kind_meant(word) for word in ("经验做法", "RULE", "topic", "随笔")] == [
        "practice", "rule", None, None,
    ]  # fmt: skip
    assert set(ASKED) == set(PARTS) == set(ENTRY_KINDS) - {"topic"}
    for kind in ASKED:
        labels = [field.label(lang) for field in fields(kind) for lang in LANGUAGES]
        assert len(labels) == len(set(labels))
