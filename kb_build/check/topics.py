"""Warns where the topic of a person's page looks mistyped: no filter for that topic finds the page.

What is like no topic is taken for one of the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.model import Notice
from kb_build.page.frontmatter import words

# Of difflib, 0 to 1: one wrong letter of four is 0.75. 公共卫生 and 公共文化, two topics, have 0.5.
SIMILAR = 0.75


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """A warning for each topic of a person's page that has no page but is like one that has."""
    if page.generated:
        return
    for topic in words(page.front.values.get("topics")):
        if not docs.ask("topic", topic):
            (near,) = get_close_matches(topic, sorted(docs.topics), 1, SIMILAR) or [""]
            if near:
                line = page.front.lines["topics"]
                yield page.notice("check-topic-near", line, "warning", name=topic, nearest=near)
