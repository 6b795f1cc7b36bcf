"""Two builds of one knowledge base: the second waits, and a killed one keeps nobody waiting."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kb_build.running.turns import turn

HOLD = """
import sys, time
from pathlib import Path
from kb_build.running.turns import turn
with turn(Path(sys.argv[1]), lambda: print("waits", flush=True)):
    print("has it", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(folder)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_the_second_waits_and_a_killed_one_gives_its_turn_back(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with holder(folder) as first:
        assert line(first) == "has it"
        second = holder(folder)
        assert line(second) == "waits"
        first.kill()
        assert line(second) == "has it"
        second.communicate()


def test_a_folder_that_cannot_be_made_keeps_nobody_back(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with turn(tmp_path / "file" / "store", lambda: None):
        pass
