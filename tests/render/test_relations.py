"""What is around a page: the table from which its map is drawn."""

from __future__ import annotations

import re

from lxml import html

from kb_build.model import Entry, Page
from kb_build.render.relations import GATHERED, UNITS
from tests.link.invented import facts
from tests.render.shown import BY_ID, LIBRARY, PAGES, front, library, made, rendered

RELATED = 8  # as link gives them at most


def rows(page: Page) -> list[list[html.HtmlElement]]:
    return [row.findall("td") for row in rendered(page).xpath("//div[@class='kb-map']//tbody/tr")]


def entries(*kinds: str) -> list[Entry]:
    return [entry for entry in LIBRARY.entries if entry.kind in kinds]


def listed(page: Page) -> dict[str, str]:
    """By reason the line of what an entry of one report is related to, without addresses."""
    told = "\n".join(block for block in page.blocks if block.endswith("{: .kb-related }"))
    return dict(re.findall(r"^\*\*(.+?)：\*\*(.+)$", told, re.MULTILINE))


def test_an_entrys_relations_are_all_told_with_their_reason() -> None:
    mapped = 0
    for entry in entries("rule", "mechanism", "measure", "practice", "problem"):
        told = rows(BY_ID[entry.id])
        if len(entry.reports) == 1:
            links = " ".join(listed(BY_ID[entry.id]).values()).count("](")
            assert not told
            assert links == len(entry.related)
        elif told:
            mapped += 1
            assert told[0][1].find("strong") is not None
            own = told[0][1].find(".//a").get("href")
            linked = [cells[2] for cells in told if own in cells[2].xpath("a/@href")]
            of_entries = [cell for cell in linked if "报告：" not in cell.text_content()]
            assert len(of_entries) == len(entry.related)
        else:
            assert len(entry.related) < 2
    assert mapped


def test_a_problem_leads_to_measure_and_rule() -> None:
    (problem,) = [e for e in entries("problem") if "培训管理宽松" in e.name]
    told = listed(BY_ID[problem.id])
    assert told["针对这一问题的"].startswith("举措 [")
    assert told["针对这一问题制定、修订的"].startswith("制度文件 [")


def test_each_line_is_told_once() -> None:
    for page in PAGES.values():
        names = [cells[1].find(".//a").get("href") for cells in rows(page)]
        assert len(set(names)) == len(names)
        pairs = [
            frozenset((cells[1].find(".//a").get("href"), other))
            for cells in rows(page)
            for other in cells[2].xpath("a/@href")
        ]
        assert len(set(pairs)) == len(pairs)
        assert {end for pair in pairs for end in pair} <= set(names)


def test_units_and_topics_have_their_map() -> None:
    (unit,) = [p for p in PAGES.values() if front(p)["title"] == "清岚师范学院"]
    told = rows(unit)
    assert told[0][1].text_content() == "清岚师范学院"
    assert told[0][1].find("strong") is not None
    assert len(told) > 3
    topic = next(p for p in PAGES.values() if front(p)["kind"] == "topic" and rows(p))
    assert all(cells[1].find("strong") is None for cells in rows(topic))


def test_a_map_is_bounded_and_says_what_it_leaves_out() -> None:
    many = "\n".join(
        f"measure|修订[rule/revised 《第{n}号管理办法》]，推行[practice “第{n}步”工作法]。"
        for n in range(40)
    )
    reports = [
        facts(f"{unit}.txt", f"# 一、|{unit}整改\n{many}", unit=unit, title=unit, period="2023")
        for unit in ("甲水局", "乙水局", "丙水局", "丁水局", "戊水局", "己水局")
    ]
    most = RELATED + UNITS + 1
    told = [page for page in made(library(*reports), "zh") if rows(page)]
    assert told
    for page in told:
        around = GATHERED + UNITS if front(page)["kind"] in ("topic", "unit") else most
        assert len(rows(page)) <= around <= 24
    unit = next(page for page in told if front(page)["title"] == "甲水局")
    (number,) = re.findall(r"另有 (\d+)\+ 项", rendered(unit).text_content())
    deeds = 40 + 40 + 1  # its own rules, the practices that all have, the measure that tells them
    assert 0 <= deeds - GATHERED - int(number) < 10  # roughly: one more changes no page
