"""Keeps what was measured below `.cache/bench/`: as JSON, and as plots for people (SVG).

Each file says which commit was measured, and on which machine, so that runs can be compared.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict

from bench.plot import Curve, svg
from bench.sets import ROOT
from kb_build.files.atomic import replace

FOLDER = ROOT / ".cache" / "bench"


def keep(name: str, **measured: object) -> None:
    """Writes `NAME.json`: what was measured (dataclasses and plain values), each under its name."""
    told = {"commit": commit(), "machine": machine(), **measured}
    _put(f"{name}.json", json.dumps(told, ensure_ascii=False, indent=1, default=asdict) + "\n")


def draw(name: str, curves: Mapping[str, Curve]) -> None:
    """Writes `NAME.svg`: seconds over size, a curve for each name."""
    _put(f"{name}.svg", svg(curves))


def commit() -> str:
    """The commit that is measured; with a + behind it where files differ from it."""
    command = ("git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--exclude=*")
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip()


def machine() -> str:
    """Cores, architecture and Python of this machine."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def _put(name: str, text: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    replace(FOLDER / name, text.encode())
    print(f"kept: {FOLDER / name}")
