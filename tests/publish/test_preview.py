"""The live preview must show changed pages, and remake pages where reports have changed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from kb_build.config import load
from kb_build.errors import InputError
from kb_build.publish import address_of, serve
from tests.command import environment
from tests.publish.conftest import DOCS, ROOT

# Runs `serve`; its rebuild writes into a page what the report says, and how often it was called.
PROGRAM = """
import sys
from pathlib import Path
from kb_build.config import load
from kb_build.publish import serve

file, docs, reports, port = sys.argv[1:]
config = load(Path(file), docs=Path(docs), reports=Path(reports))
page, calls = config.docs / "statistics.md", []
def rebuild():
    calls.append((config.reports / "a.txt").read_text(encoding="utf-8"))
    page.write_text(f"# call {len(calls)}: {calls[-1]}", encoding="utf-8")
serve(config, "127.0.0.1", int(port), rebuild, [config.reports, config.reports.with_name("words")])
"""
PATIENCE = 30  # seconds after which a change that does not show counts as lost


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages to change in docs/, a report in reports/."""
    shutil.copytree(DOCS, tmp_path / "docs")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("first", encoding="utf-8")
    return tmp_path


@pytest.fixture
def address(folder: Path, port: int) -> Iterator[str]:
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "mkdocs.yml")]
    command += [str(folder / "docs"), str(folder / "reports"), str(port)]
    with (
        (folder / "told.txt").open("wb") as told,
        subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=told) as server,
    ):
        try:
            yield f"http://127.0.0.1:{port}/"
            server.send_signal(signal.SIGINT)
            assert server.wait(PATIENCE) == 0
        finally:
            server.kill()  # one that does not end would be waited for without end


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_the_address_is_one_that_a_browser_takes(host: str) -> None:
    parts = urlsplit(address_of(host, 8000))
    assert (parts.hostname, parts.port) == (host, 8000)


def shows(url: str, words: str) -> bool:
    """Whether the page at `url` comes to hold `words` in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                if words in answer.read().decode("utf-8"):
                    return True
        except (URLError, ConnectionError):
            pass
        time.sleep(0.1)
    return False


def change(page: Path, words: str) -> None:
    put(page, f"# {words}")


def put(file: Path, words: str) -> None:
    """Writes a file that nobody ever sees half written: an empty report would be one call more."""
    new = file.parents[1] / "new"
    new.write_text(words, encoding="utf-8")
    new.replace(file)


def test_changes_show(address: str, folder: Path) -> None:
    docs = folder / "docs"
    assert shows(f"{address}statistics.html", "这里是统计")
    change(docs / "quality.md", "改过的质量页")
    assert shows(f"{address}quality.html", "改过的质量页")
    assert shows(f"{address}statistics.html", "这里是统计")  # no report changed: no rebuild
    put(folder / "reports" / "a.txt", "second")
    assert shows(f"{address}statistics.html", "call 1: second")
    change(docs / "quality.md", "又改过的质量页")
    assert shows(f"{address}quality.html", "又改过的质量页")
    assert shows(
        f"{address}statistics.html", "call 1: second"
    )  # the same report: no further rebuild


def test_a_folder_made_later_is_looked_at_too(address: str, folder: Path) -> None:
    assert shows(f"{address}statistics.html", "这里是统计")
    (folder / "words").mkdir()
    (folder / "words" / "a.yml").write_text("a", encoding="utf-8")
    assert shows(f"{address}statistics.html", "call 1: first")
    put(folder / "words" / "a.yml", "b")
    assert shows(f"{address}statistics.html", "call 2: first")


def test_what_is_wrong_with_a_page_is_told_and_waited_out(address: str, folder: Path) -> None:
    page = folder / "docs" / "quality.md"
    assert shows(f"{address}quality.html", "质量")
    put(page, "---\ntitle: [\n---\n# 写坏了\n")
    end = time.monotonic() + PATIENCE
    while not (told := (folder / "told.txt").read_text("utf-8")) and time.monotonic() < end:
        time.sleep(0.1)
    assert re.fullmatch(r"错误： \S+quality\.md:3: .+\n", told)
    assert shows(f"{address}quality.html", "质量")
    change(page, "改好了")
    assert shows(f"{address}quality.html", "改好了")
    assert (folder / "told.txt").read_text("utf-8") == told


def test_a_preview_that_is_ended_leaves_nothing(tmp_path: Path, port: int) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in ("docs", "reports", "tmp"):
        (tmp_path / name).mkdir()
    command = [sys.executable, "-m", "kb_build", "serve", "--quiet", "--port", str(port)]
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.DEVNULL) as server:
        try:
            assert shows(f"http://127.0.0.1:{port}/quality.html", "质量")
            assert [*(tmp_path / "tmp").iterdir()]
            server.terminate()
            assert server.wait(PATIENCE) == 0
        finally:
            server.kill()
    assert not [*(tmp_path / "tmp").iterdir()]


def code(url: str, host: str) -> int:
    """What is answered to a browser that took this machine for `host`."""
    try:
        with urlopen(Request(url, headers={"Host": host}), timeout=PATIENCE) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def test_only_who_asks_for_this_machine_by_its_name_is_answered(address: str) -> None:
    assert shows(f"{address}statistics.html", "这里是统计")
    here = ("127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:9")
    assert {code(address, host) for host in here} == {200}
    # The last ones lead here by the name of a site elsewhere, whose scripts could then read pages.
    others = ("", "example.org", "127.0.0.1.example.org", "localhost@example.org:80")
    assert {code(address, host) for host in others} == {403}
    assert code(f"{address}%00", "localhost") == 403
    outside = ("../mkdocs.yml", "..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd", "//etc/passwd")
    assert {code(address + path, "localhost") for path in outside} == {404}


def test_only_this_machine_can_be_served_on(folder: Path) -> None:
    config = load(ROOT / "mkdocs.yml", docs=folder / "docs")
    with pytest.raises(InputError) as caught:
        serve(config, "0.0.0.0", 8000, lambda: None, [])
    assert caught.value.notice.key == "publish-port"


def test_a_taken_port_is_told(folder: Path) -> None:
    config = load(ROOT / "mkdocs.yml", docs=folder / "docs")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError) as caught:
            serve(config, "127.0.0.1", taken.getsockname()[1], lambda: None, [])
    assert caught.value.notice.key == "publish-port"
