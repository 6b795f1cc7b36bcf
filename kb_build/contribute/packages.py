"""Office files are zip archives that somebody sent: looked at before any library unpacks them."""

from __future__ import annotations

import io
import zipfile

from kb_build.errors import InputError

# A form filled in has some tens of kilobytes; pictures pasted into it may make it larger.
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 1000
OLD = b"\xd0\xcf\x11\xe0"  # .doc, .xls, and files with a password


def refuse_hostile(data: bytes, name: str) -> None:
    """Raises InputError where an Office file is none, unpacks to too much, or declares entities.

    Sizes are those that the archive's directory tells; zipfile never unpacks more than it tells.
    """
    if len(data) > MOST_BYTES:
        raise InputError("form-large", name, most=MOST_BYTES // 1024 // 1024)
    if data.startswith(OLD):
        raise InputError("form-old", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise InputError("form-bomb", name, most=MOST_UNPACKED // 1024 // 1024)
            entities = any(_declares(archive.read(part)) for part in parts if _is_xml(part))
    except InputError:
        raise
    except Exception as error:  # a broken or encrypted archive can fail anywhere inside zipfile
        raise InputError("form-broken", name, reason=type(error).__name__) from error
    if entities:
        raise InputError("form-entities", name)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def _declares(xml: bytes) -> bool:
    """Whether a part declares a document type: Office writes none, and entities need one."""
    return b"<!DOCTYPE" in xml.replace(b"\0", b"")  # zeros: UTF-16
