"""What stands in a folder, and git there."""

import os
import subprocess
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones too, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def git(
    folder: Path, *words: str, who: str = "甲", day: str = "2024-03-01", check: bool = True
) -> str:
    """Runs git as somebody on a day, at half past eleven in the evening east of Greenwich.

    Gives what it prints; raises CalledProcessError where it fails, but for `check`.
    """
    date = f"{day}T23:30:00+08:00"
    env = {**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
    command = ["git", "-c", f"user.name={who}", "-c", "user.email=a@example.invalid", *words]
    done = subprocess.run(command, cwd=folder, env=env, check=check, capture_output=True, text=True)
    return done.stdout
