"""What results show of each record, in script files of some 10 KB that a browser loads on demand.

texts/<n>.js       the first records of pages in neighbouring slots
texts/<n>-<k>.js   further records of the page in slot n
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kb_build.publish.search.scripts import Scripts

RECORDS_A_TEXT = 16
PAGES_A_TEXT = 8


def group_of(slot: int) -> int:
    """The number of the file that has the first records of a page."""
    return slot // PAGES_A_TEXT


def write_group(scripts: Scripts, group: int, pages: Mapping[int, tuple[str, ...]]) -> None:
    """Writes what to show, as JSON a record, of all pages of a group by their slots."""
    if pages:
        _write(scripts, str(group), {slot: pages[slot][:RECORDS_A_TEXT] for slot in sorted(pages)})
    for slot, shown in pages.items():
        for start, name in zip(_starts(len(shown)), further(slot, len(shown)), strict=True):
            _write(scripts, name, {slot: shown[start : start + RECORDS_A_TEXT]})


def further(slot: int, records: int) -> Iterator[str]:
    """The names of the files that have the further records of a page."""
    return (f"{slot}-{start // RECORDS_A_TEXT}" for start in _starts(records))


def place(name: str) -> str:
    """The path of a file of texts below the index's folder."""
    return f"texts/{name}.js"


def _starts(records: int) -> range:
    return range(RECORDS_A_TEXT, records, RECORDS_A_TEXT)


def _write(scripts: Scripts, name: str, pages: Mapping[int, Iterable[str]]) -> None:
    rows = ",".join(f'"{slot}":[{",".join(shown)}]' for slot, shown in pages.items())
    scripts[place(name)] = f'kb.search.texts("{name}",{{{rows}}});\n'
