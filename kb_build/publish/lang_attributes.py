"""Marks Chinese words on pages in another language, so that screen readers speak them as Chinese.

Reports are Chinese whatever the language of the site. An element is marked whose own words begin
with a Chinese character; what a Chinese voice then reads of other words, it reads as well.
"""

from __future__ import annotations

import re

CHINESE = "zh"
# An element of text that says no language yet, with words that have no Latin letter before Chinese.
TELLS = re.compile(
    r"<(?P<name>h[1-6]|p|li|td|th|a|span|small|strong|em|code|summary|text)"
    r"(?P<keys>(?: (?!lang=)[^<> ]*)*)>(?=[^<A-Za-z]*[\u3400-\u9fff])"
)


def with_language(page: str, language: str) -> str:
    """The HTML of a page, in the language that is given, with its Chinese elements marked."""
    if language == CHINESE:
        return page
    return TELLS.sub(rf'<\g<name>\g<keys> lang="{CHINESE}">', page)
