"""Runs `kb` for tests: within this process, or as one of its own where only that shows something.

A process of its own takes two seconds to load what it needs, which this one has loaded.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pexpect

from kb_build import cli

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "kb_build")


def kb(*arguments: str | Path, cwd: Path, lang: str = "zh") -> CompletedProcess[str]:
    """Runs `kb` in a folder, without a terminal; gives its exit code and what it printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with (
        chdir(cwd),
        patch.dict(os.environ, KB_LANG=lang),
        Path(os.devnull).open(encoding="utf-8") as nowhere,
        patch("sys.stdin", nowhere),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = cli.run([*map(str, arguments)])
    return CompletedProcess(arguments, code, *map(_printed, (out, err)))


def _printed(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def process(
    *arguments: str | Path, cwd: Path, lang: str = "zh", **more: str
) -> CompletedProcess[str]:
    """The same as a process of its own, with `more` in its environment."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env=environment(lang) | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def environment(lang: str = "zh") -> dict[str, str]:
    """That of a process that runs the program of this checkout."""
    return {**os.environ, "KB_LANG": lang, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def terminal(*arguments: str, cwd: Path) -> pexpect.spawn[str]:
    """`kb` on a terminal of its own."""
    child = pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], *arguments],
        cwd=str(cwd),
        env=environment(),
        encoding="utf-8",
        timeout=300,
        dimensions=(40, 200),
    )
    assert isinstance(child, pexpect.spawn)
    return child
