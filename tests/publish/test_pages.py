"""A rendered page must give the records that staff look for: itself, and a report's passages."""

import pytest
from markdown import Markdown

from kb_build.messages import LANGUAGES, say
from kb_build.publish.search.facets import Facets
from kb_build.publish.search.pages import records
from kb_build.publish.search.records import Record

REPORT = """
<h1>总结</h1>
<p>说明：<span class="kb-legend kb-plan">计划</span></p>
<ul><li><a href="#n1">一、学习</a></li></ul>
<p>前言<span id="n1" class="kb-heading kb-depth-1">一、学习</span></p>
<p><span id="n2" class="kb-heading kb-depth-2">（一）读书</span>
<span id="p1" class="kb-passage kb-measure">读书<span class="kb-noise">第3页</span>两期，</span></p>
<p><span class="kb-passage kb-measure">共五天。</span>
<span id="p2" class="kb-passage kb-outcome">通过。
</span></p>
<p><span id="n3" class="kb-heading kb-depth-1">二、打算</span></p>
<p><span id="p3" class="kb-passage kb-plan">再办三期。</span></p>
<h2>形成的条目</h2><ul><li><a href="../measures/x.html">办读书班</a></li></ul>
"""


def of_report() -> list[Record]:
    front = {"kind": "report", "units": ["甲局"], "years": ["2023"]}
    return list(records("reports/r.html", front, "总结", REPORT))


def test_a_report_gives_itself_and_a_record_for_each_heading_and_passage() -> None:
    found = [(one.url, one.kind, one.role) for one in of_report()]
    assert found == [
        ("reports/r.html", "report", ""),
        ("reports/r.html#n1", "passage", "heading"),
        ("reports/r.html#n2", "passage", "heading"),
        ("reports/r.html#p1", "passage", "measure"),
        ("reports/r.html#p2", "passage", "outcome"),
        ("reports/r.html#n3", "passage", "heading"),
        ("reports/r.html#p3", "passage", "plan"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_a_report_was_read_is_nothing_to_find_it_by(language: str) -> None:
    keys = ("genre", "characters", "quoted", "left_out", "joined", "file")
    labels = [say("page.label", language, words=say(f"column.{key}", language)) for key in keys]
    lines = "\n".join(f"- {label}shuiwu{n} 9{n}%" for n, label in enumerate(labels))
    facts = Markdown().convert(lines)
    first, *_ = records("reports/r.html", {"kind": "report"}, "总结", facts + REPORT)
    assert "shuiwu0 90%" in first.context
    assert "shuiwu1" not in first.context + first.text
    assert first.context.count("%") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_which_marks_a_practice_has_is_nothing_to_find_a_practice_by(language: str) -> None:
    found = say("page.colon", language, words=say("evidence.number", language))
    lacking, cite = say("page.lacking", language, marks="某项"), say("page.cite", language)
    marks = f"- ✓ {found}[12次](x.md)\n- ✗ {lacking}"
    content = Markdown().convert(f"{marks}\n\n## {cite}\n\n## 引用外资\n\n- ✓ 逐户走访")
    (page,) = records("practices/a.html", {"kind": "practice"}, "甲", content)
    assert page.context.split("\n") == ["引用外资", "✓ 逐户走访"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_not_found_by_the_words_it_is_laid_out_with(language: str) -> None:
    def told(key: str, **values: str) -> str:
        return say(key, language, **values)

    def label(key: str, words: str) -> str:
        return f"- {told('page.label', words=told(f'column.{key}'))}{words}"

    grade = told("page.grade", grade="C", count="3")
    lines = [
        label("unit", "[某局](u.md)"), label("year", "2031"), label("aliases", "夜读法"),
        label("topic", "[学习](a.md)、[值班](b.md)"), f"\n{grade}\n{{: .kb-frame }}",
        f"\n## {told('section.mentioned')}", f"\n## {told('section.outcome')}",
        f"\n## {told('page.related')}", f"\n|{told('column.grade')}|{told('column.state')}|",
        "|---|---|", f"|{told('page.grade_named', grade='D')}|{told('status.taken')}|",
    ]  # fmt: skip
    content = Markdown(extensions=["tables", "attr_list"]).convert("\n".join(lines))
    (page,) = records("practices/a.html", {"kind": "practice"}, "甲", content)
    assert page.context.split("\n") == ["2031", "夜读法", told("section.outcome")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_by_kind_are_not_found_by_the_names_of_kinds(language: str) -> None:
    kinds, one = say("kinds.practice", language), say("kind.practice", language)
    lists = {"topic": f"## {kinds} (1)\n\n- [夜读](a.md) · {one} · 某局", "report": f"### {kinds}"}
    for kind, made in lists.items():
        content = Markdown().convert(f"{made}\n\n- 提到{kinds}")
        page = next(records("x.html", {"kind": kind}, "甲", content))
        assert page.context == f"提到{kinds}"


def test_what_a_person_writes_in_a_list_or_table_is_found() -> None:
    lines = "- 证据：档案三卷\n- 数据：台账 12 本\n\n|范围|做到哪里|\n|---|---|\n|七个村|已验收|"
    content = Markdown(extensions=["tables"]).convert(lines)
    (page,) = records("measures/a.html", {"kind": "measure"}, "甲", content)
    found = ["证据：档案三卷", "台账 12 本", "范围", "做到哪里", "七个村", "已验收"]
    assert page.context.split("\n") == found


def test_a_reports_title_in_its_text_is_not_found_beside_the_report() -> None:
    said = '<span id="t" class="kb-passage kb-context">水务局<br>总结</span><br>'
    found = records("reports/r.html", {"kind": "report"}, "水务局 总结", said + REPORT)
    assert "reports/r.html#t" not in [one.url for one in found]


def test_a_passage_has_its_words_in_all_paragraphs_and_no_noise() -> None:
    texts = {one.url: one.text for one in of_report()}
    assert texts["reports/r.html#p1"] == "读书两期，\n共五天。"
    assert texts["reports/r.html#p2"] == "通过。"


def test_a_passage_knows_the_headings_above_it() -> None:
    paths = {one.url: one.path for one in of_report()}
    assert paths["reports/r.html#p1"] == ("一、学习", "（一）读书")
    assert paths["reports/r.html#n2"] == ("一、学习",)
    assert paths["reports/r.html#p3"] == ("二、打算",)


def test_what_has_a_record_of_its_own_is_no_text_of_the_report() -> None:
    report = of_report()[0]
    assert report.text == "说明：\n前言"
    assert report.names == ("总结",)
    assert "办读书班" not in report.context


def test_an_entry_is_found_by_its_quotations_and_its_frame_is_context() -> None:
    content = (
        "<h1>某法</h1><p class=kb-lead>一个单位。</p><table><tr><td>甲局</td></tr></table>"
        "<h2>做法</h2><blockquote><p>每天<b>读书</b>，\n打卡。</p></blockquote>"
        '<p><a class=kb-source href="../reports/r.html#p1">总结，2023</a></p>'
        "<p>本单位也试过。</p><ul><li>有数字</li></ul>"
    )
    (entry,) = records(
        "practices/x.html", {"kind": "practice", "aliases": ["读法"]}, "某法", content
    )
    assert entry.text == "每天读书， 打卡。\n本单位也试过。"
    assert entry.context == "甲局\n做法\n有数字"
    assert entry.names == ("某法", "读法")


def test_a_line_of_links_is_frame_and_no_excerpt() -> None:
    content = (
        "<p class=kb-frame><strong>数据：</strong><a href=x>12个</a>、<a href=y>3人</a></p>"
        "<blockquote><p>清淤渠道。</p></blockquote>"
    )
    (record,) = records("measures/a.html", {"kind": "measure"}, "管水", content)
    assert record.text == "清淤渠道。"
    assert record.context == ""


def test_what_is_related_is_no_word_of_the_page() -> None:
    content = (
        "<blockquote><p>清淤渠道。</p></blockquote>"
        "<p class=kb-related><strong>出自同一段话：</strong>制度文件 <a href=x>清淤办法</a></p>"
    )
    (record,) = records("measures/a.html", {"kind": "measure"}, "管水", content)
    assert record.text == "清淤渠道。"
    assert "制度文件" not in record.context


def test_a_folded_list_and_a_label_of_links_are_no_excerpt() -> None:
    folded = "<details><summary>其余 2 项</summary><table><tr><th>名称</th></tr></table></details>"
    label = '<p>所属类目：<a href="b.html">防汛</a></p>'
    front = {"kind": "topic", "description": "主题：3 个条目。"}
    (found,) = records("topics/a.html", front, "读书", f"<h1>读书</h1>{label}{folded}")
    assert found.text == "主题：3 个条目。"
    assert found.path == ()
    quoted = (
        "<details><summary>其余 1 段</summary><blockquote><p>每天读书。</p></blockquote></details>"
    )
    (found,) = records("practices/a.html", {"kind": "practice"}, "读书", quoted)
    assert found.text == "每天读书。"


def test_a_page_without_a_kind_is_all_text() -> None:
    content = "<h1>指南</h1><h2>先看</h2><ul><li>第一<a href='a.html'>步</a></li></ul>"
    (page,) = records("guide/staff.html", {}, "指南", content)
    assert (page.kind, page.text) == ("page", "先看\n第一步")


def test_a_list_of_pages_is_not_found() -> None:
    assert list(records("index.html", {"kind": "overview"}, "首页", "<p>字</p>")) == []


@pytest.mark.parametrize("kind", ["unit", "series", "overview"])
def test_a_page_of_lists_about_one_thing_is_found_by_what_it_is_and_says(kind: str) -> None:
    front = {"kind": kind, "units": ["甲局"], "description": "3 个数据。"}
    content = (
        "<p>别的话</p><div><svg><text>图上的字</text></svg></div><table><td>表里的字</td></table>"
    )
    (page,) = records("figures/x.html", front, "读书班（期）", content)
    assert (page.kind, page.names, page.text) == (kind, ("读书班（期）",), "3 个数据。")
    assert (page.context, page.facets.units) == ("", ("甲局",))


def role(kind: str, status: str) -> str:
    """The role of a page by its kind and status."""
    front: dict[str, object] = {"kind": kind, "status": status}
    return next(records("x.html", front, "某事", "<p>字</p>")).role


def test_a_page_of_something_only_named_or_planned_says_so_by_its_role() -> None:
    statuses = ("named", "planned", "done", "")
    assert [role("measure", status) for status in statuses] == ["named", "plan", "", ""]


def test_a_problem_without_an_answer_says_so_by_its_role() -> None:
    statuses = ("unstated", "with_plans", "with_measures", "done")
    assert [role("problem", status) for status in statuses] == ["unanswered", "plan", "", ""]


def test_a_practice_that_is_told_of_is_found_among_what_was_done() -> None:
    fronts: list[dict[str, object]] = [
        {"kind": "practice"}, {"kind": "practice", "status": "named"}, {"kind": "rule"},
    ]  # fmt: skip
    assert [Facets.of(front).status for front in fronts] == [("done",), ("named",), ()]


def test_scripts_and_comments_have_no_words() -> None:
    content = "<p>字<!-- 暗 --><script>暗</script><style>暗</style>句</p>"
    (page,) = records("x.html", {}, "题", content)
    assert page.text == "字句"


def test_an_empty_page_is_found_by_its_title() -> None:
    (page,) = records("x.html", {}, "题", "")
    assert (page.text, page.names) == ("", ("题",))


def test_front_matter_of_any_shape_is_taken() -> None:
    front = {
        "kind": [{"practice": 1}],
        "units": "甲局",
        "years": 2023,
        "topics": [{"a": 1}, None, " 党建 ", ["x"]],
        "grade": None,
        "status": {},
        "aliases": 7,
    }
    (page,) = records("x.html", front, "题", "<p>字</p>")
    assert page.kind == "page"
    assert page.facets == Facets(("党建",), ("甲局",), ("2023",))
    assert page.names == ("题", "7")


def test_a_page_cannot_pass_for_a_passage() -> None:
    (page,) = records("x.html", {"kind": "passage"}, "题", "")
    assert page.kind == "page"


def test_markup_that_nothing_closes_is_read_to_its_end() -> None:
    (page,) = records(
        "x.html", {"kind": "rule"}, "题", "</div><p>前<b>中</body><p>后" + "<i>" * 3000
    )
    assert page.text == "前中\n后"


def test_a_heading_of_a_number_alone_names_nothing() -> None:
    heading = '<p><span id="{}" class="kb-heading kb-depth-1">{}</span></p>'
    marks = ("（1）", "一、", "①", "2．", "第三章", "（十二）")
    content = "".join(heading.format(f"n{at}", mark) for at, mark in enumerate(marks))
    passage = '<p><span id="p1" class="kb-passage kb-plan">再办三期。</span></p>'
    found = list(records("reports/r.html", {"kind": "report"}, "总结", content + passage))
    assert [one.url for one in found] == ["reports/r.html", "reports/r.html#p1"]
    assert found[1].path == ()


def test_a_page_without_words_of_its_own_shows_its_description() -> None:
    front = {"kind": "topic", "description": "主题：3 个条目。"}
    (page,) = records("topics/t.html", front, "党建", "<table><tr><td>名称</td></tr></table>")
    assert page.text == "主题：3 个条目。"
