"""On paper nothing is torn apart: a list from its head, a quotation from its source and title."""

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import site_of

QUOTATIONS = "".join(
    f"### 第{number}项\n\n> {'逐村走访，登记用水，及时回复。' * (1 + number % 7)}\n\n"
    f'[松浦县水务局，举措](index.md){{: .kb-source data-report="aaaaaaaaaaaa" }}\n\n'
    for number in range(1, 61)
)
ROWS = "".join(f"| 第{number}号办法 | 松浦县 | 2023 |\n" for number in range(1, 121))
LIST = f"---\nkind: overview\n---\n# 清单\n\n| 名称 | 报告单位 | 年份 |\n|---|---|---|\n{ROWS}"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site with a page of quotations and one of a list."""
    pages = {"told.md": f"# 做法\n\n{QUOTATIONS}", "list.md": LIST}
    return site_of(pages, tmp_path_factory.mktemp("paper"))


@pytest.fixture
def sheets(page: Page, papers: str) -> Callable[[str], list[list[str]]]:
    """A function that prints a page on A4, and gives the lines of each sheet."""

    def printed(path: str) -> list[list[str]]:
        page.goto(papers + path)
        texts = (sheet.get_textpage() for sheet in pypdfium2.PdfDocument(page.pdf(format="A4")))
        return [text.get_text_bounded().splitlines() for text in texts]

    return printed


def test_the_head_of_a_list_stands_on_each_sheet(sheets: Callable[[str], list[list[str]]]) -> None:
    printed = sheets("list.html")
    assert len(printed) > 2
    assert all(any("报告单位" in line for line in lines) for lines in printed)


def test_no_sheet_begins_with_a_source_or_ends_with_a_title(
    sheets: Callable[[str], list[list[str]]],
) -> None:
    printed = sheets("told.html")
    assert len(printed) > 5
    assert [lines[0] for lines in printed if "松浦县水务局" in lines[0]] == []
    assert [lines[-1] for lines in printed if lines[-1].startswith("第")] == []
