"""The search index: which record has which term, cut into small script files.

    head.js            kind, size and place of each page, length and role of each record
    facets.js          units, years, topics, genres, status, grade and review of each page
    terms/<n>.js       terms of one hash value → the records that have them
    texts/<n>.js       what to show of the first records of neighbouring pages
    texts/<n>-<k>.js   what to show of a page's further records
    sounds/<n>.js      pinyin and initials of one hash value → what is written so

They are scripts that call `kb.search.…` because a page opened from a folder may load scripts but
not fetch files. A browser loads head and facets once, then only the files of the terms it asks for
and of the results it shows. Names are stable: a page that changes leaves the files alone in which
nothing of it stands, so that an index is renewed by writing few files (see `renewal`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from kb_build.model import Value
from kb_build.publish.search.facets import Facets, facet_table
from kb_build.publish.search.findable import ROLE_NUMBERS, Findable, pack
from kb_build.publish.search.normalising import BREAK
from kb_build.publish.search.numbers import encode
from kb_build.publish.search.parts import SHARES, Alone, Makers, Part
from kb_build.publish.search.pinyin import Sounds
from kb_build.publish.search.records import KINDS
from kb_build.publish.search.scripts import Scripts, script_json
from kb_build.publish.search.slots import Slots
from kb_build.publish.search.tables import Table
from kb_build.reuse.store import key_of
from kb_build.running.collector import resting

# A query of six pairs loads six files of terms, each of 1.5 KB compressed. With synonyms it may
# need thirty, and should stay below 100 KB: at 10,000 pages the largest query of `bench
# search-size` takes 82 KB with this number, and 111 KB with 1,500. With more and smaller files a
# new report would change more of them: its words are in half of all files.
POSTINGS_A_SHARD = 1_000
MOST_SHARDS = 16384
SOUNDS_A_SHARD = 150


class Line(Value, frozen=True):
    """What the index needs to know of a page when other pages change."""

    mark: str  # a key of all that the page adds to the index
    kind: int
    facets: Facets
    roles: str
    lengths: str
    records: int
    postings: int  # how many terms it has, in how many records

    @classmethod
    def of(cls, page: Findable, packed: bytes) -> Line:
        """The line of a page; `packed` is the page as `pack` gives it."""
        postings = sum(
            (joined.count(BREAK) + 1) * max(1, len(place) - 1)
            for field in page.terms
            for place, joined in field.items()
        )
        return cls(
            key_of(packed),
            page.kind,
            page.facets,
            page.roles,
            page.lengths,
            len(page.shown),
            postings,
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index contains: together with its files, enough to renew it."""

    pages: dict[str, Line]  # by address below the site's folder
    sounds: Sounds

    @property
    def slots(self) -> Slots:
        """The slots of its pages."""
        return Slots.of({url: line.records > 1 for url, line in self.pages.items()})

    @property
    def terms(self) -> Table:
        """The table of terms."""
        postings = sum(line.postings for line in self.pages.values())
        return Table("terms", min(MOST_SHARDS, _power(postings // POSTINGS_A_SHARD)))

    @property
    def heard(self) -> Table:
        """The table of sounds."""
        return Table("sounds", _power(len(self.sounds) // SOUNDS_A_SHARD))


def version(pages: Mapping[str, Line]) -> str:
    """Changes when any record does, so that browsers do not use old copies of the files."""
    return key_of("\n".join(f"{url} {pages[url].mark}" for url in sorted(pages)))[:8]


def write(scripts: Scripts, pages: Mapping[str, Line], makers: Makers) -> Contents:
    """Writes a whole index; the same pages in any order give the same files."""
    with resting():
        return _written(scripts, Contents(dict(pages), Sounds()), makers)


def _written(scripts: Scripts, contents: Contents, makers: Makers) -> Contents:
    slots, sounds, terms = contents.slots, contents.sounds, contents.terms
    in_order = dict(sorted((slot, url) for url, slot in slots.by_url.items()))
    parts: deque[Part] = deque()
    for part in makers.parts(in_order, terms):
        parts.appendleft(part)
        sounds.count_names(part.names, 1)  # while others make further parts
    shares = [[part.terms[share] for part in parts] for share in range(SHARES)]
    for often in makers.rows(terms, shares):
        for pair, number in often.items():
            sounds.set_pair(pair, number)
    contents.heard.write(scripts, ((sound, sounds.row(sound)) for sound in sounds))
    write_heads(scripts, contents, slots)
    return contents


def _power(wanted: int) -> int:
    """The first power of two that is not less than a number."""
    return 1 << (max(1, wanted) - 1).bit_length()


def write_heads(scripts: Scripts, contents: Contents, slots: Slots) -> None:
    """Writes head.js and facets.js, which a browser loads first."""
    lines = [contents.pages[url] for url in sorted(slots.by_url, key=slots.by_url.__getitem__)]
    sizes = [0] * slots.count
    for url, slot in slots.by_url.items():
        sizes[slot] = contents.pages[url].records
    head = {
        "names": KINDS,
        "roleNames": ROLE_NUMBERS,
        "sizes": encode(sizes),
        "kinds": encode(line.kind for line in lines),
        "roles": "".join(line.roles for line in lines),
        "lengths": "".join(line.lengths for line in lines),
        "shards": contents.terms.count,
        "sounds": contents.heard.count,
    }
    scripts["head.js"] = f"kb.search.head({script_json(head)});\n"
    facets = script_json(facet_table([line.facets for line in lines]))
    scripts["facets.js"] = f"kb.search.facets({facets});\n"


def files(pages: Mapping[str, Findable]) -> dict[str, str]:
    """All files, by name, of an index of pages that are in memory, given by address."""
    scripts: dict[str, str] = {}
    lines = {url: Line.of(page, pack(page)) for url, page in pages.items()}
    write(scripts, lines, Alone(scripts, pages.__getitem__))
    return scripts
