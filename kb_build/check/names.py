"""A page that a person added for a thing that has a page already: two half pages mislead readers.

Only spelling is compared, as entries are joined (`lexicon.spelling`), and only with pages of the
same kind whose owner does not differ: each unit may have a rule of one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.pages import Docs, PageFile
from kb_build.lexicon.spelling import spelled
from kb_build.model import Notice

BASE = "kb_base"  # generated pages have it in their heads


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """A warning for each other page that a person's page doubles."""
    if BASE in page.front.values:
        return
    seen = {page.path}
    for key, name, line in page.things():
        for other in docs.by_thing.get(key, ()):
            if other.path not in seen and _one_owner(page, other):
                seen.add(other.path)
                title = str(other.front.values.get("title", ""))
                details = {"name": name, "title": title, "other": other.name}
                yield page.notice("check-name-twice", line, "warning", **details)


def _one_owner(page: PageFile, other: PageFile) -> bool:
    """Whether both may be of one owner: where one does not say it, they may."""
    owners = {spelled(str(one.front.values.get("owner") or "")) for one in (page, other)}
    return len(owners - {""}) < 2
