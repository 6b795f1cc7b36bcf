"""A page that a person added for a thing that has a page already: two half pages mislead readers.

Only spelling is compared, as entries are joined (`lexicon.spelling`), and only with pages of the
same kind whose owner does not differ: each unit may have a rule of one name.
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
        others = () if docs.sound("thing", key, page.path) else docs.by_thing[key]
        for path in others:
            other = docs.brief(path)
            if path not in seen and _one_owner(page.brief(), other):
                seen.add(path)
                details = {"name": name, "title": other.title, "other": docs.named(path)}
                yield page.notice("check-name-twice", line, "warning", **details)


def _one_owner(page: Brief, other: Brief) -> bool:
    """Whether both may be of one owner: where one does not say it, they may."""
    owners = {spelled(one.owner) for one in (page, other)}
    return len(owners - {""}) < 2
