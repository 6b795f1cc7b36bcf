"""Whatever people do between builds, and whenever a build is killed: nothing they typed is lost."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_build.model import Page
from kb_build.write import write
from kb_build.write.markdown import normal
from tests.write.pages import actions, files, page, whole

RECORD = ".generated.tsv"
PATHS = ("index.md", "measures/a.md", "measures/b.md", "practices/c.md")
OWN = ("own/x.md", "measures/y.md")


class KilledError(Exception):
    pass


@contextmanager
def killed_at(deed: int) -> Iterator[None]:
    """Ends the run just before its n-th change of a file; -1 lets it go on."""
    left = [deed]

    def counting(call: Callable[..., None]) -> Callable[..., None]:
        def counted(*args: object, **kwargs: object) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise KilledError
            call(*args, **kwargs)

        return counted

    with (
        patch("os.replace", counting(os.replace)),
        patch("os.unlink", counting(os.unlink)),
        suppress(KilledError),
    ):
        yield


@dataclass
class World:
    """A docs folder and what the people who work in it remember."""

    docs: Path
    version: dict[str, int] = field(default_factory=dict)  # pages whose source is there
    theirs: dict[str, bytes] = field(default_factory=dict)  # files that hold a person's words
    gone: set[str] = field(default_factory=set)  # generated pages that a person took away
    back: set[str] = field(default_factory=set)  # pages put back where they were, as they were
    typed: int = 0

    def pages(self) -> list[Page]:
        return [page(path, f"第{number}版。", "末段。") for path, number in self.version.items()]

    def build(self, kill: int) -> None:
        through = False
        with killed_at(kill):
            write(self.pages(), self.docs)
            through = True
        if through:  # what was moved or deleted by then stays away for good
            self.gone |= {page.path for page in self.pages()} - files(self.docs).keys()

    def source(self, path: str, number: int) -> None:
        """A report changes, or goes (0), and with it what the page says."""
        self.version[path] = number
        if not number:
            del self.version[path]

    def words(self) -> str:
        self.typed += 1
        return f"手写{self.typed}"

    def edit(self, path: str) -> None:
        file = self.docs / path
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{text}\n{self.words()}\n", encoding="utf-8")
        self.theirs[path] = file.read_bytes()
        self.gone.discard(path)

    def reformat(self, path: str) -> None:
        file = self.docs / path
        if file.is_file() and path not in self.theirs:
            file.write_bytes(normal(file.read_bytes()).replace(b"\n", b" \r\n"))

    def delete(self, path: str) -> None:
        if (self.docs / path).is_file():
            (self.docs / path).unlink()
            self.forget(path)

    def move(self, path: str, to: str) -> None:
        target = self.docs / to
        if (self.docs / path).is_file() and not target.exists() and path != to:
            target.parent.mkdir(exist_ok=True)
            text = (self.docs / path).read_text(encoding="utf-8")
            (self.docs / path).rename(target)
            self.forget(path)
            self.gone.discard(to)
            if "手写" not in text and f"id: {page(to).front[0][1]}" in text:
                self.back.add(to)
            else:
                self.theirs[to] = target.read_bytes()

    def forget(self, path: str) -> None:
        """A person took a file away: if it was generated, its place stays empty."""
        self.theirs.pop(path, None)
        recorded = (self.docs / RECORD).read_text("utf-8") if (self.docs / RECORD).exists() else ""
        absent = any(row.startswith(path) and row.endswith("\t-") for row in recorded.split("\n"))
        if f"{path}\t" in recorded and not absent:
            self.gone.add(path)

    def check(self) -> None:
        there = files(self.docs)
        for path, data in self.theirs.items():
            assert there.get(path) == data, path
        assert not self.gone & there.keys()
        for path, data in there.items():
            if path in PATHS and path not in self.theirs:
                number = next(n for n in range(99) if f"第{n}版" in data.decode())
                whole = whole(page(path, f"第{number}版。", "末段。"))
                assert normal(data).decode() == whole, "half a page"

    def settled(self) -> None:
        """After a build that ran through, all that nobody touched is as it should be."""
        for wanted in self.pages():
            head = f"---\nid: {dict(wanted.front)['id']}\n".encode()
            moved = any(normal(data).startswith(head) for data in self.theirs.values())
            if not moved and wanted.path not in {*self.theirs, *self.gone, *self.back}:
                data = (self.docs / wanted.path).read_bytes()
                assert normal(data).decode() == whole(wanted)
        assert not [path for path in files(self.docs) if path.endswith(".kb-new")]


ANY = st.sampled_from(PATHS + OWN)
STEPS = st.one_of(
    st.tuples(st.just("build"), st.integers(-1, 8)),
    st.tuples(st.just("source"), st.sampled_from(PATHS), st.integers(0, 5)),
    st.tuples(st.sampled_from(["edit", "reformat", "delete"]), ANY),
    st.tuples(st.just("move"), ANY, ANY),
)


def take(world: World, step: tuple[str | int, ...]) -> None:
    deed, *rest = step
    getattr(world, str(deed))(*rest)


@settings(max_examples=300, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_nothing_that_a_person_typed_is_ever_changed_or_removed(
    history: list[tuple[str | int, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.version = dict.fromkeys(PATHS, 1)
        for step in history:
            take(world, step)
            world.check()
        world.build(-1)
        world.check()
        world.settled()


def test_a_page_of_a_killed_build_stays_deleted_like_any_other(tmp_path: Path) -> None:
    with killed_at(2):  # the record, the page and not the record again
        write([page("a.md")], tmp_path)
    (tmp_path / "a.md").rename(tmp_path / "moved.md")
    assert actions(write([page("a.md")], tmp_path)) == {"a.md": "moved"}
    (tmp_path / "moved.md").unlink()
    assert actions(write([page("a.md")], tmp_path)) == {"a.md": "deleted"}


@pytest.mark.parametrize("kill", range(9))
def test_a_killed_build_leaves_pages_old_or_new_and_the_next_one_repairs(
    tmp_path: Path, kill: int
) -> None:
    old = [page(path, "旧。") for path in ("a.md", "b.md", "gone.md")]
    new = [page(path, "新。") for path in ("a.md", "b.md", "c.md")]
    write(old, tmp_path)
    (tmp_path / "b.md").write_text("手写\n", encoding="utf-8")
    with killed_at(kill):
        write(new, tmp_path)
    for path, data in files(tmp_path).items():
        if path in ("a.md", "c.md", "gone.md"):
            allowed = {whole(p).encode() for p in (*old, *new) if p.path == path}
            assert data in allowed
    newest = [page(path, "最新。") for path in ("a.md", "b.md", "c.md")]
    done = actions(write(newest, tmp_path))
    assert {done["a.md"], done["c.md"]} <= {"created", "replaced"}
    assert done["b.md"] == "edited"
    assert done.get("gone.md", "removed") == "removed"
    assert files(tmp_path).keys() == {"a.md", "b.md", "c.md", RECORD}
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == "手写\n"
    assert set(actions(write(newest, tmp_path)).values()) == {"unchanged", "edited"}
    assert "\t-" not in (tmp_path / RECORD).read_text(encoding="utf-8")
