"""Reports that come in: their names, and which of them are versions of one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kb_build.contribute.report_versions import ALIKE, FORMULA, report_versions
from kb_build.contribute.reports import begin, safe_name
from kb_build.errors import InputError
from kb_build.gather import understand
from kb_build.read import find, read

ROOT = Path(__file__).parents[2]
CLAUSES = [f"第{n}项工作由{n}个科室共同完成" for n in range(60)]
TEXT = "，".join(CLAUSES)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("水务局2023年总结.docx", "水务局2023年总结.docx"),
        ("../../甲.txt", "-..-甲.txt"),
        (".hidden.txt", "hidden.txt"),
        ("甲?*|.txt", "甲-.txt"),
        ("con.txt", "report-con.txt"),
        ("README.md", "report-README.md"),
        ("~$总结.docx", "$总结.docx"),
        ("。.txt", "。.txt"),
        ("...txt", "txt"),
    ],
)
def test_chinese_stays_in_names_and_hazards_go(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(min_size=1))
def test_any_name_becomes_one_that_is_read(words: str) -> None:
    name = safe_name(f"{words}.txt")
    assert Path(name).name == name
    assert name.endswith(".txt") or name == "txt"
    assert not name.startswith((".", "README"))
    assert len(name.encode()) <= 220


def test_a_long_name_is_cut_between_characters() -> None:
    assert safe_name("工" * 300 + ".txt") == "工" * 65 + ".txt"


def test_a_begun_report_is_read_as_it_was_meant(tmp_path: Path) -> None:
    said = ("清岚市水务局工作情况汇报", "清岚市水务局", "2024", "zh")
    file = begin(tmp_path, *said)
    facts, before = understand(file), file.read_bytes()
    assert facts.title.value == "清岚市水务局工作情况汇报"
    assert facts.organization.value == "清岚市水务局"
    assert facts.period.value == "2024"
    with pytest.raises(InputError) as caught:
        begin(tmp_path, *said)
    assert caught.value.notice.key == "new-report-there"
    assert file.read_bytes() == before


def changed(every: int) -> str:
    """The text with one clause in so many another."""
    return "，".join(f"改写后的第{n}句话" if n % every == 0 else c for n, c in enumerate(CLAUSES))


def test_versions_are_found_and_other_reports_are_not() -> None:
    others = [("a", changed(3)), ("b", changed(20)), ("c", changed(1)), ("d", "另一份报告。" * 9)]
    found = report_versions({"new": TEXT}, others)
    assert [(like.source, round(like.ratio, 2)) for like in found["new"]] == [
        ("b", 0.95),
        ("a", 0.67),
    ]


def test_added_ones_are_compared_with_each_other_and_formulas_do_not_hide_versions() -> None:
    many = {f"{n:02}": TEXT for n in range(FORMULA)}
    found = report_versions(many, many.items())
    assert {name: len(versions) for name, versions in found.items()} == dict.fromkeys(many, FORMULA)


def test_bundled_reports_are_no_versions_of_one_another() -> None:
    texts = {path.name: read(path).visible() for path in find([ROOT / "reports"])}
    found = report_versions(texts, texts.items())
    assert {name: [like.source for like in versions] for name, versions in found.items()} == {
        name: [name] for name in texts
    }
    assert ALIKE > 0.3
