"""The editor page asks for what `kb new` asks for, and is there only where a server is named."""

import re

import pytest

from kb_build.config import Editor
from kb_build.page.keys import ASKED, KEYS
from kb_build.publish import editing

EDITOR = Editor("gitea", "https://git.example/git", "office/library", "edits", "base/docs")


def test_each_kind_is_asked_for_its_keys_with_their_values() -> None:
    collections = editing.settings(EDITOR, "zh")["collections"]
    assert isinstance(collections, list)
    assert [collection["name"] for collection in collections] == [*ASKED]
    for collection in collections:
        assert collection["folder"].startswith("base/docs/")
        names = [field["name"] for field in collection["fields"]]
        asked = [word.rstrip("*") for word in ASKED[collection["name"]].split()]
        assert names == ["id", "kind", *asked, editing.TEXT]
        for field in collection["fields"][2:-1]:
            values = [option["value"] for option in field.get("options", ())]
            assert set(values) <= set(KEYS[field["name"]].values)
            assert bool(values) == bool(KEYS[field["name"]].values)
            assert field["required"] == (f"{field['name']}*" in ASKED[collection["name"]])


def test_the_page_may_ask_the_site_and_the_server_alone() -> None:
    page = dict(editing.files(EDITOR, "zh"))["edit/index.html"].decode()
    (policy,) = re.findall('Security-Policy" content="(.*?)"', page)
    addresses = {word for word in policy.replace(";", " ").split() if "//" in word or "*" in word}
    assert addresses == {"https://git.example"}
    assert policy.startswith("default-src 'none';")
    assert list(editing.files(None, "zh")) == []


@pytest.mark.parametrize(
    ("path", "kind", "place"),
    [
        (
            "practices/a-own-1.md",
            "practice",
            "edit/index.html#/collections/practice/entries/a-own-1",
        ),
        ("practices/index.md", "overview", ""),
        ("practices/old/a.md", "practice", ""),  # the editor does not look below the folder
        ("reports/a.md", "report", ""),
        ("practices/a.md", ["practice"], ""),
    ],
)
def test_pages_that_can_be_edited_have_a_place(path: str, kind: object, place: str) -> None:
    assert editing.place_of(EDITOR, path, {"kind": kind}) == place
    assert editing.place_of(None, path, {"kind": kind}) == ""
