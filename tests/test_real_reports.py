"""The whole way on real reports, where a folder of them lies beside the checkout.

Real reports are no part of the repository. What is shown here on them is shown on the bundled ones
by `test_bundled.py` as well.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.command import ROOT, kb

BESIDE = sorted(ROOT.parent.glob("*/reports/annotated"))

pytestmark = pytest.mark.skipif(
    not BESIDE, reason="no real reports lie beside the checkout (…/reports/annotated)"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of all the real reports, and the summary of its build beside it."""
    base = tmp_path_factory.mktemp("real")
    folders = ("--reports", BESIDE[0].parent, "--docs", base / "docs", "--site", base / "site")
    done = kb("build", *folders, "--config", ROOT / "mkdocs.yml", "--json", cwd=base)
    (base / "summary.json").write_text(done.stdout, encoding="utf-8")
    (base / "messages.txt").write_text(done.stderr, encoding="utf-8")
    return base


def test_every_file_is_built_or_refused_by_name(built: Path) -> None:
    files = [path for path in BESIDE[0].parent.rglob("*") if path.is_file()]
    summary = json.loads((built / "summary.json").read_text(encoding="utf-8"))
    messages = (built / "messages.txt").read_text(encoding="utf-8")
    assert "Traceback" not in messages
    refused = [line for line in messages.splitlines() if line.startswith("错误：")]
    assert summary["reports"] + len(refused) == len(files)
    assert len(refused) <= len(files) // 10


def test_the_check_passes(built: Path) -> None:
    folders = ("--reports", BESIDE[0].parent, "--docs", built / "docs")
    done = kb("check", *folders, "--config", ROOT / "mkdocs.yml", cwd=built)
    assert done.returncode == 0, done.stderr


def test_the_site_opens_offline_and_search_finds(
    built: Path, page: Page, serve: Callable[[Path], str]
) -> None:
    for address in (serve(built / "site"), (built / "site").as_uri() + "/"):
        page.goto(address + "index.html")
        assert page.title()
        page.goto(address + "search.html?q=三会一课")
        page.locator("a:has-text('三会一课')").first.wait_for()


def test_no_sentence_of_a_real_report_is_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.md", "*.py", "*.yml", "*.toml", "*.txt", "*.case", "*.tsv"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    ours = "\n".join(
        (ROOT / name).read_bytes().decode("utf-8", "replace") for name in listed.split("\0") if name
    )
    sentences = {
        sentence.strip()
        for path in BESIDE[0].glob("*.txt")
        for sentence in path.read_text(encoding="utf-8").replace("\n", "。").split("。")
        if len(sentence.strip()) >= SHORTEST
    }
    ends = {end for words in sentences for end in (words[:SHORTEST], words[-SHORTEST:])}
    assert [words for at in range(len(ours)) if (words := ours[at : at + SHORTEST]) in ends] == []
    assert sentences


# Longer than any fixed phrase of doctrine that opens or ends a sentence.
SHORTEST = 30
