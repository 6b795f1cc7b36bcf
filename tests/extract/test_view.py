"""The page for checking: all of the text, every label, hostile words as words, one safe file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings, strategies as st

from kb_build import cli
from kb_build.errors import InputError
from kb_build.extract import extract, view
from kb_build.extract.view.elements import UNSAFE
from kb_build.messages import LANGUAGES
from kb_build.model import MENTION_KINDS, ROLES, Facts, Mark, Report, Span
from kb_build.parse import parse

REPORT = """清岚市松浦县农业农村局2024年工作总结
一、2024年工作回顾
（一）建章立制。修订《灌渠管护办法》，建立“双周会商”机制，清淤渠道12公里，供水保证率达到98%。
（二）服务群众。推行“板凳会”议事法，走访农户三百户，培训*场次。
二、存在的问题
针对管护责任不落实的问题，县局制定了《灌渠巡查细则》。人手不足，业务能力不够强。
三、2025年工作打算
新建泵站两座。
- 1 -
"""
HOSTILE = """<script>window.broken=1</script>工作总结
一、"><img src=x onerror=window.broken=2>做法
建立“<b onclick='window.broken=3'>”制度，修订《</span></article><script>x=4</script>办法》。
&lt;i&gt; &amp; \x00 \u202e ${title} $$ {x} ]]> --> 完成12公里。
"""


def facts_of(text: str) -> Facts:
    """The facts of a text whose page numbers are no part of it, as `read` would say."""
    digits = hashlib.sha256(text.encode()).hexdigest()
    pages = (Span(*found.span()) for found in re.finditer(r"^- \d+ -$", text, re.MULTILINE))
    noise = tuple(Mark(span, "noise", "page-number") for span in pages)
    return extract(parse(Report(digits[:12], "reports/r.txt", digits, text, "utf-8", noise)))


def tree(page: str) -> Element:
    """The page as strict XML, once what HTML alone may write is written as XML would."""
    words = re.sub(r"<(meta|input)\b([^>]*?)>", r"<\1\2/>", page)
    words = re.sub(r" (checked|open|hidden|data-group|data-close)(?=[ />])", r' \1=""', words)
    words = re.sub(r"<(script|style)>(.*?)</\1>", r"<\1><![CDATA[\2]]></\1>", words, flags=re.S)
    return ElementTree.fromstring(words)


def words_of(element: Element) -> str:
    """The source's words in an element, without those that the page adds."""
    words = element.text or ""
    for child in element:
        added = child.tag == "button" or child.get("class") in {"link", "value"}
        words += ("" if added else words_of(child)) + (child.tail or "")
    return words


def classed(page: Element, name: str) -> list[Element]:
    """The elements of a page that have a class, in order."""
    return [element for element in page.iter() if name in element.get("class", "").split()]


def carrying(page: str, attribute: str) -> list[dict[str, str]]:
    """The attributes of each element that has a certain one, in order."""
    return [element.attrib for element in tree(page).iter() if attribute in element.attrib]


def visible(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", [REPORT, HOSTILE])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_well_formed_and_holds_all_of_the_text(text: str, lang: str) -> None:
    facts = facts_of(text)
    (shown,) = classed(tree(view.page([facts], lang)), "text")
    expected = facts.report.text.replace("\x00", "\ufffd")
    assert visible(words_of(shown)) == visible(expected)


def test_every_passage_is_there_with_its_role_rule_and_runner_up() -> None:
    facts = facts_of(REPORT)
    page = view.page([facts], "zh")
    shown = {label["id"].split("-", 1)[1]: label for label in carrying(page, "data-decided")}
    assert shown.keys() == {passage.id for passage in facts.passages}
    for passage in facts.passages:
        label = shown[passage.id]
        assert f"role-{passage.role}" in label["class"].split()
        assert label["data-decided"] == passage.rule
        assert label["data-place"] == f"{passage.span.start}–{passage.span.end}"
        assert passage.runner_up == "" or label["data-second"]


def test_every_name_and_figure_is_there_with_what_was_read_from_it() -> None:
    facts = facts_of(REPORT)
    page = view.page([facts], "en")
    names = [(label["data-canonical"], label["data-by"]) for label in carrying(page, "data-kind")]
    assert names == [(mention.canonical, mention.rule) for mention in facts.mentions]
    assert {"rule", "mechanism"} <= {mention.kind for mention in facts.mentions}
    figures = [
        (label["data-value"], label.get("data-unit")) for label in carrying(page, "data-value")
    ]
    assert ("12", "公里") in figures
    assert ("300", "户") in figures
    assert ("masked", "场次") in figures
    assert len(figures) == len(facts.figures)


def test_every_heading_is_there_with_depth_marker_and_family() -> None:
    facts = facts_of(REPORT)
    page = view.page([facts], "zh")
    shown = [
        (label["data-depth"], label.get("data-marker", ""), label["data-family"])
        for label in carrying(page, "data-family")
    ]
    assert shown == [(str(n.depth), n.marker, n.rule) for n in facts.outline.nodes]
    assert "1 级 han" in page


def test_links_are_numbered_at_both_ends_and_lead_somewhere() -> None:
    facts = facts_of(REPORT)
    page = tree(view.page([facts], "zh"))
    references = [a for a in classed(page, "link") if a.tag == "a"]
    assert facts.links
    assert {a.get("href", "")[1:] for a in references} <= {a.get("id") for a in page.iter()}
    shown = Counter(a.text for a in references)
    for number in range(1, len(facts.links) + 1):
        assert shown[f"{number}→"] == 1
        assert shown[f"→{number}"] >= 1


def test_ids_differ_and_every_address_is_on_the_page() -> None:
    reports = [facts_of(REPORT), facts_of(REPORT.replace("2024", "2023"))]
    page = tree(view.page(reports, "zh"))
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert {name for name, times in ids.items() if times > 1} == set()
    addresses = [at for e in page.iter() for at in (e.get("href"), e.get("src")) if at]
    assert addresses
    assert all(address.startswith("#") and address[1:] in ids for address in addresses)


def test_attributes_and_counts_are_told() -> None:
    facts = facts_of(REPORT)
    page = tree(view.page([facts], "zh"))
    (attributes,) = classed(page, "attributes")
    told = ["".join(line.itertext()) for line in attributes]
    assert any(facts.title.value in line and facts.title.rule in line for line in told)
    assert any("2024" in line and facts.period.rule in line for line in told)
    *_, total = classed(page, "counts")[0].iter("tr")
    numbers = [int(cell.text or "") for cell in total.iterfind("td")]
    roles = Counter(passage.role for passage in facts.passages)
    kinds = Counter(mention.kind for mention in facts.mentions)
    assert numbers[:5] == [roles[role] for role in ROLES]
    assert numbers[5:10] == [kinds[kind] for kind in MENTION_KINDS]
    assert numbers[10:13] == [len(facts.outline.nodes), len(facts.figures), len(facts.links)]


class Tags(HTMLParser):
    """The start tags of a page, as a browser sees them."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_hostile_words_make_no_element_and_no_attribute() -> None:
    tags = Tags(view.page([facts_of(HOSTILE)], "zh")).tags
    assert Counter(tag for tag, _ in tags)["script"] == 1
    assert {"img", "i"} & {tag for tag, _ in tags} == set()
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


# Controls that count as blanks are dropped between blocks and shown as U+FFFD within; a report has
# no carriage return.
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x1f")


@settings(max_examples=60)
@given(st.text(ANY, min_size=1).filter(str.strip))
def test_any_text_is_shown_whole(text: str) -> None:
    facts = facts_of(f"{text}\n一、做法\n建立“{text}”制度。")
    (shown,) = classed(tree(view.page([facts], "zh")), "text")
    expected = UNSAFE.sub("\ufffd", facts.report.text)
    assert visible(words_of(shown)) == visible(expected)


def test_a_page_is_replaced_and_a_file_of_others_is_not(tmp_path: Path) -> None:
    facts = facts_of(REPORT)
    target = tmp_path / "page.html"
    view.save(target, view.page([facts], "zh"))
    view.save(target, view.page([facts], "en"))
    assert "What was extracted" in target.read_text(encoding="utf-8")
    own = tmp_path / "report.txt"
    own.write_text(REPORT, encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.txt"):
        view.save(own, view.page([facts], "zh"))
    assert own.read_text(encoding="utf-8") == REPORT
    assert {path.name for path in tmp_path.iterdir()} == {"page.html", "report.txt"}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="page"):
        view.save(tmp_path / "none" / "page.html", "x")


def test_the_command_writes_a_page_instead_of_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, target = tmp_path / "report.txt", tmp_path / "page.html"
    report.write_text(REPORT, encoding="utf-8")
    assert cli.run(["extract", "--quiet", "--html", str(target), str(report)]) == cli.OK
    assert capsys.readouterr().out == ""
    assert classed(tree(target.read_text(encoding="utf-8")), "passage")


def test_the_command_does_not_take_a_report_for_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(REPORT, encoding="utf-8")
    second.write_text(REPORT.replace("2024", "2023"), encoding="utf-8")
    assert cli.run(["extract", "--quiet", "--html", str(first), str(second)]) == cli.USAGE
    assert "a.txt" in capsys.readouterr().err
    assert first.read_text(encoding="utf-8") == REPORT
