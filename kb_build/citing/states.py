"""What a status is called: a measure that is done was carried out, a problem was put right."""

from __future__ import annotations


def status_key(kind: str, status: str) -> str:
    """The key of the message that names a status of an entry of this kind."""
    return "status.taken" if (kind, status) == ("measure", "done") else f"status.{status}"
