"""What stands in a text must be found in the index, whatever the text is."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import given, settings, strategies as st

from kb_build.publish.search.facets import Facets
from kb_build.publish.search.findable import CONTEXT, TEXT, TITLE, Findable, findable, pack
from kb_build.publish.search.index import Line, files, version
from kb_build.publish.search.normalising import normalise
from kb_build.publish.search.numbers import encode, steps
from kb_build.publish.search.parts import cut
from kb_build.publish.search.pinyin import initials
from kb_build.publish.search.records import Record
from kb_build.publish.search.slots import Slots, slots_of
from kb_build.publish.search.terms import hashed
from kb_build.publish.search.texts import PAGES_A_TEXT
from kb_build.reuse.store import put
from tests.folders import contents
from tests.publish.reference import Reference, numbers

# Few letters, so that the same pairs come again and again.
words = st.text(alphabet="党员干部学习教育5+.a \n，。", max_size=60)
urls = st.sets(st.text(alphabet="abcdef", min_size=1, max_size=4), max_size=40)


def record(text: str, title: str = "标题", url: str = "x.html") -> Record:
    return Record(url, "measure", title, (title,), (), "", Facets(), text)


def passages(url: str, texts: Iterable[str]) -> list[Record]:
    page = Record(url, "report", "总结", ("总结",), (), "", Facets(), "")
    parts = (
        Record(f"{url}#{at}", "passage", "总结", (), (), "plan", Facets(), text)
        for at, text in enumerate(texts)
    )
    return [page, *parts]


def written(pages: Iterable[list[Record]], folder: Path) -> Reference:
    for name, text in files({page[0].url: _findable(page) for page in pages}).items():
        put(str(folder / name), text.encode())
    return Reference(folder)


def _findable(page: list[Record]) -> Findable:
    found = findable(page)
    assert found
    return found


@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=6), st.data())
@settings(max_examples=60)
def test_a_pair_is_found_in_every_record_that_has_it_and_in_no_other(
    texts: list[list[str]], data: st.DataObject
) -> None:
    pages = [passages(f"{n}.html", some) for n, some in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        index = written(pages, Path(folder))
    pair = data.draw(st.sampled_from(["党员", "员干", "习教", "5+", "a党"]))
    has_it = {one.url for page in pages for one in page if pair in normalise(one.text)}
    assert index.phrase(pair, TEXT) == has_it


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_come_back_as_they_were(row: list[int]) -> None:
    assert list(numbers(encode(row))) == row


@given(st.sets(st.integers(0, 10**6)))
def test_steps_add_up_to_the_numbers(row: set[int]) -> None:
    ascending, total, sums = sorted(row), 0, []
    for step in steps(ascending):
        sums.append(total := total + step)
    assert sums == ascending


@given(urls)
def test_every_page_has_a_slot_of_its_own(some: set[str]) -> None:
    slots = slots_of(sorted(some))
    assert slots.keys() == some
    assert len(set(slots.values())) == len(some)
    assert slots == slots_of(sorted(some, reverse=True))


@given(st.integers(0, 300))
def test_parts_are_all_pages_in_their_order_and_share_no_file_of_texts(count: int) -> None:
    slots = slots_of(f"measures/{n}.html" for n in range(count))
    pages = dict(sorted((slot, url) for url, slot in slots.items()))
    parts = cut(pages)
    assert [page for part in parts for page in part.items()] == [*pages.items()]
    groups = [group for part in parts for group in {slot // PAGES_A_TEXT for slot in part}]
    assert len(groups) == len(set(groups))
    assert len(parts) > 1 or count < 50


def test_a_new_page_moves_hardly_any_other() -> None:
    some = [f"measures/{n}.html" for n in range(700)]
    before, after = slots_of(some), slots_of([*some, "measures/new.html"])
    assert sum(before[url] != after[url] for url in some) <= 10


def test_pages_of_several_records_stand_behind_all_others() -> None:
    pages = {f"measures/{n}.html": n % 7 == 0 for n in range(100)}
    slots = Slots.of(pages)
    assert {url for url, slot in slots.by_url.items() if slot >= slots.several} == {
        url for url, several in pages.items() if several
    }
    assert len({*slots.by_url.values()}) == len(pages)
    assert max(slots.by_url.values()) < slots.count


def test_a_title_has_terms_for_its_bounds(tmp_path: Path) -> None:
    named = Record("x.html", "rule", "甲办法", ("甲办法", "乙规定"), (), "", Facets(), "")
    index = written([[named]], tmp_path)
    assert index.phrase("^乙规定$", TITLE) == {"x.html"}
    assert index.phrase("法乙", TITLE) == set()


def test_a_single_character_of_a_title_is_a_term(tmp_path: Path) -> None:
    assert len(written([[record("", "河长制")]], tmp_path).rows["河"][TITLE]) == 1


def test_latin_words_and_numbers_are_terms_as_wholes(tmp_path: Path) -> None:
    index = written([[record("2023年达到97.2%，GDP增长，“5+1+1”")]], tmp_path)
    assert {"2023", "97.2%", "gdp", "5+1+1"} <= index.rows.keys()


def test_unit_year_and_title_find_all_passages_of_a_report_and_headings_those_below(
    tmp_path: Path,
) -> None:
    facets = Facets(units=("青禾县档案馆",), years=("2023",))
    page = Record("x.html", "report", "总结", ("总结",), (), "", facets, "")
    first = Record("x.html#p1", "passage", "总结", (), ("一、抓学习",), "plan", facets, "正文")
    other = Record("x.html#p2", "passage", "总结", (), (), "plan", facets, "另一段")
    index = written([[page, first, other]], tmp_path)
    for words in ("青禾县档案馆", "2023", "总结"):
        assert index.phrase(words, CONTEXT) == {"x.html", "x.html#p1", "x.html#p2"}
    assert index.phrase("抓学习", CONTEXT) == {"x.html#p1"}
    assert index.phrase("青禾县档案馆", TEXT) == set()


def test_a_term_stands_in_the_file_of_its_hash(tmp_path: Path) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(9000))
    index = written([[record(text)]], tmp_path)
    assert index.head["shards"] > 1
    for term in ("一丁", "^标", "题$", "^标题$"):
        number = hashed(term) % index.head["shards"]
        assert f'"{term}":' in (tmp_path / "terms" / f"{number}.js").read_text("utf-8")


def test_the_same_pages_in_any_order_give_the_same_files(tmp_path: Path) -> None:
    pages = [[record(f"第{n}条：学习教育。" * 40, f"标题{n}", f"{n}.html")] for n in range(50)]
    written(pages, tmp_path / "a")
    written(reversed(pages), tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) > 10


def test_a_change_of_one_page_touches_few_files(tmp_path: Path) -> None:
    def pages(changed: str) -> list[list[Record]]:
        texts = ("".join(chr(0x4E00 + (n * 37 + m) % 9000) for m in range(200)) for n in range(200))
        made = [[record(text, f"标题{n}", f"{n}.html")] for n, text in enumerate(texts)]
        return [*made[:100], [record(changed, "标题", "changed.html")], *made[100:]]

    written(pages("旧的文字"), tmp_path / "a")
    written(pages("新的文字"), tmp_path / "b")
    before, after = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    # Its texts; 旧的 and 新的 among the terms, and by their sound.
    assert len(changed) <= 5 < len(before) / 5


def test_texts_are_told_apart_by_the_version() -> None:
    versions = set()
    for text in ("甲", "乙"):
        page = _findable([record(text)])
        versions.add(version({"x.html": Line.of(page, pack(page))}))
    assert len(versions) == 2


def test_a_long_page_is_shown_from_several_files(tmp_path: Path) -> None:
    page = passages("r.html", (f"第{n}段" for n in range(40)))
    index = written([page, [record("另一页", url="x.html")]], tmp_path)
    assert sorted(one["url"] for one in index.texts.values()) == sorted(
        one.url for one in (*page, record("", url="x.html"))
    )
    assert len(list((tmp_path / "texts").iterdir())) >= 3


def test_facets_are_numbers_of_words(tmp_path: Path) -> None:
    facets = Facets(units=("乙局", "甲局"), years=("2023",), grade=("A",))
    page = Record("x.html", "practice", "题", ("题",), (), "", facets, "")
    found = written([[page]], tmp_path).facets
    row = list(numbers(found["units"]["pages"]))
    assert row[0] == 2
    assert [found["units"]["words"][n] for n in row[1:]] == ["乙局", "甲局"]
    assert found["grade"]["words"] == ["A"]


def test_pairs_and_names_are_found_by_their_sound(tmp_path: Path) -> None:
    found = written([[record("召开联席会议", "“三会一课”制度")]], tmp_path).sounds
    assert "会议" in found["hui yi"]
    assert found["shyk"] == ["三会一课"]
    assert initials("5+1读书班") == "5+1dsb"


def test_no_text_can_end_a_script(tmp_path: Path) -> None:
    written([[record("</script><script>x\u2028y", "</script>")]], tmp_path)
    scripts = [path.read_text("utf-8") for path in tmp_path.rglob("*.js")]
    assert any("script" in text for text in scripts)
    assert not {"<", "\u2028"} & set("".join(scripts))
