"""Shows a text with its marks: ⟦noise⟧ «bold» <2|heading of level 2> <row|cells>."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build import read
from kb_build.errors import InputError
from kb_build.messages import LANGUAGES, text_of
from kb_build.model import Mark, Report


def report_of(folder: Path, text: str | bytes, name: str = "报告.txt") -> Report:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read.read(path)


def refusal(folder: Path, data: str | bytes, name: str) -> str:
    """Why a file is refused: the key of a message that begins with the path of the file."""
    with pytest.raises(InputError) as caught:
        report_of(folder, data, name)
    for lang in LANGUAGES:
        assert text_of(caught.value.notice, lang).startswith((folder / name).as_posix())
    return caught.value.notice.key


def shown(report: Report) -> str:
    signs: list[tuple[int, int, str]] = []
    for mark in report.marks:
        opening, closing = _brackets(mark)
        signs.append((mark.span.end, -mark.span.start, closing))
        signs.append((mark.span.start, len(report.text) - mark.span.end, opening))
    pieces: list[str] = []
    end = 0
    for place, _, sign in sorted(signs, key=lambda sign: sign[:2]):
        pieces += report.text[end:place], sign
        end = place
    return "".join((*pieces, report.text[end:]))


def visible(report: Report) -> str:
    """The text without its noise; noise between blocks parts lines."""
    pieces: list[str] = []
    end = 0
    for mark in report.marks:
        if mark.kind == "noise":
            block = mark.rule.endswith("-block")
            pieces += report.text[end : mark.span.start], "\n" if block else ""
            end = mark.span.end
    return "".join((*pieces, report.text[end:]))


def noises(report: Report) -> dict[str, str]:
    """The rule of each noise mark by its words."""
    return {m.span.of(report.text): m.rule for m in report.marks if m.kind == "noise"}


def _brackets(mark: Mark) -> tuple[str, str]:
    if mark.kind == "noise":
        return "⟦", "⟧"
    if mark.kind == "bold":
        return "«", "»"
    return (f"<{mark.level}|", ">") if mark.kind == "heading" else ("<row|", ">")
