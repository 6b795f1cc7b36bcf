"""When something was done to a rule: the date that a sentence tells, or else the report's period.

A reader must know which of both it is: a report tells rules of earlier years too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb_build.citing.periods import period_words
from kb_build.model import Quotation
from kb_build.page.escape import escape
from kb_build.render.site import Site

# A day or month or year; neither a span of time, nor since or up to when, nor a version, nor what
# is compared with, nor 2023年度.
DATE = re.compile(
    r"(?<!截[至止])(?<![自从比较与同])((?:19|20)\d\d)年(?!度|底|初)(?:(\d{1,2})月(?:份)?)?(?:(\d{1,2})日)?"
    r"(?![至到—~-]|以来|之?前|以[前后]|起|版|修订版|内|间)"
)
MASKED = re.compile(r"(?<!\d)(?:19|20)?(?:[\dXx×＊*]?[Xx×＊*]|[Xx×＊*]\d)年")  # 20XX年, 202x年
TITLE = re.compile(r"《[^》]*》")
UNDATED = (9999, 0, 0)  # sorts what has no date behind all that has one

Date = tuple[int, int, int]  # year, month, day; 0 where not told


@dataclass(frozen=True, slots=True)
class When:
    """The time of something that a report tells."""

    date: Date
    period: str  # of the report where it stands in for the date; empty where the date is told

    @property
    def dated(self) -> bool:
        """Whether the words themselves tell the time."""
        return self.date != UNDATED and not self.period

    @property
    def year(self) -> str:
        """The year; empty where nothing tells it."""
        return "" if self.date == UNDATED else str(self.date[0])


def when(site: Site, quotation: Quotation) -> When:
    """The one date that the sentence tells, or else the period that the report is on.

    A date after the year that the report is on and the next is no date of what was done. Where
    another is masked, nobody knows whose the one is that can be read.
    """
    facts = site.facts[quotation.report]
    on = int(facts.year) if facts.year.isdecimal() else 0
    words = TITLE.sub("", quotation.text)
    told = DATE.findall(words)
    if len(told) == 1 and not MASKED.search(words):
        year, month, day = (int(part or 0) for part in told[0])
        if not on or year <= on + 1:
            return When((year, month, day), "")
    return When((on, 0, 0), facts.period.value) if on else When(UNDATED, "")


def shown_when(site: Site, time: When) -> str:
    """A time in words as Markdown; that it is the report's period is said."""
    if time.period:
        by_year = time.period.isdecimal()
        on = shown_date(site, time.date) if by_year else shown_period(site, time.period)
        return site.say("timeline.by_period", period=on)
    return site.say("page.undated") if time.date == UNDATED else shown_date(site, time.date)


def shown_date(site: Site, date: Date) -> str:
    """A date in words."""
    year, month, day = date
    key = "page.date_day" if day else "page.date_month" if month else "page.date_year"
    return site.say(key, year=year, month=month, day=day)


def shown_period(site: Site, period: str) -> str:
    """A period in words as Markdown."""
    return escape(period_words(period, site.language))
