"""The annotated reports: that each row says something, and that broken ones are told by line."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bench.gold import ATTRIBUTES, Gold, GoldError, GoldNode, sentences
from bench.sets import INVENTED, beside
from kb_build.model import GENRES, Span

PERIOD = re.compile(r"(\d{4}(-H[12]|-Q[1-4]|-\d\d(/\d{4}-\d\d)?)?)?")
REPORTS = {name: (rows, text) for name, rows, text in INVENTED.annotated()}


def annotated(name: str) -> Gold:
    """The annotation of a bundled report."""
    rows, text = REPORTS[name]
    return Gold.read(rows, text.read_text(encoding="utf-8"))


def gold(folder: Path, text: str, *rows: str) -> Gold:
    """The annotation made of these rows, their columns between blanks."""
    file = folder / "invented.gold.tsv"
    file.write_text("\n".join("\t".join(row.split(" ")) for row in rows), encoding="utf-8")
    return Gold.read(file, text)


@pytest.mark.parametrize("name", REPORTS)
def test_an_annotation_says_everything_and_nothing_in_vain(name: str) -> None:
    found = annotated(name)
    assert found.unplaced == ()
    assert list(found.roles) == list(range(len(found.sentences)))
    assert set(found.attributes) == set(ATTRIBUTES)
    assert found.attributes["genre"] in GENRES
    assert PERIOD.fullmatch(found.attributes["period"])
    depths = [0, *(node.depth for node in found.nodes)]
    assert all(1 <= below <= above + 1 for above, below in pairwise(depths)), "a gap in depth"


@pytest.mark.parametrize("name", REPORTS)
def test_a_title_stands_behind_its_marker(name: str) -> None:
    found = annotated(name)
    for node in found.nodes:
        words = re.sub(r"\W", "", found.text[node.start : node.start + 60])
        assert re.sub(r"\W", "", node.title)[:4] in words, node


def test_no_report_is_annotated_twice_under_another_name() -> None:
    texts = [text.read_text(encoding="utf-8") for _, text in REPORTS.values()]
    assert len(set(texts)) == len(texts)


def test_invented_and_real_reports_are_different_ones() -> None:
    real = beside()
    if real is None:
        pytest.skip("no annotated real reports lie beside the checkout")
    assert {name for name, _, _ in real.annotated()} & set(REPORTS) == set()


def test_sentences_end_with_their_mark_and_one_closing_sign_or_with_the_line() -> None:
    text = "  水务所总结\n\n会上说：“要管好水。”大家赞成！好？（完。）） 无标点"
    assert [span.of(text) for span in sentences(text)] == [
        "水务所总结",
        "会上说：“要管好水。”",
        "大家赞成！",
        "好？",
        "（完。）",
        "） 无标点",
    ]


def test_equal_words_are_placed_one_after_the_other(tmp_path: Path) -> None:
    text = "县水务局报县水务局15名、5名。"
    rows = ["mention S000 organization 县水务局"] * 2 + ["figure S000 5名 0"]
    found = gold(tmp_path, text, *rows)
    assert found.mentions == {("organization", Span(0, 4)), ("organization", Span(5, 9))}
    assert found.figures == {Span(13, 15): False}


def test_several_items_of_one_sentence_begin_at_their_markers(tmp_path: Path) -> None:
    text = "为此，一是修渠；二是护渠。"
    found = gold(tmp_path, text, "node S000 一是 1 修渠", "node S000 二是 1 护渠")
    assert found.nodes == (GoldNode(3, 1, "修渠"), GoldNode(8, 1, "护渠"))


def test_words_that_are_not_there_are_told(tmp_path: Path) -> None:
    found = gold(tmp_path, "修渠。", "mention S000 rule 《护渠办法》", "figure S000 两次 0")
    assert found.unplaced == ("S000 《护渠办法》", "S000 两次")


@pytest.mark.parametrize(
    "row",
    [
        "role S009",
        "role S009 measure",
        "role S-1 measure",
        "role S000 chatter",
        "node S007 一、 1 修渠",
        "node S000 一、 deep 修渠",
        "mention S000 person 张三",
        "doc weather 晴",
        "link S000 S000-S099",
    ],
)
def test_a_broken_row_is_refused_with_file_and_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(GoldError, match=r"invented\.gold\.tsv:2: "):
        gold(tmp_path, "修渠。", "role S000 measure", row)
