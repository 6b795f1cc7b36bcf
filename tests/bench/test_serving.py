"""How long `kb serve` takes is measured until page and search both have what was saved."""

from __future__ import annotations

import pytest

from bench import serving
from bench.serving import measured


def test_a_change_counts_when_page_and_search_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[str]] = {}
    ask = serving._text

    def heard(url: str) -> str:
        asked.setdefault(url.rpartition("/")[2], []).append(text := ask(url))
        return text

    monkeypatch.setattr(serving, "_text", heard)
    waits = list(measured(pages=34, rounds=2, rest=0.1))
    assert len(waits) == 2
    assert all(min(wait.page, wait.search) > 0 for wait in waits)
    assert all(wait.processor > 0 for wait in waits)
    changed = {name: texts for name, texts in asked.items() if name != "head.js"}
    assert sum("changed1" in texts[-1] for texts in changed.values()) == 2
    assert sum("changed1" in texts[0] for texts in changed.values()) == 0
