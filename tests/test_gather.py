"""Gathering facts: the store, helping processes and a cluster change how fast, never what."""

from __future__ import annotations

import os
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

from kb_build import gather as gathering, parse
from kb_build.errors import InputError
from kb_build.gather import LIBRARIES, MAKERS, Gathered, each, gather, program
from kb_build.model import Facts, Notice, Outline, Report, no_progress, report_id
from kb_build.reuse.store import ENDING, Store
from kb_build.running import workers
from kb_build.running.stopwatch import Stopwatch

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "reports"


def gathered(folder: Path, store: Store[Facts] | None = None) -> Gathered:
    return gather(folder, store=store)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of three reports, one of them empty and so refused."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("甲", "乙"):
        words = (
            f"{name}县水务所2023年工作总结\n一、工作回顾\n修订《用水计量管理办法》，成效明显。\n"
        )
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    (folder / "空.txt").write_text("", encoding="utf-8")
    return folder


def test_a_file_that_cannot_be_read_is_not_passed_over_in_silence(reports: Path) -> None:
    (reports / "旧版.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    told = {(notice.key, notice.file) for notice in gathered(reports).notices}
    assert ("read-passed-over", "旧版.doc") in told


def test_a_report_that_the_program_fails_on_stops_no_other(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = parse.parse

    def fail(report: Report) -> Outline:
        if report.source.endswith("甲.txt"):
            raise ZeroDivisionError
        return parsed(report)

    monkeypatch.setattr(parse, "parse", fail)
    found = gathered(reports)
    assert [facts.report.source for facts in found.facts] == ["乙.txt"]
    (fault,) = (notice for notice in found.notices if notice.key == "report-fault")
    assert (fault.file, fault.severity) == ("甲.txt", "error")
    assert dict(fault.details)["reason"].startswith("ZeroDivisionError, test_gather.py:")


def test_reports_are_given_one_by_one(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a program that takes them one by one needs no more memory for more of them."""
    read: list[str] = []
    parsed = parse.parse

    def noted(report: Report) -> Outline:
        read.append(Path(report.source).name)
        return parsed(report)

    monkeypatch.setattr(parse, "parse", noted)
    coming = each([reports], base=reports)
    for name in ("乙.txt", "甲.txt"):
        found = next(coming)
        assert isinstance(found, Facts)
        assert (found.report.source, read[-1]) == (name, name)
    assert [notice.file for notice in coming if isinstance(notice, Notice)] == ["空.txt"]


@pytest.fixture
def store(tmp_path: Path) -> Store[Facts]:
    return Store(tmp_path / "store", Facts)


def files(store: Store[Facts]) -> list[Path]:
    return sorted(store.folder.glob(f"*/*{ENDING}"))


def test_stored_facts_equal_fresh_ones(store: Store[Facts]) -> None:
    fresh = gathered(BUNDLED)
    first, again = gathered(BUNDLED, store), gathered(BUNDLED, store)
    assert fresh == first == again
    assert len(fresh.facts) == len(files(store))


def test_a_second_run_understands_nothing_again(reports: Path, store: Store[Facts]) -> None:
    gathered(reports, store)
    watch = Stopwatch()
    gather(reports, watch=watch, store=store)
    assert watch.hits["store"] == 2
    assert "extract" not in watch.seconds


def test_a_changed_report_is_understood_anew(reports: Path, store: Store[Facts]) -> None:
    gathered(reports, store)
    changed = reports / "甲.txt"
    words = changed.read_text(encoding="utf-8").replace("计量", "收费")
    changed.write_text(words, encoding="utf-8")
    now = gathered(reports, store)
    assert {m.name for f in now.facts for m in f.mentions if m.kind == "rule"} == {
        "《用水收费管理办法》",
        "《用水计量管理办法》",
    }
    assert len(files(store)) == 3


def test_what_nobody_asked_for_since_yesterday_goes(reports: Path, store: Store[Facts]) -> None:
    gathered(reports, store)
    for file in files(store):
        os.utime(file, (0, 0))
    (reports / "甲.txt").unlink()
    gathered(reports, store)
    store.sweep()
    assert len(files(store)) == 1


def test_what_was_not_finished_is_cleared_away(tmp_path: Path) -> None:
    store = Store(tmp_path, int)
    store.keep("ab", 1)
    left = store.place("ab", ".kept.1.new")  # of a run that was killed
    left.write_bytes(b"half")
    store.sweep()
    assert left.exists()  # perhaps it is being written just now
    os.utime(left, (0, 0))
    store.sweep()
    assert (left.exists(), store.find("ab")) == (False, 1)
    (blocked := store.place("cd")).mkdir(parents=True)
    store.keep("cd", 2)  # cannot be put there
    assert [*blocked.parent.iterdir()] == [blocked]


def test_stored_facts_take_the_name_that_the_file_has_now(
    reports: Path, store: Store[Facts]
) -> None:
    gathered(reports, store)
    (reports / "甲.txt").rename(reports / "丙.txt")
    assert [f.report.source for f in gathered(reports, store).facts] == ["丙.txt", "乙.txt"]


@pytest.mark.parametrize("damage", [b"", b"\x80", b"\x00" * 4096])
def test_damaged_facts_are_worked_out_again(
    reports: Path, store: Store[Facts], damage: bytes
) -> None:
    fresh = gathered(reports, store)
    for file in files(store):
        file.write_bytes(damage or file.read_bytes()[:-9])
    assert gathered(reports, store) == fresh
    assert gathered(reports, store) == fresh


def test_a_file_of_which_one_word_is_damaged_is_as_good_as_none(
    reports: Path, store: Store[Facts]
) -> None:
    fresh = gathered(reports, store)
    for file in files(store):
        kept = file.read_bytes()
        assert "成效".encode() in kept
        file.write_bytes(kept.replace("成效".encode(), "失效".encode()))
    assert gathered(reports, store) == fresh


def test_a_store_that_cannot_be_written_stops_nobody(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    assert len(gathered(reports, Store(tmp_path / "taken", Facts)).facts) == 2


def test_other_libraries_or_words_make_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program()
    monkeypatch.setattr("kb_build.gather.MAKERS", ("model", "read", "parse", "extract"))
    program.cache_clear()
    assert program() != before
    monkeypatch.undo()
    program.cache_clear()
    assert program() == before


def test_every_library_by_which_facts_are_made_counts_for_the_store() -> None:
    files = (f for maker in MAKERS for f in (ROOT / "kb_build" / maker).rglob("*.py"))
    words = "\n".join(file.read_text(encoding="utf-8") for file in files)
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", words, re.MULTILINE))
    theirs = imported - sys.stdlib_module_names - {"kb_build"}
    of = metadata.packages_distributions()
    named = {name.lower() for package in theirs for name in of.get(package, ())}
    assert named - {*LIBRARIES} == set()
    assert len(named) > 5


def test_processes_that_help_give_the_same(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = gathered(reports), gathered(BUNDLED)
    monkeypatch.setattr(gathering, "SECONDS", 1.0)
    monkeypatch.setenv("KB_JOBS", "2")
    assert (gathered(reports), gathered(BUNDLED)) == alone


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught, workers.local(1) as executor:
        list(executor.map(os._exit, [9]))
    assert caught.value.notice.key == "worker-died"


def test_reports_to_check_against_have_the_ids_by_which_pages_name_them(tmp_path: Path) -> None:
    for name in ("现在.txt", "学校.txt"):
        (tmp_path / name).write_text(f"{name}\n一、基层治理\n制定《值班办法》。\n", "utf-8")
    former = {"现在.txt": "从前.txt", "学校.txt": "现在.txt"}
    found, _ = gathering.sources(tmp_path, no_progress, former)
    named = {report.source: report.id for report in found}
    assert named == {"现在.txt": report_id("从前.txt"), "学校.txt": report_id("学校.txt")}
