"""git is asked for what it knows, and runs nothing that a repository's own settings name."""

import subprocess
from pathlib import Path

from kb_build.running import git

AUTHOR = ("-c", "user.name=甲", "-c", "user.email=a@example.org")


def test_a_repository_runs_no_program_of_its_own(tmp_path: Path) -> None:
    def run(*words: str) -> None:
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)

    program, ran = tmp_path / "program", tmp_path / "ran"
    program.write_text(f'#!/bin/sh\ntouch "{ran}"\n', encoding="utf-8")
    program.chmod(0o755)
    run("init")
    (tmp_path / "a.md").write_text("甲", encoding="utf-8")
    run("add", "a.md")
    run(*AUTHOR, "commit", "-m", "甲")
    for setting in ("core.fsmonitor", "gpg.program", "diff.external"):
        run("config", setting, str(program))
    run("config", "log.showSignature", "true")
    (tmp_path / "a.md").write_text("乙", encoding="utf-8")
    assert b"a.md" in git.output(tmp_path, "status", "--porcelain")
    assert git.output(tmp_path, "log", "--format=%an", "--name-only").decode().startswith("甲")
    assert not ran.exists()
