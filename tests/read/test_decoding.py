from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from kb_build import read
from kb_build.messages import LANGUAGES, text_of
from kb_build.model import Report
from tests.read.showing import refusal, report_of

TEXT = (
    "某市某局2024年工作总结\n一、主要工作\n全年共办理事项3,000件，满意率98.5%。"
    "坚持“一窗通办”，修订《首问负责制实施细则》。\n下一步，将继续推进改革。\n"
)
TRADITIONAL = (
    "工作總結\n一、學習教育。本年度開展專題學習十二次，參與黨員三百餘名。\n二、下一步計劃。\n"
)


def warned(report: Report) -> list[str]:
    for notice in report.warnings:
        assert notice.severity == "warning"
        assert all(text_of(notice, lang) for lang in LANGUAGES)
    return [notice.key for notice in report.warnings]


@pytest.mark.parametrize(
    ("data", "encoding", "warnings"),
    [
        (TEXT.encode("utf-8"), "utf-8", []),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8", []),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", []),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", []),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", []),
        (TEXT.encode("utf-16-le"), "utf-16-le", ["read-encoding-guessed"]),
        (TEXT.encode("utf-16-be"), "utf-16-be", ["read-encoding-guessed"]),
        (TEXT.encode("gbk"), "gb18030", ["read-encoding-guessed"]),
        (TEXT.encode("gb18030"), "gb18030", ["read-encoding-guessed"]),
    ],
)
def test_an_encoding_is_found(
    tmp_path: Path, data: bytes, encoding: str, warnings: list[str]
) -> None:
    report = report_of(tmp_path, data)
    assert report.text == TEXT
    assert report.encoding == encoding
    assert warned(report) == warnings


def test_big5_is_found(tmp_path: Path) -> None:
    report = report_of(tmp_path, TRADITIONAL.encode("big5"))
    assert (report.text, report.encoding) == (TRADITIONAL, "big5hkscs")
    assert warned(report) == ["read-encoding-guessed"]


@pytest.mark.parametrize("codec", ["gbk", "utf-16-le"])
def test_a_long_text_that_no_wrong_codec_can_give_is_no_guess(tmp_path: Path, codec: str) -> None:
    assert warned(report_of(tmp_path, (TEXT * 9).encode(codec))) == []
    assert warned(report_of(tmp_path, (TEXT.strip() * 9).encode(codec)[:-1])) != []


def test_a_stray_nul_makes_no_other_encoding_of_it(tmp_path: Path) -> None:
    text = f"{TEXT * 9}\0{TEXT}"
    report = report_of(tmp_path, text.encode("utf-8"))
    assert (report.text, report.encoding, warned(report)) == (text, "utf-8", [])


def test_a_short_gbk_file_is_found(tmp_path: Path) -> None:
    assert report_of(tmp_path, "工作总结".encode("gbk")).text == "工作总结"


def test_newlines_become_one_kind_and_nothing_else_changes(tmp_path: Path) -> None:
    report = report_of(tmp_path, "一\r\n二\r三\n\n　四\t五 \x0c六")
    assert report.text == "一\n二\n三\n\n　四\t五 \x0c六"


def test_a_few_broken_bytes_are_told_with_their_line(tmp_path: Path) -> None:
    lines = TEXT.encode("utf-8").split(b"\n")
    lines[1] = lines[1][:-1]
    report = report_of(tmp_path, b"\n".join(lines) + TEXT.encode("utf-8") * 3)
    assert report.text.count("\ufffd") == 1
    (notice,) = report.warnings
    assert (notice.key, notice.line) == ("read-bytes-broken", 2)
    assert ("count", "1") in notice.details


def test_a_few_broken_bytes_in_gbk(tmp_path: Path) -> None:
    data = (TEXT * 3).encode("gbk")
    report = report_of(tmp_path, data[:40] + b"\xff" + data[40:])
    assert report.encoding == "gb18030"
    assert warned(report) == ["read-encoding-guessed", "read-bytes-broken"]
    assert report.text.endswith(TEXT)


def test_many_broken_bytes_are_refused(tmp_path: Path) -> None:
    data = TEXT.encode("utf-8")
    broken = b"".join(data[i : i + 60] + b"\xff" for i in range(0, len(data), 60))
    assert refusal(tmp_path, broken, "报告.txt") == "read-bytes-lost"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "read-empty"),
        (b" \n\t\n", "read-empty"),
        ("\u3000\n\u3000".encode(), "read-empty"),
        (b"PK\x03\x04" + bytes(range(256)), "read-binary"),
        (b"%PDF-1.4\n1 0 obj", "read-binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "read-binary"),
        (bytes(range(256)) * 4, "read-no-text"),
        (bytes(range(1, 32)) * 20, "read-no-text"),
        (bytes(range(128, 256)) * 4, "read-encoding-doubtful"),
        ("Это отчёт о работе за год.".encode("cp1251"), "read-encoding-doubtful"),
    ],
)
def test_what_is_no_readable_text_is_refused(tmp_path: Path, data: bytes, key: str) -> None:
    assert refusal(tmp_path, data, "报告.txt") == key


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 100)
    assert refusal(tmp_path, b"a" * 101, "报告.txt") == "read-too-big"
    assert report_of(tmp_path, b"a" * 100).text == "a" * 100


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"abc", "报告.doc") == "read-suffix"


def test_ids_tell_texts_apart_and_not_encodings(tmp_path: Path) -> None:
    one = report_of(tmp_path, TEXT.encode("utf-8"), "a.txt")
    two = report_of(tmp_path, TEXT.encode("gbk"), "b.txt")
    other = report_of(tmp_path, (TEXT + "。").encode("utf-8"), "c.txt")
    assert one.id == two.id != other.id
    assert one.sha256 != two.sha256
    assert one.source == (tmp_path / "a.txt").as_posix()
