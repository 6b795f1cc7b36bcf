"""What the elements of a web page are to its text: blocks, headings, bold words, or furniture.

Furniture is what stands on every page of a site: menus, headers, footers. Both HTML files (`html`)
and raw HTML in text files (`embedded_html`) are judged by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

TAGS = frozenset({"nav", "header", "footer", "aside"})
ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu"})

# Words that class names and ids of menus, footers and bars are made of, in English and pinyin.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|menu|breadcrumbs?|crumbs?|path|position|location|weizhi|daohang"
    r"|foot|footer|bottom|copyright|header|topbar|toplink|banner|logo|sidebar|aside|share|fenxiang"
    r"|pager|pagination|prevnext|related|recommend|hot|search|login|toolbar|qrcode)"
    r"(?:[\s_-]|$)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

# The share of characters in links from which on text without a sentence is a menu.
LINKED = 0.6
_SENTENCE = re.compile(r"[。；！？]")

# An element that holds more than this share of the page's text is no furniture, whatever its name.
LARGEST = 0.3

_BLOCKS = """
address article aside blockquote body br caption center dd details div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre
section select summary table tbody td tfoot th thead title tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset({"b", "strong"})


def is_furniture(tag: str, attribute: Callable[[str, str], str]) -> bool:
    """Whether tag, role, class or id say that an element is no part of the page's text.

    `attribute` gives the value of an attribute, or the second argument where there is none.
    """
    if tag in TAGS or attribute("role", "").lower() in ROLES:
        return True
    names = f"{attribute('class', '')} {attribute('id', '')}"[:500]
    return bool(_NAMES.search(_CAMEL.sub("-", names).lower()))


def is_menu(words: str, linked: int) -> bool:
    """Whether a line of `words`, of which `linked` characters are in links, is a menu."""
    length = sum(not char.isspace() for char in words)
    return 0 < length * LINKED <= linked and not _SENTENCE.search(words)
