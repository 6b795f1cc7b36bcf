import os
from functools import partial
from pathlib import Path

import pytest

from kb_build import write as stage
from kb_build.errors import InputError
from kb_build.files.signature import signature_of
from kb_build.model import LazyPage, Page
from kb_build.write import Memory, Snapshot, apply, disk, memory as remembering
from kb_build.write.apply import apply_step
from kb_build.write.decide import steps
from kb_build.write.page_text import digest, to_text
from kb_build.write.survey import found_in
from tests.folders import contents
from tests.write.pages import actions, page, plan, whole, write

RECORD = ".generated.tsv"
A = page("measures/a.md", "甲。")
A2 = page("measures/a.md", "甲，改。")
B = page("practices/b.md", "乙。")


def refusal(pages: list[Page], docs: Path) -> tuple[str, str, int]:
    """The key, file and line of the refusal; planning refuses alike and nothing is changed."""
    before = contents(docs)
    with pytest.raises(InputError) as caught:
        write(pages, docs)
    with pytest.raises(InputError, match=str(caught.value)[:20]):
        plan(pages, docs)
    assert contents(docs) == before
    notice = caught.value.notice
    assert str(caught.value)
    file = Path(notice.file)
    return (
        notice.key,
        file.relative_to(docs).as_posix() if file.is_absolute() else notice.file,
        (notice.line),
    )


def test_pages_are_created_replaced_left_and_removed(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    assert actions(write([A, B], docs)) == {A.path: "created", B.path: "created"}
    stamp = (docs / B.path).stat().st_mtime_ns, (docs / RECORD).stat().st_mtime_ns
    assert actions(write([A, B], docs)) == {A.path: "unchanged", B.path: "unchanged"}
    assert actions(write([A2, B], docs)) == {A.path: "replaced", B.path: "unchanged"}
    assert (docs / A.path).read_text(encoding="utf-8") == whole(A2)
    assert (docs / B.path).stat().st_mtime_ns == stamp[0]
    assert (docs / RECORD).stat().st_mtime_ns != stamp[1]
    assert actions(write([B], docs)) == {A.path: "removed", B.path: "unchanged"}
    assert contents(docs).keys() == {B.path, RECORD}
    assert (docs / RECORD).read_text(encoding="utf-8").count("\n") == 1
    assert actions(write([B], docs)) == {B.path: "unchanged"}


def test_a_build_that_changes_nothing_touches_no_file(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    write([A, B], tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == stamps


def test_the_plan_is_what_is_done_and_changes_nothing(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / B.path).write_text("手写\n", encoding="utf-8")
    before = contents(tmp_path)
    planned = plan([A2, page("c.md")], tmp_path)
    assert contents(tmp_path) == before
    assert write([A2, page("c.md")], tmp_path) == tuple(one.outcome for one in planned)


def test_an_edit_taken_back_is_none_and_the_page_is_ours_again(tmp_path: Path) -> None:
    write([A], tmp_path)
    (tmp_path / A.path).write_text("手写\n", encoding="utf-8")
    write([A2], tmp_path)
    (tmp_path / A.path).write_text(whole(A), encoding="utf-8")
    assert actions(write([A2], tmp_path)) == {A.path: "replaced"}


def test_what_an_editor_changes_unasked_is_no_edit(tmp_path: Path) -> None:
    write([A], tmp_path)
    file = tmp_path / A.path
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"  \r\n")[:-4])
    touched = file.read_bytes()
    assert actions(write([A], tmp_path)) == {A.path: "unchanged"}
    assert file.read_bytes() == touched
    assert actions(write([A2], tmp_path)) == {A.path: "replaced"}
    assert file.read_text(encoding="utf-8") == whole(A2)


def test_a_deleted_page_stays_deleted_also_when_its_source_was_away(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / A.path).unlink()
    assert actions(write([A2, B], tmp_path))[A.path] == "deleted"
    assert A.path not in actions(write([B], tmp_path))
    assert actions(write([A, B], tmp_path))[A.path] == "deleted"
    assert not (tmp_path / A.path).exists()


def test_a_deleted_page_comes_back_when_it_is_wished_for(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / A.path).unlink()
    assert actions(write([A, B], tmp_path))[A.path] == "deleted"
    back = write([A2, B], tmp_path, before=Snapshot.of(tmp_path).without([A.path]))
    assert actions(back) == {A.path: "created", B.path: "unchanged"}


def test_a_deleted_page_stays_deleted_when_its_address_changes(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / A.path).unlink()
    moved = page("new/a.md", id="measures-a")
    for _ in range(2):
        assert actions(write([moved, B], tmp_path))[moved.path] == "deleted"


def test_a_moved_page_is_followed_by_its_id(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / "自己的").mkdir()
    (tmp_path / A.path).rename(tmp_path / "自己的" / "甲.md")
    for wanted in ([A2, B], [B], [A, B]):
        outcome = write(wanted, tmp_path)[0]
        assert (outcome.path, outcome.action, outcome.note) == (A.path, "moved", "自己的/甲.md")
    assert not (tmp_path / A.path).exists()
    assert (tmp_path / "自己的" / "甲.md").read_text("utf-8") == whole(A)


def test_a_page_whose_address_changes_does_not_double_an_edited_one(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / A.path).write_text(whole(A) + "\n手写\n", encoding="utf-8")
    new = [page(f"new/{p.path}", "新。", id=str(dict(p.front)["id"])) for p in (A, B)]
    assert actions(write(new, tmp_path)) == {
        B.path: "removed",
        "new/measures/a.md": "moved",
        "new/practices/b.md": "created",
    }
    assert "新。\n\n手写\n" in (tmp_path / A.path).read_text("utf-8")
    assert set(actions(write(new, tmp_path)).values()) == {"moved", "unchanged"}


def test_a_copied_page_is_a_persons_and_the_first_stays_ours(tmp_path: Path) -> None:
    write([A], tmp_path)
    copy = tmp_path / "copy.md"
    copy.write_bytes((tmp_path / A.path).read_bytes())
    assert actions(write([A2], tmp_path)) == {A.path: "replaced"}
    assert copy.read_text(encoding="utf-8") == whole(A)


@pytest.mark.parametrize("wanted", [[A], []])
def test_a_persons_own_page_is_not_overwritten(tmp_path: Path, wanted: list[Page]) -> None:
    (tmp_path / "measures").mkdir()
    (tmp_path / A.path).write_text("我自己写的\n", encoding="utf-8")
    assert actions(write(wanted, tmp_path)) == {page.path: "taken" for page in wanted}
    assert (tmp_path / A.path).read_text(encoding="utf-8") == "我自己写的\n"
    assert actions(write(wanted, tmp_path)) == {page.path: "taken" for page in wanted}


def test_a_lost_record_is_made_anew_from_pages_that_are_as_generated(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / RECORD).unlink()
    assert actions(write([A, page("practices/b.md", "新。")], tmp_path)) == {
        A.path: "unchanged",
        B.path: "replaced",
    }
    assert actions(write([A2], tmp_path)) == {A.path: "replaced", B.path: "removed"}


def test_the_record_is_sorted_and_names_path_id_and_hash(tmp_path: Path) -> None:
    write([B, A], tmp_path)
    rows = [row.split("\t") for row in (tmp_path / RECORD).read_text("utf-8").splitlines()]
    assert [row[:2] for row in rows] == [[A.path, "measures-a"], [B.path, "practices-b"]]
    assert {len(row[2]) for row in rows} == {64}


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "measures/a.md\tmeasures-a",
        "measures/a.md\tmeasures-a\tabc",
        "",
        "../a.md\tmeasures-a\t" + "0" * 64,
        "/a.md\tmeasures-a\t" + "0" * 64,
        "measures/../../a.md\tmeasures-a\t" + "0" * 64,
        ".git/a.md\tmeasures-a\t" + "0" * 64,
    ],
)
def test_a_damaged_record_stops_everything(tmp_path: Path, line: str) -> None:
    write([A, B], tmp_path)
    with (tmp_path / RECORD).open("a", encoding="utf-8") as record:
        record.write(line + "\n")
    assert refusal([A2], tmp_path) == ("record-line", RECORD, 3)


def test_a_record_that_is_no_text_stops_everything(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(b"\xff\xfe\x00a")
    assert refusal([A], tmp_path) == ("record-line", RECORD, 1)


@pytest.mark.parametrize(
    "marks", ["\tid=x title\tx= a:b/c", "\t\tabc", "\t=.:/\t=.:/ = /=x", "\t甲\t乙", ""]
)
def test_wrong_fingerprints_lose_no_words_of_a_person(tmp_path: Path, marks: str) -> None:
    write([A], tmp_path)
    path, id, sha256, *_ = (tmp_path / RECORD).read_text("utf-8").split("\t")
    (tmp_path / RECORD).write_text(f"{path}\t{id}\t{sha256}{marks}\n", encoding="utf-8")
    file = tmp_path / A.path
    file.write_text(whole(A) + "\n手写的话。\n", encoding="utf-8")
    write([A2], tmp_path)
    assert "手写的话。" in file.read_text("utf-8")
    assert actions(write([A2], tmp_path))[A.path] != "replaced"
    file.write_text(whole(A), encoding="utf-8")
    assert actions(write([A2], tmp_path))[A.path] == "replaced"


@pytest.mark.parametrize("damage", ["?", " ", "甲"])
def test_a_damaged_fingerprint_is_told_and_not_taken_for_an_edit(
    tmp_path: Path, damage: str
) -> None:
    write([A], tmp_path)
    file, record = tmp_path / A.path, tmp_path / RECORD
    file.write_text(whole(A) + "\n手写的话。\n", encoding="utf-8")
    edited, sound = file.read_text("utf-8"), record.read_text("utf-8")
    record.write_text(f"{sound[:-3]}{damage}{sound[-2:]}", encoding="utf-8")
    (outcome,) = write([A2], tmp_path)
    assert (outcome.action, [one.key for one in outcome.notices]) == ("stale", ["write-stale"])
    assert file.read_text("utf-8") == edited
    record.write_text(sound, encoding="utf-8")
    assert actions(write([A2], tmp_path)) == {A.path: "merged"}


def test_a_record_with_windows_line_ends_and_two_lines_for_a_path_is_read(tmp_path: Path) -> None:
    write([A], tmp_path)
    first = (tmp_path / RECORD).read_bytes()
    write([A2], tmp_path)
    both = ((tmp_path / RECORD).read_bytes() + first).replace(b"\n", b"\r\n")
    for text in (A, A2):
        (tmp_path / RECORD).write_bytes(both)
        (tmp_path / A.path).write_text(whole(text), encoding="utf-8")
        assert actions(write([page(A.path, "新。")], tmp_path)) == {A.path: "replaced"}


def test_a_persons_page_with_broken_front_matter_stops_everything(tmp_path: Path) -> None:
    write([A], tmp_path)
    (tmp_path / "own.md").write_text("---\ntitle: 甲: 乙\n---\n", encoding="utf-8")
    assert refusal([A2], tmp_path) == ("front-yaml", "own.md", 2)


@pytest.mark.parametrize(
    ("other", "key"),
    [
        (page("measures/a.md", id="other"), "write-path-twice"),
        (page("Measures/A.md", id="other"), "write-path-twice"),
        (page("b.md", id="measures-a"), "write-id-twice"),
    ],
)
def test_two_pages_of_one_path_or_id_are_refused(tmp_path: Path, other: Page, key: str) -> None:
    assert refusal([A, other], tmp_path) == (key, other.path, 0)


def test_pages_without_an_id_do_not_clash(tmp_path: Path) -> None:
    pages = [Page(path, (), (path,)) for path in ("a.md", "b.md")]
    assert set(actions(write(pages, tmp_path)).values()) == {"created"}
    (tmp_path / "b.md").unlink()
    (tmp_path / "own.md").write_text("无编号\n", encoding="utf-8")
    assert actions(write(pages, tmp_path))["b.md"] == "deleted"


@pytest.mark.parametrize(
    "path",
    ["../a.md", "/a.md", "a/../../b.md", "a//b.md", ".a.md", "a/.b/c.md", "a\\b.md", "a.txt", "",
     "C:/a.md", "a\n.md", "甲.md", "a/./b.md"],
)  # fmt: skip
def test_no_page_leaves_the_folder(tmp_path: Path, path: str) -> None:
    docs = tmp_path / "docs"
    with pytest.raises(ValueError, match="no path"):
        write([page(path)], docs)
    assert contents(tmp_path) == {}


def test_an_id_that_would_break_the_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no id"):
        write([page("a.md", id="a\tb")], tmp_path)


@pytest.mark.parametrize("edit", ["changed", "deleted"])
def test_an_edit_made_while_the_build_runs_is_kept(tmp_path: Path, edit: str) -> None:
    write([A], tmp_path)
    sheet = LazyPage(A2.path, A2.id, "", lambda: A2)
    (step,) = steps([sheet], Snapshot.of(tmp_path))
    if edit == "changed":
        (tmp_path / A.path).write_text("刚写的\n", encoding="utf-8")
    else:
        (tmp_path / A.path).unlink()
    before = contents(tmp_path)
    assert apply_step(step, tmp_path).edited
    assert contents(tmp_path) == before


def test_pages_that_several_processes_put_are_the_same_and_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [page(f"measures/{number}.md", f"第{number}。") for number in range(40)]
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    write(made, alone)
    monkeypatch.setenv("KB_JOBS", "2")
    monkeypatch.setattr(apply, "SECONDS", 1)
    # Even a file that was put only just now is known then.
    monkeypatch.setattr(remembering, "signature_of", partial(signature_of, tick=0))
    memory = Memory()
    outcomes = write(made, shared, before=Snapshot.of(shared, memory))
    assert set(actions(outcomes).values()) == {"created"}
    assert contents(shared) == contents(alone)
    files = {file: signature_of(file, 0) for file in shared.rglob("*.md")}
    assert len(files) == len(made)
    for file, signature in files.items():
        assert memory.files.found(f"{signature} {file}") == found_in(file.read_bytes())


@pytest.mark.parametrize("link", ["measures", "measures/a.md", "linked.md", "circle"])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, link: str) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("外面\n", encoding="utf-8")
    (docs / link).parent.mkdir(parents=True)
    targets = {"measures": outside, "circle": docs / "circle"}
    (docs / link).symlink_to(targets.get(link, outside / "a.md"))
    assert refusal([A], docs) == ("write-link", link, 0)
    assert (outside / "a.md").read_text(encoding="utf-8") == "外面\n"


def test_a_link_within_the_folder_is_a_persons_page(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / B.path).unlink()
    (tmp_path / B.path).symlink_to(tmp_path / A.path)
    outcomes = write([A2, page(B.path, "新。")], tmp_path)
    assert actions(outcomes) == {A.path: "replaced", B.path: "taken"}
    assert (tmp_path / B.path).is_symlink()


def test_a_half_written_file_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "x.txt"
    outside.write_text("外面", encoding="utf-8")
    (docs / "measures").mkdir(parents=True)
    (docs / "measures" / ".a.md.kb-new").symlink_to(outside)
    with pytest.raises(InputError):
        write([A], docs)
    (docs / "measures" / ".a.md.kb-new").unlink()
    (docs / "measures" / ".a.md.kb-new").symlink_to("nowhere")
    assert actions(write([A], docs)) == {A.path: "created"}
    assert outside.read_text(encoding="utf-8") == "外面"
    assert not (docs / "measures" / "nowhere").exists()


def test_a_reader_has_a_page_old_or_new(tmp_path: Path) -> None:
    write([A], tmp_path)
    with (tmp_path / A.path).open(encoding="utf-8") as reader:
        write([A2], tmp_path)
        assert reader.read() == whole(A)


def test_a_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "x.txt"
    docs.mkdir()
    (docs / f".{os.getpid()}.kb-new").symlink_to(outside)
    with pytest.raises(FileExistsError):
        disk.put(docs, "a.md", b"")
    assert not outside.exists()


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / A.path).mkdir(parents=True)
    (tmp_path / B.path).parent.mkdir()
    (tmp_path / B.path).symlink_to("nowhere")
    assert actions(write([A, B], tmp_path)) == {A.path: "taken", B.path: "taken"}


def test_a_page_whose_name_is_no_text_keeps_nobody_from_writing(tmp_path: Path) -> None:
    own = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd2\xd2.md"))
    try:
        own.write_text("我自己写的\n", encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes only names that are UTF-8")
    memory = Memory(tmp_path / ".kept", "")
    before = Snapshot.of(tmp_path, memory)
    assert actions(write([A], tmp_path, before=before)) == {A.path: "created"}
    memory.save()
    assert own.read_text("utf-8") == "我自己写的\n"


def test_what_a_page_says_is_known_to_the_next_build(tmp_path: Path) -> None:
    docs, kept = tmp_path / "docs", tmp_path / "kept"
    memory = Memory(kept, "")
    lazy = LazyPage(A.path, A.id, "as it is now", lambda: A)
    stage.write([lazy], Snapshot.of(docs, memory))
    memory.save()
    assert Memory(kept, "").known(lazy) == digest(to_text(A).encode())


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "measures").write_text("", encoding="utf-8")
    assert refusal([B, A], tmp_path) == ("write-folder", "measures", 0)


def test_files_that_are_no_pages_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    others = {".hidden/a.md": b"---\nbroken", "image.png": b"\x89PNG", ".x.md": b"\xff"}
    for path, data in others.items():
        (tmp_path / path).write_bytes(data)
    write([A], tmp_path)
    assert others.items() <= contents(tmp_path).items()
