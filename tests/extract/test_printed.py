"""Records give titles and bodies as the text prints them, beside what pages call the body."""

from __future__ import annotations

from kb_build.extract import extract
from kb_build.extract.records import records
from kb_build.model import Report
from kb_build.parse import parse


def _record(text: str) -> dict[str, object]:
    facts = extract(parse(Report("0" * 12, "case", "", text, "utf-8")))
    return next(records(facts, lambda words: ()))


def test_a_government_is_named_as_it_names_itself_and_its_unit_in_full() -> None:
    record = _record(
        "政 府 工 作 报 告\n——2024年1月9日在松浦县第十二届人民代表大会第三次会议上\n"
        "各位代表：\n现在，我代表县政府，向大会报告工作，请予审议。\n一、去年工作\n修渠12公里。\n"
    )
    assert (record["organization"], record["unit"]) == ("县政府", "松浦县人民政府")
    assert record["title"] == "政 府 工 作 报 告"


def test_the_blanks_of_a_title_stay_as_they_are_printed() -> None:
    record = _record("引水入城\u00a0\u00a0清渠到田—松浦县水务局2023年工作总结\n全年修渠12公里。\n")
    assert record["title"] == "引水入城  清渠到田—松浦县水务局2023年工作总结"
    assert record["organization"] == record["unit"] == "松浦县水务局"
