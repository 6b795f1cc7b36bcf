"""The script files of an index, and the JSON in them."""

from __future__ import annotations

import json
from collections.abc import MutableMapping

# Text by name, in memory or in the blob store. What is lost raises an OSError when asked for.
Scripts = MutableMapping[str, str]
# One for all values: making it takes as long as writing a short one.
WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def script_json(value: object) -> str:
    """JSON that may stand in any script, an inline one too: it holds no `<`."""
    text = WRITTEN.encode(value)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
