"""What every namer yields for each name that it finds: its kind, and where it starts and ends."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import MentionKind

Spotted = Iterator[tuple[MentionKind, int, int]]
