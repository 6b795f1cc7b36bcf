"""Filters: values of one add up, different ones narrow, and a wrong one is told with right ones."""

from __future__ import annotations

import pytest

from kb_build.errors import InputError
from kb_build.export.items import LibraryIndex
from kb_build.export.selection import FACETS, Selection, select
from kb_build.model import replace
from tests.export.libraries import LIBRARY

INDEX = LibraryIndex(LIBRARY)


def names(*kinds: str, **facets: tuple[str, ...]) -> set[str]:
    return {item.name for item in select(INDEX, Selection(kinds, facets))}


def test_an_empty_selection_is_everything() -> None:
    assert select(INDEX, Selection()) == INDEX.items
    assert select(INDEX, Selection(("rule", "all"))) == INDEX.items


def test_values_of_one_filter_add_up_and_filters_narrow() -> None:
    school, hospital = ("清岚师范学院",), ("清岚市第三人民医院",)
    both = names("measure", unit=(*school, *hospital))
    assert both == names("measure", unit=school) | names("measure", unit=hospital)
    assert names("measure", unit=school, genre=("plan",)) == set()
    assert names("measure", unit=hospital, genre=("plan",)) == {"财务与安全管理"}


@pytest.mark.parametrize("facet", FACETS)
def test_each_filter_keeps_what_has_the_value_and_nothing_else(facet: str) -> None:
    values = {value for item in INDEX.items for value in FACETS[facet](item)}
    assert values
    for value in sorted(values):
        kept = select(INDEX, Selection(facets={facet: (value,)}))
        assert kept
        assert set(kept) == {item for item in INDEX.items if value in FACETS[facet](item)}


def test_words_of_both_languages_and_keys_mean_the_same() -> None:
    assert names("practice") == names("经验做法") == names("Practice".lower())
    assert names(genre=("plan",)) == names(genre=("要点、方案、计划",))
    assert names("problem", status=("已完成",)) == names("problem", status=("done",)) != set()


def test_genres_stand_in_the_same_order_in_every_run() -> None:
    genres = [item.genres for item in INDEX.items]
    assert max(map(len, genres)) > 1
    assert all([*some] == sorted(some) for some in genres)


def test_a_value_that_no_item_has_yet_is_no_wrong_one() -> None:
    bare = replace(LIBRARY, entries=())
    assert select(LibraryIndex(bare), Selection(facets={"grade": ("A",)})) == ()
    with pytest.raises(InputError):
        select(LibraryIndex(bare), Selection(facets={"grade": ("E",)}))


def test_an_id_takes_one_item() -> None:
    item = INDEX.items[0]
    assert select(INDEX, Selection(ids=(f" {item.id} ",))) == (item,)


@pytest.mark.parametrize(
    ("selection", "near"),
    [
        (Selection(facets={"unit": ("师范学院",)}), "清岚师范学院"),
        (Selection(facets={"year": ("22",)}), "2022"),
        (Selection(facets={"genre": ("工作总结",)}), "工作汇报、总结"),
        (Selection(("practise",)), "practice"),
        (Selection(("qqqq",)), "rule"),
        (Selection(ids=(INDEX.items[0].id[:-1],)), INDEX.items[0].id),
    ],
)
def test_a_wrong_value_is_told_with_the_nearest_right_one(selection: Selection, near: str) -> None:
    with pytest.raises(InputError) as caught:
        select(INDEX, selection)
    assert caught.value.notice.key == "export-value"
    assert near in dict(caught.value.notice.details)["nearest"]


def test_a_right_value_of_another_kind_fits_nothing_and_is_no_error() -> None:
    assert select(INDEX, Selection(("rule",), {"status": ("done",)})) == ()
