"""The editor page asks for what `kb new` asks for, and is there only where a server is named."""

import re
from pathlib import Path

import pytest

from kb_build import config
from kb_build.config import Editor
from kb_build.errors import InputError
from kb_build.page.keys import ASKED, KEYS
from kb_build.publish import editing

EDITOR = Editor("gitea", "https://git.example/git", "office/library", "edits", "base/docs")


def load(folder: Path, editor: str) -> Editor | None:
    file = folder / "mkdocs.yml"
    file.write_text(f"extra: {{knowledge_base: {{editor: {editor}}}}}", encoding="utf-8")
    return config.load(file).editor


def test_settings_name_server_branch_and_folder(tmp_path: Path) -> None:
    given = "backend: gitea, server: 'https://git.example/git/', repository: office/library"
    assert load(tmp_path, f"{{{given}, branch: edits, folder: base}}") == EDITOR
    usual = load(tmp_path, f"{{{given}}}")
    assert usual and (usual.branch, usual.pages) == ("main", "docs")


@pytest.mark.parametrize(
    "wrong",
    [
        "yes",
        "{}",
        "{backend: gitea}",
        "{backend: github, server: 'https://git.example', repository: a/b}",
        "{backend: gitea, server: 'javascript:alert(1)', repository: a/b}",
        "{backend: gitea, server: 'https://git.example; script-src *', repository: a/b}",
        "{backend: gitea, server: 'https://git.example', repository: ab}",
        "{backend: gitea, server: 'https://git.example', repository: a/b, folder: ../x}",
        "{backend: gitea, server: 'https://git.example', repository: a/b, token: secret}",
    ],
)
def test_anything_else_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(InputError):
        load(tmp_path, wrong)


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
