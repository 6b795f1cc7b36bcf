"""What git says of a folder: of its history, and of a merge that is open."""

from __future__ import annotations

import subprocess
from pathlib import Path

SECONDS = 60  # that git may take


def told(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints when it is called in a folder; nothing where it fails or is not there."""
    try:
        run = subprocess.run(
            ["git", "--no-pager", *words],
            cwd=folder,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return run.stdout
