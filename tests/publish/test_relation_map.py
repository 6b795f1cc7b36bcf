"""The relation map: boxes stand apart, lines are those of the table, words stay words."""

from __future__ import annotations

from hypothesis import given, strategies as st
from lxml import html

from kb_build.publish.map_layout import BOX, COLUMNS, LINES, WIDTH, Thing, layout, wrapped
from kb_build.publish.relation_map import MOST, with_map

GROUPS = [group for column in COLUMNS for group in column]
THINGS = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.text(min_size=1, max_size=40)), min_size=1, max_size=24
)
ROW = "<tr><td>机制</td><td>{name}</td><td>{others}</td></tr>"
PAGE = "practices/du-shu.html"


def link(target: str, words: str) -> str:
    return f'<a href="{target}">{words}</a>'


def page(*rows: tuple[str, str]) -> str:
    body = "".join(ROW.format(name=name, others=others) for name, others in rows)
    return f'<p>前</p><div class="kb-map">\n<table><tbody>{body}</tbody></table>\n</div><p>后</p>'


def drawn(content: str) -> html.HtmlElement:
    (svg,) = html.fragment_fromstring(with_map(content, PAGE, "zh"), create_parent=True).iter("svg")
    return svg


@given(THINGS, st.data())
def test_boxes_stand_apart_within_the_picture(
    given_: list[tuple[str, str]], data: st.DataObject
) -> None:
    things = [Thing(str(n), group, words, n == 0) for n, (group, words) in enumerate(given_)]
    ends = st.sampled_from([thing.id for thing in things])
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=40))
    made = layout(things, pairs)
    assert sorted(box.thing.id for box in made.boxes) == sorted(thing.id for thing in things)
    for box in made.boxes:
        assert 0 <= box.x <= WIDTH - BOX
        assert 0 <= box.y <= box.y + box.height <= made.height
        below = [b for b in made.boxes if b.x == box.x and b.y > box.y]
        assert all(other.y > box.y + box.height for other in below)
    assert layout(things, pairs) == made


def test_neighbours_stand_across_from_each_other() -> None:
    units = [Thing(f"u{n}", "unit", "局", False) for n in range(4)]
    deeds = [Thing(f"d{n}", "doing", "办法", False) for n in range(4)]
    pairs = [("u0", "d3"), ("u1", "d2"), ("u2", "d1"), ("u3", "d0")]
    place = {box.thing.id: box.y for box in layout([*units, *deeds], pairs).boxes}
    assert all(place[one] == place[other] for one, other in pairs)


@given(st.text(max_size=80))
def test_a_label_has_few_lines_and_loses_no_letter_unseen(words: str) -> None:
    lines = wrapped(words)
    assert len(lines) <= LINES
    assert "".join(lines) == words or lines[-1].endswith("…")


def test_a_line_neither_begins_nor_ends_with_the_wrong_mark() -> None:
    assert wrapped("党内监督工作办法试（试行）") == ("党内监督工作", "办法试（试行）")
    assert wrapped("关于规范经费支，都要审批过了") == ("关于规范经费支，", "都要审批过了")


def test_lines_are_those_of_the_table() -> None:
    own, rule, unit = "du-shu.html", "../institutions/a.html", "../units/b.html"
    content = page(
        (f"<strong>{link(own, '读书班')}</strong>", ""),
        (link(unit, "青禾县档案馆"), f"报告：{link(own, '本条目')}"),
        (link(rule, "借阅规定"), f"由此制定：{link(own, '本条目')}；另：{link(rule, '自己')}"),
    )
    svg = drawn(content)
    assert [box.get("href") for box in svg.iter("a")].count(own) == 1
    assert {box.get("href") for box in svg.iter("a")} == {own, rule, unit}
    shapes = {path.get("class"): path.get("d", "").count("M") for path in svg.iterchildren("path")}
    own = "kb-map__line kb-map__line--own"
    assert shapes == {own: 1, f"{own} kb-map__line--unit": 1}
    assert with_map(content, PAGE, "zh").startswith("<p>前</p>")
    assert with_map(content, PAGE, "zh").endswith("</div><p>后</p>")


def test_a_hostile_table_draws_no_more_than_pages_of_the_site() -> None:
    bad = "&lt;script&gt;alert(1)&lt;/script&gt;"
    content = page(
        (link("a.html", bad), ""),
        (link("javascript:alert(1)", "坏"), f"x：{link('a.html', bad)}"),
        (link("http://example.invalid/units/x.html", "外"), f"x：{link('a.html', bad)}"),
        (link("../../units/x.html", "上"), f"x：{link('a.html', bad)}"),
        (link("b.html", "好"), f"{bad}：{link('a.html', bad)}"),
        ("没有链接", ""),
    )
    svg = drawn(content)
    assert {box.get("href") for box in svg.iter("a")} == {"a.html", "b.html"}
    assert not list(svg.iter("script"))


def test_many_rows_are_not_all_drawn() -> None:
    rows = [(link(f"{n}.html", f"做法{n}"), f"x：{link('0.html', '甲')}") for n in range(3 * MOST)]
    assert len(list(drawn(page(*rows)).iter("a"))) == MOST


def test_the_table_is_open_on_the_page_of_an_entry_only() -> None:
    unit, rule = "../units/b.html", "../institutions/a.html"
    rows = [(unit, "档案馆", rule), (rule, "借阅规定", unit)]
    for own, shown in ((unit, "<details>"), (rule, "<details open>")):
        named = [
            (
                f"<strong>{link(to, words)}</strong>" if to == own else link(to, words),
                link(other, "x"),
            )
            for to, words, other in rows
        ]
        assert shown in with_map(page(*named), PAGE, "zh")


def test_without_lines_there_is_no_map() -> None:
    content = page((link("a.html", "甲"), ""))
    assert "<svg" not in with_map(content, PAGE, "zh")
    assert with_map("<p>无</p>", PAGE, "zh") == "<p>无</p>"
