"""A kind of entry needs a place in these tables: whoever adds one learns here which lack it."""

from collections.abc import Collection

import pytest

from kb_build.citing.vocabulary import TYPES
from kb_build.link.relations import USEFUL
from kb_build.messages import LANGUAGES, catalogue
from kb_build.model import THING_KINDS
from kb_build.page.addresses import FOLDERS, LISTS
from kb_build.page.keys import ASKED, PARTS
from kb_build.publish.search.records import KINDS
from kb_build.render import entries
from kb_build.render.kind_lists import ALL
from kb_build.render.map_edges import GROUP

TABLES: dict[str, Collection[str]] = {
    "FOLDERS in page/addresses.py": FOLDERS,
    "LISTS in page/addresses.py": LISTS,
    "ASKED in page/keys.py": ASKED,
    "PARTS in page/keys.py": PARTS,
    "TYPES in citing/vocabulary.py": TYPES,
    "USEFUL in link/relations.py": USEFUL,
    "MAKERS in render/entries/__init__.py": entries.MAKERS,
    "GROUPS in render/map_edges.py": GROUP,
    "ALL in render/kind_lists.py": ALL,
    "KINDS in publish/search/records.py": KINDS,
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_all_kinds(table: str) -> None:
    assert {*THING_KINDS} - {*TABLES[table]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["kind", "kinds", "home"])
def test_messages_name_all_kinds(table: str, language: str) -> None:
    assert {f"{table}.{kind}" for kind in THING_KINDS} - catalogue(language).keys() == set()
