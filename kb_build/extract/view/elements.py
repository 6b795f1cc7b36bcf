"""HTML elements as strings, whatever stands in the words that they hold."""

from __future__ import annotations

import html
import re

# What HTML may not hold; shown as U+FFFD, so that a checker sees that something stands there.
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def literal(text: str) -> str:
    """The text as HTML shows it letter by letter, in an element or a quoted attribute."""
    return html.escape(UNSAFE.sub("\ufffd", text))


def element(name: str, *content: str, **attributes: str) -> str:
    """An HTML element; `content` is HTML already, attributes are plain text, empty ones left out.

    In the names of attributes `_` stands for `-`, and one at the end is dropped: `class_`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{literal(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{''.join(content)}</{name}>"
