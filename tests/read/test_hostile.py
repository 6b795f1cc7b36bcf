"""Input made to be slow: four times as much of it may take four times as long, but not sixteen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.read.showing import report_of

SMALL, TIMES = 20_000, 4
QUADRATIC = TIMES * TIMES
# Starting costs and a busy machine blur what is faster than this; nothing here is a time to keep.
BLUR = 0.05
TRIES = 5

UNITS = """
< <a␣ <!-- <script> &lt; &amp; &lt;p␣ </ <div␣class='nav'> <b> <tr><td> <a> ![ ![a]( [a]( [ ** **␣
*a **a __ # #␣ | |␣a␣ |- - -␣ ---␤ >␣ " \\" \\u201 来源： 来源：␣ 首页 返回首页 返回首页| ##paid
打印 【打印 第1页 1␣/␣ http:// 版权所有 标题： “ ， 一、 Ã Ã¥ Ä± д 圻忪 {␤ };␤ 字体：大␣
下载 扫码 ␣ ␣␤ --中 _中 中文␤ aaaaaaaaaaaaaaaaaaaa␤ 党委工作。
"""
HOSTILE = [unit.replace("␣", " ").replace("␤", "\n") for unit in UNITS.split()]


# What shows in long texts only: bold words side by side, and labels of titles beside a source's.
LONG = 100_000
PATIENT = {"bold": "**水", "labels": "来源：甲\n标题：乙{}\n"}


def seconds(folder: Path, text: str) -> float:
    start = time.process_time()
    report_of(folder, text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_time_grows_with_the_length_only(tmp_path: Path, unit: str) -> None:
    lead = "**工作"  # a mask, which may begin bold words that never end
    small = lead + unit * (SMALL // len(unit))
    large = lead + unit * (SMALL * TIMES // len(unit))
    assert any(
        seconds(tmp_path, large) < (seconds(tmp_path, small) + BLUR) * QUADRATIC / 1.6
        for _ in range(TRIES)
    )


@pytest.mark.parametrize("unit", PATIENT.values(), ids=PATIENT)
def test_time_grows_with_the_length_of_long_texts_only(tmp_path: Path, unit: str) -> None:
    count = LONG // len(unit)
    small, large = ("".join(map(unit.format, range(n))) for n in (count, TIMES * count))
    assert any(
        seconds(tmp_path, large) < (seconds(tmp_path, small) + BLUR) * QUADRATIC / 2
        for _ in range(TRIES)
    )
