"""Pages of a small invented library: what stands on them, and that every link leads somewhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from lxml import html

from kb_build.extract import extract
from kb_build.link import link
from kb_build.messages import LANGUAGES
from kb_build.model import ENTRY_KINDS, Facts, Library, Notice, Page
from kb_build.parse import parse
from kb_build.publish.pages import records
from kb_build.read import read
from kb_build.render import ledger as ledger_pages
from kb_build.render import render
from kb_build.render import sections as section_parts
from kb_build.render import tables as table_pages
from tests.link.invented import facts

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc"]  # those of the site
HOSTILE = "<script>alert(1)</script> [甲](x.md) | {: #x } `"

SCHOOL = facts(
    "2022/学校 总结.txt",
    """
    # 一、|整改落实情况
    ## 1.|针对“培训管理宽松”问题
    - 一是|measure|修订[rule/revised 《经费支出管理办法》]，【广告】抽查[figure 30次]。
    - 二是|measure|花费[figure *万元]，推行[practice “板凳会”议事法]，[organization 教务处]走访。
    outcome|已完成整改，满意率[figure 98%]。
    # 二、|下一步打算
    plan|推广[practice “五步”工作法]，力争明年建成。
    """,
    unit="清岚师范学院",
    title="清岚师范学院2022年工作总结",
    period="2022",
    addresses={"1.针对": ("一是", "二是", "已完成")},
    noise="【广告】",
)
HOSPITAL = facts(
    "hospital.txt",
    f"""
    # 一、|财务与安全管理
    measure|修订[rule/revised 《经费支出管理办法》]{HOSTILE}，落实[mechanism “三会一课”]。
    measure|采用[practice “板凳会”议事法]收集意见[figure 45条]。
    problem|儿科医师缺口较大。
    """,
    unit="清岚市第三人民医院",
    title=f"医院总结{HOSTILE}",
    period="2023",
)
REFUSED = Notice("lexicon-shape", "bad<b>.txt", 3)


def library(*reports: Facts) -> Library:
    return Library(reports, link(reports), (REFUSED,))


LIBRARY = library(SCHOOL, HOSPITAL)


def rendered(page: Page) -> html.HtmlElement:
    body = markdown.markdown("\n\n".join(page.blocks), extensions=EXTENSIONS)
    return html.fromstring(f"<main>{body}</main>")


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest) -> dict[str, Page]:
    return {page.path: page for page in render(LIBRARY, request.param)}


def front(page: Page) -> dict[str, object]:
    return dict(page.front)


def page_of(pages: dict[str, Page], title: str) -> Page:
    (page,) = [page for page in pages.values() if front(page)["title"] == title]
    return page


def test_every_kind_has_pages(pages: dict[str, Page]) -> None:
    kinds = {front(page)["kind"] for page in pages.values()}
    assert kinds == {*ENTRY_KINDS, "report", "overview"}
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


def test_a_reports_page_has_all_its_words_in_place(pages: dict[str, Page]) -> None:
    for one in (SCHOOL, HOSPITAL):
        page = next(p for p in pages.values() if front(p)["id"] == f"report-{one.report.id}")
        for span in rendered(page).xpath("//span[@data-span]"):
            start, end = map(int, span.get("data-span").split("-"))
            assert span.text_content().strip() == one.report.text[start:end].strip()
        ids = {*rendered(page).xpath("//span/@id")}
        assert {n.id for n in one.outline.nodes} | {p.id for p in one.passages} <= ids


def test_reports_are_cited_on_their_pages_and_on_those_of_entries() -> None:
    pages = {front(page)["id"]: page for page in render(LIBRARY, "zh")}
    school = "清岚师范学院. 清岚师范学院2022年工作总结[R]. [2022]."
    hospital = f"清岚市第三人民医院. 医院总结{HOSTILE}[R]. [2023]."
    for page in pages.values():
        cited = [p.text_content() for p in rendered(page).xpath("//p[@class='kb-citation']")]
        if front(page)["kind"] in ("overview", "topic"):
            assert cited == []
        else:
            assert cited
            assert set(cited) <= {school, hospital}
    (entry,) = [e for e in LIBRARY.entries if e.kind == "practice" and len(e.reports) == 2]
    cited = rendered(pages[entry.id]).xpath("//p[@class='kb-citation']")
    assert [p.text_content() for p in cited] == [school, hospital]
    assert [p.get("data-report") for p in cited] == list(entry.reports)


def test_noise_is_set_apart_in_the_report() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    page = page_of(pages, "清岚师范学院2022年工作总结")
    (noise,) = rendered(page).xpath("//span[@class='kb-noise']")
    assert noise.text == "【广告】"


def test_program_text_around_a_report_is_neither_shown_nor_counted(tmp_path: Path) -> None:
    cell = '<TD style="FONT-SIZE: 16pt">{}</TD>'
    text = (
        "<P><SPAN lang=EN-US>一、加强河道管护</SPAN></P>\n"
        "<p>开展巡查<B>12</B>次&nbsp;，清理河道。</p>\n"
        f"<TABLE><TR>{cell.format('1.责任')}{cell.format('水务站')}</TR></TABLE>\n"
    )
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    made = extract(parse(read(tmp_path / "page.txt")))
    pages = {front(page)["kind"]: page for page in render(library(made), "zh") if page.front}
    page = rendered(pages["report"])
    shown = page.text_content()
    assert not {"SPAN", "FONT-SIZE", "nbsp", "<"} & set(re.findall(r"\w+-?\w*|<", shown))
    printed = "一、加强河道管护开展巡查12次，清理河道。1.责任水务站"
    assert f"字数：{len(printed)}" in shown
    assert re.search(r"略去：\d+ 处网页代码", shown)
    assert "责任" not in "".join(page.xpath("//h2[.='提纲']/following-sibling::ul[1]//text()"))


def test_every_score_has_a_name_in_words() -> None:
    for language in LANGUAGES:
        (page,) = (page for page in render(LIBRARY, language) if page.path == "quality.md")
        table = "".join(rendered(page).xpath("//table//td[1]/text()"))
        assert "F1" not in table
        assert "grounded" not in table


def test_a_report_of_several_years_is_listed_in_each() -> None:
    words = "# 一、|修渠引水\nmeasure|修渠引水，疏浚沟渠。"
    title, period = "临湖镇三年总结", "2021-01/2023-12"
    whole = facts("v.txt", words, period=period, unit="临湖镇", title=title)
    pages = {page.path: page for page in render(library(whole), "zh")}
    assert front(page_of(pages, "临湖镇三年总结"))["years"] == ("2021", "2022", "2023")
    for year in ("2021", "2022", "2023"):
        assert "临湖镇三年总结" in rendered(pages[f"timeline/{year}.md"]).text_content()
    (measure,) = (page for page in pages.values() if front(page)["kind"] == "measure")
    assert "2021–2023" in rendered(measure).text_content()


def test_hostile_words_make_no_element(pages: dict[str, Page]) -> None:
    for page in pages.values():
        tree = rendered(page)
        assert not tree.xpath("//script | //b | //*[@id='x'] | //a[@href='x.md']")
        assert "alert(1)" not in "".join(tree.xpath("//@title | //@class"))


def test_a_passage_over_two_paragraphs_has_its_id_once() -> None:
    one = HOSPITAL
    first, second, *rest = one.passages
    joined = replace(first, span=replace(first.span, end=second.span.end))
    whole = replace(one, passages=(joined, *rest), links=(), mentions=(), figures=())
    pages = {front(p)["id"]: p for p in render(Library((whole,), link([whole])), "zh")}
    spans = rendered(pages[f"report-{one.report.id}"]).xpath("//span[contains(@class, 'measure')]")
    assert [span.get("id") for span in spans if span.get("data-span")] == [first.id, None]


def test_masked_values_are_shown_as_masked() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    page = page_of(pages, "数据：清岚师范学院2022年工作总结")
    cells = [cell.text_content() for cell in rendered(page).xpath("//td")]
    assert "*万元 （原文已隐去数值）" in cells
    assert "30次" in cells
    assert "抽查30次" in cells


def test_a_plan_says_that_it_is_one() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    page = page_of(pages, "下一步打算")
    assert front(page)["status"] == "planned"
    assert "计划中的举措，这份报告没有说已经做到。" in page.blocks[1]


def test_namesakes_are_told_apart_by_unit() -> None:
    titles = {front(page)["title"] for page in render(LIBRARY, "zh")}
    assert {"经费支出管理办法（清岚师范学院）", "经费支出管理办法（清岚市第三人民医院）"} <= titles


def test_a_practice_shows_why_it_has_its_grade() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    page = page_of(pages, "“板凳会”议事法")
    items = [item.text_content() for item in rendered(page).iter("li")]
    assert [item for item in items if item[0] in "✓✗"] == [
        "✓ 有明确的单位：教务处 · 清岚师范学院",
        "✓ 有具体的动作：采用“板凳会”议事法收集意见45条 · 清岚市第三人民医院",
        "✓ 有数字：采用“板凳会”议事法收集意见45条 · 清岚市第三人民医院",
        "✗ 有成效",
        "✗ 有制度固定下来",
        "✓ 有其他单位采用：采用“板凳会”议事法收集意见45条 · 清岚市第三人民医院",
    ]


def test_a_search_shows_the_words_of_a_practice_and_not_our_rubrics() -> None:
    for page in render(LIBRARY, "zh"):
        if front(page).get("kind") != "practice":
            continue
        body = markdown.markdown("\n\n".join(page.blocks), extensions=EXTENSIONS)
        found = next(records(page.path, front(page), str(front(page)["title"]), body))
        assert found.text
        assert not re.search("证据等级|最早见于|有明确的单位", found.text)


def test_practices_that_are_only_named_say_so_and_come_last() -> None:
    told = facts(
        "told.txt",
        "measure|推行[practice “七彩”课堂]。\nmeasure|推行[practice “五步”工作法]，走访农户。",
        unit="局党委",
    )
    pages = {page.path: page for page in render(Library((told,), link([told])), "zh")}
    rows = rendered(pages["practices/index.md"]).xpath("//tbody/tr")
    assert [[cell.text_content() for cell in row][:2] for row in rows] == [
        ["“五步”工作法", "D 级"],
        ["“七彩”课堂", "D 级（只点到名称）"],
    ]
    assert "其中 1 项报告只点到名称" in pages["practices/index.md"].blocks[1]
    words = "\n".join(page_of(pages, "“五步”工作法").blocks)
    assert "✗ 有明确的单位（报告里只称“局党委”）" in words


def test_a_topic_shows_its_entries_before_what_is_around_them() -> None:
    pages = render(LIBRARY, "zh")
    topics = [page for page in pages if dict(page.front).get("kind") == "topic"]
    heads = [[b for b in page.blocks if b.startswith("## ")] for page in topics]
    with_maps = [found for found in heads if "## 相关条目" in found]
    assert with_maps
    assert all(found[-1] == "## 相关条目" for found in with_maps)


def test_ledgers_of_reports_with_one_title_tell_whose_and_of_when() -> None:
    reports = [
        facts(
            f"{year}.txt",
            f"problem|{unit}水费收缴不及时。",
            unit=unit,
            period=year,
            title="工作报告",
        )
        for unit, year in (("临湖镇", "2023"), ("竹溪镇", "2024"))
    ]
    pages = {page.path: page for page in render(Library(tuple(reports), link(reports)), "zh")}
    words = rendered(pages["problems/index.md"]).text_content()
    assert "工作报告 · 临湖镇 · 2023 · 1 个问题" in words
    assert "工作报告 · 竹溪镇 · 2024 · 1 个问题" in words


def test_rules_that_were_made_come_before_those_only_gone_by() -> None:
    told = facts(
        "rules.txt",
        "measure|落实[rule/enforced 《巡渠规定》]。\nmeasure|修订[rule/revised 《用水办法》]。",
        unit="临湖镇",
    )
    pages = {page.path: page for page in render(Library((told,), link([told])), "zh")}
    rows = rendered(pages["institutions/index.md"]).xpath("//tbody/tr/td[1]")
    assert [cell.text_content()[:4] for cell in rows] == ["用水办法", "巡渠规定"]


def test_many_ledgers_are_folded_before_the_table() -> None:
    reports = [facts(f"{n}.txt", f"problem|第{n}条渠道破损严重。", unit="临湖镇") for n in range(9)]
    pages = {page.path: page for page in render(Library(tuple(reports), link(reports)), "zh")}
    page = rendered(pages["problems/index.md"])
    (folded,) = page.xpath("//details[summary='各报告的台账（9 份报告）']")
    assert len(folded.xpath(".//li")) == 9


def test_several_measures_in_a_ledger_stand_one_below_the_other() -> None:
    answers = tuple(f"修订第{number}项制度" for number in range(1, 11))
    lines = "\n".join(f"measure|{words}，逐条对照检查。" for words in answers)
    told = facts(
        "a.txt", f"problem|水费收缴不及时。\n{lines}", unit="临湖镇",
        addresses={"水费收缴不及时": answers},
    )  # fmt: skip
    pages = {page.path: page for page in render(Library((told,), link([told])), "zh")}
    (page,) = (p for path, p in pages.items() if path.startswith("problems/a"))
    items = rendered(page).xpath("//li//li")
    assert [item.text_content().strip() for item in items][-2:] == [
        "修订第8项制度，逐条对照检查。", "其余 2 条见水费收缴不及时",
    ]  # fmt: skip


def test_a_measure_partly_done_says_both_and_shows_what_is_done_first() -> None:
    told = facts(
        "mixed.txt",
        "# 一、|管护\nmeasure|今年新建管护站12座。\nplan|明年起在全部灌区推广，逐村配备管护员。",
    )
    library = Library((told,), link([told]))
    (page,) = (p for p in render(library, "zh") if p.path.startswith("measures/guan"))
    words = "\n".join(page.blocks)
    assert "一部分已做，一部分是计划" in page.blocks[1]
    assert words.index("今年新建管护站12座") < words.index("明年起在全部灌区推广")


def test_a_practice_of_nobody_known_counts_no_units() -> None:
    lone = facts("lone.txt", "# 一、|做法\nmeasure|推行[practice “五步”工作法]，走访农户。")
    library = Library((lone,), link([lone]))
    (page,) = (p for p in render(library, "zh") if p.path.startswith("practices/wu-bu"))
    assert "没有写明是哪个单位" in page.blocks[1]
    assert any("✗ 有明确的单位" in block for block in page.blocks)


def test_a_rule_that_nobody_known_tells_counts_no_units() -> None:
    lone = facts("lone.txt", "# 一、|做法\nmeasure|修订[rule/revised 《渠道巡查办法》]。")
    library = Library((lone,), link([lone]))
    (page,) = (p for p in render(library, "zh") if p.path.startswith("institutions/qu-dao"))
    assert "0 个单位" not in "\n".join(page.blocks)


def test_the_ledger_counts_each_status() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    page = rendered(pages["problems/index.md"])
    (ledger,) = page.xpath("//table")
    counts = (
        "已完成 1，正在推进 0，长期坚持 0，有成效（未写明是否完成） 0，有举措（未写明是否完成） 0，"
        "未说明 1"
    )
    assert counts in page.text_content()
    assert [item.text_content() for item in page.xpath("//ul[1]/li")] == [
        "清岚市第三人民医院：未说明 1", "清岚师范学院：已完成 1",
    ]  # fmt: skip
    assert len(ledger.xpath(".//tbody/tr")) == 2


def test_what_is_not_done_yet_stands_before_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_pages, "OPEN", 1)
    reports = [
        facts(
            f"{number}.txt",
            f"# 1.|关于“{name}”的问题\nmeasure|开展{name}整治。\noutcome|{state}",
            unit="临湖镇",
            addresses={"1.关于": ("开展", state)},
        )
        for number, (name, state) in enumerate(
            [("渠道不畅", "正在整改。"), ("账目不清", "已整改。"), ("会议偏多", "尚未完成整改。")]
        )
    ]
    pages = {page.path: page for page in render(Library(tuple(reports), link(reports)), "zh")}
    page = rendered(pages["problems/index.md"])
    assert "报告说还没有办完的 2 个问题" in page.text_content()
    assert [item.text_content() for item in page.xpath("//ul[1]/li")] == ["渠道不畅 · 临湖镇"]
    assert "另有 1 个" in page.text_content()


def test_refused_files_are_named() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    page = rendered(pages["quality.md"])
    assert "未收入 1 个文件" in page.text_content()
    assert "bad<b>.txt:3" in page.text_content()


def test_front_matter_is_plain_and_never_empty(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for key, value in page.front:
            assert value, key
            assert isinstance(value, str | int | tuple)


def test_same_library_same_pages() -> None:
    again = library(HOSPITAL, SCHOOL)
    first = {page.path: page for page in render(LIBRARY, "zh")}
    second = {page.path: page for page in render(again, "zh")}
    first.pop("quality.md")  # lists reports in the order given
    second.pop("quality.md")
    assert first == second


def test_an_empty_library_has_its_overviews() -> None:
    pages = render(Library((), ()), "zh")
    assert {front(page)["kind"] for page in pages} == {"overview"}
    assert "index.md" in {page.path for page in pages}


def test_measures_of_unknown_units_come_last() -> None:
    strays = (facts("a.txt", "# 一、|修渠引水\nmeasure|修渠引水，疏浚沟渠。"), SCHOOL)
    pages = {page.path: page for page in render(library(*strays), "zh")}
    names = rendered(pages["measures/index.md"]).xpath("//tbody/tr/td[1]")
    assert names[-1].text_content() == "修渠引水"


def test_long_lists_are_split_and_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_pages, "ROWS", 1)
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    first, second = (rendered(pages[f"problems/index{n}.md"]) for n in ("", "-2"))
    assert "index-2.md" in first.xpath("//a/@href")
    assert "index.md" in second.xpath("//a/@href")


def test_plots_have_a_table_with_the_same_numbers() -> None:
    pages = {page.path: page for page in render(LIBRARY, "zh")}
    seen = 0
    for path in ("statistics.md", "quality.md", "timeline/index.md"):
        for twins in rendered(pages[path]).xpath("//div[@class='kb-twins']"):
            (plot,) = twins.xpath("./div/svg")
            assert plot.get("role") == "img"
            assert plot.get("aria-label")
            cells = [cell.text_content() for cell in twins.xpath(".//td[position() > 1]")]
            assert sorted(_numbers(plot)) == sorted(
                cell for cell in cells if cell != "0" or plot.find("rect") is not None
            )
            seen += 1
    assert seen > 8


def _numbers(plot: html.HtmlElement) -> list[str]:
    """Of bars those behind them, of circles those in them."""
    if plot.find("rect") is not None:
        return [text.text for text in plot.xpath("./text[not(@text-anchor='end')]")]
    return [circle.getnext().text for circle in plot.xpath("./circle")]


def test_headings_carry_their_attributes_on_their_own_line(pages: dict[str, Page]) -> None:
    """Python-Markdown reads `{: #id }` below a heading as a paragraph and shows it."""
    loose = [
        (page.path, block)
        for page in pages.values()
        for block in page.blocks
        if block.startswith("#") and "\n{:" in block
    ]
    assert loose == []


def test_a_report_has_a_ledger_of_its_own_with_links_to_each_place() -> None:
    pages = {front(page)["id"]: page for page in render(LIBRARY, "zh")}
    name = next(
        dict(p.front)["id"]
        for p in pages.values()
        if p.path == "problems/xue-xiao-zong-jie-14a7.md"
    )
    page = rendered(pages[name])
    items = [item.text_content() for item in page.xpath("//h2[1]/following-sibling::ul[1]/li")]
    assert items[:2] == ["状态： 已完成", "反馈问题： 1.针对“培训管理宽松”问题"]
    measures = next(item for item in items if item.startswith("举措："))
    assert "修订《经费支出管理办法》，抽查30次。" in map(str.strip, measures.split("\n"))
    assert any(item.startswith("佐证：") for item in items)


def flood_reports() -> list[Facts]:
    shared = (
        "坚持把防汛责任落实到每一座泵站和每一段堤防，逐级签订责任书。"
        "健全雨前排查、雨中巡查和雨后复查的闭环，逐处建立台账并逐处销号。"
    )
    return [
        facts(f"{unit}.txt", f"# 一、|防汛\nmeasure|{shared}排查隐患[figure {n}处]。", unit=unit)
        for unit, n in (("临湖镇", 3), ("竹溪镇", 45))
    ]


def test_variants_of_a_measure_stand_by_unit_before_the_template() -> None:
    pages = {page.path: page for page in render(library(*flood_reports()), "zh")}
    page = rendered(page_of(pages, "防汛"))
    assert "2 份报告的写法大体相同" in page.text_content()
    heads = [head.text_content() for head in page.xpath("//h2 | //h3")][:6]
    assert heads == [
        "各单位自己的做法", "临湖镇", "竹溪镇", "各单位相同的话（套话）", "临湖镇", "竹溪镇",
    ]  # fmt: skip
    assert page.xpath("//h2[@class='kb-template']")


def test_a_page_shows_some_of_very_many_variants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(section_parts, "SHOWN", 1)
    pages = {page.path: page for page in render(library(*flood_reports()), "zh")}
    page = rendered(page_of(pages, "防汛"))
    assert [head.text_content() for head in page.xpath("//h3")] == ["临湖镇", "临湖镇"]
    assert page.text_content().count("还有 1 处提及") == 2


def test_what_a_page_is_about_is_told_in_words_alone() -> None:
    report = facts("a.txt", "# 一、|整改\nmeasure|修订[rule/revised 《考勤办法》]。", period="2023")
    told = [front(page).get("description", "") for page in render(library(report), "zh")]
    assert any(told)
    assert not [words for words in told if "{:" in str(words)]
