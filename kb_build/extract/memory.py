"""What a report named once it names again: further places of the names already accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.model import MentionKind

Named = tuple[MentionKind, str]
QUOTED = re.compile(r"“[^“”\n。；]{3,24}”")
# Shorter names of bodies are found by their level or ending wherever they stand.
SHORTEST = 5
# Names of rules and mechanisms from this length on are taken for the same wherever they stand.
LONG = 6
# So many names at most are looked for again, the first ones: each is one pass over the text.
MOST = 200


def remembered(visible: str, named: Iterable[Named]) -> Iterator[tuple[MentionKind, int, int]]:
    """Places of names by the same words, and of quoted brands without their head noun."""
    known: dict[str, MentionKind] = {}
    for kind, name in named:
        if kind == "organization" and len(name) >= SHORTEST - name.endswith("社区"):
            known.setdefault(name, kind)
            within = re.split("街道|[镇乡]", name)[-1]
            known.setdefault(within if len(within) > 2 else name, kind)
        elif kind in ("rule", "mechanism") and len(name) >= LONG and name[0] not in "《“":
            known.setdefault(name, kind)
        elif kind == "practice":
            known.update((match[0], kind) for match in QUOTED.finditer(name) if name[0] == "“")
        if len(known) >= MOST:
            break
    if known:
        names = "|".join(map(re.escape, sorted(known, key=lambda name: (-len(name), name))))
        for match in re.finditer(f"(?:{names})(?!体系)", visible):
            yield known[match.group()], *match.span()
