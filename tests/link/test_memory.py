"""What linking made before is used again where nothing that it follows from has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kb_build.lexicon.corrections import corrections
from kb_build.link import Memory, link, relations
from kb_build.link.measures import variants
from kb_build.model import Entry, Facts, replace
from kb_build.reuse.keyed import digest
from tests.link.invented import facts


def report(source: str, count: int) -> Facts:
    lines = (
        "# 1.|针对“收费混乱”问题\n"
        f"measure|制定[rule/issued 《收费管理办法》]，清理收费{count}项。\n"
        "# 2.|清淤护岸\n"
        f"measure|组织沿河各村清淤护岸{count}次，发动群众巡堤查险。"
    )
    return facts(source, lines, unit="清岚师范学院", addresses={"1.针对": ("制定",)})


def linked(reports: Sequence[Facts], folder: Path) -> tuple[Entry, ...]:
    known = corrections()
    memory = Memory(folder, "", known.topics)
    made = link(reports, known, memory)
    memory.save()
    return made


def test_another_number_in_a_text_compares_and_relates_nothing_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    linked([report("a.txt", 12), report("b.txt", 30)], tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(variants, "_near", fail)
        patched.setattr(relations, "all_related", fail)
        made = linked([report("a.txt", 19), report("b.txt", 30)], tmp_path)
    assert any(entry.related for entry in made if entry.kind == "rule")
    assert made == link([report("a.txt", 19), report("b.txt", 30)])


def test_a_report_that_comes_is_compared_and_related(tmp_path: Path) -> None:
    one, other = report("a.txt", 12), report("b.txt", 30)
    before = linked([one], tmp_path)
    assert linked([one, other], tmp_path) == link([one, other]) != before


def test_an_entry_says_what_stands_for_it() -> None:
    made = [entry for entry in link([report("a.txt", 12)]) if entry.kind != "topic"]
    assert {entry.version for entry in made} == {
        digest(replace(entry, related=(), version="")) for entry in made
    }
