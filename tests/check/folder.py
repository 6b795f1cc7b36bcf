"""Invented pages and reports for the tests of checking, and what is found in them."""

from collections.abc import Mapping
from pathlib import Path

from kb_build.check import check
from kb_build.messages import LANGUAGES, text_of
from kb_build.model import Mark, Notice, Report, Span

Found = list[tuple[str, str, int]]  # message key, path below docs/, line

TEXT = "一、主要做法\n　　一是建立台账，逐项销号。(扫码关注)全年办结12件。\n二是开展回访。"
NOISE = Span(TEXT.index("(扫码"), TEXT.index("全年"))
REPORT = Report("0123456789ab", "a.txt", "", TEXT, "utf-8", (Mark(NOISE, "noise", "advert"),))


def span(words: str) -> Span:
    """Where words stand in the report."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def look(
    docs: Path, pages: Mapping[str, str | bytes], reports: tuple[Report, ...] = (REPORT,)
) -> list[Notice]:
    """Puts pages into a folder and checks it; each notice can be told in each language."""
    for path, text in pages.items():
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    notices = list(check(docs, {report.id: report for report in reports}))
    for notice in notices:
        assert all(text_of(notice, language) for language in LANGUAGES)
    return notices


def faults(docs: Path, pages: Mapping[str, str | bytes]) -> Found:
    """Key, path and line of what is found."""
    return [
        (notice.key, Path(notice.file).relative_to(docs).as_posix(), notice.line)
        for notice in look(docs, pages)
    ]


def keys(docs: Path, text: str) -> list[str]:
    """What is found on a single page."""
    return [key for key, _, _ in faults(docs, {"page.md": text})]
