"""Who reports where somebody comes to a body: no guest, but one who was sent to work there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.places import own_body

# Guests come to the body that reports of it: 副校长一行到某某学院指导工作, 应邀来某某学院作报告.
GUEST = re.compile("[^，。\n]{0,20}?(?:来(?:我?[校院局]|我)|应邀(?![赴到前出参]))")
# Where one who writes in person was sent to work: 选派到望澜县柳塘乡苇塘村担任第一书记
POSTED = re.compile(
    r"(?:我|本人)[^。\n]{0,40}?[到往至](?P<name>[^，。、；：\s]{2,20}?)(?=担任|任职|挂职|任第一书记)"
)


def posted(opening: str) -> Iterator[Body]:
    """The body that one who reports in person was sent to: 我到水务局任职."""
    yield from own_body(POSTED.search(opening))


def guests(visible: str, end: int) -> bool:
    """Whether the body whose name ends there came to the one that reports: 市水利局|来我校."""
    return GUEST.match(visible, end) is not None
