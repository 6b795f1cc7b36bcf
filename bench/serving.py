"""Measures how soon `kb serve` shows a saved change, on the page and in the search.

`python -m bench serve` (`10000`: pages) starts the server as a process on a base of invented pages,
saves changes to one page after another, and asks over HTTP, as a browser would, until the page and
the search file of a word that is new in it both have it.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from bench import invented_pages, scale
from bench.results import keep
from bench.sets import ROOT
from bench.tables import table
from kb_build.publish.search.terms import hashed

ROUNDS = 7
REST = 3.0  # seconds between changes: nobody saves faster, and what a change starts has ended
ASK = 0.01  # seconds between two questions
BUILDING = 3600.0  # seconds after which a server has not come up
PATIENCE = 300.0  # seconds after which a change that does not show counts as lost


@dataclass(frozen=True, slots=True)
class Wait:
    """What one change took."""

    page: float  # seconds from saving until the page had it
    search: float  # and until the search had it
    processor: float  # seconds of the server


def show(pages: int) -> None:
    """Measures and prints; keeps the results."""
    waits = list(measured(pages))
    head = ("from saving a file", "median s", "longest s")
    columns = {
        "to the page": [wait.page for wait in waits],
        "to its search result": [wait.search for wait in waits],
        "processor of the server": [wait.processor for wait in waits],
    }
    rows = [(name, f"{median(all_):.2f}", f"{max(all_):.2f}") for name, all_ in columns.items()]
    print(f"kb serve, {pages:,} pages, {len(waits)} changes")
    print(table(head, rows))
    keep("serve", waits=waits)


def measured(pages: int, rounds: int = ROUNDS, rest: float = REST) -> Iterator[Wait]:
    """Measures some changes to pages of a base of this size, with `rest` seconds between them.

    Raises TimeoutError where one does not show.
    """
    with TemporaryDirectory(prefix="kb-serve-") as name:
        base = Path(name)
        invented_pages.write(base / "docs", pages)
        scale.settings(base)
        files = sorted((base / "docs" / "measures").glob("measure-*.md"))[:rounds]
        with _server(base) as (address, pid):
            for number, file in enumerate(files):
                time.sleep(rest)
                used = _processor(pid)
                page, search = _change(file, f"changed{number}", address)
                time.sleep(rest)
                yield Wait(page, search, _processor(pid) - used)


@contextmanager
def _server(base: Path) -> Iterator[tuple[str, int]]:
    """Gives the address, when the site is there, and the number of the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "kb_build", "serve", "--quiet", "--port", port]
    command += ["--config", str(base / "mkdocs.yml")]
    # One that is ended leaves its site, which goes with the base.
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(base)})
    try:
        address = f"http://127.0.0.1:{port}/"
        there = f"{address}search/head.js"
        _until(lambda: process.poll() is not None or bool(_text(there)), patience=BUILDING)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _change(file: Path, word: str, address: str) -> tuple[float, float]:
    """Saves a page with another word; gives the seconds until the page and the search had it."""
    count = re.search(r'"shards":(\d+)', _text(f"{address}search/head.js"))
    assert count
    terms = f"{address}search/terms/{hashed(word) % int(count[1])}.js"
    page = f"{address}{file.parent.name}/{file.stem}.html"
    start = time.perf_counter()
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")
    seen: dict[str, float] = {}

    def both() -> bool:
        for url in {page, terms} - seen.keys():
            if word in _text(url):
                seen[url] = time.perf_counter() - start
        return len(seen) == 2

    _until(both)
    return seen[page], seen[terms]


def _until(done: Callable[[], bool], patience: float = PATIENCE) -> None:
    late = time.monotonic() + patience
    while not done():
        if time.monotonic() > late:
            raise TimeoutError
        time.sleep(ASK)


def _text(url: str) -> str:
    try:
        with urlopen(url) as answer:
            text: str = answer.read().decode("utf-8")
            return text
    except (URLError, OSError):
        return ""


def _processor(pid: int) -> float:
    """Seconds of the processor that a process has used (proc(5): fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
