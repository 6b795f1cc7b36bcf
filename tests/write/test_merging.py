"""The record on branches: real git, merged line by line (`merge=union`)."""

from pathlib import Path

import pytest

from kb_build.errors import InputError
from tests.folders import git
from tests.write.pages import actions, page, whole, write

A, B, C = (page(f"{name}.md", "旧。") for name in "abc")
A_LEFT, A_RIGHT = page("a.md", "左。"), page("a.md", "右。")


def commit(repository: Path) -> None:
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Pages built on `main`, and `right` branched off."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("docs/.generated.tsv merge=union\n", encoding="utf-8")
    write([A, B, C], tmp_path / "docs")
    commit(tmp_path)
    git(tmp_path, "branch", "right")
    return tmp_path


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_pages_built_on_two_branches_are_unedited_after_the_merge(
    repository: Path, side: str
) -> None:
    docs = repository / "docs"
    write([A_LEFT, B, C], docs)
    commit(repository)
    git(repository, "switch", "-q", "right")
    write([A_RIGHT, page("b.md", "右。"), C, page("d.md")], docs)
    commit(repository)
    git(repository, "merge", "-q", "main", check=False)
    assert (docs / ".generated.tsv").read_text(encoding="utf-8").count("a.md\t") == 2
    git(repository, "checkout", side, "docs/a.md")
    newest = [page(name, "新。") for name in ("a.md", "b.md", "c.md", "d.md")]
    assert set(actions(write(newest, docs)).values()) == {"replaced"}


def test_an_edit_and_a_deletion_on_a_branch_are_kept_after_the_merge(repository: Path) -> None:
    docs = repository / "docs"
    write([A_LEFT, B, C], docs)
    commit(repository)
    git(repository, "switch", "-q", "right")
    (docs / "b.md").write_text(whole(B) + "手写\n", encoding="utf-8")
    (docs / "c.md").unlink()
    commit(repository)
    git(repository, "merge", "-q", "main", "--no-edit")
    newest = [page(name, "新。") for name in ("a.md", "b.md", "c.md")]
    assert actions(write(newest, docs)) == {"a.md": "replaced", "b.md": "merged", "c.md": "deleted"}


def test_a_fresh_clone_knows_what_was_edited(repository: Path, tmp_path: Path) -> None:
    (repository / "docs" / "b.md").write_text(whole(B) + "手写\n", encoding="utf-8")
    commit(repository)
    clone = tmp_path / "clone"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    newest = [page(name, "新。") for name in ("a.md", "b.md", "c.md")]
    done = actions(write(newest, clone / "docs"))
    assert done == {"a.md": "replaced", "b.md": "merged", "c.md": "replaced"}


def test_a_merge_that_git_left_half_done_stops_the_build(repository: Path) -> None:
    docs = repository / "docs"
    write([A_LEFT, B, C], docs)
    commit(repository)
    git(repository, "switch", "-q", "right")
    write([A_RIGHT, B, C], docs)
    commit(repository)
    (repository / ".git" / "info" / "attributes").write_text("*.tsv merge\n", encoding="utf-8")
    git(repository, "merge", "-q", "main", check=False)
    git(repository, "checkout", "--ours", "docs/a.md")
    with pytest.raises(InputError, match=r"generated\.tsv:1: "):
        write([A, B, C], docs)
