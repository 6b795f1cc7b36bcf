"""Quotations one below the other: what goes on is one, and a title is told once."""

from __future__ import annotations

from collections.abc import Sequence

from kb_build.model import Quotation, Role, Section, Span, replace
from kb_build.render.entries.sections import shown as sections_shown
from kb_build.render.site import Site
from tests.link.invented import facts
from tests.render.shown import library

REPORT = facts(
    "a.txt",
    "measure|修渠三条。疏浚河道。新建泵站。\nmeasure|栽树千株。",
    title="临湖镇2031年总结",
    period="2031",
)
OTHER = facts("b.txt", "measure|清理垃圾。", title="白石镇2032年总结", period="2032")
TEXT = REPORT.report.text


def quoted(words: str, role: Role = "measure") -> Quotation:
    start = TEXT.index(words)
    return Quotation(
        REPORT.report.id, Span(start, start + len(words)), words, f"p{start}", role, None
    )


def blocks(*parts: Sequence[Quotation]) -> list[str]:
    """What a page shows of the items of a measure: the blocks below their heading."""
    sections = (Section("item", "", tuple(part)) for part in parts)
    return list(sections_shown(Site(library(REPORT, OTHER), "zh"), sections, "measures/x.md"))[1:]


def shown(*parts: Sequence[Quotation]) -> list[str]:
    return [block.removeprefix("> ") for block in blocks(*parts) if block[0] == ">"]


def sources(*parts: Sequence[Quotation]) -> list[str]:
    return [block.partition("]")[0].strip("[") for block in blocks(*parts) if block[0] == "["]


FIRST, NEXT, LAST, TREES = map(quoted, ("修渠三条。", "疏浚河道。", "新建泵站。", "栽树千株。"))


def test_what_follows_in_one_paragraph_is_one_quotation_with_the_place_of_all() -> None:
    assert shown([FIRST, NEXT, LAST]) == ["修渠三条。疏浚河道。新建泵站。"]
    (source,) = blocks([FIRST, NEXT, LAST])[1:]
    assert f"#{FIRST.anchor})" in source
    assert f'data-span="{FIRST.span.start}-{LAST.span.end}"' in source


def test_what_stands_apart_is_not_joined() -> None:
    apart = ([FIRST, LAST], [LAST, TREES], [FIRST, quoted("疏浚河道。", "plan")], [NEXT, FIRST])
    for two in apart:
        assert shown(two) == [one.text for one in two]
    assert shown([FIRST], [NEXT]) == [FIRST.text, NEXT.text]  # two items


def test_the_title_of_a_report_stands_under_the_first_of_its_quotations() -> None:
    (passage,) = OTHER.passages
    other = Quotation(OTHER.report.id, passage.span, "清理垃圾。", passage.id, "measure", None)
    told = sources([FIRST, LAST], [replace(TREES, role="outcome"), other, TREES])
    first, another = "临湖镇2031年总结，举措", "白石镇2032年总结，举措"
    assert told == [first, "同上，举措", "同上，成效", another, first]
