"""A review holds as long as the page says what was reviewed; then it is taken back, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.errors import InputError
from kb_build.model import Outcome, Page
from kb_build.page import frontmatter
from kb_build.page.reviewing import drafts
from kb_build.write import sign
from tests.folders import contents
from tests.write.pages import actions, page, plan, write

PATH = "measures/a.md"
SAID = {"review": "reviewed", "reviewer": "甲", "reviewed": "2024-01-05"}


def made(quoted: str = "建立台账12本。", frame: str = "- [相关](b.md)", path: str = PATH) -> Page:
    source = '[某报告](../reports/x.md){: .kb-source data-span="0-8" }'
    return page(path, "# 甲", f"> {quoted}", source, frame)


def head(docs: Path, path: str = PATH) -> dict[str, object]:
    text = frontmatter.decode((docs / path).read_bytes(), path)
    return frontmatter.parse(text, path).values


def append(docs: Path, words: str, path: str = PATH) -> None:
    (docs / path).write_text((docs / path).read_text("utf-8") + words, encoding="utf-8")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with a generated page that somebody edited, and reviewed with the command."""
    write([made()], tmp_path)
    append(tmp_path, "\n手写的说明。\n")
    sign(tmp_path, PATH, SAID)
    assert actions(write([made()], tmp_path)) == {PATH: "edited"}
    return tmp_path


def keys(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [notice.key for outcome in outcomes for notice in outcome.notices]


def test_a_review_holds_when_only_the_frame_changes(docs: Path) -> None:
    outcomes = write([made(frame="- [相关](b.md)\n- [又一页](c.md)")], docs)
    assert actions(outcomes) == {PATH: "merged"}
    assert keys(outcomes) == []
    assert head(docs)["review"] == "reviewed"
    assert "又一页" in (docs / PATH).read_text("utf-8")


def test_a_review_is_taken_back_when_the_source_changes(docs: Path) -> None:
    new = [made("建立台账30本。")]
    assert keys(tuple(one.outcome for one in plan(new, docs))) == ["write-review"]
    outcomes = write(new, docs)
    assert keys(outcomes) == ["write-review"]
    now = head(docs)
    assert (now["review"], now["reviewer"], now["reviewed"]) == ("in-review", "甲", "2024-01-05")
    assert now["kb_changed"] == ["+ > 建立台账30本。", "- > 建立台账12本。"]
    assert "kb_reviewed" not in now
    line = outcomes[0].notices[0].line
    assert (docs / PATH).read_text("utf-8").split("\n")[line - 1].startswith("review:")
    before = contents(docs)
    assert keys(write(new, docs)) == []
    assert contents(docs) == before


def test_a_review_is_taken_back_when_somebody_edits_the_page_after_it(docs: Path) -> None:
    append(docs, "\n后来加的。\n")
    assert keys(write([made()], docs)) == ["write-review"]
    assert head(docs)["kb_changed"] == ["edited"]


def test_what_editors_do_unasked_is_no_change(docs: Path) -> None:
    data = (docs / PATH).read_bytes().replace(b"\n", b"  \r\n")
    (docs / PATH).write_bytes(b"\xef\xbb\xbf" + data)
    assert keys(write([made()], docs)) == []
    assert head(docs)["review"] == "reviewed"


def test_a_new_review_says_that_all_is_well_again(docs: Path) -> None:
    new = [made("建立台账30本。")]
    write(new, docs)
    sign(docs, PATH, SAID | {"reviewed": "2024-02-01"})
    assert keys(write(new, docs)) == []
    assert (head(docs)["review"], head(docs)["reviewed"]) == ("reviewed", "2024-02-01")
    assert "kb_changed" not in head(docs)


def test_a_review_written_by_hand_gets_its_signature_from_the_build(tmp_path: Path) -> None:
    write([made()], tmp_path)
    text = (tmp_path / PATH).read_text("utf-8")
    by_hand = "review: reviewed\nreviewer: 甲\nreviewed: '2024-01-05'\n"
    (tmp_path / PATH).write_text(text.replace("kb_base", f"{by_hand}kb_base"), encoding="utf-8")
    assert keys(write([made()], tmp_path)) == []
    assert head(tmp_path)["kb_reviewed"]
    assert keys(write([made("改了。")], tmp_path)) == ["write-review"]


def test_a_page_of_ones_own_is_held_to_its_words_too(tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text("# 自己写的\n\n第一段。\n", encoding="utf-8")
    sign(tmp_path, "own.md", SAID)
    assert write([], tmp_path) == ()
    own.write_text(own.read_text("utf-8").replace("第一段", "另一段"), encoding="utf-8")
    assert keys(write([], tmp_path)) == ["write-review"]
    assert own.read_text("utf-8").endswith("# 自己写的\n\n另一段。\n")
    assert head(tmp_path, "own.md")["review"] == "in-review"


def test_a_review_does_not_outlive_the_source(docs: Path) -> None:
    assert keys(write([], docs)) == ["write-review"]
    assert head(docs)["review"] == "in-review"


def test_a_conflict_takes_the_review_back(tmp_path: Path) -> None:
    write([made()], tmp_path)
    file = tmp_path / PATH
    edited = file.read_text("utf-8").replace("12本。", "十二本。")
    file.write_text(edited, encoding="utf-8")
    sign(tmp_path, PATH, SAID)
    outcomes = write([made("建立台账30本。")], tmp_path)
    assert keys(outcomes) == ["write-conflict", "write-review"]
    assert "> 建立台账30本。" in str(head(tmp_path)["kb_changed"])


def test_what_was_generated_can_be_read_whole_beside_a_conflict(tmp_path: Path) -> None:
    write([made("短句。")], tmp_path)
    file = tmp_path / PATH
    file.write_text(file.read_text("utf-8").replace("短句。", "我的短句。"), encoding="utf-8")
    long = "建立台账，逐项销号。" * 30
    write([made(long)], tmp_path)
    assert head(tmp_path)["kb_conflicts"] == [f"+ > {long}"]


def test_a_page_with_an_open_conflict_cannot_be_reviewed(tmp_path: Path) -> None:
    write([made()], tmp_path)
    file = tmp_path / PATH
    file.write_text(file.read_text("utf-8").replace("12本", "十二本"), encoding="utf-8")
    write([made("建立台账30本。")], tmp_path)
    with pytest.raises(InputError) as found:
        sign(tmp_path, PATH, SAID)
    assert found.value.notice.key == "review-conflict"
    with pytest.raises(InputError):
        sign(tmp_path, "measures/none.md", SAID)


def test_a_draft_that_was_renamed_is_told_where_it_lies(docs: Path) -> None:
    sign(docs, PATH, {"review": "draft"})
    (docs / PATH).rename(docs / "measures" / "renamed.md")
    (outcome,) = write([], docs)
    assert (outcome.action, outcome.note) == ("draft", "measures/renamed.md")


def test_a_draft_waits_as_it_is_and_is_merged_when_it_is_released(docs: Path) -> None:
    sign(docs, PATH, {"review": "draft"})
    assert drafts(docs) == {PATH: "measures-a"}
    before = contents(docs)
    assert actions(write([], docs)) == {PATH: "draft"}  # hidden, so nothing wants it
    assert contents(docs) == before
    sign(docs, PATH, {"review": "in-review"})
    assert actions(write([made("建立台账30本。")], docs)) == {PATH: "merged"}
    text = (docs / PATH).read_text("utf-8")
    assert "> 建立台账30本。" in text
    assert "手写的说明。" in text


def test_a_corrected_report_s_edited_page_goes_on_under_its_new_id(tmp_path: Path) -> None:
    old = page("reports/a.md", "# 报告", "第一版。", id="report-01")
    write([old], tmp_path)
    append(tmp_path, "\n手写。\n", "reports/a.md")
    new = page("reports/a.md", "# 报告", "第二版。", id="report-02")
    assert actions(write([new], tmp_path)) == {"reports/a.md": "merged"}
    text = (tmp_path / "reports/a.md").read_text("utf-8")
    assert "id: report-02" in text
    assert "第二版。" in text
    assert "手写。" in text
    (tmp_path / "own").mkdir()
    (tmp_path / "reports/a.md").rename(tmp_path / "own/a.md")
    third = page("reports/a.md", "# 报告", "第三版。", id="report-03")
    assert actions(write([third], tmp_path)) == {"reports/a.md": "moved"}
    assert "第三版。" in (tmp_path / "own/a.md").read_text("utf-8")


def test_two_reports_that_changed_places_keep_their_edits(tmp_path: Path) -> None:
    one, two = (page(f"reports/{n}.md", "# 报告", f"文{n}。", id=f"report-{n}") for n in "ab")
    write([one, two], tmp_path)
    append(tmp_path, "\n手写甲。\n", "reports/a.md")
    append(tmp_path, "\n手写乙。\n", "reports/b.md")
    swapped = [
        page("reports/a.md", "# 报告", "文b。", id="report-b"),
        page("reports/b.md", "# 报告", "文a。", id="report-a"),
    ]
    write(swapped, tmp_path)
    texts = {
        path: text.decode() for path, text in contents(tmp_path).items() if path.endswith(".md")
    }
    for id, words in (("report-a", "手写甲。"), ("report-b", "手写乙。")):
        (found,) = [text for text in texts.values() if words in text]
        assert f"id: {id}\n" in found
