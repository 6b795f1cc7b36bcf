"""The command `kb` on small folders of reports: output, messages, exit codes."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kb_build.cli import BUG, FAULTS, INTERRUPTED, OK, USAGE, run
from tests.command import PROGRAM, ROOT, environment, kb, process, terminal
from tests.folders import contents

REPORT = """测试县水务所2023年工作总结
一、2023年工作回顾
（一）管好水。修订《用水计量管理办法》，清淤渠道12公里，供水保证率达到98%。
（二）服好务。推行“板凳会”议事法，走访农户300户。
二、存在的问题
人手不足，业务能力不够强。
三、2024年工作打算
新建泵站两座。
"""


def begin(folder: Path) -> Path:
    """A knowledge base with one report and the bundled settings."""
    reports, guide = folder / "reports", folder / "docs" / "guide"
    reports.mkdir()
    guide.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (reports / "shuiwusuo.txt").write_text(REPORT, encoding="utf-8")
    for name in ("staff", "contributors"):
        (guide / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """One that nobody has built."""
    return begin(tmp_path)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that is built, for all tests to copy."""
    folder = begin(tmp_path_factory.mktemp("original"))
    assert kb("build", cwd=folder).returncode == OK
    return folder


@pytest.fixture
def built(original: Path, tmp_path: Path) -> Path:
    """One that is built, with all that it keeps for the next build."""
    return shutil.copytree(original, tmp_path, dirs_exist_ok=True)


def test_build_writes_pages_and_site_and_says_what_it_made(base: Path) -> None:
    done = process("build", cwd=base)
    assert done.returncode == OK, done.stderr
    assert (base / "site" / "index.html").is_file()
    assert "报告：1 份" in done.stderr
    assert "网站：" in done.stderr
    told = re.search(r"条目：(\d+) 个", done.stderr)
    assert told is not None
    home = (base / "docs" / "index.md").read_text(encoding="utf-8")
    assert f"整理出 {told[1]} 个条目" in home  # the site counts as the build does
    assert list((base / "docs" / "institutions").glob("*yong-shui-ji-liang-guan-li-ban-fa*.md"))


def test_a_second_build_changes_no_page(built: Path) -> None:
    before = contents(built / "docs")
    done = process("build", "--json", "--quiet", cwd=built)
    assert set(json.loads(done.stdout)["pages"]) == {"unchanged"}
    assert contents(built / "docs") == before


def test_a_terminal_shows_each_stage_while_it_is_under_way(base: Path) -> None:
    child = terminal("build", cwd=base)
    shown = child.read()
    for stage in ("提取", "归并", "成页", "写入", "检查", "发布"):
        assert f"\r{stage}: " in shown
    assert re.search(r"\r提取: 100%\|.*1/1 \[", shown)


def test_a_base_without_reports_is_built_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for _ in range(2):
        built = kb("build", cwd=tmp_path)
        assert built.returncode == 0, built.stderr
        assert "还没有可用的报告" in built.stderr


def test_one_bad_report_stops_no_other_and_is_named(base: Path) -> None:
    (base / "reports" / "broken.docx").write_bytes(b"PK\x03\x04 no archive at all")
    done = kb("build", cwd=base)
    assert done.returncode == FAULTS
    assert "broken.docx" in done.stderr
    assert (base / "site" / "index.html").is_file()


def test_a_file_whose_name_is_no_text_stops_no_other(base: Path) -> None:
    name = os.fsdecode("总结.txt".encode("gbk"))  # as archives of old systems unpack
    (base / "reports" / name).write_text(REPORT, encoding="utf-8")
    for _ in range(2):
        done = kb("build", "--quiet", cwd=base)
        assert done.returncode == FAULTS, done.stderr
        assert "�ܽ�.txt" in done.stderr
        assert (base / "site" / "index.html").is_file()


def test_programs_are_told_each_error_and_where_it_is(base: Path) -> None:
    (base / "reports" / "broken.docx").write_bytes(b"PK\x03\x04 no archive at all")
    done = kb("build", "--json", "--quiet", cwd=base)
    told = json.loads(done.stdout)
    (notice,) = told["notices"]
    assert (told["errors"], notice["severity"]) == (1, "error")
    assert (notice["file"], notice["line"]) == ("broken.docx", 0)
    assert notice["text"] in done.stderr


def test_programs_are_told_what_a_check_found(built: Path) -> None:
    page = next((built / "docs" / "practices").glob("ban-deng-hui*.md"))
    with page.open("a", encoding="utf-8") as end:
        end.write("\n[别处](nowhere.md)\n")
    done = kb("check", "--json", "--fix", "--quiet", cwd=built)
    told = json.loads(done.stdout)
    (notice,) = told["notices"]
    lines = page.read_text(encoding="utf-8").split("\n")
    assert (done.returncode, told["errors"], notice["key"]) == (FAULTS, 1, "check-link-dead")
    assert notice["line"] == lines.index("[别处](nowhere.md)") + 1
    assert json.loads(kb("check", "--json", cwd=built).stdout) == told


@pytest.fixture
def edited(built: Path) -> Path:
    """A built page with a note at its end, and a report that was corrected since."""
    page = next((built / "docs" / "practices").glob("ban-deng-hui*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\n补充：本所的体会。\n", encoding="utf-8")
    (built / "reports" / "shuiwusuo.txt").write_text(REPORT.replace("300户", "310户"), "utf-8")
    return page


def test_a_hand_edit_and_a_corrected_report_are_both_in_the_page(built: Path, edited: Path) -> None:
    done = kb("build", "--strict", cwd=built)
    assert done.returncode == OK, done.stderr
    assert edited.name in done.stderr
    text = edited.read_text(encoding="utf-8")
    assert "补充：本所的体会。" in text
    assert "310户" in text
    assert "300户" not in text


def test_a_conflict_is_told_with_its_line_and_can_be_decided(built: Path, edited: Path) -> None:
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("走访农户300户", "走访农户约300户"), encoding="utf-8")
    done = kb("build", "--strict", cwd=built)
    assert done.returncode == FAULTS
    lines = edited.read_text(encoding="utf-8").split("\n")
    line = next(n for n, words in enumerate(lines, 1) if "约300户" in words)
    assert f"{edited.name}:{line}: " in done.stderr
    head = lines.index("kb_conflicts:") + 1
    assert f"{edited.name}:{head}: " not in done.stderr  # one line is enough
    checked = kb("check", "--strict", cwd=built)
    assert (checked.returncode, f"{edited.name}:{head}: " in checked.stderr) == (FAULTS, True)
    asked = kb("merge", cwd=built)
    assert (asked.returncode, "--take" in asked.stderr) == (USAGE, True)
    taken = kb("merge", edited, "--take", "generated", cwd=built)
    assert taken.returncode == OK, taken.stderr
    after = edited.read_text(encoding="utf-8")
    assert ("310户" in after, "约300户" in after, "kb_conflicts" in after) == (True, False, False)
    assert "补充：本所的体会。" in after
    assert kb("build", "--strict", cwd=built).returncode == OK
    absent = kb("merge", "docs/practices/none.md", "--take", "mine", cwd=built)
    assert (absent.returncode, "docs/practices/none.md" in absent.stderr) == (USAGE, True)


def test_a_folder_of_reports_that_is_suddenly_empty_changes_nothing(built: Path) -> None:
    pages = sorted((built / "docs").rglob("*.md"))
    for report in (built / "reports").iterdir():
        report.unlink()
    for command in ("build", "rebase"):
        done = kb(command, cwd=built)
        assert (done.returncode, "一份报告也没有" in done.stderr) == (USAGE, True)
    assert sorted((built / "docs").rglob("*.md")) == pages
    shutil.rmtree(built / "docs" / "reports")
    assert kb("build", cwd=built).returncode == OK


def lock(patch: pytest.MonkeyPatch, name: str) -> None:
    """Lets nobody open a file, as another program does on Windows."""
    opened = Path.open

    def locked(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *arguments, **options)

    patch.setattr(Path, "open", locked)


def test_a_report_that_cannot_be_opened_now_keeps_its_pages(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    monkeypatch.chdir(base)
    (base / "reports" / "second.txt").write_text(REPORT.replace("2023", "2022"), encoding="utf-8")
    assert kb("build", cwd=base).returncode == OK
    pages = sorted((base / "docs").rglob("*.md"))
    (base / "lexicon").mkdir()  # something that was touched
    (base / "lexicon" / "hidden.yml").write_text("# 没有\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        lock(patch, "second.txt")
        for _ in range(2):
            assert run(["build", "--quiet"]) == USAGE
            told = capsys.readouterr().err
            assert ("reports/second.txt" in told, "打不开" in told) == (True, True)
        assert run(["check", "--quiet"]) == USAGE
        assert capsys.readouterr().err.count("\n") == 1
    assert sorted((base / "docs").rglob("*.md")) == pages
    assert run(["build", "--quiet", "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["reports"] == 2


def test_a_new_report_that_cannot_be_opened_keeps_no_page_of_others(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    monkeypatch.chdir(built)
    reports = built / "reports"
    (reports / "new.txt").write_text(REPORT, encoding="utf-8")
    (reports / "shuiwusuo.txt").unlink()
    (reports / "next.txt").write_text(REPORT.replace("2023", "2024"), encoding="utf-8")
    lock(monkeypatch, "new.txt")
    assert run(["build", "--quiet"]) == FAULTS
    assert "new.txt: " in capsys.readouterr().err
    pages = [page.name for page in (built / "docs" / "reports").glob("*-*.md")]
    assert [name.partition("-")[0] for name in pages] == ["next"]


def test_a_check_tells_which_reports_cannot_be_read(built: Path) -> None:
    (built / "reports" / "broken.docx").write_bytes(b"PK")
    done = kb("check", "--quiet", cwd=built)
    assert (done.returncode, "reports/broken.docx: " in done.stderr) == (FAULTS, True)


def test_somebody_at_a_terminal_is_asked(built: Path, edited: Path) -> None:
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("走访农户300户", "走访农户约300户"), encoding="utf-8")
    keyboard, terminal = os.openpty()
    # Something else first, then an answer for each place where the page tells it.
    os.write(keyboard, b"x\n" + b"b\n" * 8)
    done = subprocess.run(
        [*PROGRAM, "merge"],
        cwd=built,
        env=environment(),
        stdin=terminal,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == OK, done.stderr
    assert "“x”不是其中的回答" in done.stderr
    assert "Error" not in done.stderr
    assert "约300户" in done.stderr
    assert "310户" in done.stderr
    blocks = edited.read_text(encoding="utf-8").split("\n\n")
    at = next(n for n, block in enumerate(blocks) if block[:2] == "> " and "约300户" in block)
    assert "310户" in blocks[at + 1]


def test_a_dry_run_shows_the_lines_that_the_build_then_changes(built: Path, edited: Path) -> None:
    before = edited.read_text(encoding="utf-8").split("\n")
    shown = kb("build", "--dry-run", "--quiet", cwd=built).stdout.split("\n")
    assert edited.read_text(encoding="utf-8").split("\n") == before
    kb("build", cwd=built)
    diff = shown[shown.index(f"--- a/practices/{edited.name}") :]
    after = edited.read_text(encoding="utf-8").split("\n")
    added = {words[1:] for words in diff if words.startswith("+") and words[1:] in after}
    assert {words for words in after if words not in before} <= added
    assert not any("\x1b" in words for words in shown)


def test_a_deleted_page_is_listed_and_brought_back(built: Path) -> None:
    page = next((built / "docs" / "practices").glob("ban-deng-hui*.md"))
    text = page.read_bytes()
    page.unlink()
    assert kb("build", cwd=built).returncode == OK
    assert not page.exists()
    assert kb("restore", cwd=built).stdout == f"practices/{page.name}\n"
    assert "“板凳会”议事法" in kb("explain", f"docs/practices/{page.name}", cwd=built).stdout
    done = kb("restore", page, cwd=built)
    assert done.returncode == OK, done.stderr
    assert page.read_bytes() == text
    assert kb("restore", page, cwd=built).returncode == USAGE


def test_pages_that_are_all_gone_are_not_taken_for_unwanted(built: Path) -> None:
    docs, index = built / "docs", built / "site" / "index.html"
    pages = {page: page.read_bytes() for page in docs.rglob("*.md")}
    site = index.read_bytes()
    for page in pages:
        page.unlink()
    for dry in ((), ("--dry-run",)):
        done = kb("build", *dry, cwd=built)
        assert (done.returncode, "kb restore docs" in done.stderr) == (USAGE, True)
    assert index.read_bytes() == site
    assert kb("restore", "docs/practices", cwd=built).returncode == OK
    assert [page.parent.name for page in docs.rglob("*.md")] == ["practices"] * 2
    assert kb("restore", "docs", cwd=built).returncode == OK
    assert kb("build", cwd=built).returncode == OK
    written = {page: page.read_bytes() for page in docs.rglob("*.md")}
    assert written == {page: text for page, text in pages.items() if page.parent.name != "guide"}
    shutil.rmtree(docs)
    docs.mkdir()
    assert kb("build", cwd=built).returncode == OK


def test_a_damaged_record_stops_the_build_until_it_is_mended(built: Path, edited: Path) -> None:
    record = built / "docs" / ".generated.tsv"
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if edited.name not in line]
    record.write_text("".join([*kept, "<<<<<<< HEAD\n"]), encoding="utf-8")
    text = edited.read_bytes()
    assert kb("build", cwd=built).returncode == USAGE
    record.write_text("".join(kept), encoding="utf-8")
    done = kb("build", "--strict", cwd=built)
    assert (done.returncode, "kb rebase" in done.stderr) == (FAULTS, True)
    assert edited.read_bytes() == text
    assert kb("rebase", cwd=built).returncode == OK
    assert "补充：本所的体会。" in edited.read_text(encoding="utf-8")
    assert "kb rebase" not in kb("build", cwd=built).stderr


@pytest.mark.parametrize("command", ["merge", "restore", "rebase"])
def test_a_mistyped_folder_of_pages_is_not_filled(built: Path, command: str) -> None:
    done = kb(command, "--docs", "nowhere", cwd=built)
    assert (done.returncode, "nowhere: 找不到页面文件夹" in done.stderr) == (USAGE, True)
    assert not (built / "nowhere").exists()


@pytest.mark.parametrize("kept", [2, 0])
def test_rebase_mends_a_record_that_a_build_refuses(built: Path, kept: int) -> None:
    record = built / "docs" / ".generated.tsv"
    whole = record.read_text(encoding="utf-8")
    readable = whole.splitlines(keepends=True)[:kept]
    record.write_text("".join([*readable, "<<<<<<< HEAD\n"]), encoding="utf-8")
    home = built / "docs" / "index.md"
    home.write_text(home.read_text(encoding="utf-8") + "\n补充：本所的体会。\n", encoding="utf-8")
    assert kb("build", cwd=built).returncode == USAGE
    done = kb("rebase", cwd=built)
    assert done.returncode == OK, done.stderr
    assert record.read_text(encoding="utf-8").count("\n") == whole.count("\n")
    assert home.read_text(encoding="utf-8").endswith("补充：本所的体会。\n")
    assert kb("build", "--strict", cwd=built).returncode == OK


def test_a_dry_run_lists_changes_and_writes_no_page(base: Path) -> None:
    before = sorted(base.rglob("*"))
    done = kb("build", "--dry-run", cwd=base)
    assert done.returncode == OK, done.stderr
    assert "新增\tindex.md" in done.stdout
    shutil.rmtree(base / ".cache")  # what was understood may be kept: it is nobody's page
    assert sorted(base.rglob("*")) == before


def test_the_gate_is_shut_on_a_dead_link(base: Path) -> None:
    page = base / "docs" / "guide" / "staff.md"
    page.write_text("# 指南\n\n见[制度](../institutions/none.md)。\n", encoding="utf-8")
    done = kb("build", cwd=base)
    assert done.returncode == FAULTS
    assert "guide/staff.md:3" in done.stderr
    assert not (base / "site").exists()
    assert kb("check", cwd=base).returncode == FAULTS


def test_a_build_names_all_pages_that_it_cannot_read(built: Path) -> None:
    pages = sorted((built / "docs" / "measures").glob("*.md"))[:2]
    pages[0].write_bytes(b"---\ntitle: [\n---\n")
    pages[1].write_bytes("# 制度\n".encode("gb18030"))
    done = kb("build", cwd=built)
    assert done.returncode == USAGE
    for page, line in zip(pages, done.stderr.splitlines(), strict=True):
        assert line.startswith("错误：")
        assert page.name in line


def test_a_menu_that_leads_nowhere_and_a_misspelt_setting_are_told(base: Path) -> None:
    file = base / "mkdocs.yml"
    settings = file.read_text("utf-8").replace("guide/staff.md", "guide/stuff.md")
    file.write_text(f"{settings}\nrepo_urll: x\n", encoding="utf-8")
    for build in ("first", "second"):  # which renders nothing anew
        done = kb("build", "--quiet", cwd=base)
        assert (done.returncode, "guide/stuff.md" in done.stderr) == (OK, True), build
        assert "repo_urll" in done.stderr
    assert kb("build", "--strict", cwd=base).returncode == FAULTS


@pytest.mark.parametrize(
    "arguments", [("extract", "reports"), ("extract", "--text", "reports"), ("--help",)]
)
def test_a_reader_that_goes_away_is_no_fault(base: Path, arguments: tuple[str, ...]) -> None:
    for number in range(40):  # more than a pipe holds
        (base / "reports" / f"{number}.txt").write_text(f"{REPORT}{number}\n", encoding="utf-8")
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=base,
        env=environment(),
        stdout=written,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(written)
    assert (done.returncode, "rror" in done.stderr) == (OK, False)


@pytest.mark.skipif(os.name == "nt", reason="closing a stream is a matter of POSIX shells")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("command", ["build", "check", "--help", "--version"])
def test_a_stream_that_is_closed_is_no_fault(built: Path, command: str, closed: str) -> None:
    program = ["sh", "-c", f'exec "$0" -m kb_build "$1" {closed}', sys.executable, command]
    done = subprocess.run(program, cwd=built, env=environment(), capture_output=True, check=False)
    assert (done.returncode, b"rror" in done.stderr) == (OK, False)


def test_an_interruption_while_it_is_loaded_shows_no_trace(tmp_path: Path) -> None:
    stand_in = "import signal\nsignal.raise_signal(signal.SIGINT)\n"
    (tmp_path / "click.py").write_text(stand_in, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    program = [sys.executable, "-m", "kb_build", "--version"]
    done = subprocess.run(program, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, b"", b"")


def test_check_passes_on_what_build_made(built: Path) -> None:
    done = kb("check", cwd=built, lang="en")
    assert done.returncode == OK, done.stderr
    assert "Checked: 0 errors, 0 warnings" in done.stderr


def test_check_says_that_the_reports_are_missing_and_not_that_each_quotation_is(
    built: Path,
) -> None:
    (built / "reports").rename(built / "moved")
    done = kb("check", cwd=built)
    assert (done.returncode, done.stderr.count("\n")) == (USAGE, 1)
    assert "reports: 找不到报告文件夹" in done.stderr
    assert kb("check", "--reports", "moved", cwd=built).returncode == OK


def test_extract_prints_records_whose_text_is_the_source(base: Path) -> None:
    done = kb("extract", "reports", "--quiet", cwd=base)
    assert done.returncode == OK, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    text = kb("extract", "--text", "--quiet", "reports/shuiwusuo.txt", cwd=base).stdout
    assert text == REPORT
    assert {record["type"] for record in records} == {
        *("report", "node", "passage", "mention", "figure", "link"),
    }
    assert records[0]["rules"] == {  # which decided what is said of the whole report
        **{"title": "title:line", "organization": "organization:title"},
        **{"genre": "genre:title", "period": "period:title"},
    }
    assert all(record["rule"] for record in records[1:])
    for record in records:
        if "text" in record:
            assert record["text"] == REPORT[record["start"] : record["end"]]


def test_no_page_is_written_into_the_site(built: Path) -> None:
    before = contents(built / "site")
    refused = kb("build", "--docs", "site", cwd=built)
    assert (refused.returncode, refused.stderr.count("错误：")) == (USAGE, 1)
    assert contents(built / "site") == before


@pytest.mark.parametrize("site", ["reports/site", "docs/site"])
def test_no_site_is_written_among_reports_or_pages(built: Path, site: str) -> None:
    before = contents(built)
    refused = kb("build", "--site", site, cwd=built)
    assert (refused.returncode, refused.stderr.count("错误：")) == (USAGE, 1)
    assert contents(built) == before


def test_records_of_passages_name_their_topics(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    words = "甲县总结\n一、改造老旧小区\n把议事法写入老旧小区改造规程。\n人到得齐。\n"
    report.write_text(words, encoding="utf-8")
    done = kb("extract", report, cwd=tmp_path)
    records = map(json.loads, done.stdout.splitlines())
    topics = {record["text"]: record["topics"] for record in records if "topics" in record}
    assert topics["把议事法写入老旧小区改造规程。"] == ["住房和物业"]
    assert topics["人到得齐。"] == []


def test_explain_tells_rule_and_words_of_a_place_a_page_and_an_id(built: Path) -> None:
    # People type both colons, and copy the name that pages and this command show.
    for file in ("reports/shuiwusuo.txt:", "reports/shuiwusuo.txt：", "shuiwusuo.txt:"):
        place = kb("explain", f"{file}{REPORT.index('《用水')}", cwd=built)
        assert "name:titled" in place.stdout
        assert "性质：举措" in place.stdout
    page = next((built / "docs" / "institutions").glob("*yong-shui*.md"))
    by_page = kb("explain", page, cwd=built)
    identity = by_page.stdout.split()[0]
    by_id = kb("explain", identity, cwd=built)
    assert by_page.stdout == by_id.stdout
    assert "shuiwusuo.txt:" in by_id.stdout
    assert "\n主题 市场监管：依据 计量\n" in by_id.stdout


def test_explain_shows_that_it_is_at_work(base: Path) -> None:
    shown = terminal("explain", "topic-720277bcbc", cwd=base).read()
    assert re.search(r"\r提取: 100%\|.*1/1 \[", shown)


def test_explain_tells_what_is_said_of_a_whole_report_and_by_which_rule(built: Path) -> None:
    (page,) = (built / "docs" / "reports").glob("shuiwusuo*.md")
    for target in (page, "reports/shuiwusuo.txt", "shuiwusuo.txt"):
        told = kb("explain", target, cwd=built).stdout
        assert "题名：测试县水务所2023年工作总结（title:line；位置 0-15）" in told
        assert "文种：工作汇报、总结（genre:title" in told
        assert "时期：2023（period:title" in told


def test_explain_knows_a_page_elsewhere_from_a_report(built: Path) -> None:
    page = next((built / "docs" / "institutions").glob("*yong-shui*.md"))
    moved = page.rename(built / "page.md")
    assert kb("explain", moved, cwd=built).stdout.startswith("rule-")
    report = built / "report.md"
    report.write_bytes(REPORT.encode("gb18030"))
    assert "时期：2023" in kb("explain", report, cwd=built).stdout


def test_explain_tells_which_words_put_an_entry_under_a_topic(built: Path) -> None:
    (topic,) = (built / "docs" / "topics").glob("shi-chang-jian-guan-??????????.md")
    told = kb("explain", topic, cwd=built).stdout.split("\n")
    (rule,) = (line for line in told if line.startswith("  rule-"))
    assert rule.split("  ")[2:] == ["用水计量管理办法", "计量"]


def test_explain_tells_the_places_of_figures_that_are_compared(built: Path) -> None:
    for year in ("2021", "2022"):
        words = REPORT.replace("2023", year).replace("12公里", f"{year[-1]}公里")
        (built / "reports" / f"shuiwusuo-{year}.txt").write_text(words, encoding="utf-8")
    assert kb("build", cwd=built).returncode == OK
    page = next(
        page
        for page in (built / "docs" / "figures").glob("*-??????????.md")
        if "渠道" in page.read_text(encoding="utf-8")
    )
    told = kb("explain", page, cwd=built).stdout
    assert re.search(r"shuiwusuo-2021\.txt:\d+-\d+  数据：1公里 = 1.0（figure:", told)


@pytest.mark.parametrize("page", ["index.md", "practices/index.md", "guide/staff.md"])
def test_explain_says_which_pages_no_rule_made(built: Path, page: str) -> None:
    refused = kb("explain", f"docs/{page}", cwd=built)
    assert refused.returncode == USAGE
    assert "没有" not in refused.stderr.partition("“")[0]
    assert "汇总" in refused.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--nonsense"),
        ("extract",),
        ("extract", "nowhere.txt"),
        ("build", "--config", "nowhere.yml"),
        ("explain", "rule-00000000"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_told_in_both_languages(base: Path, arguments: tuple[str, ...]) -> None:
    chinese, english = kb(*arguments, cwd=base), kb(*arguments, cwd=base, lang="en")
    assert chinese.returncode == english.returncode == USAGE
    assert chinese.stderr.startswith("错误：")
    assert english.stderr.startswith("error:")


def test_help_speaks_both_languages(base: Path) -> None:
    assert "用法：" in process("--help", cwd=base).stdout
    assert "Usage:" in process("--help", cwd=base, lang="en").stdout


def test_help_loads_no_heavy_library(base: Path) -> None:
    heavy = ("mkdocs", "lxml", "docx", "pypdfium2", "rjieba", "pypinyin", "jsonschema", "tqdm",
             "xlsxwriter", "cn2an")  # fmt: skip
    code = (
        "import sys; from kb_build.cli import run; run(['--help']);"
        f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_exit_codes_differ() -> None:
    assert len({OK, FAULTS, USAGE, BUG, INTERRUPTED}) == 5
