"""What is asked of pages that people write: names, titles, sections, sizes of files."""

from pathlib import Path

import pytest

from kb_build.check import check
from kb_build.config import Limits
from tests.check.folder import faults, look


def page(kind: str, title: str, *more: str, body: str = "文") -> str:
    return "\n".join(("---", f"kind: {kind}", f"title: {title}", *more, "---", "", body, ""))


GENERATED = "kb_base: '0123456789ab'"
RULE = page("rule", "《请假管理办法（试行）》", "id: rule-1", GENERATED)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        (page("rule", "请假管理办法", "id: own-1"), True),
        (page("rule", "休假规定", "aliases: [请假管理办法]", "id: own-1"), True),
        (page("rule", "请假管理规定", "id: own-1"), False),
        (page("practice", "请假管理办法", "id: own-1"), False),
        (page("rule", "请假管理办法", "id: rule-2", GENERATED), False),
    ],
)
def test_a_persons_page_that_doubles_another_is_told(
    tmp_path: Path, text: str, twice: bool
) -> None:
    notices = look(tmp_path, {"institutions/a.md": RULE, "own.md": text})
    found = [notice for notice in notices if notice.key == "check-name-twice"]
    assert [Path(notice.file).name for notice in found] == ["own.md"] * twice
    for notice in found:
        assert notice.severity == "warning"
        assert dict(notice.details)["other"].endswith("institutions/a.md")


def test_rules_of_two_owners_may_have_one_name(tmp_path: Path) -> None:
    one = page("rule", "请假管理办法", "id: a-1", "owner: 望澜区")
    other = page("rule", "请假管理办法", "id: b-1", "owner: 松浦县")
    assert faults(tmp_path, {"a.md": one, "b.md": other}) == []


@pytest.mark.parametrize(
    ("topics", "nearest"),
    [
        ("[基层制理, 水务]", ["基层治理"]),  # one letter wrong; like none that there is
        ("[基层治理]", []),
        ("基层制理", ["基层治理"]),
        ("[治理, 公共治理]", ["基层治理"]),
    ],
)
def test_a_persons_topic_that_looks_mistyped_is_told(
    tmp_path: Path, topics: str, nearest: list[str]
) -> None:
    topic = page("topic", "基层治理", "id: topic-1", GENERATED)
    own = page("practice", "院坝说事", "id: own-1", f"topics: {topics}")
    notices = look(tmp_path, {"topics/a.md": topic, "own.md": own})
    found = [notice for notice in notices if notice.key == "check-topic-near"]
    assert [dict(notice.details)["nearest"] for notice in found] == nearest
    assert {(Path(notice.file).name, notice.severity, notice.line) for notice in found} <= {
        ("own.md", "warning", 5)
    }


@pytest.mark.parametrize("title", ['"**县的做法"', "某某局的做法", "XX县的做法", "×× 做法"])
def test_a_masked_title_is_told(tmp_path: Path, title: str) -> None:
    text = page("practice", title, "id: own-1")
    assert faults(tmp_path, {"a.md": text}) == [("check-title-masked", "a.md", 3)]


def test_a_masked_title_of_a_generated_page_is_the_reports(tmp_path: Path) -> None:
    assert faults(tmp_path, {"a.md": page("practice", "XX县的做法", "id: a-1", GENERATED)}) == []


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("# 院坝说事法", [("check-title-differs", "a.md", 8)]),
        ("# 院坝说事", []),
        ("# **院坝**说事 {: #top }", []),
        ("文\n\n# 附录", []),
        ("## 院坝说事法", []),
    ],
)
@pytest.mark.parametrize("base", [GENERATED, "grade: C"])
def test_a_heading_that_says_another_title_than_the_lists_is_told(
    tmp_path: Path, heading: str, told: list[tuple[str, str, int]], base: str
) -> None:
    text = page("practice", "院坝说事", "id: a-1", base, body=f"{heading}\n\n文")
    assert faults(tmp_path, {"a.md": text}) == told


def test_a_heading_shows_what_its_title_says_escaped(tmp_path: Path) -> None:
    text = page(
        "practice", "'[甲_乙 & *镇]'", "id: a-1", GENERATED, body="# \\[甲\\_乙 &amp; \\*镇\\]"
    )
    assert faults(tmp_path, {"a.md": text}) == []


def test_a_generated_page_that_was_emptied_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, {"a.md": f"---\n{GENERATED}\n---\n\n"}) == [
        ("check-page-empty", "a.md", 1)
    ]


def test_a_page_that_git_left_half_merged_is_told(tmp_path: Path) -> None:
    marks = ["<<<<<<< HEAD", "甲", "=======", "乙", ">>>>>>> other", ""]
    text = "\n".join(marks)
    headed = page("practice", "做法", "id: own-1")
    pages = {"a.md": headed + text, "b.md": text, "c.md": "\n".join(marks[:3]), "d.md": "<<<<<<<\n"}
    assert faults(tmp_path, pages) == [
        ("page-unmerged", "a.md", headed.count("\n") + 1),
        ("page-unmerged", "b.md", 1),
    ]


def test_an_empty_section_is_told_and_no_other(tmp_path: Path) -> None:
    filled = "# 页\n\n## 有\n\n文\n\n"
    code = "## 空\n\n## 只有代码\n\n```\n# 不是标题\n```\n\n"
    body = f"{filled}{code}## 上\n\n### 下\n\n文\n\n## 末\n"
    assert faults(tmp_path, {"a.md": body}) == [
        ("check-section-empty", "a.md", 7),
        ("check-section-empty", "a.md", 21),
    ]


def test_an_empty_section_is_told_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 页\n\n## 做法 #1\n", encoding="utf-8")
    (notice,) = check(tmp_path, {})
    assert dict(notice.details) == {"words": "做法 #1"}


def test_large_pictures_and_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.PNG").write_bytes(b"0" * 1_000_001)
    (tmp_path / "b.pdf").write_bytes(b"0" * 2_000_001)
    (tmp_path / "c.pdf").write_bytes(b"0" * 2_000_000)
    notices = check(tmp_path, {}, Limits(image=1, file=2))
    found = [(notice.key, Path(notice.file).name) for notice in notices]
    assert found == [("check-picture-large", "a.PNG"), ("check-file-large", "b.pdf")]


def test_a_conflict_that_nobody_decided_is_told(tmp_path: Path) -> None:
    pages = {
        "a.md": "---\ntitle: 甲\nkb_conflicts:\n- + 甲乙\n---\n正文\n",
        "b.md": "---\nkb_conflicts: []\n---\n正文\n",
    }
    assert faults(tmp_path, pages) == [("check-undecided", "a.md", 3)]
