"""Names below docs/ that another system cannot hold: there the folder could not be fetched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.model import Notice

# Bytes of a name: file systems hold 255, and a page's is longer in the site and while it is saved.
MOST_BYTES = 240
# What Windows keeps for itself (learn.microsoft.com, “Naming files, paths, and namespaces”).
DEVICE = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?"
UNHELD = re.compile(rf'[\x00-\x1f\x7f<>:"\\|?*]|[ .](?:/|$)|(?:^|/){DEVICE}(?:/|$)', re.IGNORECASE)


def check(docs: Docs) -> Iterator[Notice]:
    """An error for names that are too long; a warning for what Windows lacks or cannot tell apart.

    Files whose names are no text are told elsewhere.
    """
    seen: dict[str, str] = {}
    for path in sorted(docs.found.files - docs.found.unread.keys()):
        name = path.rpartition("/")[2]
        if len(name) > MOST_BYTES // 4 and len(name.encode()) > MOST_BYTES:
            yield Notice.error("check-name-long", docs.named(path), most=MOST_BYTES)
        if UNHELD.search(path):
            yield Notice.warning("check-name-unheld", docs.named(path))
        other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            yield Notice.warning("check-name-case", docs.named(path), other=docs.named(other))
