"""Which school reports where a text only says 我校 or 学校 of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import foremost, gone_to
from kb_build.extract.attributes.spoken_of import own_kind
from kb_build.model import Mention

# A whole school, no college of one.
SCHOOL = re.compile("[大中小]学$|(?<![初高])[一二三四五六七八九十]中$|附中$|附小$")


def own_school(visible: str, title: str, named: Iterable[Mention]) -> Iterator[Body]:
    """The school that the text names most often, twice at least, where it is not one gone to.

    Where one of the lower kind is named, universities are those that its pupils go to.
    """
    if own_kind(visible, title) != "校":
        return
    schools = [m for m in named if SCHOOL.search(m.name) and not gone_to(visible, m.span.start)]
    lower = [m for m in schools if not m.name.endswith("大学")]
    if most := foremost(m.name for m in lower or schools):
        yield next((m.name, m.span) for m in schools if m.name == most)
