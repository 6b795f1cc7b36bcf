"""Steps that are kept: made again where what they read has changed, and only there."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb_build.files.signature import SECOND, signature_of
from kb_build.reuse.keyed import Kept
from kb_build.reuse.store import ENDING, UNFINISHED, Store, key_of
from kb_build.reuse.tracing import Made, Tables

SHELVES: dict[str, dict[str, object]] = {"name": {"a": "甲", "b": "乙"}, "size": {"a": 1, "b": 2}}


def kept(folder: Path, program: str = "1") -> Kept[Made[str]]:
    return Kept(Store(folder, dict[str, Made[str]]), program)


def steps(folder: Path, shelves: Mapping[str, Mapping[str, object]], program: str = "1") -> str:
    """The steps that one build makes."""
    tables = Tables({name: lambda shelf=shelf: shelf for name, shelf in shelves.items()})  # type: ignore[misc]
    memory, made = kept(folder, program), []

    def step(name: str, *reads: str) -> None:
        def make() -> str:
            made.append(name)
            return " ".join(str(tables["name"].get(read)) for read in reads)

        traced(name, make)

    def everything() -> str:
        made.append("all")
        return ",".join(tables["name"])

    def traced(name: str, make: Callable[[], str]) -> None:
        before = tables.as_it_was(memory.found(key_of(name)))
        memory.keep(key_of(name), before or tables.made(make))

    step("one", "a")
    step("two", "a", "b")
    step("absent", "c")
    traced("all", everything)
    memory.save()
    return " ".join(made)


@pytest.mark.parametrize(
    ("name", "size", "again"),
    [
        ({"a": "甲", "b": "乙"}, {"a": 1, "b": 2}, ""),
        ({"a": "甲", "b": "乙"}, {"a": 9}, ""),  # nobody reads it
        ({"a": "甲", "b": "丙"}, {}, "two all"),
        ({"a": "甲", "b": "乙", "c": "丙"}, {}, "absent all"),
        ({"b": "乙", "a": "甲"}, {}, "all"),  # another order
        ({"b": "乙"}, {}, "one two all"),
    ],
)
def test_only_steps_that_read_what_changed_are_made_again(
    tmp_path: Path, name: dict[str, str], size: dict[str, int], again: str
) -> None:
    assert steps(tmp_path, SHELVES) == "one two absent all"
    assert steps(tmp_path, {"name": name, "size": size}) == again


@pytest.mark.parametrize(("version", "again"), [("1", ""), ("2", "one two all")])
def test_a_value_that_says_its_version_is_not_packed(
    tmp_path: Path, version: str, again: str
) -> None:
    steps(tmp_path, {"name": {"a": SimpleNamespace(version="1")}})  # nothing could pack it
    assert steps(tmp_path, {"name": {"a": SimpleNamespace(version=version)}}) == again


def test_what_a_table_would_make_up_is_not_there(tmp_path: Path) -> None:
    shelves: dict[str, Mapping[str, object]] = {"name": defaultdict(str, a="甲", b="乙")}
    assert steps(tmp_path, shelves) == "one two absent all"
    assert steps(tmp_path, {"name": defaultdict(str, a="甲", b="乙")}) == ""
    tables = Tables({"name": lambda: shelves["name"]})
    assert tables["name"].get("c", "无") == "无"


def test_another_program_makes_all_again(tmp_path: Path) -> None:
    first = steps(tmp_path, SHELVES)
    assert steps(tmp_path, SHELVES, "2") == first


def test_a_damaged_store_costs_time_only(tmp_path: Path) -> None:
    first = steps(tmp_path, SHELVES)
    for file in tmp_path.rglob("*.kept"):
        file.write_bytes(file.read_bytes()[:-3])
    assert steps(tmp_path, SHELVES) == first


def test_few_new_results_are_put_beside_the_others_and_go_before_them(tmp_path: Path) -> None:
    def build(changed: int, of: int = 200) -> dict[str, int]:
        """Keeps all results, the first `changed` anew; gives the files that were written."""
        before = {f.name: f.stat().st_ino for f in tmp_path.rglob(f"*{ENDING}")}
        kept: Kept[str] = Kept(Store(tmp_path, dict[str, str]))
        for number in range(of):
            key = key_of(str(number))
            found = kept.found(key)
            kept.keep(key, f"{found}+" if found is None or number < changed else found)
        kept.save()
        files = {f.name: f.stat().st_ino for f in tmp_path.rglob(f"*{ENDING}")}
        return {name: ino for name, ino in files.items() if before.get(name) != ino}

    def found(number: int) -> str | None:
        return Kept(Store(tmp_path, dict[str, str])).found(key_of(str(number)))

    build(0)
    assert build(0) == {}
    assert len(build(5)) == 1
    assert len(build(3)) == 1
    assert (found(0), found(4), found(9)) == ("None+++", "None++", "None+")
    assert len(build(100)) > 10
    assert (found(0), found(4), found(9), found(100)) == ("None++++", "None+++", "None++", "None+")
    build(0, 150)
    assert (found(149), found(150)) == ("None+", None)


def test_what_is_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    key = key_of("a")
    first: Kept[str] = Kept(Store(tmp_path, dict[str, str]))
    first.keep(key, "甲")
    other = next(k for n in range(9999) if (k := key_of(str(n)))[:2] == key[:2] and k != key)
    first.keep(other, "乙")
    first.save()
    second: Kept[str] = Kept(Store(tmp_path, dict[str, str]))
    assert second.made(key, lambda: "丙") == "甲"
    second.save()
    assert Kept(Store(tmp_path, dict[str, str])).found(other) is None


def test_a_sweep_deletes_what_nobody_asked_for_lately(tmp_path: Path) -> None:
    store = Store(tmp_path, dict[str, str])
    old, asked, fresh = map(key_of, ("old", "asked", "fresh"))
    for key in (old, asked, fresh):
        store.keep(key, {"a": "甲"})
        store.place(key, ".beside").write_bytes(b"")
    for key in (old, asked):
        for ending in (ENDING, ".beside"):
            os.utime(store.place(key, ending), (1, 1))
    os.utime(store.place(asked, ".beside"))
    store.sweep()
    left = [
        store.place(key, end).exists() for end in (ENDING, ".beside") for key in (old, asked, fresh)
    ]
    assert left == [False, True, True] * 2


def test_a_sweep_passes_over_what_another_run_takes_away(tmp_path: Path) -> None:
    store = Store(tmp_path, dict[str, str])
    store.keep(key := key_of("any"), {"a": "甲"})
    store.place(key, UNFINISHED).symlink_to("nowhere")  # listed, and gone when it is looked at
    store.sweep()
    assert store.find(key) == {"a": "甲"}


def test_what_somebody_else_keeps_is_used_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path, dict[str, str])
    store.keep(key := key_of("any"), {"a": "甲"})

    def refused(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "utime", refused)
    assert store.find(key) == {"a": "甲"}


def test_a_file_just_written_is_not_taken_for_known(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲", encoding="utf-8")
    assert signature_of(file, 10**15) == ""
    before = signature_of(file, 0)
    assert before
    os.utime(file, ns=(1, 1))
    assert signature_of(file, 0) not in ("", before)
    os.utime(file, ns=(2**62, 2**62))  # of another machine, whose clock is ahead
    assert signature_of(file) == ""
    assert signature_of(file, 0)
    assert signature_of(tmp_path / "none.md") == signature_of(tmp_path) == ""


def test_on_a_disk_that_counts_in_seconds_a_file_is_known_two_seconds_later(tmp_path: Path) -> None:
    class Counted:
        """A file of a disk that counts in whole seconds, changed `ago` seconds before now."""

        def __init__(self, ago: float) -> None:
            second = (time.time_ns() // SECOND - ago) * SECOND
            times = {"st_mtime_ns": int(second), "st_ctime_ns": int(second)}
            self._told = os.stat_result((0o100644, 1, 1, 1, 0, 0, 5, 0, 0, 0), times)

        def stat(self) -> os.stat_result:
            return self._told

    assert signature_of(Counted(0)) == signature_of(Counted(1)) == ""  # type: ignore[arg-type]
    assert signature_of(Counted(3))  # type: ignore[arg-type]
