"""What holds for the outline of any text at all."""

from __future__ import annotations

from hypothesis import given, strategies as st

from kb_build.model import ITEMS, Mark, Outline, Report, Span
from kb_build.parse import parse
from kb_build.parse.families import FAMILIES

PIECES = [
    "一、", "二、", "（一）", "(二)", "1.", "2．", "3、", "（1）", "①", "一是", "二是", "三要",
    "一抓", "第一，", "首先，", "——", "■", "一方面，", "第一章 ", "整改情况：",
    "加强学习", "全年培训12期",
    "各位代表：", "。", "；", "：", "，", "\n", "\t", "　　", "“", "”", "（", "）", "*", "X", " ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any text of headings' pieces, with noise anywhere in it."""
    text = draw(TEXTS)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    noise = tuple(Mark(Span(a, b), "noise", "any") for a, b in pairs)
    return Report("0" * 12, "any", "", text, "utf-8", noise)


@given(reports())
def test_headings_sentences_and_noise_cover_the_text_without_overlap(report: Report) -> None:
    outline = parse(report)
    owners = [0] * len(report.text)
    for span in (*(node.span for node in outline.nodes), *outline.sentences):
        for at in range(span.start, span.end):
            owners[at] += 1
    assert max(owners, default=0) <= 1
    visible = report.visible()
    assert [at for at, sign in enumerate(visible) if not sign.isspace() and not owners[at]] == []


@given(reports())
def test_the_tree_is_well_formed(report: Report) -> None:
    outline: Outline = parse(report)
    by_id = {node.id: node for node in outline.nodes}
    assert len(by_id) == len(outline.nodes)
    for node in outline.nodes:
        assert node.span.end <= node.block_end <= len(report.text)
        assert report.text.startswith(node.marker, node.span.start)
        if node.parent:
            above = by_id[node.parent]
            assert above.depth == node.depth - 1
            assert above.span.start < node.span.start < above.block_end
        else:
            assert node.depth == 1
    starts = [node.span.start for node in outline.nodes]
    assert starts == sorted(starts)


@given(st.integers(2, 9))
def test_a_long_run_of_items_is_found_whole(count: int) -> None:
    numerals = "一二三四五六七八九"
    items = "；".join(f"{numerals[at]}是修订第{at}号办法" for at in range(count))
    outline = parse(Report("0" * 12, "run", "", f"二、建章立制\n为此，{items}。", "utf-8"))
    assert [node.marker for node in outline.nodes[1:]] == [
        f"{numerals[at]}是" for at in range(count)
    ]
    assert {node.depth for node in outline.nodes[1:]} == {2}


def test_items_are_of_families_that_stand_below_headings() -> None:
    items = {family.name: family.rank for family in FAMILIES if f"marker:{family.name}" in ITEMS}
    assert len(items) == len(ITEMS)
    assert min(items.values()) > max(f.rank for f in FAMILIES if f.name in ("han", "arabic"))
