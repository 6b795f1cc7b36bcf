"""Near-identical measures of several reports: one entry, nothing lost, nobody else disturbed."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kb_build.link import link, near_duplicates
from kb_build.link.measures.blocks import Block, blocks
from kb_build.link.near_duplicates import Founders, resemblance, sketch
from kb_build.link.sources import Source
from kb_build.model import Entry, Facts, Span
from tests.link.invented import facts

SHARED = (
    "坚持把防汛责任落实到每一座泵站和每一段堤防，逐级签订责任书。",
    "健全雨前排查、雨中巡查、雨后复查的闭环，逐处建立台账并逐处销号。",
    "组织村级防汛队伍开展演练，确保险情发现得早、处置得快、转移得及时。",
)
OWN = "今年排查隐患{n}处，投入资金{n}万元，由{unit}派员驻点。"


def flood(unit: str, n: int, year: str, *, role: str = "measure", again: str = "") -> Facts:
    """A report with one measure, most of it template text."""
    text = SHARED[0] + OWN.format(n=n, unit=unit) + SHARED[1] + SHARED[2]
    lines = f"# 一、|防汛备汛{again}\n{role}|{text}"
    return facts(f"{year}-{unit}.txt", lines, unit=unit, period=year)


def measures(*reports: Facts) -> list[Entry]:
    return [entry for entry in link(reports) if entry.kind == "measure"]


def section(entry: Entry, label: str) -> list[tuple[str, list[str]]]:
    return [(s.title, [q.text for q in s.quotations]) for s in entry.sections if s.label == label]


A, B, C = flood("临湖镇", 3, "2021"), flood("竹溪镇", 45, "2022"), flood("白石镇", 7, "2023")


def test_what_is_each_units_own_comes_first_then_the_template() -> None:
    (entry,) = measures(A, B)
    own = [OWN.format(n=3, unit="临湖镇"), OWN.format(n=45, unit="竹溪镇")]
    assert section(entry, "variant") == [("临湖镇", [own[0]]), ("竹溪镇", [own[1]])]
    template = [SHARED[0], SHARED[1] + SHARED[2]]
    assert section(entry, "template") == [("临湖镇", template), ("竹溪镇", template)]
    assert entry.units == ("临湖镇", "竹溪镇")


FORMULAS = "会同财政局开展{}专项检查{}次，逐项建立台账，发现问题{}个，全部督促整改到位。"
TAIL = "明确{}的职责分工和办理时限，推动{}工作有章可循，每季度研究一次，{}。"


def inspected(unit: str, heading: str, subject: str, year: str, *, own: str) -> Facts:
    """A report with one measure told in formulas that other things are told in as well."""
    text = FORMULAS.format(subject, 12, 30) + TAIL.format(subject, subject, own)
    return facts(f"{year}-{unit}.txt", f"# 一、|{heading}\nmeasure|{text}", unit=unit, period=year)


def test_formulas_do_not_join_measures_under_unlike_headings() -> None:
    first = inspected(
        "临湖镇", "完善档案移交体系", "档案移交", "2021", own="年底由办公室评议一回，库房配齐防潮柜"
    )
    other = inspected(
        "竹溪镇",
        "完善渠道清淤体系",
        "渠道清淤",
        "2022",
        own="结果报送水管总站备查，淤泥运往低洼田块",
    )
    again = inspected("白石镇", "健全档案移交体系", "档案移交", "2023", own="情况纳入各股室述职")
    assert {entry.name: entry.units for entry in measures(first, other, again)} == {
        "完善档案移交体系": ("临湖镇", "白石镇"),
        "完善渠道清淤体系": ("竹溪镇",),
    }


def test_what_was_copied_is_joined_under_another_heading_too() -> None:
    copied = flood("竹溪镇", 45, "2022")
    renamed = facts(
        "b.txt",
        copied.report.text.replace("一、防汛备汛", "# 一、|守牢安全底线").replace(
            "坚持", "measure|坚持"
        ),
        unit="竹溪镇",
        period="2022",
    )
    assert len(measures(A, renamed)) == 1


def test_a_group_keeps_the_id_of_its_earliest_measure_when_others_join() -> None:
    (alone,) = measures(A)
    for reports in ((A, B), (B, C, A)):
        (group,) = measures(*reports)
        assert (group.id, group.name) == (alone.id, alone.name)


def test_a_later_report_changes_only_the_entries_it_touches() -> None:
    other = facts(
        "other.txt",
        "# 一、|宣讲\nmeasure|走村入户宣讲政策，累计开讲三百场次，听众过万。",
        unit="乙",
    )
    before = {entry.id: entry for entry in measures(A, B, other)}
    after = {entry.id: entry for entry in measures(A, B, other, C)}
    assert before.keys() == after.keys()
    assert [id for id in before if before[id] != after[id]] == [measures(A)[0].id]


def test_a_report_is_cut_into_blocks_once_however_many_measures_it_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut: list[Source] = []

    def counted(source: Source) -> tuple[Block, ...]:
        cut.append(source)
        return blocks(source)

    monkeypatch.setattr("kb_build.link.measures.variants.blocks", counted)
    many = (f"# {n}、|宣讲{n}\nmeasure|走村入户宣讲第{n}项政策，听众过万。" for n in "一二三四五")
    assert len(measures(facts("many.txt", "\n".join(many), unit="乙"))) == 5
    assert len(cut) == 1


def test_plans_do_not_join_what_was_done() -> None:
    states = {entry.status for entry in measures(A, flood("竹溪镇", 45, "2022", role="plan"))}
    assert states == {"done", "planned"}


def test_two_measures_of_one_report_stay_two() -> None:
    text = "".join(SHARED)
    one = facts("a.txt", f"# 一、|防汛\nmeasure|{text}\n# 二、|备汛\nmeasure|{text}", unit="甲")
    assert len(measures(one)) == 2


def test_different_measures_under_one_heading_stay_apart() -> None:
    other = facts(
        "b.txt",
        "# 一、|防汛备汛\nmeasure|新建泵站两座，更换水泵六台，全部通过验收并交付使用，"
        "日排水能力提高一倍，沿线三个社区不再积水。",
        unit="乙",
    )
    assert len(measures(A, other)) == 2


TEXTS = st.lists(
    st.sampled_from([*SHARED, OWN.format(n=8, unit="乙"), "新建泵站两座；更换水泵六台。"]),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.integers(0, 99))
def test_no_words_are_lost_and_order_does_not_matter(texts: list[list[str]], seed: int) -> None:
    reports = [
        facts(f"{n}.txt", f"# 一、|防汛{n}\nmeasure|{''.join(text)}", unit=f"单位{n}")
        for n, text in enumerate(texts)
    ]
    found = measures(*reports)
    shuffled = reports[:]
    random.Random(seed).shuffle(shuffled)
    assert measures(*shuffled) == found
    once = {report.report.id: report for report in reports}
    for report in once.values():
        quoted = [
            quotation.span
            for entry in found
            for part in entry.sections
            if part.label != "path"
            for quotation in part.quotations
            if quotation.report == report.report.id
        ]
        for passage in report.passages:
            for at in range(passage.span.start, passage.span.end):
                assert any(span.holds(Span(at, at + 1)) for span in quoted)


@settings(max_examples=100)
@given(st.lists(st.sampled_from("春夏秋冬山水田林湖草"), min_size=60, max_size=200))
def test_a_text_resembles_itself_whatever_its_signs_and_figures(letters: list[str]) -> None:
    text = "".join(letters)
    other = re.sub("(.{9})", r"\1，", text) + "。"
    assert sketch(text) == sketch(other)
    assert resemblance(sketch(text), sketch(other), 1.0) == (1.0 if sketch(text) else 0.0)


@pytest.mark.parametrize(("kept", "most"), [(0, 0.1), (10, 0.5), (20, 1.0)])
def test_resemblance_estimates_the_share_of_equal_runs(kept: int, most: float) -> None:
    rng = random.Random(7)
    one, two = (
        ["".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(20)) for _ in range(20)]
        for _ in range(2)
    )
    share = resemblance(sketch("".join(one)), sketch("".join(one[:kept] + two[kept:])), 0.0)
    assert most - 0.4 <= share <= most


def test_a_text_is_held_against_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the texts, twice the comparisons: also where a formula stands in all of them."""
    held = 0
    real = resemblance

    def counted(*given: Any) -> float:
        nonlocal held
        held += 1
        return real(*given)

    monkeypatch.setattr(near_duplicates, "resemblance", counted)
    counts = []
    for size in (200, 400):
        held, founders, rng = 0, Founders(), random.Random(1)
        for number in range(size):
            own = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(150))
            one = sketch("".join(SHARED) + own)
            founders.near(one)
            founders.add(number, one)
        counts.append(held)
    assert counts[1] <= 2.5 * max(counts[0], 200)
