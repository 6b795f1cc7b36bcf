"""Runs git in a folder, to ask for its history or for an open merge."""

from __future__ import annotations

import subprocess
from pathlib import Path

SECONDS = 60  # after which git is stopped
# Settings of a repository that would run a program; it may come with the folder from anywhere.
QUIET = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")


def output(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What a git command prints, run in a folder; empty where it fails or git is missing."""
    try:
        run = subprocess.run(
            ["git", "--no-pager", *QUIET, *words],
            cwd=folder,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return run.stdout
