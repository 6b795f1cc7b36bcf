"""Who tells of an entry and of which years, as the first line of its page and of a find says it."""

from __future__ import annotations

from kb_build.model import Entry
from kb_build.render.site import Site


def whose(site: Site, entry: Entry) -> str:
    """The one unit that tells of it, with the years: 临湖镇（2030）.

    Empty where several do, or a report of which nobody knows whose it is.
    """
    units = {site.reporters[report] for report in entry.reports}
    if units != {*entry.units} or len(units) != 1:
        return ""
    years = "–".join(dict.fromkeys((*entry.years[:1], *entry.years[-1:])))
    unit = entry.units[0]
    return site.say("page.of_unit", name=unit, unit=years) if years else unit
