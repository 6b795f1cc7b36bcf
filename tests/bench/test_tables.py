"""Tables that the benchmark prints."""

from __future__ import annotations

from bench.tables import table


def test_a_table_is_aligned_where_a_character_takes_two_columns() -> None:
    shown = table(["text", "s"], [["一是；", "1.0"], ["tags", "10.0"]])
    assert shown.splitlines() == ["text       s", "------  ----", "一是；   1.0", "tags    10.0"]
