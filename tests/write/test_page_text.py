import string

import pytest
from hypothesis import given, strategies as st

from kb_build.model import Page
from kb_build.page import frontmatter
from kb_build.write.page_text import digest, to_text

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"))
FRONT = st.dictionaries(
    st.text(string.ascii_lowercase, min_size=1),
    TEXT | st.integers() | st.booleans() | st.lists(TEXT).map(tuple),
)


def test_a_page_reads_as_one_would_write_it() -> None:
    front = (("title", "第一议题：制度"), ("years", ("2023", "2024")), ("reports", 2))
    page = Page("a.md", front, ("# 标题", "> 引文", "末段"))
    assert to_text(page) == (
        "---\ntitle: 第一议题：制度\nyears:\n- '2023'\n- '2024'\nreports: 2\n---\n\n"
        "# 标题\n\n> 引文\n\n末段\n"
    )


def test_a_page_without_front_matter_has_no_head() -> None:
    assert to_text(Page("a.md", (), ("正文",))) == "正文\n"


def test_a_long_value_stays_on_one_line() -> None:
    text = to_text(Page("a.md", (("description", "整改 " * 500 + "完"),), ()))
    assert text.count("\n") == 5


@given(FRONT, TEXT)
def test_what_is_written_is_read_back(front: dict[str, object], body: str) -> None:
    text = to_text(Page("a.md", tuple(front.items()), (body,)))  # type: ignore[arg-type]
    read = frontmatter.parse(text, "a.md")
    listed = {k: list(v) if isinstance(v, tuple) else v for k, v in front.items()}
    if front:
        assert (read.values, read.body) == (listed, f"\n{body}\n")


@pytest.mark.parametrize(
    "other",
    [
        "\ufeff甲\n\n乙\n",
        "甲\r\n\r\n乙\r\n",
        "甲  \n\t\n乙 \n",
        "甲\n\n乙",
        "甲\n\n乙\n\n\n",
        "甲\r\r乙",
    ],
)
def test_what_editors_change_unasked_is_no_edit(other: str) -> None:
    assert digest(other.encode()) == digest("甲\n\n乙\n".encode())


@pytest.mark.parametrize("other", ["甲\n乙\n", "甲\n\n 乙\n", "甲\n\n乙。\n", "\n甲\n\n乙\n", ""])
def test_any_other_difference_is_an_edit(other: str) -> None:
    assert digest(other.encode()) != digest("甲\n\n乙\n".encode())
