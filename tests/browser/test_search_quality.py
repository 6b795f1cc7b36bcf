"""Holds how well search answers: judged queries, asked of a built site in a real browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.retrieval import OWN, Judge, Scores, beside, load, ours, scores, table
from kb_build import config
from kb_build.publish import build
from tests.publish.conftest import ROOT
from tests.test_cli import kb

# Kind of query → least hit@1, hit@5 and nDCG@10 on the bundled reports. Rounded down from what was
# reached; to be raised with it.
PINS: Mapping[str, tuple[float, float, float]] = {
    "all": (0.9, 0.96, 0.89),
    "exact_name": (1.0, 1.0, 0.95),
    "phrase": (1.0, 1.0, 0.95),
    "keywords": (0.9, 1.0, 0.9),
    "question": (0.77, 1.0, 0.73),
    "synonym": (0.62, 0.87, 0.73),
    "abbreviation": (0.8, 0.8, 0.76),
    "pinyin": (1.0, 1.0, 0.95),
    "traditional": (0.8, 1.0, 0.85),
    "format": (1.0, 1.0, 0.95),
    "typo": (1.0, 1.0, 0.92),
    "joined": (0.83, 1.0, 0.8),
}
# What is asked of reports that nobody here has seen.
ASKED = (0.75, 0.95, 0.85)


def fallen(found: Mapping[str, Scores], pins: Mapping[str, tuple[float, float, float]]) -> str:
    """The scores of all kinds as a table, where one of them is below its pin; else nothing."""
    low = [
        kind
        for kind, least in pins.items()
        for score, pin in zip(
            (found[kind].first, found[kind].five, found[kind].gain), least, strict=True
        )
        if score < pin
    ]
    return "\n".join("  ".join(row) for row in table(found)) + f"\nbelow: {low}" if low else ""


def test_queries_on_the_bundled_reports_are_answered(browser: Browser, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(config.load(ROOT / "mkdocs.yml", docs=ROOT / "docs", site=site))
    found, missed = scores(
        load(OWN), Judge(site, ROOT / "reports"), ours(browser.new_page(), site.as_uri() + "/")
    )
    told = fallen(found, PINS)
    assert not told, f"{told}\n{[query.words for query in missed]}"


def test_queries_on_real_reports_are_answered(browser: Browser, tmp_path: Path) -> None:
    queries = beside()
    if queries is None:
        pytest.skip("no judged queries on real reports lie beside the checkout")
    reports = queries.parents[1] / "reports" / "annotated"
    site = tmp_path / "site"
    folders = ("--reports", reports, "--docs", tmp_path / "docs", "--site", site)
    done = kb("build", *folders, "--config", ROOT / "mkdocs.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found, missed = scores(
        load(queries), Judge(site, reports), ours(browser.new_page(), site.as_uri() + "/")
    )
    told = fallen(found, {"all": ASKED})
    assert not told, f"{told}\n{[query.words for query in missed]}"
