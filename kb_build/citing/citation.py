"""How a report is cited: one line in the form of GB/T 7714-2015, made of what the report says.

The form for a report is that of 4.1: `主要责任者. 题名[R]. 出版地: 出版者, 出版年.` Work reports
have no publisher but the unit itself, so place and publisher are left out. No report tells when it
was published. The year is the one in which its period ends, or the next where the title names that
(2024年政府工作报告 on the work of 2023); an estimated year stands in square brackets (8.4.3). Where
nobody is named as responsible, a list that is numbered begins with the title (8.1); a title that
the report lacks is supplied in square brackets (`titles`). Codes of document types are those of
annex B; a report has no address of its own, so none is marked as online (`[R/OL]`).
"""

from __future__ import annotations

import re

from kb_build.citing.titles import one_line, report_title
from kb_build.model import Facts

REPORT, OTHER = "R", "Z"  # codes of the document's type
# Genres that report on something done or found; plans, speeches, briefs and experience are others.
REPORTING = frozenset({
    "duty", "education_campaign", "government_report", "rectification", "research", "work_report",
})  # fmt: skip
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?![\d届级])")  # 2024届 are people


def citation(facts: Facts) -> str:
    """The report as one line of a list of references, without its number: plain text."""
    unit, title, year = one_line(facts.organization.value), report_title(facts), _year(facts)
    code = REPORT if facts.genre.value in REPORTING else OTHER
    parts = (unit, f"{title}[{code}]", f"[{year}]" if year else "")
    return " ".join(f"{part}." for part in parts if part)


def _year(facts: Facts) -> str:
    """The year in which the report was probably published; empty where nothing tells."""
    ends = YEAR.findall(facts.period.value)[-1:]
    following = {str(int(year) + 1) for year in ends}
    named = [year for year in YEAR.findall(facts.title.value) if year in following]
    return next(iter((*named, *ends)), "")
