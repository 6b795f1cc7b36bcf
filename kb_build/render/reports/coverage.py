"""How much of a report's text is what, how much is on some entry's page, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kb_build.model import ROLES, Facts, Span, without
from kb_build.render.site import Site

SHARES = (*ROLES, "heading", "noise", "unlabelled")
# How likely a passage's role is, from the surest; what is below the last is doubtful.
SURE = (0.95, 0.8, 0.6, 0.0)

Sizes = dict[str, int]  # printed characters; blanks do not count


def sizes(site: Site, facts: Facts) -> Sizes:
    """How many characters of the report have each role, are headings, noise, or none of these.

    Program text around the report is no part of the whole: one web page would outweigh all reports.
    """
    id, text = facts.report.id, facts.report.text
    noise, code = site.noise[id], site.unprinted[id]
    found = dict.fromkeys(SHARES, 0)
    for passage in facts.passages:
        found[passage.role] += _printed(passage.span, noise, text)
    found["heading"] += sum(_printed(node.span, noise, text) for node in facts.outline.nodes)
    found["noise"] = sum(_printed(span, code, text) for span in noise)
    whole = _printed(Span(0, len(text)), code, text)
    found["unlabelled"] = max(whole - sum(found.values()), 0)
    return found


def shares(found: Sizes) -> dict[str, float]:
    """The sizes as parts of the whole."""
    return dict(zip(found, parts(found.values()), strict=True))


def quoted(site: Site, facts: Facts) -> float:
    """Which part of the passages' text is on some entry's page."""
    found = {passage.id: _length(site, facts, passage.span) for passage in facts.passages}
    told = site.quoted[facts.report.id]
    shown = sum(size for id, size in found.items() if id in told)
    return shown / max(sum(found.values()), 1)


def characters(site: Site, facts: Facts) -> int:
    """How many printed characters the report has, noise left out."""
    text = facts.report.text
    return _printed(Span(0, len(text)), site.noise[facts.report.id], text)


def sureness(site: Site, facts: Facts) -> tuple[int, ...]:
    """How many characters of the passages have a role of each sureness, in the order of `SURE`."""
    found = [0] * len(SURE)
    for passage in facts.passages:
        band = next(at for at, least in enumerate(SURE) if passage.sure >= least)
        found[band] += _length(site, facts, passage.span)
    return tuple(found)


def parts(sizes: Collection[int]) -> list[float]:
    """Sizes as parts of the whole."""
    whole = max(sum(sizes), 1)
    return [size / whole for size in sizes]


def _length(site: Site, facts: Facts, span: Span) -> int:
    """How much a place counts among others: all of it, but program text in it."""
    code = site.unprinted[facts.report.id]
    return _printed(span, code, facts.report.text) if code else len(span)


def _printed(span: Span, noise: Sequence[Span], text: str) -> int:
    """Characters of a place, blanks and noise left out."""
    return len("".join(without(noise, span, text).split()))
