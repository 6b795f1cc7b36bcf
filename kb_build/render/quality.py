"""How well the reports were read: what was labelled, what was not, what was refused and why."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.messages import text_of
from kb_build.model import ROLES, Facts, Page, Span
from kb_build.render.escape import escape
from kb_build.render.site import Site
from kb_build.render.tables import listing, table

PATH = "quality.md"
SHARES = (*ROLES, "heading", "noise", "unlabelled")


def pages(site: Site) -> Iterator[Page]:
    """The quality page: refused files and warnings, then a line for each report."""
    keys = ("report", "encoding", "characters", "nodes", "quoted")
    headers = [site.say(f"column.{key}") for key in keys]
    headers += [site.say(f"role.{role}") for role in ROLES]
    headers += [site.say(f"column.{key}") for key in ("heading", "noise", "unlabelled")]
    rows = [_row(site, facts) for facts in site.facts.values()]
    refused = sum(notice.severity == "error" for notice in site.library.notices)
    lead = [
        site.say("overview.quality_lead", reports=len(rows), refused=refused),
        *_notices(site),
        f"## {site.say('overview.quality_reports')}",
        site.say("overview.quality_shares"),
    ]
    yield from listing(site, PATH, site.say("overview.quality"), lead, headers, rows)


def _notices(site: Site) -> Iterator[str]:
    rows = [
        [site.say(f"found.{notice.severity}"), escape(text_of(notice, site.language))]
        for notice in dict.fromkeys(site.library.notices)
    ]
    if rows:
        yield f"## {site.say('overview.quality_notices')}"
        yield table([site.say("column.severity"), site.say("column.notice")], rows)


def _row(site: Site, facts: Facts) -> list[str]:
    report = facts.report
    shares = _shares(site, facts)
    return [
        site.link(report.id, PATH),
        escape(report.encoding),
        str(len(report.text)),
        str(len(facts.outline.nodes)),
        _percent(_quoted(site, facts)),
        *(_percent(shares[key]) for key in SHARES),
    ]


def _shares(site: Site, facts: Facts) -> dict[str, float]:
    """Which part of the report's printed characters has each role; blanks do not count."""
    text = facts.report.text
    sizes = dict.fromkeys(SHARES, 0)
    for passage in facts.passages:
        sizes[passage.role] += _printed(passage.span, text)
    heads = [node.span for node in facts.outline.nodes]
    heads += [facts.outline.title] if facts.outline.title else []
    sizes["heading"] = sum(_printed(span, text) for span in heads)
    sizes["noise"] = sum(_printed(span, text) for span in site.noise[facts.report.id])
    whole = max(_printed(Span(0, len(text)), text), 1)
    # Noise within a passage is in both; no share may fall below nothing for it.
    sizes["unlabelled"] = max(whole - sum(sizes.values()), 0)
    return {key: size / whole for key, size in sizes.items()}


def _printed(span: Span, text: str) -> int:
    return len("".join(span.of(text).split()))


def _quoted(site: Site, facts: Facts) -> float:
    """Which part of the passages' text is on some entry's page."""
    sizes = {passage.id: len(passage.span) for passage in facts.passages}
    shown = sum(size for id, size in sizes.items() if (facts.report.id, id) in site.quoted)
    return shown / max(sum(sizes.values()), 1)


def _percent(share: float) -> str:
    return f"{share:.0%}"
