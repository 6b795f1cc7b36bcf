"""Whose a rule is where its sentence tells that others made it."""

from __future__ import annotations

import pytest

from kb_build.link import link
from kb_build.model import Entry
from kb_build.render.origins import origin
from tests.link.invented import facts

MADE = "measure|{by}印发[rule/issued 《泵站值守办法》]，逐站上墙。"


def rule(by: str, unit: str) -> Entry:
    report = facts("e.txt", MADE.format(by=by), unit=unit)
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
    entry = rule(by, unit)
    assert entry.owner == owner
    assert origin(entry) == ("own" if owner == unit else "other")


def test_a_rule_of_others_stays_theirs_where_it_is_named_again() -> None:
    lines = """
    measure|学校印发[rule/issued 《关于清淤，用好水闸的意见》]。
    measure|后勤处[rule/enforced 落实《关于清淤用好水闸的意见》]。
    """
    report = facts("e.txt", lines.replace("落实《", "《"), unit="后勤处")
    assert {entry.owner for entry in link((report,)) if entry.kind == "rule"} == {"后勤处所在学校"}
