"""An index that is renewed must be, byte for byte, what writing it whole gives."""

from hypothesis import given, settings, strategies as st

from kb_build.publish.search import renewal
from kb_build.publish.search.facets import Facets
from kb_build.publish.search.findable import Findable, findable, pack
from kb_build.publish.search.index import Contents, Line, write
from kb_build.publish.search.parts import Alone
from kb_build.publish.search.pinyin import Sounds
from kb_build.publish.search.records import Record
from kb_build.publish.search.renewal import renew

# Few letters, so that pages share pairs and names, and pairs sound alike.
words = st.text(alphabet="党员当原会议汇一5a\n，", max_size=30)
page = st.tuples(words, st.lists(words, max_size=40), st.sampled_from(["", "甲局", "乙局"]))
library = st.dictionaries(st.sampled_from([f"{n}.html" for n in range(12)]), page, max_size=12)


def brought(url: str, title: str, texts: list[str], unit: str) -> Findable:
    facets = Facets(units=(unit,) if unit else ())
    first = Record(url, "report", title, (title,), (), "", facets, "")
    parts = (
        Record(f"{url}#{at}", "passage", title, (), (title,), "plan", facets, text)
        for at, text in enumerate(texts)
    )
    found = findable([first, *parts])
    assert found
    return found


@given(st.lists(library, min_size=1, max_size=4), st.sampled_from([0.2, 1.0, 9.0]))
@settings(max_examples=80)
def test_a_renewed_index_is_that_of_its_pages(
    libraries: list[dict[str, tuple[str, list[str], str]]], many: float
) -> None:
    made = [{url: brought(url, *one) for url, one in pages.items()} for pages in libraries]
    usual, renewal.MANY = renewal.MANY, many
    try:
        scripts, old = dict[str, str](), dict[str, Findable]()
        index = Contents({}, Sounds())
        for new in made:
            was, load = old.__getitem__, new.__getitem__
            index = renew(scripts, index, was, lines(new), load, Alone(scripts, load))
            cold: dict[str, str] = {}
            assert index == write(cold, lines(new), Alone(cold, load))
            assert scripts == cold
            old = new
    finally:
        renewal.MANY = usual


def lines(pages: dict[str, Findable]) -> dict[str, Line]:
    return {url: Line.of(page, pack(page)) for url, page in pages.items()}
