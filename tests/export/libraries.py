"""A small invented library to export: two reports, hostile words, and a problem in the ledger."""

from __future__ import annotations

from kb_build.link import link
from kb_build.model import Entry, Facts, LedgerRow, Library, Quotation, Span, replace
from tests.link.invented import facts
from tests.render.shown import SCHOOL

FORMULA = "=HYPERLINK(1)"

HOSPITAL = facts(
    "hospital.txt",
    f"""
    # 一、|财务与安全管理
    measure|{FORMULA}修订[rule/revised 《经费支出管理办法》]，落实[mechanism “三会一课”]。
    measure|采用[practice “板凳会”议事法]收集意见[figure 45条]。
    problem|儿科医师缺口较大。
    """,
    unit="清岚市第三人民医院",
    title="医院要点<b>|&",
    period="2022-07/2023-06",
    genre="plan",
)


def quote(report: Facts, words: str, role: str = "measure") -> Quotation:
    """The first place in a report at which words stand."""
    start = report.report.text.index(words)
    return Quotation(report.report.id, Span(start, start + len(words)), words, "", role)


def with_ledger(entry: Entry) -> Entry:
    """A problem's entry with a line of the ledger."""
    if entry.kind != "problem":
        return entry
    report = SCHOOL if entry.units == ("清岚师范学院",) else HOSPITAL
    words = ("修订《经费支出管理办法》", "推行“板凳会”议事法") if report is SCHOOL else ()
    measures = [quote(report, word) for word in words]
    plan = [quote(report, "力争明年建成", "plan")] if report is SCHOOL else []
    told = quote(report, "培训管理宽松" if report is SCHOOL else "儿科医师缺口较大", "problem")
    row = LedgerRow(
        report.report.id, 1, (told,), (*measures, *plan), (), (),
        "done" if report is SCHOOL else "unstated", (), (), (),
    )  # fmt: skip
    return replace(entry, ledger=row)


def library(*reports: Facts) -> Library:
    """Reports with their entries, problems in the ledger."""
    return Library(reports, tuple(map(with_ledger, link(reports))))


LIBRARY = library(SCHOOL, HOSPITAL)
