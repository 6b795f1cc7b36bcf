"""Packs Office files, which are zip archives, without the time at which they were packed."""

from __future__ import annotations

import io
from collections.abc import Callable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name


def same_bytes(save: Callable[[io.BytesIO], None]) -> bytes:
    """What `save` writes, an archive, with every part dated 1980: same content, same bytes."""
    import zipfile

    dated, plain = io.BytesIO(), io.BytesIO()
    save(dated)
    with zipfile.ZipFile(dated) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.create_system = 0  # else the system on which it was packed
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return plain.getvalue()
