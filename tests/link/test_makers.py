"""Whose a rule is where its sentence tells that others made it."""

from __future__ import annotations

import pytest

from kb_build.link import link
from kb_build.model import Entry
from kb_build.render.origins import origin
from tests.link.invented import facts

MADE = "measure|{by}印发[rule/issued 《泵站值守办法》]，逐站上墙。"


def rule(lines: str, unit: str) -> Entry:
    """The only rule of a report."""
    report = facts("e.txt", lines, unit=unit)
    (found,) = (entry for entry in link((report,)) if entry.kind == "rule")
    return found


@pytest.mark.parametrize(
    ("by", "unit", "owner"),
    [
        ("[organization 松浦县委]", "松浦县水务局", "松浦县委"),
        ("学校", "后勤处", "后勤处所在学校"),
        ("为了抓好值守，学校", "园林学院", "园林学院所在学校"),
        (
            "[organization 松浦县水务局]落实要求，[organization 松浦县委]",
            "松浦县水务局",
            "松浦县水务局",
        ),
        ("[organization 松浦县委]作了部署，我局", "松浦县水务局", "松浦县水务局"),
        ("[organization 松浦县委]、县政府", "松浦县人民政府", "松浦县人民政府"),
        ("学校", "云汀师范学院", "云汀师范学院"),
        ("学校后勤处", "后勤处", "后勤处"),
        ("[organization 教务处]", "云汀师范学院", "云汀师范学院"),
        ("", "松浦县水务局", "松浦县水务局"),
    ],
)
def test_a_rule_is_whose_sentence_begins_with_its_maker(by: str, unit: str, owner: str) -> None:
    entry = rule(MADE.format(by=by), unit)
    assert entry.owner == owner
    assert origin(entry) == ("own" if owner == unit else "other")


def test_a_rule_of_others_stays_theirs_where_it_is_named_again() -> None:
    lines = """
    measure|学校印发[rule/issued 《关于清淤，用好水闸的意见》]。
    measure|后勤处[rule/enforced 落实《关于清淤用好水闸的意见》]。
    """
    report = facts("e.txt", lines.replace("落实《", "《"), unit="后勤处")
    assert {entry.owner for entry in link((report,)) if entry.kind == "rule"} == {"后勤处所在学校"}


@pytest.mark.parametrize(
    ("before", "unit", "owner"),
    [
        ("[organization 清岚市教育局]", "望澜中学", "清岚市教育局"),
        ("[organization 市教育局]", "清岚市望澜中学", "清岚市教育局"),
        ("[organization 教育部]", "望澜中学", ""),
        ("[organization 云汀大学]", "望澜中学", "云汀大学"),
        ("[organization 教育部]等三部门联合印发的", "望澜中学", ""),
        ("[organization 交通运输部]", "望澜中学", ""),
        ("[organization 教育部门]", "望澜中学", "望澜中学"),
        ("[organization 清岚市教育局]下发的", "望澜中学", "清岚市教育局"),
        ("[organization 市教育局]转来的", "清岚市望澜中学", "清岚市望澜中学"),
        ("[organization 党委]", "清岚市望澜中学", "清岚市望澜中学"),
        ("[organization 望澜中学]", "望澜中学", "望澜中学"),
    ],
)
def test_a_rule_is_whose_name_stands_before_it(before: str, unit: str, owner: str) -> None:
    lines = f"""
    measure|按照{before}[rule/enforced 《课后看护细则》]安排值班。
    measure|值班表按[rule/enforced 《课后看护细则》]每月更换。
    """
    assert rule(lines, unit).key == ("课后看护细则", owner)


@pytest.mark.parametrize("unit", ["松浦县珠算学会", "松浦县珠心算沙龙"])
def test_a_rule_with_the_units_name_in_front_is_its_own(unit: str) -> None:
    assert rule(f"outcome|通过了[rule/issued 《{unit}章程》]。", unit).key == ("章程", unit)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("清岚市水利局关于规范市直学校用水的意见", "清岚市水利局"),
        ("清岚市全日制普通中学值日办法", "清岚市"),
    ],
)
def test_what_a_rule_is_about_is_no_body_that_made_it(name: str, owner: str) -> None:
    assert rule(f"measure|执行[rule/enforced 《{name}》]。", "望澜中学").key[1] == owner


@pytest.mark.parametrize(
    ("line", "unit", "owner"),
    [
        ("推动出台[rule/issued 渠道保护条例]", "云麓省人民政府", "云麓省政府"),
        (
            "出台[rule/issued 渠道保护条例]，落实[rule/enforced 渠道保护条例]",
            "云麓省人民政府",
            "云麓省政府",
        ),
        ("落实[rule/enforced 渠道保护条例]", "云麓省人民政府", ""),
        ("学习[rule/revised 渠道保护条例]", "望澜中学", ""),
        ("宣传[rule/revised 《中国共产党支部工作条例》]", "云麓省人民政府", ""),
    ],
)
def test_a_law_that_a_place_passes_is_its_own(line: str, unit: str, owner: str) -> None:
    assert rule(f"outcome|{line}。", unit).key[1] == owner
