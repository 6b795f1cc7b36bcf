"""Four times the text takes about four times the time, also where the text was made to be slow.

Held as ratios with room, so that they say the same on any machine; `python -m bench speed` prints
the times themselves at full size.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.inputs import SLOW, Slow, report
from bench.speed import bearable
from bench.timing import Times, exponent, once
from kb_build.read.reading import MAX_TEXT

# Linear is 1, quadratic is 2; what lies between is left to small texts and busy machines.
MOST = 1.5
# Seconds from which a ratio says more of the program than of the clock.
MEASURABLE = 0.01
# What else runs at the time makes both slower or one: one good ratio is enough.
TRIES = 5


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Word lists and dictionaries, which are loaded once, count for no text."""
    once(report(3000))


def power(make: Callable[[int], str], times: int) -> float:
    """The k of time ~ size^k between a size and four times it, the least that takes a while."""
    less, more = once(make(times)).whole, once(make(4 * times)).whole
    while less < MEASURABLE:
        times *= 4
        less, more = more, once(make(4 * times)).whole
    return exponent((1, less), (4, more))


@pytest.mark.parametrize("text", SLOW, ids=lambda text: text.name)
def test_four_times_the_text_takes_about_four_times_the_time(text: Slow) -> None:
    assert any(power(text.make, 50) <= MOST for _ in range(TRIES))


def test_an_ordinary_report_takes_time_by_its_length() -> None:
    assert any(power(report, 10_000) <= MOST for _ in range(TRIES))


def test_a_long_report_is_as_long_as_asked_and_does_not_repeat_itself() -> None:
    whole = report(200_000)
    assert len(whole) == 200_000
    lines = [line for line in whole.split("\n") if any(sign.isdigit() for sign in line)]
    assert len(set(lines)) > 0.95 * len(lines)
    assert report(200_000) == whole


@pytest.mark.parametrize("text", SLOW, ids=lambda text: text.name)
def test_a_slow_text_grows_with_its_number(text: Slow) -> None:
    assert len(text.make(400)) == pytest.approx(2 * len(text.make(200)), rel=0.1)


@pytest.mark.parametrize("text", SLOW, ids=lambda text: text.name)
def test_a_slow_text_at_full_size_is_none_that_is_refused(text: Slow) -> None:
    assert len(text.make(text.size)) <= MAX_TEXT


def test_the_exponent_tells_linear_from_quadratic() -> None:
    assert exponent((10, 1.0), (100, 10.0)) == pytest.approx(1)
    assert exponent((10, 1.0), (100, 100.0)) == pytest.approx(2)


def test_an_unbearable_text_is_not_tried_at_full_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def quadratic(text: str) -> Times:
        return Times(len(text), 0, 0, len(text) ** 2 * 1e-8)

    monkeypatch.setattr("bench.speed.once", quadratic)
    assert bearable(Slow("fine", 6400, lambda times: "水" * times)) == 6400
    assert bearable(Slow("slow", 640_000, lambda times: "水" * times)) == 40_000
