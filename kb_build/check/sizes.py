"""Warns of large files below docs/: each stays in every clone, and pictures load slowly."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.model import Notice

MEGABYTE = 1_000_000
PICTURES = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp")


def check(docs: Docs) -> Iterator[Notice]:
    """A warning for each file, pages left out, that is larger than its kind may be."""
    for path, size in sorted(docs.found.sizes.items()):
        picture = path.lower().endswith(PICTURES)
        most = docs.limits.image if picture else docs.limits.file
        if size > most * MEGABYTE:
            key = "check-picture-large" if picture else "check-file-large"
            yield Notice.warning(key, docs.named(path), size=f"{size / MEGABYTE:.1f}", most=most)
