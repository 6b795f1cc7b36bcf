"""The search index: which record has which term, cut into small script files.

    head.js            kind, size and place of each page, length and role of each record
    facets.js          units, years, topics, genres, status and grade of each page
    terms/<n>.js       terms of one hash value → the records that have them
    texts/<n>.js       what to show of the first records of neighbouring pages
    texts/<n>-<k>.js   what to show of a page's further records
    sounds/<n>.js      pinyin and initials of one hash value → what is written so

They are scripts that call `kb.search.…` because a page opened from a folder may load scripts but
not fetch files. A browser loads head and facets once, then only the files of the terms it asks for
and of the results it shows. Names are stable: a page that changes leaves the files alone in which
nothing of it stands.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kb_build.model import ROLES
from kb_build.publish.facets import facet_table
from kb_build.publish.normal import normalise
from kb_build.publish.numbers import encode
from kb_build.publish.postings import CONTEXT, TEXT, TITLE, WHOLE_PAGE, Place, Postings
from kb_build.publish.records import KINDS, Record, script_json
from kb_build.publish.slots import slots_for, slots_of
from kb_build.publish.sounds import Sounds
from kb_build.publish.terms import place, text_terms, title_terms

# A query of six pairs loads as many files of terms: about 2 KB each as they travel.
POSTINGS_A_SHARD = 1500
MOST_SHARDS = 8192
# Further records of a long page, and pages of few records, share a file of some 10 KB.
RECORDS_A_TEXT = 16
PAGES_A_TEXT = 8
# Roles by number; the first stands for none.
ROLE_NUMBERS = ("", "heading", *ROLES)


class Index:
    """All records; `add` those of a page together, then `write` the files."""

    def __init__(self) -> None:
        self._postings = Postings()
        self._sounds = Sounds()
        self._pages: dict[str, list[Record]] = {}
        self._where: list[tuple[str, int]] = []  # page and place of each number in the postings
        self._lengths: dict[str, list[int]] = defaultdict(list)

    def add(self, url: str, records: Iterable[Record]) -> None:
        """Puts in the records of the page at `url`, the page's own first."""
        found = list(records)
        if not found:
            return
        self._pages[url] = found
        self._add(url, WHOLE_PAGE, {CONTEXT: text_terms(normalise(found[0].page_context))})
        for at, record in enumerate(found):
            normal = normalise(record.text)
            self._lengths[url].append(len(normal).bit_length())
            terms = {
                TITLE: title_terms(record.called),
                CONTEXT: text_terms(normalise(record.context)),
                TEXT: text_terms(normal),
            }
            self._add(url, at, terms)
            self._sounds.add_names(record.spoken)

    def __len__(self) -> int:
        return sum(map(len, self._pages.values()))

    @property
    def version(self) -> str:
        """Changes when any record does; a browser's old copies of the files are told by it."""
        digest = hashlib.sha256()
        for url in sorted(self._pages):
            digest.update(repr(self._pages[url]).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:8]

    def write(self, folder: Path) -> None:
        """Writes all files below `folder`; the same pages in any order give the same files."""
        slots = slots_of(self._pages)
        sizes = [0] * slots_for(len(slots))
        for url, slot in slots.items():
            sizes[slot] = len(self._pages[url])
        by_slot = sorted(self._pages, key=slots.__getitem__)
        shards = self._write_terms(folder, slots, sizes)
        for term in self._postings.terms():
            self._sounds.add_pair(term, self._postings.count(term))
        sounds = self._sounds.write(folder)
        head = self._head(by_slot, sizes) | {"shards": shards, "sounds": sounds}
        _write(folder / "head.js", f"kb.search.head({script_json(head)});\n")
        facets = script_json(facet_table([self._pages[url][0].facets for url in by_slot]))
        _write(folder / "facets.js", f"kb.search.facets({facets});\n")
        self._write_texts(folder, slots)

    def _add(self, url: str, at: int, terms: Mapping[int, set[str]]) -> None:
        for field, found in terms.items():
            self._postings.add(len(self._where), field, found)
        self._where.append((url, at))

    def _head(self, by_slot: list[str], sizes: list[int]) -> dict[str, object]:
        parts = [record for url in by_slot for record in self._pages[url][1:]]
        return {
            "names": KINDS,
            "roles": ROLE_NUMBERS,
            "sizes": encode(sizes),
            "kinds": encode(KINDS.index(self._pages[url][0].kind) for url in by_slot),
            "parts": encode(ROLE_NUMBERS.index(record.role) for record in parts),
            "lengths": encode(length for url in by_slot for length in self._lengths[url]),
        }

    def _write_terms(self, folder: Path, slots: Mapping[str, int], sizes: list[int]) -> int:
        places: list[Place] = [(slots[url], at) for url, at in self._where]
        wanted = max(1, self._postings.size // POSTINGS_A_SHARD)
        count = min(MOST_SHARDS, 1 << (wanted - 1).bit_length())
        shards: list[list[str]] = [[] for _ in range(count)]
        for term in sorted(self._postings.terms()):
            shards[place(term) % count].append(term)
        for number, terms in enumerate(shards):
            rows = {term: self._postings.row(term, places, sizes) for term in terms}
            _write(
                folder / "terms" / f"{number}.js",
                f"kb.search.terms({number},{script_json(rows)});\n",
            )
        return count

    def _write_texts(self, folder: Path, slots: Mapping[str, int]) -> None:
        firsts: dict[int, dict[int, list[str]]] = defaultdict(dict)
        for url, slot in slots.items():
            shown = [record.shown() for record in self._pages[url]]
            firsts[slot // PAGES_A_TEXT][slot] = shown[:RECORDS_A_TEXT]
            for start in range(RECORDS_A_TEXT, len(shown), RECORDS_A_TEXT):
                name = f"{slot}-{start // RECORDS_A_TEXT}"
                rows = _rows({slot: shown[start : start + RECORDS_A_TEXT]})
                _write(folder / "texts" / f"{name}.js", f'kb.search.texts("{name}",{rows});\n')
        for number, pages in firsts.items():
            call = f'kb.search.texts("{number}",{_rows(pages)});\n'
            _write(folder / "texts" / f"{number}.js", call)


def _rows(pages: Mapping[int, list[str]]) -> str:
    """JSON of what to show, a list a slot."""
    return "{" + ",".join(f'"{slot}":[{",".join(pages[slot])}]' for slot in sorted(pages)) + "}"


def _write(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8", errors="replace", newline="\n")
