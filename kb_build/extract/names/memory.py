"""What a report named once it names again: further places of the names already accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kb_build.extract.names.no_practices import names_none
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import present
from kb_build.model import MentionKind

Named = tuple[MentionKind, str]
# A quotation, but no formula, which says nothing by itself: “1+1+N”.
QUOTED = re.compile(r"“(?![\dA-Za-z+＋]+”)[^“”\n。；]{3,24}”")
# Bodies with shorter names are found by their level or ending wherever they stand, but for these.
SHORTEST = 5
SHORT = re.compile("社区$|[一二三四五六七八九十]中$")
# Names of rules and mechanisms from this length on are taken for the same wherever they stand.
LONG = 5
# What does not follow a name: the rest of another word (责任制|度, 办公会|议决).
ENDS = re.compile(r"(?!\d+[个家所]|体系|(?<=制)[定度约]|(?<=制度)化|(?<=会议)[决事])")
# So many places of names at most are looked at, the first ones: each may cost a pass over the text.
MOST = 400


def remembered(visible: str, named: Sequence[Named], given: Iterable[str]) -> Spotted:
    """All places, those already found among them, of names that stand in the text once more.

    `named` has the names found, one for each place; `given` short forms that the report gives
    bodies. Sought are also brands without the noun behind them (“溪畔夜谈”|议事法) and bodies of a
    town without it (柳塘镇|司法所). Quotations are counted all at once, which spares a pass over
    the text for each.
    """
    seen = Counter(name for _, name in named)
    bodies: dict[str, MentionKind] = dict.fromkeys(islice(given, MOST), "organization")
    known = dict(islice(_known(named), MOST)) | bodies
    quoted = Counter(QUOTED.findall(visible))
    counts = ((name, quoted[name] if name[0] == "“" else visible.count(name)) for name in known)
    again = [name for name, count in counts if count > seen[name]]
    places = sorted((at, -len(name), name) for name in again for at in _places(name, visible))
    over = 0
    for start, _, name in places:  # of those that begin together the longest first
        end = start + len(name)
        if start >= over and ENDS.match(visible, end) and not _other(name, visible, start):
            yield known[name], start, end
            over = end


def _other(name: str, visible: str, start: int) -> bool:
    """Whether a quotation is something else here than where it was named: “渠道工程”|专业."""
    quotation = QUOTED.fullmatch(visible, start, start + len(name))
    return quotation is not None and names_none(visible, quotation, quotation.end())


def _places(name: str, visible: str) -> Iterator[int]:
    at = visible.find(name)
    while at >= 0:
        yield at
        at = visible.find(name, at + len(name))


def _known(named: Iterable[Named]) -> Iterator[tuple[str, MentionKind]]:
    """What to look for, and its kind, of all names that are long enough to mean the same thing."""
    for kind, name in named:
        if kind == "organization" and len(name) >= SHORTEST - bool(SHORT.search(name)):
            yield name, kind
            within = re.split("街道|[镇乡]", name)[-1]
            if len(within) > 2:
                yield within, kind
        elif kind in ("rule", "mechanism") and len(name) >= LONG and name[0] not in "《“":
            yield name, kind
        elif kind == "practice" and name[0] == "“":
            quoted = (match[0] for match in QUOTED.finditer(name))
            yield from ((one, kind) for one in quoted if one == name or not _slogan(one[1:-1]))


def _slogan(words: str) -> bool:
    """Whether words name a practice only with the noun behind them: “溪畔精神”|宣讲."""
    return present("names", "slogan")(words) or present("names", "slogan-always")(words)
