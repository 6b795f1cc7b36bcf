"""What git could not merge and nobody edited costs no work; what people edited stays theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.errors import InputError
from kb_build.model import Page
from kb_build.write import settle
from tests.folders import git
from tests.write.pages import page, whole, write

PATH = "topics/a.md"


def made(*items: str) -> Page:
    return page(PATH, "# 主题", "\n".join(f"- {item}" for item in items))


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of a repository with one generated page."""
    one, two = tmp_path / "one", tmp_path / "two"
    (one / "docs").mkdir(parents=True)
    git(one, "init", "-q", "-b", "main")
    (one / ".gitattributes").write_text("docs/.generated.tsv merge=union\n", encoding="utf-8")
    save(one, made("甲"))
    git(tmp_path, "clone", "-q", str(one), str(two))
    return one, two


def save(clone: Path, generated: Page, typed: str = "") -> None:
    """Builds, types something and commits."""
    write([generated], clone / "docs")
    if typed:
        file = clone / "docs" / PATH
        file.write_text(f"{file.read_text('utf-8')}\n{typed}\n", encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "x")


def meet(clones: tuple[Path, Path], way: str = "merge") -> Path:
    """The second clone in the midst of a merge with the first."""
    _, two = clones
    git(two, "fetch", "-q", "origin")
    with pytest.raises(Exception, match=way):
        git(two, way, "-q", "origin/main")
    return two / "docs"


def test_a_page_that_nobody_edited_is_generated_anew(clones: tuple[Path, Path]) -> None:
    save(clones[0], made("甲", "乙"))
    save(clones[1], made("甲", "丙"))
    docs = meet(clones)
    assert b"<<<<<<<" in (docs / PATH).read_bytes()
    assert settle(docs) == (PATH,)
    write([made("甲", "乙", "丙")], docs)
    assert (docs / PATH).read_text("utf-8") == whole(made("甲", "乙", "丙"))
    assert settle(docs) == ()


@pytest.mark.parametrize("who", [0, 1])
def test_what_one_of_them_typed_stays(clones: tuple[Path, Path], who: int) -> None:
    save(clones[0], made("甲", "乙"), "手写。" if who == 0 else "")
    save(clones[1], made("甲", "丙"), "手写。" if who == 1 else "")
    docs = meet(clones)
    assert settle(docs) == (PATH,)
    write([made("甲", "乙", "丙")], docs)
    text = (docs / PATH).read_text("utf-8")
    assert "- 甲\n- 乙\n- 丙\n\n手写。\n" in text


def test_what_both_typed_is_theirs_to_merge(clones: tuple[Path, Path]) -> None:
    save(clones[0], made("甲"), "手写甲。")
    save(clones[1], made("甲"), "手写乙。")
    docs = meet(clones)
    before = (docs / PATH).read_bytes()
    assert settle(docs) == ()
    assert (docs / PATH).read_bytes() == before
    with pytest.raises(InputError) as found:
        write([made("甲")], docs)
    assert found.value.notice.key == "page-unmerged"


def test_a_page_that_somebody_merged_by_hand_is_left_alone(clones: tuple[Path, Path]) -> None:
    save(clones[0], made("甲", "乙"))
    save(clones[1], made("甲", "丙"))
    docs = meet(clones)
    (docs / PATH).write_text("# 自己合并的\n", encoding="utf-8")
    assert settle(docs) == ()
    assert (docs / PATH).read_text("utf-8") == "# 自己合并的\n"


@pytest.mark.parametrize("way", ["merge", "rebase"])
@pytest.mark.parametrize("who", [0, 1])
def test_what_one_of_them_deleted_stays_deleted(
    clones: tuple[Path, Path], who: int, way: str
) -> None:
    (clones[who] / "docs" / PATH).unlink()
    save(clones[who], made("甲"))
    save(clones[1 - who], made("甲", "乙"))
    docs = meet(clones, way)
    assert settle(docs) == (PATH,)
    assert [one.action for one in write([made("甲", "乙")], docs)] == ["deleted"]
    assert not (docs / PATH).exists()


def test_a_deleted_page_that_the_other_wrote_on_is_theirs_to_decide(
    clones: tuple[Path, Path],
) -> None:
    (clones[0] / "docs" / PATH).unlink()
    save(clones[0], made("甲"))
    save(clones[1], made("甲", "乙"), "手写。")
    docs = meet(clones)
    assert settle(docs) == ()
    assert "手写。" in (docs / PATH).read_text("utf-8")


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("change", ["generated", "reformatted"])
def test_a_page_whose_source_one_of_them_took_away_is_there_if_it_is_wanted(
    clones: tuple[Path, Path], wanted: bool, change: str
) -> None:
    write([page("topics/b.md", "# 另一")], clones[0] / "docs")
    git(clones[0], "add", "-A")
    git(clones[0], "commit", "-qm", "x")
    file = clones[1] / "docs" / PATH
    if change == "reformatted":
        file.write_bytes(file.read_bytes().replace(b"\n", b"  \r\n"))
    save(clones[1], made("甲", "乙") if change == "generated" else made("甲"))
    docs = meet(clones)
    settle(docs)
    write([made("甲", "乙")] if wanted else [], docs)
    assert (docs / PATH).exists() is wanted


def test_without_git_nothing_is_settled(tmp_path: Path) -> None:
    write([made("甲")], tmp_path)
    assert settle(tmp_path) == ()
    assert settle(tmp_path / "none") == ()
