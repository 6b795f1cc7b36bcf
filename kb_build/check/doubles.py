"""Warns where a person added a page for a thing that has one already.

Names are compared as when entries are joined (`lexicon.spelling`), and only with pages of the same
kind whose owner may be the same: several units may have a rule of one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.memory import Brief
from kb_build.check.pages import PageFile
from kb_build.lexicon.spelling import spelled
from kb_build.model import Notice


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """A warning for each other page that a person's page doubles."""
    if page.generated:
        return
    seen = {page.path}
    for key, name, line in page.things():
        others = () if docs.ask("thing", key, page.path) else docs.by_thing[key]
        for path in others:
            other = docs.found.briefs[path]
            if path not in seen and _one_owner(page.brief(), other):
                seen.add(path)
                details = {"name": name, "title": other.title, "other": docs.named(path)}
                yield page.notice("check-name-twice", line, "warning", **details)


def _one_owner(page: Brief, other: Brief) -> bool:
    """Whether both may have one owner: they may where one of them names none."""
    owners = {spelled(one.owner) for one in (page, other)}
    return len(owners - {""}) < 2
