"""`kb new`, `add`, `form` and `check --fix`, run as a newcomer does, also at a terminal."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import openpyxl
import pexpect
import pytest

from kb_build.cli import FAULTS, OK, USAGE
from tests.command import ROOT, kb, terminal

REPORT = """清岚市水务局2023年工作总结
清岚市水务局
一、2023年工作回顾
（一）管好水。修订《用水计量管理办法》，清淤渠道12公里，供水保证率达到98%，新建泵站两座。
（二）服好务。推行“板凳会”议事法，走访农户300户，收集意见120条，办结116条，群众满意。
二、存在的问题
人手不足，业务能力不够强，设备老化严重。
"""


def files(base: Path) -> dict[str, bytes]:
    """All that stands below docs/ and reports/."""
    paths = (path for name in ("docs", "reports") for path in (base / name).rglob("*"))
    return {str(path.relative_to(base)): path.read_bytes() for path in paths if path.is_file()}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with nothing but the settings."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


# ------------------------------------------------------------------------------- kb new


def test_a_new_page_passes_the_check_and_is_never_overwritten(base: Path) -> None:
    wish = (
        "new",
        "经验做法",
        "--title",
        "“板凳会”议事法",
        "--unit",
        "清岚市水务局",
        "--grade",
        "b",
    )
    done = kb(*wish, cwd=base)
    assert done.returncode == OK, done.stderr
    page = base / done.stdout.strip()
    assert re.fullmatch(r"ban-deng-hui-yi-shi-fa-own-[0-9a-f]{10}\.md", page.name)
    assert "grade: B\n" in page.read_text("utf-8")
    assert f"git add {page.relative_to(base)}" in done.stderr
    checked = kb("check", cwd=base)
    assert checked.returncode == OK, checked.stderr
    before = files(base)
    again = kb(*wish, cwd=base)
    assert (again.returncode, str(page.relative_to(base)) in again.stderr) == (USAGE, True)
    assert files(base) == before


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["new"], "practice"),
        (["new", "随笔"], "practice"),
        (["new", "practice"], "--title"),
        (["new", "practice", "--title", "甲"], "--unit"),
        (["new", "practice", "--title", " ", "--unit", "甲局"], "--title"),
        (["new", "practice", "--title", "甲", "--unit", "乙局", "--grade", "优"], "A, B, C, D"),
        (["new", "rule", "--title", "甲", "--grade", "A"], "--grade"),
        (["new", "report", "--title", "甲", "--unit", "乙局"], "--period"),
        (["form"], "--xlsx"),
        (["form", "--docx", "a.xlsx"], "改成 .docx"),
        (["form", "--xlsx", "a.xlsx", "--kind", "随笔"], "经验做法 practice、"),
        (["check", "--dry-run"], "--fix"),
    ],
)
def test_without_a_terminal_an_error_names_the_option(
    base: Path, arguments: list[str], named: str
) -> None:
    done = kb(*arguments, cwd=base)
    assert (done.returncode, named in done.stderr) == (USAGE, True), done.stderr
    assert files(base) == {}


def test_at_a_terminal_what_is_missing_is_asked_for(base: Path) -> None:
    child = terminal("new", "--year", "2023", cwd=base)
    for question, answer in (
        ("要写哪一类", "问题"),
        ("标题（必填）", ""),
        ("缺少标题.*标题（必填）", "设备老化"),
        ("单位.*（必填）", "清岚市水务局、望澜区水务局"),
        ("状态.*done 已完成.*", "办完了"),
        ("可用的有.*状态", "正在推进"),
        ("主题", ""),
        ("一句话说明", ""),
    ):
        child.expect(question)
        child.sendline(answer)
    child.expect("已写好 docs/problems/")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == OK
    (page,) = (base / "docs" / "problems").glob("she-bei-lao-hua-own-*.md")
    head = page.read_text("utf-8").partition("\n---\n")[0]
    assert head.split("\n")[2:] == [
        "kind: problem",
        "title: 设备老化",
        "units:",
        "- 清岚市水务局",
        "- 望澜区水务局",
        "years:",
        "- '2023'",
        "status: ongoing",
    ]
    assert kb("check", cwd=base).returncode == OK


def test_a_new_report_is_begun_and_read_back(base: Path) -> None:
    words = ("--title", "推行“板凳会”的做法", "--unit", "清岚市水务局", "--period", "2024")
    done = kb("new", "report", *words, cwd=base)
    assert (done.returncode, done.stdout) == (OK, "reports/tui-xing-ban-deng-hui-de-zuo-fa.txt\n")
    assert "注意" not in done.stderr
    assert kb("new", "report", *words, cwd=base).returncode == USAGE


# ------------------------------------------------------------------------------- kb add


def test_reports_are_shown_then_added_with_their_bytes(base: Path) -> None:
    source = base / "总结 2023.txt"
    source.write_bytes(REPORT.encode("gb18030"))
    shown = kb("add", source, cwd=base)
    assert (shown.returncode, "--yes" in shown.stderr) == (USAGE, True)
    for words in (
        "清岚市水务局2023年工作总结",
        "单位：清岚市水务局",
        "时期：2023",
        "practices/ban-",
    ):
        assert words in shown.stdout
    assert files(base) == {}
    done = kb("add", source, "--yes", cwd=base)
    assert done.returncode == OK, done.stderr
    assert files(base) == {"reports/总结 2023.txt": source.read_bytes()}
    promised = {line.strip() for line in done.stdout.splitlines() if line.startswith("  ")}
    kb("build", cwd=base)
    made = {name.removeprefix("docs/") for name in files(base)}
    assert {line for line in promised if line.endswith(".md")} <= made


def test_every_page_that_a_report_brings_to_a_built_base_is_promised(base: Path) -> None:
    (base / "reports").mkdir()
    (base / "reports" / "a.txt").write_text(REPORT, "utf-8")
    kb("build", cwd=base)
    before = files(base).keys()
    other = REPORT.replace("清岚市水务局", "望澜区林业局").replace("板凳会", "林间课堂")
    (base / "b.txt").write_text(other.replace("300户", "林场职工52户"), "utf-8")
    shown = kb("add", "b.txt", "--dry-run", cwd=base)
    done = kb("add", "b.txt", "--yes", cwd=base)
    assert shown.stdout == done.stdout  # from what was worked out and stored the first time
    promised = [line.strip() for line in done.stdout.splitlines() if line.endswith(".md")]
    kb("build", cwd=base)
    brought = {name.removeprefix("docs/") for name in files(base).keys() - before}
    assert sorted(brought - {"reports/b.txt"}) == promised
    assert {path.split("/")[0] for path in promised} >= {"units", "figures", "problems"}


def test_of_a_folder_every_report_is_taken_and_the_rest_is_told(base: Path) -> None:
    (base / "new").mkdir()
    (base / "new" / "a.txt").write_text(REPORT, "utf-8")
    (base / "new" / "b.md").write_text("柳溪镇工作总结\n一、修订考勤办法。\n", "utf-8")
    (base / "new" / "旧版.doc").write_bytes(b"x")
    added = kb("add", "new", "--yes", cwd=base)
    assert added.returncode == OK
    assert ".doc 的 1 个文件没有读：旧版.doc" in added.stderr
    assert files(base).keys() == {"reports/a.txt", "reports/b.md"}


def test_versions_are_warned_of_and_what_is_there_is_refused(base: Path) -> None:
    (base / "a.txt").write_text(REPORT, "utf-8")
    kb("add", "a.txt", "--yes", cwd=base)
    (base / "b.txt").write_text(REPORT.replace("300户", "310户"), "utf-8")
    (base / "c.txt").write_bytes(b"PK\x03\x04\x00\x00")
    (base / "d").mkdir()
    (base / "d" / "a.txt").write_text("另一份报告\n一、完全不同的内容。\n", "utf-8")
    (base / "d" / "A.TXT").write_text(
        "第三份报告\n一、又是另外的内容。\n", "utf-8"
    )  # one on Windows
    before = files(base)
    asked = ("a.txt", "b.txt", "c.txt", "d/a.txt", "d/A.TXT", "none.txt")
    done = kb("add", *asked, "--dry-run", cwd=base)
    assert done.returncode == FAULTS
    assert "与 a.txt 有" in done.stderr
    for refused in (
        "a.txt: 与 reports/a.txt",
        "c.txt: ",
        "reports/a.txt: 报告文件夹里",
        "reports/A.TXT: 报告文件夹里",
        "none.txt: ",
    ):
        assert refused in done.stderr
    assert files(base) == before


def test_at_a_terminal_one_may_say_no(base: Path) -> None:
    (base / "a.txt").write_text(REPORT, "utf-8")
    child = terminal("add", "a.txt", cwd=base)
    child.expect("添加以上内容吗")
    child.sendline("n")
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, files(base)) == (OK, {})


# ------------------------------------------------------------------------------- forms


def test_forms_go_out_and_come_back_as_pages(base: Path) -> None:
    made = kb("form", "--docx", "a.docx", "--xlsx", "a.xlsx", "--kind", "经验做法", cwd=base)
    assert made.returncode == OK, made.stderr
    assert kb("form", "--docx", "a.docx", cwd=base).returncode == USAGE
    form = docx.Document(str(base / "a.docx"))
    for row, words in ((1, "“板凳会”议事法"), (2, "清岚市水务局")):
        form.tables[0].rows[row].cells[1].text = words
    form.save(str(base / "a.docx"))
    book = openpyxl.load_workbook(base / "a.xlsx")
    book["经验做法"]["A2"], book["经验做法"]["B2"] = "夜谈会", "清岚市水务局"
    book.save(base / "a.xlsx")
    done = kb("add", "a.docx", "a.xlsx", "--yes", cwd=base)
    assert done.returncode == OK, done.stderr
    names = sorted(path.name[:9] for path in (base / "docs/practices").glob("*.md"))
    assert names == ["ban-deng-", "ye-tan-hu"]
    assert kb("check", cwd=base).returncode == OK
    assert kb("add", "a.xlsx", "--yes", cwd=base).returncode == FAULTS


def test_filled_forms_in_a_folder_are_taken_beside_its_reports(base: Path) -> None:
    (base / "new").mkdir()
    (base / "new" / "a.txt").write_text(REPORT, "utf-8")
    kb("form", "--xlsx", "new/表.xlsx", "--kind", "经验做法", cwd=base)
    book = openpyxl.load_workbook(base / "new/表.xlsx")
    book["经验做法"]["A2"], book["经验做法"]["B2"] = "夜谈会", "清岚市水务局"
    book.save(base / "new/表.xlsx")
    done = kb("add", "new", "--yes", cwd=base)
    assert (done.returncode, done.stderr.count(".xlsx")) == (OK, 0), done.stderr
    page, report = sorted(files(base))
    assert page.startswith("docs/practices/ye-tan-hui-own-")
    assert report == "reports/a.txt"


def test_a_workbook_in_a_folder_that_is_no_form_is_passed_over(base: Path) -> None:
    (base / "new").mkdir()
    (base / "new" / "a.txt").write_text(REPORT, "utf-8")
    openpyxl.Workbook().save(base / "new/附表.xlsx")
    done = kb("add", "new", "--yes", cwd=base)
    assert (done.returncode, [*files(base)]) == (OK, ["reports/a.txt"]), done.stderr
    assert "注意： 附表.xlsx: 没有以页面类别命名的工作表" in done.stderr
    assert kb("add", "new/附表.xlsx", "--yes", cwd=base).returncode == FAULTS


def test_what_is_written_beside_a_form_is_told(base: Path) -> None:
    assert kb("form", "--docx", "表.docx", "--kind", "practice", cwd=base).returncode == OK
    form = docx.Document(str(base / "表.docx"))
    answers = {"标题*": "板凳会", "单位*": "柳溪镇"}
    for row in form.tables[0].rows[1:]:
        row.cells[1].text = answers.get(row.cells[0].text, "")
    form.save(str(base / "表.docx"))
    assert "表格外面" not in kb("add", "表.docx", "--dry-run", cwd=base).stderr
    form.add_paragraph("另外，每月讲评一次。")
    form.save(str(base / "表.docx"))
    done = kb("add", "表.docx", "--yes", cwd=base)
    assert (done.returncode, "“另外，每月讲评一次。”" in done.stderr) == (OK, True)
    assert any(path.startswith("docs/practices/") for path in files(base))


def test_a_form_with_a_fault_brings_no_page_at_all(base: Path) -> None:
    kb("form", "--xlsx", "a.xlsx", cwd=base)
    book = openpyxl.load_workbook(base / "a.xlsx")
    sheet = book["经验做法"]
    sheet["A2"], sheet["B2"], sheet["A3"] = "夜谈会", "清岚市水务局", "板凳会"
    book.save(base / "a.xlsx")
    done = kb("add", "a.xlsx", "--yes", cwd=base)
    assert (done.returncode, files(base)) == (FAULTS, {})
    assert "a.xlsx 工作表 经验做法!B3: 缺少单位" in done.stderr


# ------------------------------------------------------------------------------- owners


def test_owners_of_a_kind_that_is_none_are_refused_by_all_who_build(base: Path) -> None:
    (base / "reports").mkdir()
    (base / "docs").mkdir()
    settings = (base / "mkdocs.yml").read_text("utf-8")
    line = settings.count("\n", 0, settings.index("  knowledge_base:")) + 2
    owners = '  knowledge_base:\n    owners: {kinds: {随笔: "@zu"}}\n'
    settings = settings.replace("  knowledge_base:\n", owners)
    (base / "mkdocs.yml").write_text(settings, "utf-8")
    for command in (("build",), ("build", "--dry-run"), ("check",), ("owners",)):
        done = kb(*command, cwd=base)
        assert done.returncode == USAGE
        assert f"mkdocs.yml:{line}: 没有“随笔”" in done.stderr
    assert files(base) == {}


# ------------------------------------------------------------------------------- kb check --fix


def test_fixes_are_shown_first_and_then_made(base: Path) -> None:
    page = base / "docs" / "a.md"
    page.parent.mkdir()
    page.write_bytes("\ufeff---\r\nid: a\r\nkind: 问题\r\ntitle: 甲\r\n---\r\n".encode())
    shown = kb("check", "--fix", "--dry-run", cwd=base)
    assert shown.returncode == FAULTS
    assert "docs/a.md:3: “kind”的“问题”改成“problem”" in shown.stdout
    assert page.read_bytes().startswith(b"\xef\xbb\xbf")
    done = kb("check", "--fix", cwd=base)
    assert (done.returncode, done.stdout) == (OK, shown.stdout)
    assert page.read_bytes() == "---\nid: a\nkind: problem\ntitle: 甲\n---\n".encode()
