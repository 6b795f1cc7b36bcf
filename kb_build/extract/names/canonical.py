"""The normal form of a name that mentions carry: equal however the same name is printed.

Entries are compared by `lexicon.spelling`, which takes away more: traditional characters, document
numbers, 关于印发…的通知. This one is part of the published format and changes only with it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = re.compile(r"[《》〈〉“”〝〞‘’\"'「」『』\s\x1f]")
# What is added to a rule's name while it is on trial or after it was changed.
VERSION = re.compile(
    r"[（(](?:试行|暂行|修订|修订版|修正|草案|征求意见稿|\d{4}年?(?:修订|版)?)[）)]$"
)


@lru_cache(maxsize=10_000)
def canonical(name: str) -> str:
    """Half-width letters and digits, no quotation or title marks, no （试行）: `第一议题制度`."""
    plain = unicodedata.normalize("NFKC", MARKS.sub("", VERSION.sub("", MARKS.sub("", name))))
    return VERSION.sub("", plain.replace("(试行)", "").replace("(暂行)", "")).upper()
