"""A page is looked at by itself, then held against the others: it comes to the same."""

import re
import resource
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock

import pytest
from hypothesis import given, settings, strategies as st

from bench import invented_reports
from kb_build import config, pipeline
from kb_build.check import Memory, check, checks
from kb_build.check.checks import checked_alone, holds, notices_of, sourced
from kb_build.check.docs import Docs
from kb_build.check.listing import listing
from kb_build.check.memory import Checked
from kb_build.check.pages import PageFile
from kb_build.check.quotations import MARK
from kb_build.cli.console import Console
from kb_build.config import USUAL, Limits
from kb_build.files.signature import TICK
from kb_build.model import Notice, replace
from kb_build.run import Run
from kb_build.write.page_text import digest, stamp
from tests.check.folder import REPORT, TEXT
from tests.command import ROOT

PLACE = f"{TEXT.index('二是')}-{len(TEXT)}"
SOURCE = '[甲](b.md){{: .kb-source data-report="{}" data-span="{}" }}\n'
PHONE = "13800000000"

# Each is sound or not, depending on which others there are.
PAGES = (
    "# 甲\n\n[乙](b.md#题) [丙](c.md)\n",
    "---\nid: measure-1\nkind: measure\ntitle: 甲\nowner: 望澜区\n---\n\n## 题\n\n文\n",
    "---\nid: measure-1\nkind: measure\ntitle: 甲（试行）\n---\n\n[丁](d.md#x){: #x }\n",
    "---\nreview: draft\n---\n[没有](nowhere.md) [甲](a.md)\n",
    f"> 二是开展回访。\n\n{SOURCE.format(REPORT.id, PLACE)}",
    f"> 二是开展走访。\n\n{SOURCE.format(REPORT.id, PLACE)}",
    f"> 二是开展回访。\n\n{SOURCE.format('ba9876543210', PLACE)}",
    f"电话{PHONE}，[甲](a.md) <a href='e.html#题'>乙</a>\n",
    "---\nid: report-0123456789ab\nkind: report\ntitle: 乙\n---\n"
    f'<span data-span="{PLACE}">二是开展回访。</span>\n',
    "---\nkind: measure\n---\n<script>\n",
    b"\xff",
)
NAMES = ("a.md", "b.md", "c.md", "d.md", "e.md")

Pages = dict[str, str | bytes]


def put(docs: Path, pages: Pages) -> None:
    """Makes a folder hold these pages alone."""
    for file in docs.glob("*.md"):
        file.unlink()
    for path, text in pages.items():
        (docs / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def among_all(docs: Path, limits: Limits) -> list[Notice]:
    """The notices of each page by the checks themselves, which know all pages."""
    found = listing(docs)
    pages: list[PageFile] = []
    for path in found.stamps:
        one = checked_alone(path, docs, limits)
        if isinstance(one, Checked):
            found.briefs[path] = one.brief
            pages.append(PageFile.read(docs, path))
    everything = Docs(found, {REPORT.id: REPORT}, limits)
    return [notice for page in pages for notice in notices_of(page, everything)]


def checked(docs: Path, limits: Limits = USUAL, memory: Memory | None = None) -> list[Notice]:
    found = check(docs, {REPORT.id: REPORT}, limits, memory=memory)
    return [notice for notice in found if notice.key != "front-encoding"]


CHOICES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(PAGES), max_size=5)


@settings(max_examples=60)
@given(CHOICES, CHOICES, st.booleans())
def test_what_was_seen_of_a_page_by_itself_is_what_is_seen_among_all(
    pages: Pages, later: Pages, drafts: bool
) -> None:
    limits = Limits(drafts=drafts)
    with TemporaryDirectory() as folder:
        docs, memory = Path(folder) / "docs", Path(folder) / "memory"
        docs.mkdir()
        for state in (pages, later, pages):
            put(docs, state)
            kept = Memory(memory, str(drafts))
            assert checked(docs, limits, kept) == among_all(docs, limits)
            kept.save()


def test_from_another_working_folder_pages_are_known_and_named_as_seen_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    put(docs, {"a.md": PAGES[7], "e.md": PAGES[1]})
    time.sleep(2 * TICK / 1e9)  # until files are known by their times
    kept = Memory(tmp_path / "memory", "")
    first = checked(docs, memory=kept)
    assert {notice.file for notice in first} == {str(docs / "a.md")}
    kept.save()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checks, "checked_alone", lambda *_: pytest.fail("looked at again"))
    again = checked(Path("docs"), memory=Memory(tmp_path / "memory", ""))
    assert again == [replace(notice, file="docs/a.md") for notice in first]


def test_a_quotation_is_held_against_another_report_again(tmp_path: Path) -> None:
    """What was kept of a page says nothing of a report that has its id and another text."""
    put(tmp_path, {"a.md": PAGES[4], "b.md": "# 乙\n"})
    found = listing(tmp_path)
    each = {path: checked_alone(path, tmp_path, USUAL) for path in NAMES[:2]}
    found.briefs |= {path: one.brief for path, one in each.items() if isinstance(one, Checked)}
    held = each["a.md"]
    for text, sound in ((TEXT, True), (TEXT, True), (TEXT.replace("回访", "走访"), False)):
        report = replace(REPORT, text=text)
        assert isinstance(held, Checked)
        others = Docs(found, {REPORT.id: report})
        held = sourced(held, others)
        assert holds(held, others) == sound
    first = each["a.md"]
    assert isinstance(first, Checked)
    assert sourced(first, Docs(found, {})) == first
    assert not holds(first, Docs(found, {}))


def test_a_page_is_looked_at_once_after_its_report_has_changed_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, memory = tmp_path / "docs", tmp_path / "memory"
    docs.mkdir()
    put(docs, {"a.md": PAGES[4], "b.md": "# 乙\n"})
    time.sleep(2 * TICK / 1e9)  # until files are known by their times
    read = Mock(wraps=PageFile.read)
    monkeypatch.setattr(PageFile, "read", read)
    pages = []
    for text in (TEXT, TEXT + "余文。", TEXT + "余文。"):
        kept = Memory(memory, "")
        assert not check(docs, {REPORT.id: replace(REPORT, text=text)}, memory=kept)
        kept.save()
        pages.append(read.call_count)
    assert pages == [2, 3, 3]


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {f"{number:02}.md": PAGES[number % len(PAGES)] for number in range(25)})
    alone = check(tmp_path, {REPORT.id: REPORT})
    assert len({notice.key for notice in alone}) > 5
    monkeypatch.setattr(checks, "SECONDS", 1)
    monkeypatch.setattr(checks, "CHUNK", 3)
    monkeypatch.setenv("KB_JOBS", "2")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    assert check(tmp_path, {REPORT.id: REPORT}) == alone
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt > before


def test_a_forged_page_is_caught_though_its_marks_say_it_is_as_generated(tmp_path: Path) -> None:
    """Whoever may change a page may also sign it and enter it in the record: that is no excuse."""
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    text = invented_reports.report(1)[:900]
    (tmp_path / "reports" / "a.txt").write_text(text, encoding="utf-8")
    run = Run(config.load(tmp_path / "mkdocs.yml"), Console(quiet=True))
    _, reports = pipeline.write_pages(run)
    assert pipeline.gate(run, reports) == ()
    page = next(
        file for file in (tmp_path / "docs").rglob("*-*.md") if MARK in file.read_text("utf-8")
    )
    _forge(page, tmp_path / "docs")
    found = pipeline.gate(run, reports)
    assert [(one.key, one.file) for one in found] == [("check-quote-differs", str(page))]


def _forge(page: Path, docs: Path) -> None:
    """Changes a word of a quotation, and all that says how the page was generated."""
    text = re.sub(r"(?m)^(> .*?)[\u4e00-\u9fff]", r"\1〇", page.read_text("utf-8"), count=1)
    old, new = stamp(text.encode()), digest(text.encode())
    page.write_text(text.replace(f"kb_base: '{old}'", f"kb_base: '{new[:12]}'"), encoding="utf-8")
    record = docs / ".generated.tsv"
    line = re.compile(rf"({re.escape(str(page.relative_to(docs)))}\t[^\t]*\t)[0-9a-f]{{64}}")
    told, count = line.subn(rf"\g<1>{new}", record.read_text("utf-8"))
    assert count == 1 and digest(page.read_bytes()) == new
    record.write_text(told, encoding="utf-8")
