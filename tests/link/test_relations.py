"""Related entries: which, why, and how little a report that comes changes of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from kb_build.link import link
from kb_build.link.relations import Bare, all_related
from kb_build.model import Entry, EntryKind, Facts
from tests.link.invented import facts
from tests.link.shown import only


def test_a_rule_leads_to_the_measure_that_made_it_and_the_problem_that_it_answers() -> None:
    report = facts(
        "r.txt",
        "# 1.|针对“收费混乱”问题\nmeasure|制定[rule/issued 《收费管理办法》]，清理收费。",
        unit="清岚师范学院",
        addresses={"1.针对": ("制定",)},
    )
    entries = link([report])
    reasons = {entry.id: entry.kind for entry in entries}
    rule = only(entries, "rule", "收费管理办法")
    assert {(reasons[r.entry], r.reason) for r in rule.related} >= {
        ("measure", "set_up_by"), ("problem", "made_for"),
    }  # fmt: skip
    measure = next(entry for entry in entries if entry.kind == "measure")
    assert (rule.id, "sets_up") in {(r.entry, r.reason) for r in measure.related}


def test_a_rule_told_in_the_problem_itself_was_not_made_in_answer() -> None:
    report = facts(
        "r.txt",
        """
        # 1.|针对“值班松散”问题
        problem|虽然制定[rule/issued 《值班办法》]，执行仍不到位。
        measure|开展检查，通报典型。
        """,
        unit="清岚师范学院",
        addresses={"1.针对": ("开展",)},
    )
    entries = link([report])
    kinds = {entry.id: entry.kind for entry in entries}
    rule = only(entries, "rule", "值班办法")
    assert ("problem", "made_for") not in {(kinds[r.entry], r.reason) for r in rule.related}


def test_what_a_measure_made_goes_before_what_only_stands_beside_it() -> None:
    beside = "、".join(f"[practice “{sign}字”工作法]" for sign in "甲乙丙丁戊己")
    line = f"# 一、|加强管理\nmeasure|推行{beside}，制定[rule/issued 《值班办法》]，走访农户。"
    entries = link([facts("r.txt", line, unit="清岚师范学院")])
    measure = next(entry for entry in entries if entry.kind == "measure")
    rule = only(entries, "rule", "值班办法")
    assert (measure.related[0].entry, measure.related[0].reason) == (rule.id, "sets_up")


def test_a_problem_told_beside_a_measure_is_not_answered_by_it() -> None:
    report = facts(
        "a.txt",
        """
        # 一、|渠道管护
        measure|组织护渠队每月巡渠，并逐段登记。
        problem|支渠淤塞严重，灌溉能力不足。
        """,
        unit="临湖镇",
    )
    linked = link([report])
    (problem,) = (entry for entry in linked if entry.kind == "problem")
    assert {r.reason for r in problem.related} == {"same_passage"}


@pytest.mark.parametrize(("other", "told"), [("加强财务管理，报销限时", True), ("栽树护林", False)])
def test_a_rule_relates_what_is_on_one_topic(other: str, told: bool) -> None:
    rule = "落实[rule 《清岚市公务员守则》]"
    entries = link([
        facts("a.txt", f"# 一、|管好经费\nmeasure|{rule}，规范财务管理，严格报销。", unit="临湖镇"),
        facts("b.txt", f"# 一、|办好实事\nmeasure|{rule}，{other}。", unit="竹溪镇"),
    ])  # fmt: skip
    assert any(r.reason == "same_rule" for e in entries for r in e.related) is told


@pytest.mark.parametrize(("sharing", "told"), [(3, True), (4, False)])
def test_a_rule_that_many_reports_have_relates_nothing(sharing: int, told: bool) -> None:
    def one(number: int) -> Facts:
        rule = "对照[rule 《清岚市公务员守则》]" if number < sharing else "对照要求"
        text = f"""
        # 一、|第{number}项整改
        measure|{rule}逐人谈话，第{number}次请村民评议。
        """
        return facts(f"{number}.txt", text, unit=f"望澜区第{number}幼儿园")

    entries = link([one(number) for number in range(20)])
    assert len(only(entries, "rule", "清岚市公务员守则").reports) == sharing
    assert any(r.reason == "same_rule" for e in entries for r in e.related) is told


def test_practices_named_beside_the_same_practice_have_nothing_to_do_with_each_other() -> None:
    def one(number: int, beside: str) -> Facts:
        said = f"推行[practice “板凳会”议事法]{number}次，开展[practice {beside}]，走访{number}户。"
        return facts(
            f"{number}.txt", f"# 一、|第{number}项\nmeasure|{said}", unit=f"松浦县第{number}所"
        )

    entries = link([one(3, "“护渠先锋”行动"), one(5, "“灯下课堂”")])
    others = {e.id for e in entries if e.name in ("“护渠先锋”行动", "“灯下课堂”")}
    related = {(e.id, r.entry) for e in entries for r in e.related}
    assert not related & {(a, b) for a in others for b in others}
    assert any(r.reason == "same_practice" for e in entries for r in e.related)


def of_unit(number: int) -> Facts:
    """The report of one of many units that all have the same things."""
    return facts(
        f"{number}.txt",
        f"""
        # 一、|第{number}项整改
        measure|修订[rule/revised 《公务接待管理办法》]，推行[practice “一周一查”工作法]{number}次。
        """,
        unit=f"望澜区第{number}幼儿园",
        title=f"望澜区第{number}幼儿园{2000 + number}年总结",
        period=f"{2000 + number}",
    )


def changed(before: Sequence[Entry], now: Sequence[Entry]) -> int:
    """How many entries of single reports have other relations than before."""
    known = {entry.id: entry.related for entry in before}
    alone = [e for e in now if e.id in known and e.kind != "topic" and len(e.reports) == 1]
    assert len(alone) > len(known) / 2
    return sum(entry.related != known[entry.id] for entry in alone)


def test_the_newest_report_changes_nothing_around_what_others_tell() -> None:
    all_reports = [of_unit(number) for number in range(30)]
    made = [link(all_reports[:count]) for count in range(10, 31)]
    assert {changed(before, now) for before, now in pairwise(made)} == {0}
    newest = [e for e in made[-1] if e.kind == "rule" and "第29幼儿园" in e.owner]
    assert {r.reason for e in newest for r in e.related} >= {"same_name", "set_up_by"}


@pytest.mark.parametrize("place", [0, 1, 7, 15, 28])
def test_an_older_report_changes_what_is_around_a_few_only(place: int) -> None:
    others = [of_unit(number) for number in range(30) if number != place]
    assert changed(link(others), link([*others, of_unit(place)])) <= 14


def test_namesakes_are_those_of_the_years_before() -> None:
    rules = [e for e in link([of_unit(number) for number in range(9)]) if e.kind == "rule"]
    units = {entry.id: entry.units[0] for entry in rules}

    def alike(number: int) -> list[str]:
        (rule,) = (e for e in rules if e.units == (f"望澜区第{number}幼儿园",))
        return [units[r.entry] for r in rule.related if r.reason == "same_name"]

    assert alike(8) == ["望澜区第7幼儿园", "望澜区第6幼儿园", "望澜区第5幼儿园"]
    assert alike(1) == ["望澜区第0幼儿园", "望澜区第2幼儿园", "望澜区第3幼儿园"]


# Measures that every report tells: what is related through rules is looked up in linear time.
LOOKED_UP = [0]


class Counted(int):
    """The number of a report or place, which counts how often it is looked up."""

    __slots__ = ()

    def __hash__(self) -> int:
        LOOKED_UP[0] += 1
        return super().__hash__()


def told(kind: EntryKind, name: str, reports: Sequence[Counted]) -> Bare:
    places = (("measure", tuple(reports)),)
    return Bare(f"{kind}-{name}", kind, name, tuple(reports), ("水利水务",), places)


def look_ups(count: int) -> int:
    """Of reports that all tell the same two measures, and each a rule that the next has too."""
    reports = [Counted(number) for number in range(count)]
    measures = [told("measure", name, reports) for name in ("修闸", "清淤")]
    rules = [told("rule", f"办法{at}", reports[at : at + 2]) for at in range(count)]
    LOOKED_UP[0] = 0
    related = all_related([*measures, *rules], count)
    assert all(related.values())
    return LOOKED_UP[0]


def test_look_ups_grow_with_the_reports() -> None:
    assert look_ups(400) < 1.2 * 4 * look_ups(100)
