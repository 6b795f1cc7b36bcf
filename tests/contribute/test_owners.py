"""Who answers for which pages: read from the settings, written as git servers read it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb_build.contribute import codeowners
from kb_build.contribute.owners import Owners, owners
from kb_build.errors import InputError

SETTINGS = """site_name: 库
plugins: [!ENV X]
extra:
  knowledge_base:
    owners:
{rows}"""
ROWS = """      folders:
        docs: "@quan"
        docs/guide: ["@bianji", "@org/zhinan"]
      kinds:
        举措: ["@jucuo"]
        rule: ["@zhidu"]
      topics:
        党的建设: ["@dangjian"]
"""
PAGES = {
    "docs/index.md": "",
    "docs/guide/a b#c.md": "",
    "docs/measures/a.md": "kind: measure\\ntopics: [安全]",
    "docs/measures/b.md": "kind: measure\\ntopics: [党的建设]",
    "docs/institutions/r.md": "kind: rule",
    "docs/institutions/o.md": "kind: organization",
    "docs/own/m.md": "kind: measure",
    "docs/broken.md": "kind: [",
}
WANTED = {
    "docs/index.md": {"@quan"},
    "docs/guide/a b#c.md": {"@bianji", "@org/zhinan"},
    "docs/measures/a.md": {"@quan", "@jucuo"},
    "docs/measures/b.md": {"@quan", "@jucuo", "@dangjian"},
    "docs/measures/new.md": {"@quan", "@jucuo"},
    "docs/institutions/r.md": {"@quan", "@zhidu"},
    "docs/institutions/o.md": {"@quan"},
    "docs/own/m.md": {"@quan", "@jucuo"},
    "mkdocs.yml": set(),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with pages and owners."""
    for path, head in PAGES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = head.replace("\\n", "\n")
        file.write_text(f"---\n{text}\n---\n# 页\n" if head else "# 页\n", encoding="utf-8")
    settle(tmp_path, ROWS)
    return tmp_path


def settle(root: Path, rows: str) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS.format(rows=rows), encoding="utf-8")


def read(root: Path) -> Owners:
    return owners(root / "mkdocs.yml")


def tokens(line: str) -> list[str]:
    """The words of a line as Gitea cuts it: a backslash keeps the character behind it."""
    cut = shlex.shlex(line, posix=True)
    cut.whitespace_split, cut.commenters, cut.quotes, cut.escape = True, "#", "", "\\"
    return list(cut)


def by_glob(text: str, path: str) -> set[str]:
    """Whom GitHub and GitLab ask: the last pattern that fits."""
    found: set[str] = set()
    for pattern, *names in filter(None, map(tokens, text.splitlines())):
        whole = pattern.removeprefix("/")
        if path == whole or (whole.endswith("/") and path.startswith(whole)):
            found = set(names)
    return found


def by_regex(text: str, path: str) -> set[str]:
    """Whom Gitea asks: all patterns that fit the whole path."""
    lines = filter(None, map(tokens, text.splitlines()))
    return {name for rule, *names in lines if re.fullmatch(rule, path) for name in names}


def made(root: Path) -> dict[str, str]:
    return codeowners.files(read(root), root, root / "docs")


@pytest.mark.parametrize("path", WANTED)
def test_the_last_fitting_line_names_all_owners_of_a_page(root: Path, path: str) -> None:
    texts = made(root)
    assert sorted(texts) == [".gitea/CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS"]
    for server in ("github", "gitlab"):
        assert by_glob(texts[f".{server}/CODEOWNERS"], path) == WANTED[path]


@pytest.mark.parametrize("path", WANTED)
def test_gitea_asks_the_owners_and_those_of_outer_folders(root: Path, path: str) -> None:
    asked = by_regex(made(root)[".gitea/CODEOWNERS"], path)
    assert asked == (WANTED[path] | {"@quan"} if path.startswith("docs/") else set())


def test_only_pages_whose_folder_does_not_tell_have_a_line(root: Path) -> None:
    lines = made(root)[".github/CODEOWNERS"].splitlines()[1:]
    assert [line.split()[0] for line in lines] == [
        "/docs/", "/docs/guide/", "/docs/measures/",
        "/docs/institutions/r.md", "/docs/measures/b.md", "/docs/own/m.md",
    ]  # fmt: skip


def wrong() -> Iterator[tuple[str, str, int]]:
    yield '      folders: {docs: "quan"}\n', "owners-name", 6
    yield '      kinds:\n        rule: ["@ok", "@a b"]\n', "owners-name", 7
    yield '      kinds:\n        rule:\n        - "@ok"\n        - "@x # y"\n', "owners-name", 9
    yield '      topics: {安全: "@a/b/c"}\n', "owners-name", 6
    yield '      topics: {安全: "@<script>"}\n', "owners-name", 6
    yield '      kinds:\n        做法: "@a"\n', "owners-unknown", 7
    yield '      folders:\n        docs: "@a"\n        ../x: "@a"\n', "owners-folder", 8
    yield '      folders: {docs/none: "@a"}\n', "owners-folder", 6
    yield "      servers: [github, svn]\n", "owners-unknown", 6
    yield '      people: {docs: "@a"}\n', "owners-unknown", 6
    yield "      - 谁\n", "owners-shape", 6


@pytest.mark.parametrize(("rows", "key", "line"), [*wrong()])
def test_what_is_wrong_is_refused_where_it_stands(
    root: Path, rows: str, key: str, line: int
) -> None:
    settle(root, rows)
    with pytest.raises(InputError) as found:
        read(root)
    assert (found.value.notice.key, found.value.notice.line) == (key, line)
    assert str(found.value)


def test_groups_within_groups_are_for_gitlab_alone(root: Path) -> None:
    settle(root, '      servers: gitlab\n      folders: {docs: "@a/b/c"}\n')
    assert made(root) == {".gitlab/CODEOWNERS": f"{codeowners.SIGN}\n/docs/ @a/b/c\n"}


def test_a_file_that_is_old_or_missing_is_told_until_it_is_written(root: Path) -> None:
    said = read(root)
    assert len(list(codeowners.stale(said, root, root / "docs"))) == 3
    codeowners.write(said, root, root / "docs")
    assert list(codeowners.stale(said, root, root / "docs")) == []
    text = "---\nkind: rule\n---\n# 新的\n"
    (root / "docs/institutions/new.md").write_text(text, encoding="utf-8")
    stale = list(codeowners.stale(said, root, root / "docs"))
    assert {(notice.key, notice.severity) for notice in stale} == {("owners-stale", "warning")}


def test_a_file_of_somebody_else_is_left_alone(root: Path) -> None:
    file = root / ".gitlab/CODEOWNERS"
    file.parent.mkdir()
    file.write_text("# 我们的\n* @wo\n", encoding="gbk")
    with pytest.raises(InputError):
        codeowners.write(read(root), root, root / "docs")
    assert file.read_text("gbk") == "# 我们的\n* @wo\n"
    assert len(list(codeowners.stale(read(root), root, root / "docs"))) == 3
    assert not (root / ".github").exists()


def test_pages_outside_the_repository_can_have_no_owners(root: Path) -> None:
    with pytest.raises(InputError) as found:
        codeowners.write(read(root), root / "docs", root)
    assert found.value.notice.key == "owners-outside"


def test_nobody_owns_anything_where_the_settings_do_not_say(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: 库\n", encoding="utf-8")
    assert made(root) == {}
