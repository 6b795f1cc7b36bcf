"""How well the reports were read: what was labelled and how surely, what was refused and why."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kb_build.messages import text_of
from kb_build.model import ROLES, Facts, Page
from kb_build.page.escape import escape
from kb_build.page.markdown import marked, table
from kb_build.render.listing import listing
from kb_build.render.plots import Bar, chart
from kb_build.render.reports.coverage import (
    SHARES,
    SURE,
    Sizes,
    characters,
    parts,
    quoted,
    shares,
    sizes,
    sureness,
)
from kb_build.render.site import Site

PATH = "quality.md"
# What `python -m bench pins` measured: the least scores that the program's own tests hold.
SCORES = Path(__file__).with_name("scores.toml")
BANDS = 5  # of the share that is on some page: 0–20%, 20–40%, …


class Text(NamedTuple):
    """What a report's text is, which part of it is on some page, how sure the roles are."""

    sizes: Sizes
    quoted: float
    sure: tuple[int, ...]  # see `sureness`


def pages(site: Site, item: str) -> Iterator[Page]:
    """The quality page: the whole, the scores, refused files and warnings, then each report."""
    keys = ("report", "encoding", "characters", "nodes", "quoted", "doubtful")
    headers = site.headers(*keys)
    headers += [site.say(f"role.{role}") for role in ROLES]
    headers += site.headers("heading", "noise", "unlabelled", "code")
    texts = [
        Text(sizes(site, facts), quoted(site, facts), sureness(site, facts))
        for facts in site.facts.values()
    ]
    rows = [_row(site, facts, text) for facts, text in zip(site.facts.values(), texts, strict=True)]
    refused = sum(notice.severity == "error" for notice in site.notices.values())
    lead = [
        marked(site.say("overview.quality_lead", reports=len(rows), refused=refused), "kb-lead"),
        *_unstated(site),
        *_whole(site, texts),
        *_scores(site),
        *_notices(site),
        f"## {site.say('overview.quality_reports')}",
        site.say("overview.quality_shares"),
    ]
    yield from listing(site, PATH, site.say("overview.quality"), lead, headers, rows)


def _unstated(site: Site) -> Iterator[str]:
    """How many reports tell no unit or no year, and where people can state them."""
    units = sum(not facts.organization.value for facts in site.facts.values())
    years = sum(not facts.year for facts in site.facts.values())
    if units or years:
        yield site.say("quality.unstated", units=units, years=years)


def _whole(site: Site, texts: Sequence[Text]) -> Iterator[str]:
    """What the text of all reports is, how much of each is on some page, how sure the roles are."""
    if not texts:
        return
    for name, column, bars in (
        ("labelled", "share", _labelled(site, texts)),
        ("coverage", "reports", _coverage(texts)),
        ("sureness", "share", _sureness(texts)),
    ):
        title = site.say(f"quality.{name}")
        yield f"## {title}"
        yield site.say(f"quality.{name}_lead")
        headers = (site.say(f"column.{name}"), site.say(f"column.{column}"))
        yield from chart(title, headers, bars, "%" if column == "share" else "")


def _labelled(site: Site, texts: Iterable[Text]) -> list[Bar]:
    total: Counter[str] = Counter()
    for text in texts:
        total.update(text.sizes)
    found = shares({key: total[key] for key in SHARES})
    named = {role: site.say(f"role.{role}") for role in (*ROLES, "heading")}
    return [
        (named.get(key) or site.say(f"column.{key}"), round(100 * share, 1))
        for key, share in found.items()
    ]


def _coverage(texts: Iterable[Text]) -> list[Bar]:
    counts = Counter(min(int(text.quoted * BANDS), BANDS - 1) for text in texts)
    step = 100 // BANDS
    return [(f"{at * step}–{(at + 1) * step}%", counts[at]) for at in range(BANDS)]


def _sureness(texts: Iterable[Text]) -> list[Bar]:
    found = parts([*map(sum, zip(*(text.sure for text in texts), strict=True))])
    upper = ("1", *(f"{least:g}" for least in SURE))
    return [
        (f"{least:g}–{above}", round(100 * share, 1))
        for least, above, share in zip(SURE, upper, found, strict=False)
    ]


def _scores(site: Site) -> Iterator[str]:
    """The measured scores on the annotated sets, which come with the program."""
    read = tomllib.loads(SCORES.read_text(encoding="utf-8"))
    sets = [name for name in ("invented", "real") if name in read]
    rows = [
        [_named(site, figure), *(_score(site, read[name]["scores"][figure]) for name in sets)]
        for figure in read[sets[0]]["scores"]
    ]
    yield f"## {site.say('quality.scores')}"
    yield site.say("quality.scores_lead")
    headers = [site.say("column.score"), *(site.say(f"quality.{name}") for name in sets)]
    yield table(headers, rows)


def _named(site: Site, figure: str) -> str:
    """What a figure of `scores.toml` means; its own name in small print."""
    key = figure.lower().replace(" ", "_").replace("-", "_")
    return f"{site.say(f'score.{key}')} {_small(figure)}"


def _score(site: Site, score: float) -> str:
    """How many of a hundred are wrong by a score from 0 to 1; the score in small print."""
    wrong = 100 * (1 - score)
    key = "errors" if wrong >= 1 else "errors_few" if score < 1 else "errors_none"
    return f"{site.say(f'quality.{key}', count=round(wrong))} {_small(f'{score:.3f}')}"


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>"


def _notices(site: Site) -> Iterator[str]:
    rows = [
        [site.say(f"found.{notice.severity}"), escape(text_of(notice, site.language))]
        for notice in dict.fromkeys(site.notices.values())
    ]
    if rows:
        yield f"## {site.say('overview.quality_notices')}"
        yield table([site.say("column.severity"), site.say("column.notice")], rows)


def _row(site: Site, facts: Facts, text: Text) -> list[str]:
    report, found = facts.report, shares(text.sizes)
    return [
        site.link(report.id, PATH),
        _encoding(site, report.encoding),
        str(characters(site, facts)),
        str(len(facts.outline.nodes)),
        _percent(text.quoted),
        _percent(parts(text.sure)[-1]),
        *(_percent(found[key]) for key in SHARES),
        str(len(site.code[report.id])),
    ]


def _encoding(site: Site, encoding: str) -> str:
    """The encoding; of a text that was garbled, that it has been restored, and from what."""
    restored = "(" in encoding  # as `read` writes it: utf-8 (gb18030 as cp1252)
    return f"{site.say('quality.restored')} {_small(encoding)}" if restored else escape(encoding)


def _percent(share: float) -> str:
    return f"{share:.0%}"
