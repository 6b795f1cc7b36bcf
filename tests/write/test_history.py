"""Whatever people do between builds, and whenever a build is killed: nothing they typed is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bench import histories
from bench.history_edits import Person, words_in
from bench.history_sources import Invented
from kb_build import write as stage
from tests.folders import contents
from tests.write.pages import actions, page, whole, write

RECORD = ".generated.tsv"
ROOT = Path(__file__).resolve().parents[2]
# Seeds of random histories, in parts that run side by side; `python -m bench histories` runs more.
HISTORIES, PARTS = 200, 8


@contextmanager
def killed_at(change: int) -> Iterator[None]:
    """Ends the run just before its n-th change of a file; -1 lets it go on."""
    with suppress(histories.KilledError), histories.killed_at(change):
        yield


@pytest.mark.parametrize("part", range(PARTS))
def test_no_word_that_a_person_typed_is_lost(part: int) -> None:
    done = [histories.history(seed) for seed in range(part, HISTORIES, PARTS)]
    assert [tale for tally in done for tale in tally.lost] == []
    assert sum(tally.edits for tally in done) > len(done)


def test_a_history_notices_a_loss(tmp_path: Path) -> None:
    chance, tally = random.Random(1), histories.Tally()
    world = histories.World(Person(tmp_path, chance), Invented(chance), chance, tally)
    stage.write(world.source.pages(), stage.Snapshot.of(tmp_path))
    world.person.append(tmp_path / "index.md")
    with pytest.raises(histories.LostError):
        world._check(words_in(tmp_path) | {"手写99999。"})


WRITER = """
import sys
from pathlib import Path
from kb_build.write import apply
from tests.write.pages import page, write
apply.SECONDS = float(sys.argv[3])
write([page(f"p/{n}.md", sys.argv[2] * 400) for n in range(300)], Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seconds", [0, 1], ids=["alone", "shared"])  # that a page takes
def test_a_process_that_is_killed_leaves_pages_old_or_new(tmp_path: Path, seconds: int) -> None:
    old, new = ([page(f"p/{n}.md", words * 400) for n in range(300)] for words in ("旧", "新"))
    write(old, tmp_path)
    allowed = {one.path: {whole(one)} for one in old}
    for one in new:
        allowed[one.path].add(whole(one))
    between = 0
    for run_number in range(100):  # a busy machine lets some end before they are killed
        words = "新旧"[run_number % 2]
        program = [sys.executable, "-c", WRITER, str(tmp_path), words, str(seconds)]
        run = subprocess.Popen(program, cwd=ROOT, env={**os.environ, "KB_JOBS": "2"})
        _wait_for_a_change(tmp_path, words, run)
        time.sleep(run_number % 12 / 1000)
        run.send_signal(signal.SIGKILL)
        run.wait()
        texts = {one.path: (tmp_path / one.path).read_text("utf-8") for one in old}
        assert all(text in allowed[path] for path, text in texts.items())
        between += len({words in text for text in texts.values()}) == 2
        if between == 6:
            break
    assert between, "no run was killed in its midst"
    done = set(actions(write(new, tmp_path)).values())
    assert done <= {"replaced", "unchanged"}
    assert {path for path in contents(tmp_path) if path.endswith(".kb-new")} == set()


def _wait_for_a_change(docs: Path, words: str, run: "subprocess.Popen[bytes]") -> None:
    first = docs / "p" / "0.md"
    while run.poll() is None and words not in first.read_text("utf-8"):
        time.sleep(0.001)


def test_a_page_of_a_killed_build_stays_deleted_like_any_other(tmp_path: Path) -> None:
    with killed_at(2):  # the record, the page and not the record again
        write([page("a.md")], tmp_path)
    (tmp_path / "a.md").rename(tmp_path / "moved.md")
    assert actions(write([page("a.md")], tmp_path)) == {"a.md": "moved"}
    (tmp_path / "moved.md").unlink()
    assert actions(write([page("a.md")], tmp_path)) == {"a.md": "deleted"}


@pytest.mark.parametrize("kill", range(9))
def test_a_killed_build_leaves_pages_old_or_new_and_the_next_one_repairs(
    tmp_path: Path, kill: int
) -> None:
    old = [page(path, "旧。") for path in ("a.md", "b.md", "gone.md")]
    new = [page(path, "新。") for path in ("a.md", "b.md", "c.md")]
    write(old, tmp_path)
    (tmp_path / "b.md").write_text(whole(old[1]) + "\n手写\n", encoding="utf-8")
    with killed_at(kill):
        write(new, tmp_path)
    for path, data in contents(tmp_path).items():
        if path in ("a.md", "c.md", "gone.md"):
            allowed = {whole(p).encode() for p in (*old, *new) if p.path == path}
            assert data in allowed
    newest = [page(path, "最新。") for path in ("a.md", "b.md", "c.md")]
    done = actions(write(newest, tmp_path))
    assert {done["a.md"], done["c.md"]} <= {"created", "replaced"}
    assert done["b.md"] == "merged"
    assert done.get("gone.md", "removed") == "removed"
    assert contents(tmp_path).keys() == {"a.md", "b.md", "c.md", RECORD}
    assert (tmp_path / "b.md").read_text(encoding="utf-8").endswith("\n\n最新。\n\n手写\n")
    assert set(actions(write(newest, tmp_path)).values()) == {"unchanged", "edited"}
    assert "\t-" not in (tmp_path / RECORD).read_text(encoding="utf-8")
