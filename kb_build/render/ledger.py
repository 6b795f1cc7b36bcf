"""The ledger 台账: every problem with what was done about it and where it stands.

One list over all reports, two columns so that it can be read on a telephone; and a page a report
with the columns of the offices' own form, a card a problem. Where these are many they have a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kb_build.model import Entry, Page, Quotation
from kb_build.page.addresses import LISTS
from kb_build.page.escape import escape
from kb_build.page.markdown import Row
from kb_build.render.listing import listing
from kb_build.render.quotes import beginning
from kb_build.render.site import Site
from kb_build.render.statuses import by_unit, counts
from kb_build.render.tables import labelled, names
from kb_build.render.titles import printed_title, short

PATH = LISTS["problem"]
LIST = "problems/ledgers.md"  # of the reports' own
WORDS = 240  # code points of a quotation in a card: one of a hundred is longer in real ledgers
OPEN = 40  # unfinished problems listed before the table
LEDGERS = 8  # of reports, that are listed before the table; more have a list of their own
ENDS = "。；;"  # of a sentence
PIECES = 8  # quotations of one column in a card
FRAME = 12  # code points around a problem's name that only point at it: 1.关于“……”的问题。
ANSWERS = ("measure", "plan", "rules")  # what is counted of a problem, as section labels


def reports(site: Site) -> list[str]:
    """Ids of the reports that name problems."""
    return list(site.ledger)


def pages(site: Site, report: str) -> Iterator[Page]:
    """A report's own ledger."""
    path, problems = path_of(site, report), _problems(site, report)
    blocks = [
        site.say("overview.ledger_lead", report=site.link(report, path), count=len(problems)),
        counts(site, problems),
    ]
    first: dict[tuple[Quotation, ...], int] = {}  # measures, and the line that tells them first
    for problem in problems:
        blocks += _card(site, problem, path, first)
    title, first_told = site.say("overview.ledger_of", title=site.title(report)), problems[0]
    yield site.overview(path, title, blocks, units=first_told.units, years=first_told.years)


def link(site: Site, report: str, page: str) -> str:
    """The way from a page to a report's ledger; empty where it names no problems."""
    count = len(site.ledger.get(report, ()))
    words = site.say("page.problems", count=count)
    return site.to(path_of(site, report), page, words) if count else ""


def overview(site: Site, item: str) -> Iterator[Page]:
    """The ledger over all reports, with the count of each status before it."""
    problems = [problem for report in site.ledger for problem in _problems(site, report)]
    headers = site.headers("problem", "state")
    rows = [_row(site, problem) for problem in problems]
    own = [_own_ledger(site, report, told) for report, told in _by_report(problems)]
    lead = [
        site.say("overview.problems_lead", count=len(problems)),
        counts(site, problems),
        _open(site, problems),
        _own_ledgers(site, own),
        *by_unit(site, problems),
    ]
    yield from listing(site, PATH, site.say("overview.problems"), lead, headers, rows)
    if len(own) > LEDGERS:
        columns = [*site.headers("report", "unit", "year"), site.say("kinds.problem")]
        yield from listing(site, LIST, site.say("overview.ledgers"), [], columns, own)


def _problems(site: Site, report: str) -> list[Entry]:
    return [site.entries[id] for id in site.ledger[report]]


def path_of(site: Site, report: str) -> str:
    """Where a report's own ledger is."""
    return f"problems/{site.path(report).rpartition('/')[2]}"


def _by_report(problems: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    for report, own in groupby(problems, key=lambda problem: problem.reports[0]):
        yield report, list(own)


def _open(site: Site, problems: Iterable[Entry]) -> str:
    """The problems that reports call unfinished, for who asks what is still to be done."""
    found = [problem for problem in problems if problem.status == "ongoing"]
    lines = [
        f"- {site.link(problem.id, PATH, problem.name)} · {names(site, problem.units)}"
        for problem in found[:OPEN]
    ]
    more = site.say("overview.open_more", count=len(found) - OPEN)
    rest = ["", more] if len(found) > OPEN else []
    head = f"**{site.say('overview.open', count=len(found))}**"
    return "\n".join([head, "", *lines, *rest]) if found else ""


def _own_ledgers(site: Site, rows: Sequence[Row]) -> str:
    """Where each report's ledger is; of many, where they are listed."""
    if len(rows) > LEDGERS:
        words = site.say("overview.ledgers_of", count=len(rows))
        return f"**{site.to(LIST, PATH, words)}**"
    lines = ["- " + " · ".join(filter(None, row)) for row in rows]
    return "\n".join([f"**{site.say('overview.ledgers')}**", "", *lines]) if lines else ""


def _own_ledger(site: Site, report: str, problems: Sequence[Entry]) -> Row:
    """A link to it; whose it is and of when, since many reports have one title."""
    return [
        site.to(path_of(site, report), PATH, printed_title(site.facts[report])),
        names(site, problems[0].units),
        names(site, problems[0].years),
        site.say("page.problems", count=len(problems)),
    ]


def _row(site: Site, problem: Entry) -> list[str]:
    """The problem with whose and how old it is below its name; then how far it is."""
    report = problem.reports[0]
    title = short(printed_title(site.facts[report]))
    ledger = site.to(path_of(site, report), PATH, title)
    whose = (names(site, problem.units), names(site, problem.years), ledger)
    told = " · ".join(word for word in whose if word)
    counts = {section.label: len(section.quotations) for section in problem.sections}
    answered = site.say("page.comma").join(
        site.say(f"page.answered_{label}", count=counts[label])
        for label in ANSWERS
        if counts.get(label)
    )
    state = escape(site.state(problem))
    return [
        f"{site.link(problem.id, PATH, problem.name)}<br><small>{told}</small>",
        f"{state}<br><small>{answered}</small>" if answered else state,
    ]


def _card(
    site: Site, problem: Entry, page: str, first: dict[tuple[Quotation, ...], int]
) -> list[str]:
    """A problem's line; measures that answer several problems are told with the first of them."""
    line = problem.ledger
    if line is None:
        return []
    more = tuple(q for q in line.problem if _tells_more(site, q, problem.name))
    told = {  # by columns of the form, in their order
        "told": more, "measures": line.measures, "responsible": line.responsible,
        "deadline": line.deadline, "progress": line.progress, "outcome": line.outcome,
        "evidence": line.evidence,
    }  # fmt: skip
    cells = {"state": site.state(problem)}
    cells |= {key: _pieces(site, problem, said, page) for key, said in told.items()}
    number = first.setdefault(line.measures, line.number)
    if number != line.number and len(line.measures) > 1:
        cells["measures"] = site.say("page.as_line", number=number)
    head = f"## {line.number}. {site.link(problem.id, page, problem.name)}"
    return [head, labelled(site, cells.items())]


def _tells_more(site: Site, quotation: Quotation, name: str) -> bool:
    """Whether words say more of a problem than its name, which stands above them."""
    words = beginning(site, quotation, WORDS)
    return name not in words or len(words) > len(name) + FRAME


def _pieces(site: Site, problem: Entry, quotations: Sequence[Quotation], page: str) -> str:
    """The quotations, each a link to its place, the same words once, one below the other."""
    told: dict[str, str] = {}
    for quotation in quotations:
        if words := beginning(site, quotation, WORDS):
            link = site.link(quotation.report, page, words, quotation.anchor)
            told.setdefault(words.rstrip(ENDS), _plan(site, quotation) + link)
    shown = [*told.values()][:PIECES]
    if rest := site.rest(len(told) - PIECES, site.link(problem.id, page)):
        shown.append(rest)
    return shown[0] if len(shown) == 1 else "".join(f"\n    - {words}" for words in shown)


def _plan(site: Site, quotation: Quotation) -> str:
    return site.say("page.planned") if quotation.role == "plan" else ""
