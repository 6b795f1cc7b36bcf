"""What stands where in a text: the look-ups of `model` against going through everything."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kb_build.model import HIDDEN, Mark, Report, Span, last_begun, pieces, standing_at, within

TEXT = "台账逐项销号，全年办结。"
edges = st.lists(st.integers(0, len(TEXT)), max_size=8).map(sorted)
apart = edges.map(
    lambda found: [Span(*edge) for edge in zip(found[::2], found[1::2], strict=False)]
)


@given(apart, st.integers(0, len(TEXT)))
def test_a_place_is_looked_up_by_its_offset(places: list[Span], offset: int) -> None:
    begun = [place for place in places if place.start <= offset]
    assert last_begun(places, offset) == (begun[-1] if begun else None)
    holding = [place for place in places if place.start <= offset < place.end]
    assert standing_at(places, offset) == (holding[0] if holding else None)
    started = [place for place in places if offset <= place.start < len(TEXT)]
    assert list(within(places, Span(offset, len(TEXT)))) == started


@given(apart, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_pieces_are_the_whole_place_each_with_what_stands_there(
    places: list[Span], start: int, end: int
) -> None:
    cut = list(pieces(Span(start, end), places))
    found = [(at, place) for place, piece in cut for at in range(piece.start, piece.end)]
    assert found == [(at, standing_at(places, at)) for at in range(start, end)]


@pytest.mark.parametrize(("start", "end"), [(0, 2), (3, 5), (len(TEXT) - 1, len(TEXT))])
def test_hidden_noise_moves_no_offset(start: int, end: int) -> None:
    marks = (Mark(Span(start, end), "noise", "x"),)
    visible = Report("r", "", "", TEXT, "", marks).visible()
    assert visible == TEXT[:start] + HIDDEN * (end - start) + TEXT[end:]
