"""The guide's page on size says what was measured, and counts right."""

import json

import pytest

from bench import unit_costs
from bench.unit_costs import Base, amount


def base(reports: int, seconds: float, size: int) -> Base:
    cases = ("cold", "one changed", "nothing new")
    return Base(
        reports,
        size,
        dict.fromkeys(cases, seconds),
        dict.fromkeys(cases, size),
        size,
        size,
        size,
        size,
        size,
    )


def test_what_every_run_costs_does_not_count() -> None:
    each = unit_costs.costs(base(10, 7.0, 1000), base(30, 17.0, 5000))
    assert each["cold"] == each["changed"] == 0.5
    assert each["pages"] == each["index"] == 200
    assert each.keys() == unit_costs.ROWS.keys()


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.25, "s", "250 ms"),
        (90, "s", "1.5 min"),
        (7200, "s", "2.0 h"),
        (2500, "b", "2.5 kB"),
        (3.2e9, "b", "3.2 GB"),
        (14.25, "", "14.2"),
        (142_500, "", "142,500"),
    ],
)
def test_amounts_are_told_as_people_read_them(value: float, unit: str, told: str) -> None:
    assert amount(value, unit) == told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_the_table_of_the_last_measurement(lang: str) -> None:
    text = unit_costs.PAGES[lang].read_text(encoding="utf-8")
    assert unit_costs.with_table(text, lang) == text
    each = json.loads(unit_costs.RESULT.read_text(encoding="utf-8"))["each"]
    assert amount(each["cold"] * 1_000_000, "s") in text
