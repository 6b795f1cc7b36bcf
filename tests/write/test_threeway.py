"""What becomes of each kind of edit when the page is generated anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb_build.errors import InputError
from kb_build.model import Outcome, Page
from kb_build.write import Conflict, Options
from tests.write.pages import actions, rebase, whole, write

PATH = "measures/a.md"
BLOCKS = (
    "# 甲",
    "> 引文一。",
    "[出处一](x.md)",
    "> 引文二。",
    "[出处二](x.md)",
    "## 条目",
    "- 一\n- 二\n- 三",
)


def page(*blocks: str, title: str = "甲", topics: tuple[str, ...] = ("水务", "党建")) -> Page:
    front = (("id", "measure-a"), ("title", title), ("topics", topics))
    return Page(PATH, front, blocks or BLOCKS)


def changed(old: str, new: str) -> Page:
    """The page as generated after a change of its report."""
    return page(*(block.replace(old, new) for block in BLOCKS))


def edit(docs: Path, old: str, new: str) -> None:
    file = docs / PATH
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def body(docs: Path) -> list[str]:
    text = (docs / PATH).read_text(encoding="utf-8")
    return text.partition("\n---\n\n")[2].rstrip("\n").split("\n\n")


def head(docs: Path) -> list[str]:
    text = (docs / PATH).read_text(encoding="utf-8")
    lines = text.partition("\n---\n")[0].split("\n")[1:]
    return [line for line in lines if not line.startswith("kb_base")]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write([page()], tmp_path)
    return tmp_path


def build(docs: Path, new: Page) -> str:
    """What the build did; another one right after it does nothing."""
    (done,) = write([new], docs)
    before = (docs / PATH).read_bytes()
    (again,) = write([new], docs)
    assert again.action in {"conflict": {"conflict"}}.get(done.action, {"edited", "unchanged"})
    assert (docs / PATH).read_bytes() == before
    return done.action


# ------------------------------------------------------------------------------- blocks


def test_an_edit_and_a_change_elsewhere_are_both_taken(docs: Path) -> None:
    edit(docs, "引文一。\n", "引文一。\n\n说明：手写。\n")
    assert build(docs, changed("引文二", "引文二，改")) == "merged"
    assert body(docs) == [
        "# 甲", "> 引文一。", "说明：手写。", "[出处一](x.md)", "> 引文二，改。", *BLOCKS[4:]
    ]  # fmt: skip


def test_a_note_stays_below_its_quotation_when_all_around_changes(docs: Path) -> None:
    edit(docs, "[出处一](x.md)\n", "[出处一](x.md)\n\n手写。\n")
    new = page(*(block.replace("出处", "来源").replace("。", "，改。") for block in BLOCKS))
    assert build(docs, new) == "merged"
    assert body(docs)[2:5] == ["[来源一](x.md)", "手写。", "> 引文二，改。"]


def test_a_deleted_block_stays_away(docs: Path) -> None:
    edit(docs, "> 引文一。\n\n", "")
    assert build(docs, changed("引文二", "引文二，改")) == "merged"
    assert "> 引文一。" not in body(docs)
    assert "> 引文二，改。" in body(docs)


def test_a_block_that_is_no_longer_generated_goes_unless_it_was_edited(docs: Path) -> None:
    edit(docs, "引文二", "引文二，手改")
    without = page(*BLOCKS[:1], *BLOCKS[5:])
    assert build(docs, without) == "conflict"
    assert body(docs) == ["# 甲", "> 引文二，手改。", *BLOCKS[5:]]


def test_blocks_in_another_order_keep_it_and_are_kept_up_to_date(docs: Path) -> None:
    one, two = "\n\n".join(BLOCKS[1:3]), "\n\n".join(BLOCKS[3:5])
    edit(docs, f"{one}\n\n{two}", f"{two}\n\n{one}")
    assert build(docs, changed("引文一", "引文一，改")) == "merged"
    assert body(docs)[1:5] == [BLOCKS[3], BLOCKS[4], "> 引文一，改。", BLOCKS[2]]


def test_an_edited_block_follows_its_section_when_the_layout_moves_it(docs: Path) -> None:
    edit(docs, "- 二", "- 二，手改")
    assert build(docs, page("# 甲", *BLOCKS[5:], "## 新栏目", *BLOCKS[1:5])) == "merged"
    assert body(docs) == [
        "# 甲", "## 条目", "- 一\n- 二，手改\n- 三", "## 新栏目", *BLOCKS[1:5]
    ]  # fmt: skip


def test_lists_are_merged_item_by_item(docs: Path) -> None:
    edit(docs, "- 二\n", "- 二\n- 手写\n")
    assert build(docs, changed("- 一\n", "- 一，改\n- 新\n")) == "merged"
    assert body(docs)[-1] == "- 一，改\n- 新\n- 二\n- 手写\n- 三"


def test_what_both_added_alike_stands_once(docs: Path) -> None:
    edit(docs, "## 条目\n", "补充。\n\n## 条目\n")
    assert build(docs, page(*BLOCKS[:5], "补充。", *BLOCKS[5:])) == "replaced"
    assert body(docs).count("补充。") == 1


def test_code_is_one_block_however_many_blank_lines_it_has(docs: Path) -> None:
    code = "```\n第一行\n\n# 不是标题\n```"
    edit(docs, "## 条目\n", f"{code}\n\n## 条目\n")
    assert build(docs, changed("引文二", "引文二，改")) == "merged"
    assert code in (docs / PATH).read_text(encoding="utf-8")


def test_a_list_that_a_person_made_a_code_block_is_not_merged_by_items(docs: Path) -> None:
    edit(docs, "- 一\n- 二\n- 三", "```\n- 一\n- 二\n- 三\n```")
    write([changed("- 二", "- 两")], docs)
    assert body(docs)[-1] == "```\n- 一\n- 二\n- 三\n```"


def test_a_new_layout_makes_no_conflict_of_edits_that_it_does_not_touch(docs: Path) -> None:
    edit(docs, "引文一。\n", "引文一。\n\n手写。\n")
    edit(docs, "title: 甲", "title: 甲\nown: 手写")
    new = page("# 甲", "导语。", *(b.replace("## 条目", "## 有关条目") for b in BLOCKS[1:]), "尾。")
    assert build(docs, new) == "merged"
    assert body(docs)[:4] == ["# 甲", "导语。", "> 引文一。", "手写。"]
    assert "kb_conflicts" not in (docs / PATH).read_text(encoding="utf-8")


# ------------------------------------------------------------------------------- head


def test_keys_are_merged_one_by_one(docs: Path) -> None:
    edit(docs, "title: 甲\n", "title: 甲，手改\n# 手写的说明\nown: [a, b]\n")
    assert build(docs, page(topics=("水务",))) == "merged"
    assert head(docs) == [
        "id: measure-a", "title: 甲，手改", "# 手写的说明", "own: [a, b]", "topics:", "- 水务"
    ]  # fmt: skip


def test_lists_in_the_head_are_merged_item_by_item(docs: Path) -> None:
    edit(docs, "topics:\n- 水务\n- 党建\n", "topics: [水务, 党建, 手写]\n")
    assert build(docs, page(topics=("教育", "水务", "党建"))) == "merged"
    assert head(docs)[2:] == ["topics:", "- 教育", "- 水务", "- 党建", "- 手写"]


def with_grade(grade: str, *topics: str) -> Page:
    return Page(
        PATH, (*page().front, ("grade", grade), *((("units", topics),) * bool(topics))), BLOCKS
    )


def test_a_key_that_both_added_stands_once(docs: Path) -> None:
    edit(docs, "title: 甲\n", "title: 甲\ngrade: B\nunits: [手写]\n")
    assert build(docs, with_grade("A", "水务所")) == "conflict"
    assert [line for line in head(docs) if line.startswith("grade")] == ["grade: B"]
    assert set(head(docs)) >= {"units:", "- 水务所", "- 手写", "- '+ grade: A'"}
    write([with_grade("A", "水务所")], docs, Options(choose=take_generated))
    assert [line for line in head(docs) if line.startswith("grade")] == ["grade: A"]


def test_what_an_editor_left_unreadable_is_refused_and_nothing_is_changed(docs: Path) -> None:
    edit(docs, "title: 甲\n", "title: 手改\n")
    before = (docs / PATH).read_bytes()
    with pytest.raises(InputError, match=r"measures/a\.md:3: "):
        write([page(title="乙")], docs, Options(choose=lambda path, conflict: "title: a: b"))
    assert (docs / PATH).read_bytes() == before


def test_a_key_of_a_persons_stays_where_nothing_follows_the_head(docs: Path) -> None:
    head, _, _ = (docs / PATH).read_text(encoding="utf-8").partition("---\n\n")
    (docs / PATH).write_text(f"{head}note: 手写\n---", encoding="utf-8")
    assert build(docs, page(title="乙")) == "merged"
    text = (docs / PATH).read_text(encoding="utf-8")
    assert "\ntitle: 乙\n" in text
    assert "\nnote: 手写\n" in text


def test_a_head_that_is_indented_is_merged_like_any_other(docs: Path) -> None:
    keys, _, rest = (docs / PATH).read_text(encoding="utf-8")[4:].partition("---\n")
    lines = "".join(f"  {line}\n" for line in keys.replace("title: 甲", "title: 手改").splitlines())
    (docs / PATH).write_text(f"---\n{lines}---\n{rest}", encoding="utf-8")
    assert build(docs, page(topics=("水务", "党建", "教育"))) == "merged"
    assert head(docs) == ["id: measure-a", "title: 手改", "topics:", "- 水务", "- 党建", "- 教育"]


def test_a_removed_key_stays_away(docs: Path) -> None:
    edit(docs, "title: 甲\n", "")
    assert build(docs, changed("引文一", "改")) == "merged"
    assert "title: 甲" not in head(docs)


@pytest.mark.parametrize("value", ["'甲'", '"甲"', "甲  "])
def test_another_way_to_write_a_value_is_no_edit(docs: Path, value: str) -> None:
    edit(docs, "title: 甲\n", f"title: {value}\n")
    assert build(docs, page(title="乙")) == "replaced"
    assert (docs / PATH).read_text(encoding="utf-8") == whole(page(title="乙"))


def test_a_comment_beside_a_value_is_an_edit(docs: Path) -> None:
    edit(docs, "title: 甲\n", "title: 甲 # 手写\n")
    assert build(docs, page(title="乙")) == "conflict"
    assert "title: 甲 # 手写" in head(docs)


# ------------------------------------------------------------------------------- what is no edit


def reformatted(text: str) -> bytes:
    table = text.replace("- 一\n- 二", "*   一\n*   二").replace("\n\n", "\n\n\n")
    return b"\xef\xbb\xbf" + table.replace("\n", "  \r\n").encode()


def test_what_an_editor_reformats_is_replaced_like_any_generated_page(docs: Path) -> None:
    file = docs / PATH
    file.write_bytes(reformatted(file.read_text(encoding="utf-8")))
    assert build(docs, page()) == "unchanged"
    assert build(docs, changed("引文一", "改")) == "replaced"
    assert file.read_text(encoding="utf-8") == whole(changed("引文一", "改"))


def test_a_padded_table_is_no_edit(tmp_path: Path) -> None:
    table = "| 名称 | 数 |\n| --- | --- |\n| 甲 | 1 |"
    write([page("# 甲", table)], tmp_path)
    edit(tmp_path, table, "| 名称   | 数  |\n| ------ | --- |\n| 甲     | 1   |")
    assert build(tmp_path, page("# 甲", table.replace("1", "2"))) == "replaced"


# ------------------------------------------------------------------------------- conflicts


@pytest.fixture
def clash(docs: Path) -> Path:
    """A quotation that a person and a corrected report both changed, below a note."""
    edit(docs, "# 甲\n", "# 甲\n\n说明。\n")
    edit(docs, "引文二", "引文二，手改")
    return docs


NEW = changed("引文二", "引文二，新")


def test_a_conflict_keeps_the_persons_text_and_is_told_until_it_is_decided(clash: Path) -> None:
    for _ in range(3):
        (done,) = write([NEW], clash)
        (notice,) = done.notices
        text = (clash / PATH).read_text(encoding="utf-8").split("\n")
        assert (done.action, notice.key, notice.file) == (
            "conflict", "write-conflict", str(clash / PATH)
        )  # fmt: skip
        assert text[notice.line - 1] == "> 引文二，手改。"
        assert head(clash)[-2:] == ["kb_conflicts:", "- + > 引文二，新。"]


def test_a_conflict_is_met_in_its_newest_form_and_goes_with_its_cause(clash: Path) -> None:
    write([NEW], clash)
    write([changed("引文二", "引文二，更新")], clash)
    assert head(clash)[-1] == "- + > 引文二，更新。"
    assert build(clash, page()) == "merged"
    assert "kb_conflicts:" not in head(clash)


def take_mine(path: str, conflict: Conflict) -> str | None:
    return conflict.mine


def take_generated(path: str, conflict: Conflict) -> str | None:
    return conflict.generated


def take_both(path: str, conflict: Conflict) -> str | None:
    return conflict.both


@pytest.mark.parametrize(
    ("choose", "expected"),
    [
        (take_mine, ["> 引文二，手改。"]),
        (take_generated, ["> 引文二，新。"]),
        (take_both, ["> 引文二，手改。", "> 引文二，新。"]),
        (lambda path, conflict: "> 另写。", ["> 另写。"]),
        (lambda path, conflict: "", []),
    ],
    ids=["mine", "generated", "both", "edited", "neither"],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_decision_holds(
    clash: Path, choose: Callable[[str, Conflict], str | None], expected: list[str], told: bool
) -> None:
    if told:
        write([NEW], clash)
    assert actions(write([NEW], clash, Options(choose=choose))) == {PATH: "merged"}
    assert body(clash) == ["# 甲", "说明。", *BLOCKS[1:3], *expected, *BLOCKS[4:]]
    assert build(clash, NEW) == "edited"
    assert "kb_conflicts:" not in head(clash)


def test_both_values_of_a_key_stay_as_yaml(docs: Path) -> None:
    edit(docs, "title: 甲\n", "title: 手改\n")
    write([page(title="乙")], docs, Options(choose=take_both))
    assert head(docs)[1:3] == ["title: 手改", "# title: 乙"]
    assert build(docs, page(title="乙")) == "edited"


def test_deleting_the_mark_decides_for_the_page_as_it_is(clash: Path) -> None:
    write([NEW], clash)
    edit(clash, "kb_conflicts:\n- + > 引文二，新。\n", "")
    edit(clash, "引文二，手改", "引文二，新，又手改")
    assert build(clash, NEW) == "merged"
    assert "> 引文二，新，又手改。" in body(clash)


def test_deleting_the_mark_does_not_decide_what_it_did_not_tell(clash: Path) -> None:
    write([NEW], clash)
    edit(clash, "kb_conflicts:\n- + > 引文二，新。\n", "")
    assert build(clash, changed("引文二", "引文二，更新")) == "conflict"


def test_a_block_that_a_person_deleted_and_a_report_changed_is_a_conflict(docs: Path) -> None:
    edit(docs, "> 引文二。\n\n", "")
    assert build(docs, NEW) == "conflict"
    assert not any("引文二" in block for block in body(docs))
    write([NEW], docs, Options(choose=take_generated))
    assert body(docs) == [*BLOCKS[:3], "> 引文二，新。", *BLOCKS[4:]]


@pytest.mark.parametrize(
    ("old", "new", "generated"),
    [
        ("> 引文二。", "> 引文二，手改。", NEW),
        ("> 引文二。", "> 全改。", page(*BLOCKS[:3], "> 换了话。", *BLOCKS[4:])),
        ("> 引文二。", "> 引文二，手改。", page(*BLOCKS[:3], *BLOCKS[4:])),
        ("> 引文二。\n\n", "", NEW),
        ("- 二", "- 全改", changed("- 二", "- 换了话")),
        ("- 二", "- 二，手改", changed("- 二\n", "")),
        ("- 二\n", "", changed("- 二", "- 换了话")),
    ],
    ids=["both changed", "unlike", "gone", "deleted", "line", "line gone", "line deleted"],
)
def test_a_conflict_stays_told_whatever_is_written_beside_it(
    docs: Path, old: str, new: str, generated: Page
) -> None:
    edit(docs, old, new)
    assert build(docs, generated) == "conflict"
    told = head(docs)[-1]
    for at in (3, 5):
        blocks = body(docs)
        beside = [*blocks[:at], f"手写{at}。", *blocks[at:]]
        text = (docs / PATH).read_text(encoding="utf-8")
        start = text.partition("\n---\n\n")[0]
        text = "\n\n".join([f"{start}\n---", *beside]).replace("- 三", "- 手写\n- 三") + "\n"
        (docs / PATH).write_text(text, encoding="utf-8")
        assert build(docs, generated) == "conflict"
        assert head(docs)[-1] == told
        assert body(docs) == "\n\n".join(beside).replace("- 三", "- 手写\n- 三").split("\n\n")
    blocks = [*generated.blocks[:3], "> 新引文。", "[新出处](x.md)", *generated.blocks[3:]]
    assert build(docs, page(*blocks)) == "conflict"
    assert head(docs)[-1] == told


def test_a_conflict_at_one_of_two_equal_blocks_moves_nothing(tmp_path: Path) -> None:
    said = ("> 引文二。", "[出处](x.md)")
    write([page("# 甲", *said, "> 引文三。", "## 条目", *said)], tmp_path)
    edit(tmp_path, "> 引文二。\n\n[出处](x.md)\n\n", "")
    new = (said[0], "[出处，改](x.md)")
    assert build(tmp_path, page("# 甲", *new, "> 引文三。", "## 条目", *new)) == "conflict"
    assert body(tmp_path) == ["# 甲", "> 引文三。", "## 条目", *new]


def test_a_deleted_list_does_not_come_back_when_all_around_it_changes(docs: Path) -> None:
    edit(docs, "\n\n- 一\n- 二\n- 三", "")
    new = page("# 甲", "> 新引文。", "## 条目（4）", "- 一\n- 二\n- 三\n- 四", "## 引用")
    assert build(docs, new) == "conflict"
    assert body(docs) == ["# 甲", "> 新引文。", "## 条目（4）", "## 引用"]


def test_a_list_that_both_changed_stays_one_when_all_around_it_changes(docs: Path) -> None:
    edit(docs, "- 二\n", "- 二\n- 手写\n")
    new = page("# 甲", "> 新引文。", "## 条目（4）", "- 一\n- 二\n- 三\n- 四", "## 引用")
    assert build(docs, new) == "merged"
    assert body(docs)[3] == "- 一\n- 二\n- 手写\n- 三\n- 四"


def test_a_deleted_quotation_stays_away_when_only_the_way_to_its_report_changes(
    tmp_path: Path,
) -> None:
    def cited(report: str) -> Page:
        source = f'[出处](../reports/a.md#p1){{: .kb-source data-report="{report}" }}'
        citation = f'某局. 总结\\[R\\].\n{{: .kb-citation data-report="{report}" }}'
        return page("# 甲", "> 引文一。", source, "> 引文二。", source, "## 引用", citation)

    write([cited("0a")], tmp_path)
    kept = [block.replace("0a", "0b") for block in body(tmp_path)[:3]]
    text = (tmp_path / PATH).read_text(encoding="utf-8")
    (tmp_path / PATH).write_text(text[: text.index("> 引文二")], encoding="utf-8")
    assert build(tmp_path, cited("0b")) == "merged"
    assert body(tmp_path) == kept


# ------------------------------------------------------------------------------- files


def test_a_moved_page_is_kept_up_to_date_where_it_is(docs: Path) -> None:
    (docs / "own").mkdir()
    (docs / PATH).rename(docs / "own.md")
    file = docs / "own.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n手写。\n", encoding="utf-8")
    for _ in range(2):
        assert actions(write([NEW], docs)) == {PATH: "moved"}
        text = file.read_text(encoding="utf-8")
        assert "> 引文二，新。" in text
        assert "[出处一](measures/x.md)" in text
        assert text.endswith("手写。\n")
    file.unlink()
    assert actions(write([NEW], docs)) == {PATH: "deleted"}


def test_two_pages_that_changed_places_are_each_followed(tmp_path: Path) -> None:
    other = Page("b.md", (("id", "b"),), ("乙",))
    write([page(), other], tmp_path)
    one, two = (tmp_path / PATH).read_bytes(), (tmp_path / "b.md").read_bytes()
    (tmp_path / PATH).write_bytes(two)
    (tmp_path / "b.md").write_bytes(one)
    assert actions(write([NEW, other], tmp_path)) == {PATH: "moved", "b.md": "moved"}
    assert "引文二，新" in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_an_edited_page_whose_source_goes_stays_and_says_so(docs: Path) -> None:
    edit(docs, "# 甲\n", "# 甲\n\n手写。\n")
    for _ in range(2):
        (done,) = write([], docs)
        assert done.action == "edited"
        assert head(docs)[-1] == "kb_source: gone"
    assert build(docs, NEW) == "merged"
    assert head(docs)[-1] != "kb_source: gone"
    assert body(docs)[:2] == ["# 甲", "手写。"]


def test_a_page_of_unknown_base_is_left_and_told_until_it_is_mended(docs: Path) -> None:
    write([Page("b.md", (("id", "b"),), ("乙",)), NEW], docs)
    edit(docs, "引文一", "引文一，手改")
    record = docs / ".generated.tsv"
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join(line for line in lines if PATH not in line), encoding="utf-8")
    before = (docs / PATH).read_bytes()
    newest = changed("引文二", "引文二，更新")
    (done,) = (one for one in write([newest], docs) if one.path == PATH)
    assert (done.action, done.notices[0].key) == ("stale", "write-stale")
    assert (docs / PATH).read_bytes() == before
    rebased([newest], docs)
    assert build(docs, changed("条目", "有关条目")) in ("merged", "conflict")
    assert any("引文一，手改" in block for block in body(docs))


def report(text: str) -> Page:
    """A report's page; its id is made of what the report says."""
    front = (("id", f"report-{text}"), ("kind", "report"), ("title", "甲"))
    return Page("reports/a.md", front, (f"# {text}", "文。"))


def rebased(pages: list[Page], docs: Path) -> tuple[Outcome, ...]:
    return rebase(lambda: pages, docs)


@pytest.mark.parametrize("mend", [write, rebased])
def test_without_record_the_page_of_a_changed_report_is_still_ours(
    tmp_path: Path, mend: Callable[..., tuple[Outcome, ...]]
) -> None:
    write([report("old")], tmp_path)
    (tmp_path / ".generated.tsv").unlink()
    assert actions(mend([report("new")], tmp_path)) == {"reports/a.md": "replaced"}
    assert actions(write([report("new")], tmp_path)) == {"reports/a.md": "unchanged"}


def test_without_record_an_edited_page_of_a_changed_report_is_mended(tmp_path: Path) -> None:
    write([report("old")], tmp_path)
    file = tmp_path / "reports/a.md"
    file.write_text(file.read_text("utf-8").replace("文。", "文。\n\n手写。"), "utf-8")
    (tmp_path / ".generated.tsv").unlink()
    (stale,) = write([report("new")], tmp_path)
    assert (stale.action, stale.notices[0].key) == ("stale", "write-stale")
    rebased([report("new")], tmp_path)
    text = file.read_text("utf-8")
    assert "手写。" in text and "id: report-new\n" in text
    assert actions(write([report("new")], tmp_path)) == {"reports/a.md": "edited"}


def test_without_record_another_reports_page_is_a_persons(tmp_path: Path) -> None:
    """It stands where a page of its own belongs: its report is there, so nobody's text is old."""
    other = Page("reports/b.md", report("other").front, ("乙",))
    write([report("old"), other], tmp_path)
    (tmp_path / "reports/a.md").write_bytes((tmp_path / "reports/b.md").read_bytes())
    (tmp_path / ".generated.tsv").unlink()
    assert actions(write([report("new"), other], tmp_path))["reports/a.md"] == "taken"


def test_an_older_record_is_noticed(docs: Path) -> None:
    old = (docs / ".generated.tsv").read_bytes()
    write([NEW], docs)
    edit(docs, "引文一", "引文一，手改")
    (docs / ".generated.tsv").write_bytes(old)
    assert actions(write([changed("引文二", "引文二，更新")], docs)) == {PATH: "stale"}


def test_an_older_record_does_not_matter_to_a_page_that_nobody_edited(docs: Path) -> None:
    old = (docs / ".generated.tsv").read_bytes()
    write([NEW], docs)
    (docs / ".generated.tsv").write_bytes(old)
    assert actions(write([changed("引文二", "引文二，更新")], docs)) == {PATH: "replaced"}


def test_a_merge_that_git_left_open_is_refused_with_its_line(docs: Path) -> None:
    edit(docs, "> 引文一。\n", "<<<<<<< HEAD\n> 甲\n=======\n> 乙\n>>>>>>> x\n")
    with pytest.raises(InputError, match=r"measures/a\.md:\d+: "):
        write([NEW], docs)
