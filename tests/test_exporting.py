"""`kb export`: where the file goes, what is said, and which code it exits with."""

from __future__ import annotations

import csv
import io
import resource
import subprocess
import zipfile
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kb_build.cli import FAULTS, OK, USAGE
from tests import command

REPORT = """清岚市水务局2023年工作总结
一、2023年工作回顾
（一）管好水。修订《用水计量管理办法》，清淤渠道12公里，供水保证率达到98%。
（二）服好务。推行“板凳会”议事法，走访农户300户。
二、存在的问题
人手不足，业务能力不够强。
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A knowledge base with one report."""
    (tmp_path / "mkdocs.yml").write_text("site_name: 测试\n", encoding="utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "shuiwu.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def kb(base: Path, *arguments: str, lang: str = "zh") -> CompletedProcess[str]:
    return command.kb("export", *arguments, cwd=base, lang=lang)


def test_text_goes_to_standard_output_and_nothing_else_does(base: Path) -> None:
    done = kb(base, "--format", "csv", "--kind", "rule")
    assert done.returncode == OK, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"), newline="")))
    assert {row["名称"] for row in rows} == {"用水计量管理办法"}
    assert "已导出 1 个条目" in done.stderr


def test_a_format_under_the_ending_of_another_is_refused(base: Path) -> None:
    done = kb(base, "--format", "xlsx", "-o", "a.csv")
    assert (done.returncode, ".xlsx" in done.stderr) == (USAGE, True)
    assert not (base / "a.csv").exists()
    assert kb(base, "--format", "csv", "-o", "table", "--quiet").returncode == OK


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl", "a.jsonld", "a.docx", "a.md"])
def test_the_ending_of_the_file_tells_the_format(base: Path, name: str) -> None:
    (base / name).write_bytes(b"old")
    done = kb(base, "-o", name, "--kind", "practice", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (OK, "", "")
    data = (base / name).read_bytes()
    assert data != b"old"
    assert zipfile.is_zipfile(base / name) == name.endswith(("xlsx", "docx"))
    kb(base, "-o", name, "--kind", "practice")
    assert (base / name).read_bytes() == data
    assert not list(base.glob(".*.kb-new"))


def test_the_ledger_is_a_workbook(base: Path) -> None:
    done = kb(base, "--format", "ledger", "--output", "台账.xlsx")
    assert done.returncode == OK, done.stderr
    assert zipfile.is_zipfile(base / "台账.xlsx")


def test_nothing_to_export_is_said_and_leaves_no_file(base: Path) -> None:
    done = kb(base, "-o", "a.csv", "--kind", "rule", "--status", "unstated")
    assert done.returncode == FAULTS
    assert "没有符合条件的条目" in done.stderr
    assert not (base / "a.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "csv", "--unit", "水务局"), "清岚市水务局"),
        (("--format", "csv", "--year", "2032"), "2023"),
        (("--format", "docx"), "--output"),
        ((), "--format"),
        (("-o", "a.odt"), "--format"),
        (("-o", "reports/a.txt"), "a.txt"),
        (("-o", "none/a.csv"), "a.csv"),
    ],
)
def test_what_cannot_be_done_is_told_in_both_languages(
    base: Path, arguments: tuple[str, ...], told: str
) -> None:
    chinese, english = kb(base, *arguments), kb(base, *arguments, lang="en")
    assert chinese.returncode == english.returncode == USAGE
    assert "错误：" in chinese.stderr
    assert "error:" in english.stderr
    assert told in chinese.stderr
    assert told in english.stderr
    assert [path.name for path in (base / "reports").iterdir()] == ["shuiwu.txt"]


def test_a_refused_report_is_told_and_the_rest_is_exported(base: Path) -> None:
    (base / "reports" / "broken.docx").write_bytes(b"PK\x03\x04 no archive at all")
    done = kb(base, "-o", "a.csv")
    assert done.returncode == FAULTS
    assert "broken.docx" in done.stderr
    assert (base / "a.csv").is_file()


def test_a_full_disk_is_told_where_python_does_not_buffer_output(base: Path) -> None:
    most = (1000, 1000)  # bytes of a file: what is written beyond is refused as by a full disk
    with (base / "out.jsonl").open("wb") as out:
        done = subprocess.run(
            [*command.PROGRAM, "export", "--format", "jsonl"],
            cwd=base,
            env=command.environment() | {"PYTHONUNBUFFERED": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, most),
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (base / "out.jsonl").stat().st_size == 1000
    assert done.returncode == USAGE
    assert "磁盘已满" in done.stderr
