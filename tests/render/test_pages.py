"""What holds of all pages: kinds, ids, links, quotations, and hostile words that stay words."""

from __future__ import annotations

import posixpath
import re

import markdown
import pytest

from kb_build.model import ENTRY_KINDS, Library, Page
from kb_build.publish.search.pages import records
from kb_build.render import listing
from tests.link.invented import facts
from tests.render.shown import (
    BY_ID,
    EXTENSIONS,
    HOSPITAL,
    HOSTILE,
    LIBRARY,
    PAGES,
    SCHOOL,
    front,
    library,
    made,
    pages_of,
    rendered,
)

UNIT = f"{HOSTILE}水务局"


def test_every_kind_has_pages(pages: dict[str, Page]) -> None:
    kinds = {front(page)["kind"] for page in pages.values()}
    assert kinds == {*ENTRY_KINDS, "report", "unit", "overview"}
    overviews = {
        "index.md", "institutions/index.md", "measures/index.md", "practices/index.md",
        "problems/index.md", "topics/index.md", "reports/index.md", "figures/index.md",
        "statistics.md", "quality.md",
    }  # fmt: skip
    assert overviews <= pages.keys()


def test_paths_and_ids_are_safe_and_stand_once(pages: dict[str, Page]) -> None:
    ids = [front(page)["id"] for page in pages.values()]
    assert len(set(ids)) == len(ids)
    for path in pages:
        assert re.fullmatch(r"(?:[a-z]+/)?[a-z0-9-]+\.md", path)


def test_what_facts_are_stands_in_bold_before_them(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not [item for item in rendered(page).xpath("//li") if "**" in item.text_content()]


def test_what_catalogues_are_told_of_a_page_is_no_markdown(pages: dict[str, Page]) -> None:
    told = {path: str(front(page).get("description")) for path, page in pages.items()}
    assert not [path for path, words in told.items() if "](" in words or "\\" in words]


def test_no_rubric_stands_alone(pages: dict[str, Page]) -> None:
    """Each cell has a head, each column of an overview says something, each item too."""
    for path, page in pages.items():
        for block in page.blocks:
            typed = [line for line in block.split("\n") if line.startswith("| ")]
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in typed}) <= 1
        tree = rendered(page)
        for table in tree.xpath("//table"):
            heads, *rows = (
                [cell.text_content().strip() for cell in row.xpath("th | td")]
                for row in table.xpath(".//tr")
            )
            assert {len(row) for row in rows} <= {len(heads)}, path
            if not path.startswith("figures/"):  # of which invented ones count nothing
                assert all(any(column) for column in zip(*rows, strict=True)), path
        items = [item.text_content().strip() for item in tree.xpath("//li")]
        assert not [words for words in items if words.endswith(("：", ":"))], path


def test_every_link_leads_to_a_page_and_anchor(pages: dict[str, Page]) -> None:
    trees = {path: rendered(page) for path, page in pages.items()}
    anchors = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    links = [(path, address) for path, tree in trees.items() for address in tree.xpath("//a/@href")]
    assert links
    for path, address in links:
        target, _, anchor = address.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        found = found if target else path
        assert found in pages, f"{path}: {address}"
        assert not anchor or anchor in anchors[found], f"{path}: {address}"


def test_every_quotation_is_the_source_without_noise(pages: dict[str, Page]) -> None:
    texts = {one.report.id: one.report for one in (SCHOOL, HOSPITAL)}
    seen = 0
    for page in pages.values():
        for source in rendered(page).xpath("//a[@class='kb-source']"):
            start, end = map(int, source.get("data-span").split("-"))
            report = texts[source.get("data-report")]
            words = source.getparent().getprevious().text_content()
            expected = report.text[start:end].replace("【广告】", "")
            assert " ".join(words.split()) == " ".join(expected.split())
            seen += 1
    assert seen > 10


def test_reports_are_cited_on_their_pages_and_on_those_that_quote_them() -> None:
    school = "清岚师范学院. 清岚师范学院2022年工作总结[R]. [2022]."
    hospital = f"清岚市第三人民医院. 医院总结{HOSTILE}[R]. [2023]."
    for page in PAGES.values():
        cited = [p.text_content() for p in rendered(page).xpath("//p[@class='kb-citation']")]
        lists = front(page)["kind"] in ("unit", "series", "overview", "topic")
        compares = str(front(page)["id"]).startswith("comparison-")
        assert bool(cited) == (compares or not lists)
        assert set(cited) <= {school, hospital}
    (entry,) = [e for e in LIBRARY.entries if e.kind == "practice" and len(e.reports) == 2]
    cited = rendered(BY_ID[entry.id]).xpath("//p[@class='kb-citation']")
    assert [p.text_content() for p in cited] == [school, hospital]
    assert [p.get("data-report") for p in cited] == list(entry.reports)


def test_hostile_words_make_no_element(pages: dict[str, Page]) -> None:
    told = f"measure|修订[rule/revised 《{HOSTILE}办法》]，[organization {UNIT}]走访[figure 3<b>]。"
    hostile = facts("<b>.txt", told, unit=UNIT, title=HOSTILE, period="2023")
    for page in (*pages.values(), *pages_of(library(hostile)).values()):
        tree = rendered(page)
        assert not tree.xpath("//script | //b | //*[@id='x'] | //a[@href='x.md']")
        assert "alert(1)" not in "".join(tree.xpath("//@title | //@class"))


def test_a_search_shows_the_words_of_a_practice_and_not_our_rubrics() -> None:
    practices = [page for page in PAGES.values() if front(page).get("kind") == "practice"]
    assert practices
    for page in practices:
        body = markdown.markdown("\n\n".join(page.blocks), extensions=EXTENSIONS)
        found = next(records(page.path, front(page), str(front(page)["title"]), body))
        assert found.text
        assert not re.search("证据等级|最早见于|有明确的单位", found.text)


def test_front_matter_is_plain_and_never_empty(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for key, value in page.front:
            assert value, key
            assert isinstance(value, str | int | tuple)


def test_same_library_same_pages() -> None:
    first, second = pages_of(LIBRARY), pages_of(library(HOSPITAL, SCHOOL))
    first.pop("quality.md")  # lists reports in the order given
    second.pop("quality.md")
    assert first == second


def test_an_empty_library_has_its_overviews() -> None:
    pages = made(Library((), ()), "zh")
    assert {front(page)["kind"] for page in pages} == {"overview"}
    assert "index.md" in {page.path for page in pages}


def test_long_lists_are_split_and_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ROWS", 1)
    pages = pages_of(LIBRARY)
    first, second = (rendered(pages[f"problems/index{n}.md"]) for n in ("", "-2"))
    assert "index-2.md" in first.xpath("//a/@href")
    assert "index.md" in second.xpath("//a/@href")


def test_headings_carry_their_attributes_on_their_own_line(pages: dict[str, Page]) -> None:
    """Python-Markdown reads `{: #id }` below a heading as a paragraph and shows it."""
    loose = [
        (page.path, block)
        for page in pages.values()
        for block in page.blocks
        if block.startswith("#") and "\n{:" in block
    ]
    assert loose == []


def test_what_a_page_is_about_is_told_in_words_alone() -> None:
    report = facts("a.txt", "# 一、|整改\nmeasure|修订[rule/revised 《考勤办法》]。", period="2023")
    told = [front(page).get("description", "") for page in pages_of(library(report)).values()]
    assert any(told)
    assert not [words for words in told if "{:" in str(words)]
