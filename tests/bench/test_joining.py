"""Four times the reports take about four times the work of joining; libraries are the same ones."""

from __future__ import annotations

from bench.joining import grown, library
from bench.timing import exponent

# Linear is 1, quadratic is 2; what lies between is left to small libraries and busy machines.
MOST = 1.5
TRIES = 3


def test_work_grows_with_the_number_of_reports() -> None:
    grown(50)  # word lists are loaded once
    powers = []
    for _ in range(TRIES):
        less, more = grown(150), grown(600)
        powers.append(exponent((less.reports, less.seconds), (more.reports, more.seconds)))
        if powers[-1] <= MOST:
            return
    raise AssertionError(powers)


def test_the_same_library_every_time() -> None:
    assert library(20) == library(20)


def test_names_are_shared_and_joined() -> None:
    made = grown(200)
    assert made.entries < made.names / 3
