"""The entries of the pre-commit hooks, as they stand, keep a wrong quotation from a commit."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb_build.starter import start
from tests.command import PROGRAM, ROOT, kb
from tests.folders import git
from tests.test_cli import REPORT


def hooks() -> list[Any]:
    """The hook that other repositories name, and the one that a new knowledge base begins with."""
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    local = yaml.safe_load((ROOT / "kb_build/starter/files/pre-commit.yml").read_text("utf-8"))
    return [*ours, *local["repos"][0]["hooks"]]


@pytest.mark.parametrize("hook", hooks(), ids=["named", "local"])
def test_a_wrong_quotation_is_not_committed(hook: Any, tmp_path: Path) -> None:
    command, *words = hook["entry"].split()
    assert command == "kb"
    assert hook["pass_filenames"] is False
    list(start(tmp_path, "zh"))
    (tmp_path / "reports/a.txt").write_text(REPORT, encoding="utf-8")
    kb("build", cwd=tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "1")
    script = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec {shlex.join([*PROGRAM, *words])}\n'
    file = tmp_path / ".git/hooks/pre-commit"
    file.write_text(script, encoding="utf-8")
    file.chmod(0o755)
    page = next(
        p for p in (tmp_path / "docs/measures").glob("*.md") if "> " in p.read_text("utf-8")
    )
    assert re.match(hook["files"], page.relative_to(tmp_path).as_posix())
    good = page.read_text("utf-8")
    page.write_text(good.replace("> ", "> 多出的字", 1), encoding="utf-8")
    git(tmp_path, "add", "-A")
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, "commit", "-qm", "2")
    page.write_text(f"{good}\n自己的说明。\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "3")
