from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.errors import InputError
from kb_build.read.mojibake import ONE_BYTE, TWO_BYTES
from tests.read.showing import report_of

TEXT = (
    "某市某局2024年工作总结\n\n　　一、主要工作\n　　全年共办理事项3000件，满意率98.5%。"
    "坚持“一窗通办”，修订《首问负责制实施细则》。\n　　下一步，将继续推进改革，提高服务水平。\n"
)
TRADITIONAL = (
    "工作總結\n一、學習教育。本年度開展專題學習十二次，參與黨員三百餘名。\n"
    "二、下一步計劃，繼續推進改革。\n"
)


def disguised(text: str, wrong: str, right: str) -> str:
    """What a program shows that reads `right` as `wrong`, undefined bytes as most programs do."""
    return "".join(
        bytes((byte,)).decode(wrong, "ignore") or chr(byte) for byte in text.encode(right)
    )


@pytest.mark.parametrize(("wrong", "right"), ONE_BYTE)
def test_what_one_byte_codecs_disguised_is_undone(tmp_path: Path, wrong: str, right: str) -> None:
    text = TRADITIONAL if right == "big5hkscs" else TEXT
    report = report_of(tmp_path, disguised(text, wrong, right))
    assert report.text == text
    assert report.encoding == f"utf-8 ({right} as {wrong})"
    assert [notice.key for notice in report.warnings] == ["read-mojibake"]


def test_latin_1_controls_are_undone(tmp_path: Path) -> None:
    report = report_of(tmp_path, TEXT.encode("utf-8").decode("latin-1"))
    assert report.text == TEXT


def test_utf_8_read_as_gbk_by_windows_is_undone(tmp_path: Path) -> None:
    # Sentences of an even number of characters survive; byte 80 became the euro sign.
    text = "坚持以人民为中心的工作导向，做好群众服务各项工作\n" * 3 + "办理事项三千余件\n"
    bytes_ = text.encode("utf-8").split(b"\x80")
    report = report_of(tmp_path, "€".join(part.decode("gb18030") for part in bytes_))
    assert report.text == text
    assert report.encoding == "utf-8 (utf-8 as gb18030)"


def test_utf_8_read_as_gbk_with_losses_is_refused(tmp_path: Path) -> None:
    text = "全年共办理群众事项三千余件。群众满意率九成以上。服务水平明显提高。\n" * 5
    with pytest.raises(InputError) as caught:
        report_of(
            tmp_path, text.encode("utf-8").decode("gb18030", "replace").replace("\ufffd", "?")
        )
    assert caught.value.notice.key == "read-garbled"


def test_only_the_disguised_lines_change(tmp_path: Path) -> None:
    good = "本段文字没有乱码，应当保持原样。"
    report = report_of(tmp_path, f"{good}\n{disguised(TEXT, 'mac_cyrillic', 'utf-8')}{good}\n")
    assert report.text == f"{good}\n{TEXT}{good}\n"
    assert report.warnings[0].line == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ежегодный отчёт о работе: проведено двадцать совещаний, принято десять решений.\n" * 3,
        "Résumé de l'année: réunions à Genève, élèves présentés, déjà prêt à être édité.\n" * 3,
        "年度報告：本年度開展專題學習十二次，參與黨員三百餘名，繼續推進改革。\n" * 3,
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ" * 5,
    ],
)
def test_honest_text_of_other_languages_stays(tmp_path: Path, text: str) -> None:
    report = report_of(tmp_path, text)
    assert (report.text, report.warnings) == (text, ())


def test_the_table_names_codecs_that_exist() -> None:
    for wrong, right in (*ONE_BYTE, *TWO_BYTES):
        assert "工作".encode(right) and "a".encode(wrong)
