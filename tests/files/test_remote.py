"""Only what changed is moved, what somebody else put there stays, and bad names stay out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given, settings, strategies as st

from kb_build import cli
from kb_build.errors import InputError
from kb_build.files import remote
from tests.command import ROOT
from tests.test_cli import REPORT


class Moves:
    """Takes note of how many files were moved."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, done: int, of: int) -> None:
        self.count = done


@pytest.fixture
def far(tmp_path: Path) -> Path:
    made = tmp_path / "far"
    (made / "2025").mkdir(parents=True)
    (made / "a.txt").write_text("一")
    (made / "2025" / "b.txt").write_text("二")
    return made


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    """A store without folders, as object stores are."""
    drive = fsspec.filesystem("memory")
    yield drive
    drive.rm("/", recursive=True)


def _texts(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def test_what_changed_there_is_fetched_and_what_went_goes(far: Path, tmp_path: Path) -> None:
    here, address, moves = tmp_path / "here", f"file://{far}", Moves()
    noted = remote.fetch(address, here, {}, moves)
    assert _texts(here) == {"a.txt": "一", "2025/b.txt": "二"}
    (here / "own.txt").write_text("自己的")
    (far / "a.txt").write_text("一又")
    (far / "2025" / "b.txt").unlink()
    (far / "c.txt").write_text("三")
    noted = remote.fetch(address, here, noted, moves)
    assert moves.count == 2
    assert _texts(here) == {"a.txt": "一又", "c.txt": "三", "own.txt": "自己的"}
    moves.count = 0
    assert remote.fetch(address, here, noted, moves) == noted
    assert moves.count == 0


def test_a_file_of_somebody_else_is_not_written_over(far: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "a.txt").write_text("自己的")
    with pytest.raises(InputError) as caught:
        remote.fetch(f"file://{far}", here, {}, Moves())
    assert caught.value.notice.key == "remote-taken"
    assert _texts(here)["a.txt"] == "自己的"
    assert [*here.glob(".*")] == []


def test_hidden_files_are_passed_over(far: Path, tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config", "子/.~lock.a.docx#"):
        (far / name).parent.mkdir(exist_ok=True)
        (far / name).write_text("x")
    noted = remote.fetch(f"file://{far}", tmp_path / "here", {}, Moves())
    assert {*noted} == {*_texts(tmp_path / "here")} == {"a.txt", "2025/b.txt"}


def test_an_address_that_lost_all_takes_nothing_away(far: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    noted = remote.fetch(f"file://{far}", here, {}, Moves())
    with pytest.raises(InputError) as caught:
        remote.fetch(f"file://{far}/nowhere", here, noted, Moves())
    assert caught.value.notice.key == "remote-empty"
    assert len(_texts(here)) == 2


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out", "./../out", "a\nb.txt", "a//b"])
def test_no_name_leads_out_of_the_folder(
    name: str, store: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    store.pipe_file("/kb/good.txt", b"x")
    store.store[f"/kb/{name}"] = store.store.pop("/kb/good.txt")
    with pytest.raises(InputError) as caught:
        remote.fetch("memory://kb", tmp_path / "here", {}, Moves())
    assert caught.value.notice.key == "remote-name"
    assert not [*tmp_path.rglob("*out*")]


def test_no_link_at_the_address_leads_to_a_file_of_this_machine(far: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("密")
    (far / "c.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError) as caught:
        remote.fetch(f"file://{far}", tmp_path / "here", {}, Moves())
    assert caught.value.notice.key == "remote-linked"
    assert "c.txt" not in _texts(tmp_path / "here")


def test_no_link_takes_a_file_out_of_the_folder(
    store: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    here, outside = tmp_path / "here", tmp_path / "outside"
    here.mkdir()
    outside.mkdir()
    (here / "a").symlink_to(outside)
    store.pipe_file("/kb/a/b/c.txt", b"x")
    with pytest.raises(InputError) as caught:
        remote.fetch("memory://kb", here, {}, Moves())
    assert caught.value.notice.key == "remote-link"
    assert not [*outside.iterdir()]


@pytest.mark.parametrize("address", ["nothing://a/b", "s3://a/b", "sftp://nowhere.invalid/a"])
def test_an_address_that_nobody_can_reach_is_told(address: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        remote.fetch(address, tmp_path, {}, Moves())
    assert caught.value.notice.key == "remote-failed"
    assert address in str(caught.value)


def test_only_what_changed_is_sent_and_pages_last(
    store: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, order = tmp_path / "site", list[str]()
    (here / "assets").mkdir(parents=True)
    for name in ("index.html", "assets/z.js", "old.html"):
        (here / name).write_text(name)
    put = store.put_file

    def noting(source: str, target: str, **more: object) -> None:
        order.append(target)
        put(source, target)

    monkeypatch.setattr(store, "put_file", noting)
    noted = remote.send(here, "memory://web/kb", {}, Moves())
    assert order == ["/web/kb/assets/z.js", "/web/kb/index.html", "/web/kb/old.html"]
    store.pipe_file("/web/kb/theirs.txt", b"x")
    (here / "old.html").unlink()
    (here / "index.html").write_text("new page")
    order.clear()
    noted = remote.send(here, "memory://web/kb", noted, Moves())
    assert order == ["/web/kb/index.html"]
    there = {name: store.cat_file(name).decode() for name in store.find("/web/kb")}
    assert there == {
        "/web/kb/assets/z.js": "assets/z.js",
        "/web/kb/index.html": "new page",
        "/web/kb/theirs.txt": "x",
    }
    store.rm_file("/web/kb/assets/z.js")  # somebody lost it: it is sent again
    order.clear()
    remote.send(here, "memory://web/kb", noted, Moves())
    assert order == ["/web/kb/assets/z.js"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(["a.txt", "b/c.txt", "d.md"]), st.text()), max_size=4)
)
def test_after_each_change_both_sides_hold_the_same(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    base = tmp_path_factory.mktemp("both")
    (far := base / "far").mkdir()
    noted: dict[str, str] = {}
    for state in states:
        for file in [file for file in far.rglob("*") if file.is_file()]:
            file.unlink()
        for name, text in {**state, "always.txt": "x"}.items():
            (far / name).parent.mkdir(exist_ok=True)
            (far / name).write_text(text, "utf-8", newline="")
        noted = remote.fetch(f"file://{far}", base / "here", noted, Moves())
        sent = remote.send(base / "here", f"file://{base}/again", {}, Moves())
        assert sent.keys() == noted.keys()
        there = {file.relative_to(far).as_posix() for file in far.rglob("*") if file.is_file()}
        for name in there:
            assert (base / "here" / name).read_bytes() == (far / name).read_bytes()
            assert (base / "again" / name).read_bytes() == (far / name).read_bytes()
        assert {*sent} == there


def test_a_build_fetches_its_reports_and_sends_its_site(
    far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (far / "a.txt").write_text(REPORT, "utf-8")
    (far / "2025" / "b.txt").unlink()
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    lines = f"  knowledge_base:\n    fetch: file://{far}\n    send: file://{tmp_path}/web/kb\n"
    assert "  knowledge_base:\n" in text
    (tmp_path / "mkdocs.yml").write_text(text.replace("  knowledge_base:\n", lines), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.run(["build", "--quiet"]) == cli.OK
    page = tmp_path / "web/kb/index.html"
    first = page.stat().st_mtime_ns
    assert "走访农户300户" in next((tmp_path / "web/kb/reports").glob("a-*.html")).read_text(
        "utf-8"
    )
    assert cli.run(["build", "--quiet"]) == cli.OK
    assert page.stat().st_mtime_ns == first  # nothing new was sent
    (far / "a.txt").unlink()
    assert cli.run(["build", "--quiet"]) == cli.USAGE
    assert (tmp_path / "reports/a.txt").is_file()


@pytest.mark.parametrize("value", ["reports", "s3://u:secret@host/x", "zip::s3://a/b", "3"])
def test_what_is_no_address_is_refused(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra: {{knowledge_base: {{fetch: '{value}'}}}}\n")
    monkeypatch.chdir(tmp_path)
    assert cli.run(["build"]) == cli.USAGE
    assert "fetch" in capsys.readouterr().err
