import random
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kb_build.check.words import Sources, letters, unescape
from kb_build.model import Mark, Report, Span, report_id
from kb_build.page.escape import UNSAFE, escape
from tests.check.folder import REPORT, TEXT, faults, keys, look, span


def quotation(words: str, place: Span, report: str = REPORT.id) -> str:
    at = f"{place.start}-{place.end}"
    source = f'[甲，2023](#p){{: .kb-source data-report="{report}" data-span="{at}" }}'
    return f'<span id="p"></span>\n\n> {words}\n\n{source}\n'


WORDS = "一是建立台账，逐项销号。(扫码关注)全年办结12件。"
SHOWN = "一是建立台账，逐项销号。全年办结12件。"
GONE = quotation(SHOWN, span(WORDS), "ffffffffffff") * 2


@pytest.mark.parametrize(
    "words",
    [
        SHOWN,
        SHOWN.replace("12", "&#49;2"),
        " 一是建立台账，\n> 逐项销号。\n>\n> 全年办结12件。",
    ],
    ids=["plain", "entity", "wrapped"],
)
def test_a_quotation_without_the_noise_passes(tmp_path: Path, words: str) -> None:
    assert keys(tmp_path, quotation(words, span(WORDS))) == []


@pytest.mark.parametrize(
    "words",
    [
        SHOWN.replace("12", "13"),
        SHOWN.replace("。全", "，全"),
        WORDS,
        SHOWN[:-1],
        SHOWN + "！",
        f"**{SHOWN}**",
        f"<b>{SHOWN}</b>",
        f"引子：\n\n> {SHOWN}\n>\n> 另一段",
    ],
)
def test_a_quotation_that_differs_in_one_character_is_an_error(tmp_path: Path, words: str) -> None:
    text = "---\ntitle: 题\n---\n" + quotation(words, span(WORDS))
    line = text[: text.index("[甲")].count("\n") + 1
    assert faults(tmp_path, {"x/page.md": text}) == [("check-quote-differs", "x/page.md", line)]


def test_a_report_may_be_named_by_its_text(tmp_path: Path) -> None:
    page = quotation(SHOWN, span(WORDS), report_id(TEXT))
    assert keys(tmp_path, page) == []
    assert keys(tmp_path, page.replace("12", "13", 1)) != []


def test_a_quotation_of_another_place_is_an_error(tmp_path: Path) -> None:
    place = Span(span(WORDS).start + 1, span(WORDS).end)
    assert keys(tmp_path, quotation(SHOWN, place)) == ["check-quote-differs"]
    assert keys(tmp_path, quotation(SHOWN, Span(10_000, 20_000))) == ["check-quote-differs"]
    assert keys(tmp_path, quotation(SHOWN, Span(20, 10))) == ["check-quote-differs"]


def test_a_quotation_whose_report_is_gone_is_an_error(tmp_path: Path) -> None:
    (notice,) = look(tmp_path, {"page.md": GONE})
    said = {"name": "甲", "report": "ffffffffffff", "count": "2"}
    assert (notice.key, notice.line, dict(notice.details)) == ("check-report-gone", 5, said)


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("治水，护水的报告，2023，举措", "治水，护水的报告，2023"),
        ("治水，护水的报告, 2023, measure", "治水，护水的报告, 2023"),
        ("治水的报告", "治水的报告"),
    ],
)
def test_a_report_that_is_gone_is_called_by_its_title(tmp_path: Path, link: str, name: str) -> None:
    (notice,) = look(tmp_path, {"page.md": GONE.replace("甲，2023", link)})
    assert dict(notice.details)["name"] == name


def test_a_reports_own_page_tells_its_title_whole(tmp_path: Path) -> None:
    page = PAGE.replace(REPORT.id, "ffffffffffff").replace("title: ", "title: 治水，护水的")
    (notice,) = look(tmp_path, {"reports/a.md": page})
    assert dict(notice.details)["name"].startswith("治水，护水的")


def test_a_page_that_stayed_without_its_source_is_told_once(tmp_path: Path) -> None:
    head = "---\ntitle: 题\nkb_source: gone\n---\n"
    here = head + quotation(SHOWN, span(WORDS))
    error, warning = look(tmp_path, {"a.md": head + GONE, "b.md": here})
    assert (warning.key, warning.line, warning.severity) == ("check-orphan", 3, "warning")
    assert (error.key, error.line, error.severity) == ("check-orphan-quotes", 3, "error")
    assert dict(error.details) == {"name": "甲", "count": "2"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("> ", ""),
        (f"> {SHOWN}\n\n", ""),
        (f"> {SHOWN}\n", f"> {SHOWN}\n\n自己的话\n"),
        ("data-report=", "report="),
        (f'data-span="{span(WORDS).start}-', 'data-span="x-'),
    ],
)
def test_a_source_line_needs_its_quotation_and_place(tmp_path: Path, old: str, new: str) -> None:
    text = quotation(SHOWN, span(WORDS))
    assert old in text
    assert keys(tmp_path, text.replace(old, new)) == ["check-quote-form"]


def test_a_block_quotation_without_source_line_is_anybodys(tmp_path: Path) -> None:
    assert keys(tmp_path, "> 随手摘的话\n\n正文\n\n```\n{: .kb-source }\n```\n") == []


@given(st.text() | st.text(st.sampled_from("\\&#;lt*_<>[](){}|`~!-+.:=@ 1a甲\n\t\u3000\x02\x07")))
def test_escapes_are_undone_exactly(text: str) -> None:
    assert letters(unescape(escape(text))) == letters(text)


@settings(max_examples=200)
@given(st.text("甲乙 \n*&", max_size=40), st.randoms(use_true_random=False))
def test_noise_is_left_out_wherever_it_stands(text: str, chance: random.Random) -> None:
    edges = sorted(chance.choices(range(len(text) + 1), k=8))
    noise = list(map(Span, edges[::2], edges[1::2]))  # without overlap, as readers mark it
    marks = tuple(Mark(place, "noise", "x") for place in noise)
    place = Span(*sorted(chance.choices(range(len(text) + 1), k=2)))
    sources = Sources({"r": Report("r", "", "", text, "", marks)})
    kept = "".join(
        text[at]
        for at in range(place.start, place.end)
        if not any(span.start <= at < span.end for span in noise)
    )
    assert sources.letters("r", place) == "".join(kept.split())


PASSAGE = span("一是建立台账，逐项销号。(扫码关注)全年办结12件。")
PAGE = f"""---
id: report-{REPORT.id}
kind: report
title: 甲
---

<span id="n1" class="kb-heading kb-depth-1" data-span="0-6">一、主要做法</span>

<span id="p1" class="kb-passage kb-measure" title="举措" data-span="{PASSAGE.start}-{PASSAGE.end}">\
一是建立台账，逐项销号。<span class="kb-noise">\\(扫码关注)</span>全年办结12件。</span>

{TEXT[-7:]}
"""


def test_a_report_page_that_shows_its_report_passes(tmp_path: Path) -> None:
    assert keys(tmp_path, PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("12件", "13件", "check-place-differs", 9),
        ("主要", "重要", "check-place-differs", 7),
        ('"0-6"', '"0-5"', "check-place-differs", 7),
        ('<span class="kb-noise">', "<span>", "check-place-differs", 9),
        ('"0-6"', '"零"', "check-place-form", 7),
        ("12件。</span>", "12件。", "check-place-form", 9),
        (REPORT.id, "ffffffffffff", "check-report-gone", 2),
    ],
)
def test_a_report_page_that_differs_is_an_error(
    tmp_path: Path, old: str, new: str, key: str, line: int
) -> None:
    assert faults(tmp_path, {"reports/a.md": PAGE.replace(old, new)}) == [
        (key, "reports/a.md", line)
    ]


def test_places_on_other_pages_are_not_looked_at(tmp_path: Path) -> None:
    assert (
        keys(tmp_path, PAGE.replace("kind: report", "kind: overview").replace("12件", "13件")) == []
    )


def test_spans_nested_without_end_are_an_error(tmp_path: Path) -> None:
    deep = '<span data-span="0-6">' * 10 + "一、主要做法" + "</span>" * 10
    assert "check-place-form" in keys(tmp_path, PAGE + deep)


@given(st.text() | st.text("甲a \n\u3000\x1b\x1c\x7f\x85\u200b\ufdd0\uffff\ud800"))
def test_letters_have_no_blanks_and_a_sign_for_each_that_html_forbids(text: str) -> None:
    shown = ("\ufffd" if UNSAFE.match(one) else one for one in text if not one.isspace())
    assert letters(text) == "".join(shown)
