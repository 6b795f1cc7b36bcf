"""The settings for VS Code: snippets follow the table of keys, and `kb check` is understood.

`.venv/bin/python tests/test_editor.py --write` renews the snippets.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb_build.messages import LANGUAGES, say
from kb_build.model import Notice
from kb_build.page.keys import ASKED, KEYS, Field, fields
from kb_build.starter import FILES, text_in

FOLDER = Path(__file__).resolve().parent.parent / ".vscode"
SNIPPETS = FOLDER / "knowledge-base.code-snippets"
STARTED = {  # what `kb start` gives, by the file here
    "knowledge-base.code-snippets": "vscode-snippets.json",
    "settings.json": "vscode-settings.json",
    "tasks.json": "vscode-tasks.json",
}
SHARED = {"extensions.json", "knowledge-base.code-snippets", "settings.json", "tasks.json"}


Word = Callable[[str], str]  # gives the words of a key of the catalogue


def in_chinese(key: str) -> str:
    return say(key, "zh")


def in_any_language(key: str) -> str:
    """What `kb start` puts the words of its language in the place of."""
    return f"<<{key}>>"


def snippets(word: Word) -> str:
    """A snippet for the head of each kind of page, and one for each key that people write."""
    found = dict([*(head(kind, word) for kind in ASKED), *(single(one, word) for one in written())])
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def written() -> list[Field]:
    """Each key that people write, once."""
    asked = (field for kind in ASKED for field in fields(kind))
    return [Field(KEYS[name], False, KEYS[name].values) for name in {f.key.name: 0 for f in asked}]


def head(kind: str, word: Word) -> tuple[str, dict[str, object]]:
    asked = fields(next(one for one in ASKED if one == kind))
    lines = ["---", f"id: {kind}-own-${{RANDOM_HEX}}", f"kind: {kind}"]
    lines += [line(field, at) for at, field in enumerate(asked, 1)]
    name = word(f"kind.{kind}")
    return f"kb-{kind}", snippet([f"kb-{kind}", name], [*lines, "---", "", "$0"], name)


def single(field: Field, word: Word) -> tuple[str, dict[str, object]]:
    name = field.key.name
    label = word(f"key.{name}")
    return name, snippet([name, label], [line(field, 1)], word(f"key-help.{name}"))


def snippet(prefix: list[str], body: list[str], description: str) -> dict[str, object]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}


def line(field: Field, at: int) -> str:
    choices = f"${{{at}|{','.join(field.values)}|}}" if field.values else f"${at}"
    value = f"['{choices}']" if field.key.shape == "years" else choices
    return f"{field.key.name}: {f'[{value}]' if field.key.is_list and value == choices else value}"


def test_snippets_follow_the_table_of_keys() -> None:
    how = "renew them with: .venv/bin/python tests/test_editor.py --write"
    assert SNIPPETS.read_text(encoding="utf-8") == snippets(in_chinese), how


@pytest.mark.parametrize("name", STARTED)
def test_a_started_knowledge_base_has_the_same(name: str) -> None:
    ours = json.loads((FOLDER / name).read_text("utf-8"))
    for task in ours.get("tasks", ()):  # there, `kb` is on the path
        del task["windows"]
        task["command"] = "kb"
    assert json.loads(text_in(STARTED[name], "zh")) == ours
    assert json.loads(text_in(STARTED[name], "en"))


@pytest.mark.parametrize("name", sorted(SHARED))
def test_settings_are_json_and_in_the_repository(name: str) -> None:
    assert json.loads((FOLDER / name).read_text(encoding="utf-8"))
    ignored = subprocess.run(["git", "check-ignore", "-q", FOLDER / name], cwd=FOLDER, check=False)
    assert ignored.returncode == 1


def matchers() -> Iterator[tuple[str, re.Pattern[str]]]:
    tasks = json.loads((FOLDER / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    for matcher in tasks[0]["problemMatcher"]:
        yield matcher["severity"], re.compile(matcher["pattern"]["regexp"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_check_says_is_led_to_its_line(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb_build.cli.console import Console

    monkeypatch.setenv("KB_LANG", lang)
    said = {"title": "甲: 乙"}.items()
    notices = [Notice("check-missing", "docs/a b.md", 3, s, (("name", "id"),)) for s in ("error",)]
    notices.append(Notice("new-there", "docs/c.md", 7, "warning", tuple(said)))
    Console().notices(notices)
    lines = capsys.readouterr().err.splitlines()
    hits = ((severity, p.match(one)) for severity, p in matchers() for one in lines)
    found = {(severity, hit[1], hit[2]) for severity, hit in hits if hit}
    assert found == {("error", "docs/a b.md", "3"), ("warning", "docs/c.md", "7")}


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    for file, word in ((SNIPPETS, in_chinese), (FILES / STARTED[SNIPPETS.name], in_any_language)):
        file.write_text(snippets(word), encoding="utf-8", newline="\n")
