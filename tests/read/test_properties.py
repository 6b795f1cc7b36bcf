from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from kb_build import read
from kb_build.errors import InputError
from kb_build.model import Report

SUFFIXES = sorted(read.SUFFIXES)
OFFICIAL = (
    "党委工作会议制度落实问题整改，。；：、“”《》（）一二三四五是在的了年月日"
    "1234567890%*#_-—> \n\t　"
)
_MARKUP = """
<p> </p> <!-- --> <script> </script> <style> </style> &nbsp; &lt;p&gt; &amp;lt; <b> </b> <a> </a>
<h2> </h2> <tr> </tr> <td> </td> ** __ *** # ## --- ![ ]( ) [ | > \\u201c \\n \\" " { } ;
##paidbegin## 来源： 作者： 打印 首页 上一篇： 第1页
"""
MARKUP = st.sampled_from([*_MARKUP.split(), " ", "\n"])
official = st.text(alphabet=OFFICIAL, max_size=200)
any_text = st.text(
    alphabet=st.characters(
        exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters="\ufffd\ufeff"
    ),
    max_size=200,
)
mixed = st.lists(official | MARKUP, max_size=30).map("".join)


def read_bytes(data: bytes, suffix: str = ".txt") -> Report | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"报告{suffix}")
        path.write_bytes(data)
        try:
            return read.read(path)
        except InputError as error:
            assert str(error)
            return None


def check_marks(report: Report) -> None:
    assert list(report.marks) == sorted(report.marks, key=lambda mark: mark.span.start)
    for mark in report.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(report.text)
        assert mark.rule
        if mark.kind != "noise":
            assert mark.span.of(report.text).strip()
    for before, after in itertools.pairwise(report.noise()):
        assert before.end <= after.start


@given(any_text | official | mixed)
@example("｟x｠")
def test_text_written_as_utf_8_comes_back_unchanged(text: str) -> None:
    report = read_bytes(text.encode("utf-8"))
    if not text.strip():
        assert report is None
        return
    assert report is not None
    assert report.text == text
    assert report.encoding == "utf-8"
    assert report.warnings == ()


@given(mixed)
def test_marks_are_ordered_and_within_the_text(text: str) -> None:
    report = read_bytes(text.encode("utf-8"))
    if report is not None:
        check_marks(report)


@given(mixed)
def test_html_of_any_shape_is_read_or_refused(text: str) -> None:
    report = read_bytes(text.encode("utf-8"), ".html")
    if report is not None:
        check_marks(report)


@given(official, st.sampled_from(["gbk", "utf-16"]))
def test_official_chinese_comes_back_from_other_encodings(words: str, codec: str) -> None:
    text = f"党委工作会议制度落实问题整改{words}"
    report = read_bytes(text.encode(codec))
    assert report is not None
    assert report.text == text


@settings(max_examples=200)
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_random_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    report = read_bytes(data, suffix)
    if report is not None:
        check_marks(report)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@given(noise=st.binary(min_size=1, max_size=40), place=st.floats(0, 1))
@settings(max_examples=60)
def test_damaged_files_are_read_or_refused(suffix: str, noise: bytes, place: float) -> None:
    bundled = Path(__file__).parents[2] / "reports"
    data = min(bundled.glob(f"*{suffix}")).read_bytes()
    at = int(place * len(data))
    report = read_bytes(data[:at] + noise + data[at + len(noise) :], suffix)
    if report is not None:
        check_marks(report)
