"""What page heads say to catalogues: right words, and none that can end an attribute or script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from jinja2 import Environment
from lxml import html

from kb_build.config import Config
from kb_build.publish import build
from kb_build.publish.heads import head
from tests.publish.conftest import DOCS, ROOT

TEMPLATE = """<html><head>{% for name, value in about.meta %}
<meta name="{{ name }}" content="{{ value | e }}">{% endfor %}
<script type="application/ld+json">{{ about.json_ld }}</script></head>
<body><p>x</p></body></html>"""

REPORT = {
    "id": "report-0a1b", "kind": "report", "units": ["清岚师范学院"], "years": ["2022"],
    "genres": ["plan"], "description": "要点",
}  # fmt: skip
MEASURE = {
    "id": "measure-0a1b", "kind": "measure", "units": ["清岚师范学院"], "years": ["2022"],
    "topics": ["教育教学"], "status": "planned",
}  # fmt: skip

any_front = st.dictionaries(
    st.sampled_from(["id", "kind", "units", "years", "topics", "aliases", "description", "status"]),
    st.one_of(
        st.none(), st.integers(), st.text(), st.lists(st.text(), max_size=3), st.just("measure"),
        st.dictionaries(st.text(), st.text(), max_size=2),
        st.sampled_from(['"><script>alert(1)</script>', "</script><b>", "<!--", "'\" onload=x"]),
    ),
)  # fmt: skip
hostile = st.one_of(
    st.text(), st.sampled_from(["</script>", '"><img src=x>', "<!--<script>", "]]>"])
)


def page_of(path: Path) -> Any:
    return html.document_fromstring(path.read_bytes())


def linked(tree: Any) -> Any:
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def printed(front: dict[str, Any], title: str) -> Any:
    about = head(title, front, title, "")
    return html.document_fromstring(Environment().from_string(TEMPLATE).render(about=about))


@given(any_front, hostile)
def test_no_value_ends_its_attribute_or_script(front: dict[str, Any], title: str) -> None:
    tree = printed(front, title)
    assert {element.tag for element in tree.iter()} == {*("html", "head", "meta", "script"),
                                                         *("body", "p")}  # fmt: skip
    assert all(set(meta.attrib) == {"name", "content"} for meta in tree.iter("meta"))
    (script,) = tree.iter("script")
    told = json.loads(str(script.text))
    assert told["inLanguage"] == "zh-CN"
    assert "<" not in str(script.text)


def test_a_report_is_a_report_of_its_unit() -> None:
    about = head("知识库", REPORT, "2022年要点", "http://kb.example.invalid/reports/a.html")
    assert dict(about.meta) == {
        "DC.title": "2022年要点", "DC.creator": "清岚师范学院", "DC.date": "2022",
        "DC.type": "report", "DC.language": "zh-CN",
        "DC.identifier": "http://kb.example.invalid/reports/a.html",
    }  # fmt: skip
    assert ("DC.identifier", "report-0a1b") in about.meta
    told = json.loads(about.json_ld)
    assert told["@type"] == "Report"
    assert told["author"] == [{"@type": "Organization", "name": "清岚师范学院"}]
    assert "mainEntity" not in told


def test_a_planned_measure_is_no_completed_action() -> None:
    told = json.loads(head("知识库", MEASURE, "推广", "").json_ld)
    assert told["@type"] == "WebPage"
    assert told["mainEntity"]["@type"] == "Action"
    assert told["mainEntity"]["actionStatus"].endswith("/PotentialActionStatus")
    assert "url" not in told


def test_a_page_of_a_person_without_front_matter_has_a_head_too() -> None:
    about = head("知识库", {}, "指南")
    assert about.meta == (("DC.title", "指南"), ("DC.type", "Text"), ("DC.language", "zh-CN"))
    assert json.loads(about.json_ld)["name"] == "指南"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, with an address."""
    base = tmp_path_factory.mktemp("addressed")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    address = "site_url: http://kb.example.invalid/\n"
    (base / "mkdocs.yml").write_text(address + settings, encoding="utf-8")
    build(Config(base / "mkdocs.yml", reports=DOCS, docs=DOCS, site=base / "site"))
    return base / "site"


def test_every_page_of_the_site_has_its_head(site: Path) -> None:
    without = ("404.html", "search.html", "basket.html")
    pages = [p for p in site.rglob("*.html") if p.name not in without]
    for page in pages:
        tree = page_of(page)
        if tree.xpath("//meta[@name='robots'][@content='noindex']"):  # leads on to another
            continue
        address = f"http://kb.example.invalid/{page.relative_to(site).as_posix()}"
        (script,) = tree.xpath("//script[@type='application/ld+json']")
        told = json.loads(script.text)
        assert told["url"] in (address, address.removesuffix("index.html"))
        titles = tree.xpath("//meta[@name='DC.title']/@content")
        assert titles == [told["name"]]


def test_a_hostile_page_cannot_leave_its_head(site: Path) -> None:
    tree = page_of(site / "practices/hostile-00000bad.html")
    assert not tree.xpath("//script[contains(text(), 'alert')][not(@type)]")
    assert linked(tree)


def test_an_entrys_page_says_how_to_cite_it(site: Path) -> None:
    tree = page_of(site / "practices/ri-du-yi-wen-3f2a9c10.html")
    (cited,) = tree.xpath("//p[@data-page]")
    address = "http://kb.example.invalid/practices/ri-du-yi-wen-3f2a9c10.html"
    assert cited.text_content().endswith(f"[DB/OL]//政策知识库. {address}.")
    overview = page_of(site / "practices/index.html")
    assert not overview.xpath("//p[@data-page]")


def test_without_an_address_none_is_made_up(published: Path) -> None:
    tree = page_of(published / "practices/ri-du-yi-wen-3f2a9c10.html")
    assert "url" not in linked(tree)
    assert tree.xpath("//p[@data-page]/@data-page") == [""]
