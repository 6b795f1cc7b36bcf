"""By which names a page is looked for: whose it is says nothing of what it is."""

from hypothesis import given, strategies as st

from kb_build.messages import say
from kb_build.publish.search.naming import sought
from kb_build.publish.search.normalising import normalise
from kb_build.publish.search.terms import title_terms


def test_whose_it_is_is_no_part_of_the_name() -> None:
    front = {"kind": "rule", "owner": "青禾县水利局（河长办）", "aliases": ["《查档规定》"]}
    assert sought(front, "查档规定（青禾县水利局（河长办））") == ("查档规定", "《查档规定》")
    assert sought({"units": ["石桥镇"]}, "Plan (石桥镇)") == ("Plan",)
    named = say("page.named_by", "zh", name="《查档规定》", unit="石桥镇")
    assert sought({"owner": "石桥镇"}, named) == ("《查档规定》",)


def test_other_brackets_stay() -> None:
    assert sought({"owner": "石桥镇"}, "查档规定（试行）") == ("查档规定（试行）",)
    assert sought({"owner": "石桥镇"}, "（石桥镇）") == ("（石桥镇）",)


def test_an_office_is_also_looked_for_by_its_short_form() -> None:
    office = {"kind": "organization"}
    assert "青禾县住建局" in sought(office, "青禾县住房和城乡建设局")
    assert "青禾县发改委" in sought(office, "青禾县发展和改革委员会")
    assert sought({"kind": "rule"}, "住房和城乡建设局章程") == ("住房和城乡建设局章程",)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_whole_name_is_one_term_and_no_other_names_term(name: str, other: str) -> None:
    whole = f"^{normalise(name)}$"
    terms = title_terms([other])
    assert (whole in terms) == (
        whole == f"^{normalise(other)}$" and 2 < len(whole) <= 42 and "\n" not in whole
    )
