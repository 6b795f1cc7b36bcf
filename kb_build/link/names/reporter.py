"""Who reports: one name for a unit in all its reports, and whose its own things are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb_build.lexicon.corrections import Corrections
from kb_build.link.names.bodies import BOARD, BRACKETED, HANZI, PLACE, whole
from kb_build.model import Facts

# Names that say which unit it is only to those who know the place, and masked ones.
RELATIVE = re.compile(r"^[省市州盟县区旗乡镇局院校我本]|^(?:学校|学院|医院|集团|公司|街道)|[*×xX]")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports, as far as the report tells."""

    printed: str  # empty if unknown
    # Equal for different ways of printing it: 中共清岚市委党校（清岚行政学院）, its 党委, and
    # 市委党校 where the title has the long form. Empty if unknown.
    name: str
    owner: str  # whose each unit's own things are: the unit, or the file where it is not known

    @property
    def is_named(self) -> bool:
        """Whether it is known who reports, and not only as one of many: 市委党校, 集团."""
        return self.owner == self.name


def reporter(facts: Facts, known: Corrections) -> Reporter:
    """Who reports, by what the report says by itself."""
    printed = facts.organization.value
    name = _name(printed, facts.title.value, known)
    named = bool(name) and not RELATIVE.search(name)
    return Reporter(printed, name, name if named else facts.report.source)


def _name(unit: str, title: str, corrections: Corrections) -> str:
    """The full name of who reports; with more of it where the report's title tells more."""
    plain = BOARD.sub("", whole(unit, corrections))
    if not plain or PLACE.match(plain):
        return plain
    told = whole(title, corrections)
    longer = re.match(rf"[{HANZI}]{{0,12}}?{re.escape(plain)}", told)
    return longer.group() if longer and PLACE.match(longer.group()) else plain


def shown_unit(printed: Iterable[str]) -> str:
    """Of the ways in which reports print one unit, what pages call it.

    The unit before its board or party committee, without a second name in brackets, then the
    fullest form. How often each is printed does not count: the name, and so the page's address,
    rarely moves.
    """
    forms = {*printed}

    def order(form: str) -> tuple[bool, bool, int, str]:
        led = form.removeprefix("中共").removesuffix("委员会")
        board = bool(BOARD.search(form)) or led in forms - {form}
        return board, bool(BRACKETED.search(form)), -len(form), form

    return min(forms, key=order)
