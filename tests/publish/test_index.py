"""What stands in a text must be found in the index, whatever the text is."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kb_build.publish.index import Index
from kb_build.publish.normal import normalise
from kb_build.publish.numbers import encode, steps
from kb_build.publish.records import Facets, Record
from kb_build.publish.terms import shard_of
from tests.publish.reference import Reference, numbers

TITLE, CONTEXT, TEXT = 0, 1, 2

# Few letters, so that the same pairs come again and again.
words = st.text(alphabet="党员干部学习教育5+.a \n，。", max_size=60)
hanzi = st.text(alphabet="党员干部学习教育", min_size=2, max_size=8)


def record(text: str, title: str = "标题", kind: str = "measure") -> Record:
    return Record("x.html", kind, title, (title,), (), "", Facets(), text)


def written(records: list[Record], folder: Path) -> Reference:
    index = Index()
    for one in records:
        index.add(one)
    index.write(folder)
    return Reference(folder)


@given(st.lists(st.tuples(words, hanzi, words), min_size=1, max_size=6), st.data())
@settings(max_examples=60, deadline=None)
def test_every_phrase_is_found_where_it_stands_and_nowhere_else(
    texts: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    records = [record("".join(parts)) for parts in texts]
    with tempfile.TemporaryDirectory() as folder:
        index = written(records, Path(folder))
    _, phrase, _ = data.draw(st.sampled_from(texts))
    has_it = {n for n, one in enumerate(records) if phrase in normalise(one.text)}
    assert has_it
    assert index.phrase(phrase, TEXT) == has_it


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_come_back_as_they_were(row: list[int]) -> None:
    assert list(numbers(encode(row))) == row


@given(st.sets(st.integers(0, 10**6)))
def test_steps_add_up_to_the_numbers(row: set[int]) -> None:
    ascending, total, sums = sorted(row), 0, []
    for step in steps(ascending):
        sums.append(total := total + step)
    assert sums == ascending


def test_a_whole_title_is_told_from_a_part_of_one(tmp_path: Path) -> None:
    index = written([record("", "学习教育"), record("", "主题学习教育读本")], tmp_path)
    assert index.phrase("学习教育", TITLE) == {0, 1}
    assert index.phrase("^学习教育$", TITLE) == {0}


def test_an_alias_is_a_title_too(tmp_path: Path) -> None:
    named = Record("x.html", "rule", "甲办法", ("甲办法", "乙规定"), (), "", Facets(), "")
    index = written([named], tmp_path)
    assert index.phrase("^乙规定$", TITLE) == {0}
    assert index.phrase("法乙", TITLE) == set()


def test_a_single_character_of_a_title_is_a_term(tmp_path: Path) -> None:
    assert list(written([record("", "河长制")], tmp_path).rows["河"][TITLE]) == [0]


def test_latin_words_and_numbers_are_terms_as_wholes(tmp_path: Path) -> None:
    index = written([record("2023年达到97.2%，GDP增长，“5+1+1”")], tmp_path)
    assert {"2023", "97.2%", "gdp", "5+1+1"} <= index.rows.keys()


def test_unit_year_and_headings_find_a_passage_but_are_not_its_words(tmp_path: Path) -> None:
    facets = Facets(units=("青禾县档案馆",), years=("2023",))
    passage = Record("x.html#p1", "passage", "总结", (), ("一、抓学习",), "plan", facets, "正文")
    index = written([passage], tmp_path)
    for words in ("青禾县档案馆", "2023", "抓学习", "总结"):
        assert index.phrase(words, CONTEXT) == {0}
        assert index.phrase(words, TEXT) == set()


def test_a_term_stands_in_the_file_of_its_hash(tmp_path: Path) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(9000))
    index = written([record(text)], tmp_path)
    assert index.head["shards"] > 1
    for term in ("一丁", "^标", "题$"):
        number = shard_of(term, index.head["shards"])
        assert f'"{term}":' in (tmp_path / "terms" / f"{number}.js").read_text("utf-8")


def test_the_same_records_give_the_same_files(tmp_path: Path) -> None:
    records = [record(f"第{n}条：学习教育。" * 40, f"标题{n}") for n in range(50)]
    for name in ("a", "b"):
        written(records, tmp_path / name)
    first, second = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.js")}
        for name in ("a", "b")
    )
    assert first == second
    assert len(first) > 3


def test_texts_are_told_apart_by_the_version(tmp_path: Path) -> None:
    versions = set()
    for text in ("甲", "乙"):
        index = Index()
        index.add(record(text))
        versions.add(index.version)
    assert len(versions) == 2


def test_a_browser_finds_each_text_by_the_first_records_of_files(tmp_path: Path) -> None:
    index = written([record("字" * 900 + str(n)) for n in range(20)], tmp_path)
    firsts, total = [], 0
    for step in numbers(index.head["firsts"]):
        firsts.append(total := total + step)
    assert len(firsts) > 1
    assert [one["text"][900:] for one in index.texts] == [str(n) for n in range(20)]


def test_no_text_can_end_a_script(tmp_path: Path) -> None:
    written([record("</script><script>x\u2028y", "</script>")], tmp_path)
    for path in tmp_path.rglob("*.js"):
        assert not {"<", "\u2028"} & set(path.read_text("utf-8"))
