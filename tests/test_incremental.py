"""A build on top of earlier ones gives what a build from nothing gives, byte for byte.

Reports come, change, go and get other names; people edit, move and delete pages and correct names.
After each step the knowledge base is built twice: as it is, with all that earlier builds kept, and
as a copy without it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bench import invented_reports
from kb_build import config, pipeline
from kb_build.cli.console import Console
from kb_build.files.signature import TICK
from kb_build.model import Outcome
from kb_build.run import Run
from kb_build.running.stopwatch import Stopwatch
from tests.command import ROOT
from tests.folders import contents

MANY = 6  # in one history
LENGTH = 900  # code points of a report: enough for entries of every kind
# Builds pages as if each took so long that others have to help.
SHARED = """
import sys
from pathlib import Path
from kb_build import config, pipeline
from kb_build.cli.console import Console
from kb_build.link import memory
from kb_build.run import Run
from kb_build.running import workers
from kb_build.write import serializing

memory.SECONDS = serializing.SECONDS = 1.0
workers.PART = 10
workers.PAYS = {"fork": 0.01, "spawn": 1.0}
pipeline.pages(Run(config.load(Path(sys.argv[1])), Console(quiet=True)))
"""

Base = Path


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A knowledge base of five reports."""
    made = tmp_path / "base"
    (made / "reports").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", made)
    for number in range(5):
        _put(made, f"{number}.txt", number)
    return made


def _put(base: Base, name: str, number: int) -> None:
    text = invented_reports.report(number)[:LENGTH]
    (base / "reports" / name).write_text(text, encoding="utf-8")


def add(base: Base, chance: Random) -> None:
    _put(base, f"{chance.randrange(20)}.txt", chance.randrange(20))


def change(base: Base, chance: Random) -> None:
    report = chance.choice(sorted((base / "reports").iterdir()))
    report.write_text(
        report.read_text("utf-8") + "\n三、下一步打算\n制定《值班管理办法》。", "utf-8"
    )


def recount(base: Base, chance: Random) -> None:
    """Another number: what is told stays where it is, in other words."""
    report = chance.choice(sorted((base / "reports").iterdir()))
    number = str(chance.randrange(10, 100))
    report.write_text(re.sub(r"\d+(?=[个次项人])", number, report.read_text("utf-8")), "utf-8")


def remove(base: Base, chance: Random) -> None:
    reports = sorted((base / "reports").iterdir())
    if len(reports) > 1:
        chance.choice(reports).unlink()


def rename(base: Base, chance: Random) -> None:
    report = chance.choice(sorted((base / "reports").iterdir()))
    report.rename(report.with_name(f"{chance.randrange(20, 40)}.txt"))


def correct(base: Base, chance: Random) -> None:
    """Hides a thing, or takes the correction back."""
    file = base / "lexicon" / "hidden.yml"
    if file.exists():
        file.unlink()
        return
    file.parent.mkdir(exist_ok=True)
    name = chance.choice(_pages(base)).stem
    file.write_text(f"不显示:\n  - {_title(base, name)}\n", encoding="utf-8")


def edit(base: Base, chance: Random) -> None:
    page = chance.choice(_pages(base))
    lines = page.read_text(encoding="utf-8").split("\n")
    at = chance.randrange(lines.index("---", 1) + 1, len(lines))
    lines.insert(at, chance.choice(["", "补充一句。", "[没有的页](nowhere.md)"]))
    page.write_text("\n".join(lines), encoding="utf-8")


def retitle(base: Base, chance: Random) -> None:
    page = chance.choice(_pages(base))
    _retitled(page, f"别的叫法{chance.randrange(9)}")


def _retitled(page: Path, title: str) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub("(?m)^title: .*$", f"title: {title}", text, count=1), "utf-8")


def delete(base: Base, chance: Random) -> None:
    chance.choice(_pages(base)).unlink()


def move(base: Base, chance: Random) -> None:
    page = chance.choice(_pages(base))
    (base / "docs" / "own").mkdir(exist_ok=True)
    page.rename(base / "docs" / "own" / page.name)


def nothing(base: Base, chance: Random) -> None:
    """Builds again, and again."""
    built(base)


def touch(base: Base, chance: Random) -> None:
    chance.choice(_pages(base)).touch()


def restore(base: Base, chance: Random) -> None:
    """An older state comes back, as when another branch is checked out."""
    shutil.rmtree(base / "docs")


STEPS: tuple[Callable[[Base, Random], None], ...] = (
    add, add, change, recount, remove, rename, correct, edit, edit, retitle, delete, move, touch,
    restore, nothing, nothing,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_what_earlier_builds_kept_changes_no_byte(base: Base, seed: int) -> None:
    chance = Random(seed)
    built(base)
    told: list[str] = []
    for _ in range(MANY):
        step = chance.choice(STEPS)
        step(base, chance)
        told.append(step.__name__)
        shutil.rmtree(cold := base.with_name("cold"), ignore_errors=True)
        shutil.copytree(base, cold, ignore=shutil.ignore_patterns(".cache"))
        assert built(base) == built(cold), told
        assert contents(base / "docs") == contents(cold / "docs"), told


def test_a_title_changed_by_hand_stays_and_goes_into_lists_until_it_is_taken_back(
    base: Base,
) -> None:
    built(base)
    before = contents(base / "docs")
    page = next(p for p in _pages(base) if p.parent.name == "measures")
    title = _title(base, page.stem)
    _retitled(page, "别的叫法")
    built(base)
    after = contents(base / "docs")
    for _ in range(2):
        assert "title: 别的叫法" in page.read_text("utf-8")
        assert f"[别的叫法]({page.name})" in (base / "docs/measures/index.md").read_text("utf-8")
        built(base)
        assert contents(base / "docs") == after
    _retitled(page, title)
    built(base)
    assert contents(base / "docs") == before


def test_pages_speak_another_language_as_soon_as_the_settings_say_so(base: Base) -> None:
    built(base)
    settings = base / "mkdocs.yml"
    english = settings.read_text("utf-8").replace("language: zh", "language: en")
    settings.write_text(english, "utf-8")
    shutil.copytree(base, cold := base.with_name("cold"), ignore=shutil.ignore_patterns(".cache"))
    assert built(base) == built(cold)
    assert contents(base / "docs") == contents(cold / "docs")
    assert "title: Practices" in (base / "docs" / "practices" / "index.md").read_text("utf-8")


def test_nothing_is_made_again_where_people_edited_moved_and_deleted_pages(base: Base) -> None:
    built(base)
    pages = sorted((base / "docs" / "institutions").glob("*-*.md"))
    pages[0].write_text(pages[0].read_text("utf-8") + "\n补充一句。\n", "utf-8")
    pages[1].unlink()
    pages[2].rename(pages[2].with_name("own.md"))
    settled = {"edited", "deleted", "moved", "unchanged"}
    while {one.action for one in built(base)[0]} - settled:
        time.sleep(2 * TICK / 1e9)
    again, watch = built(base), Stopwatch()
    pipeline.pages(Run(config.load(base / "mkdocs.yml"), Console(quiet=True), watch))
    assert {one.action for one in again[0]} == settled
    assert [*watch.seconds] == ["store"]


def test_nothing_is_linked_anew_where_only_pages_were_touched(base: Base) -> None:
    built(base)
    time.sleep(2 * TICK / 1e9)
    built(base)
    pages = sorted((base / "docs" / "institutions").glob("*-*.md"))
    pages[0].write_text(pages[0].read_text("utf-8") + "\n补充一句。\n", "utf-8")
    (base / "docs" / "own.md").write_text("# 自己写的一页\n\n说明。\n", "utf-8")
    watch = Stopwatch()
    pipeline.pages(Run(config.load(base / "mkdocs.yml"), Console(quiet=True), watch))
    assert [*watch.seconds] == ["store", "look", "write", "check"]


def test_a_page_that_is_edited_while_a_build_runs_is_seen_by_the_next(base: Base) -> None:
    class Editing(Console):
        """Edits a page while reports are read."""

        def counter(self, stage: str) -> Callable[[int, int], None]:
            page.write_text(page.read_text("utf-8") + "\n补充一句。\n", "utf-8")
            return super().counter(stage)

    built(base)
    page = next((base / "docs" / "institutions").glob("*-*.md"))
    (base / "reports" / "0.txt").touch()
    settings = config.load(base / "mkdocs.yml")
    pipeline.pages(Run(settings, Editing(quiet=True)))
    time.sleep(2 * TICK / 1e9)
    actions = {one.path: one.action for one in built(base)[0]}
    assert actions[str(page.relative_to(base / "docs"))] == "edited"


def test_a_page_that_reads_nothing_new_is_not_made_again(base: Base) -> None:
    built(base)
    before = {page: page.stat().st_ino for page in _pages(base)}
    _put(base, "5.txt", 5)
    built(base)
    kept = sum(page.stat().st_ino == number for page, number in before.items() if page.is_file())
    assert kept > len(before) / 3


def test_the_first_page_names_the_report_that_came_last(base: Base) -> None:
    built(base)
    _put(base, "50.txt", 5)
    built(base)
    told = (base / "docs" / "index.md").read_text("utf-8").partition("## 最近一次更新")[2]
    assert "](reports/50-" in told.partition("\n## ")[0]


def test_another_number_changes_few_of_the_pages_that_quote_the_report(base: Base) -> None:
    built(base)
    report = base / "reports" / "3.txt"
    text = report.read_text("utf-8")
    number = re.findall(r"\d+(?=件)", text)[1]
    report.write_text(text.replace(number, "777"), "utf-8")
    changed = [one.path for one in built(base)[0] if one.action == "replaced"]
    quoting = [page for page in _pages(base) if "reports/3-" in page.read_text("utf-8")]
    assert 0 < len(changed) < 8 < len(quoting)


def test_pages_made_by_several_processes_are_the_same(base: Base) -> None:
    shutil.copytree(base, shared := base.with_name("shared"))
    command = [sys.executable, "-c", SHARED, str(shared / "mkdocs.yml")]
    for _ in range(2):
        built(base)
        subprocess.run(command, check=True, env={**os.environ, "KB_JOBS": "3"})
        assert contents(shared / "docs") == contents(base / "docs")
        delete(base, Random(1))
        delete(shared, Random(1))


def built(base: Base) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
    """What a build did, and what it tells, without the folder's name."""
    settings = config.load(base / "mkdocs.yml")
    said, _ = pipeline.pages(Run(settings, Console(quiet=True)))
    outcomes = tuple(Outcome(one.path, one.action, one.note, ()) for one in said.outcomes)
    told = (*said.notices, *said.found)
    return outcomes, tuple(repr(notice).replace(str(base), "") for notice in told)


def _pages(base: Base) -> list[Path]:
    """The pages in order, left alone those of the guide."""
    return sorted((base / "docs").rglob("*.md"))


def _title(base: Base, stem: str) -> str:
    page = next(page for page in _pages(base) if page.stem == stem)
    lines = page.read_text(encoding="utf-8").split("\n")
    return next(line.removeprefix("title:").strip() for line in lines if line.startswith("title:"))
