"""Who reports where one body comes to another: the host of guests, and those who survey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import names_body, specific
from kb_build.extract.attributes.places import own_body
from kb_build.extract.attributes.spoken_of import whole_school
from kb_build.model import Mention, Span

# Guests come to the body that reports of it: 副校长一行到某某学院指导工作, 应邀来某某学院作报告.
# Where 我 stands this many characters before at most, the guests report: 我局……一行.
GUESTS = 12
GUEST = re.compile("[^，。\n]{0,40}?(?:来(?:我?[校院局]|我)|应邀(?![赴到前出参]))")
# Who inspects or guides others, behind the name of the body that sent them.
TEAM = "(?:指导|督导|督[查察]|检查|巡[视察]|考察|评估|验收)组"
SENT = re.compile(f"[^，。：\\s]{{0,16}}{TEAM}")
INSPECTED = re.compile(f"{SENT.pattern}对")
HOST = re.compile(
    rf"(?:(?:一行|{TEAM})[^，。\n]{{0,12}}?(?:来到|莅临|走进|进驻|到|赴|来|深入)|应邀(?:来到?|莅临))"
    "(?P<name>[^，。、\n]{3,24}?)(?=指导|调研|检查|视察|慰问|督导|督查|作|，?听取)"
)
# The title of a survey, and who made it: 市政协副主席×××带领委员……调研.
SURVEY = re.compile("调研|视察|考察|检查")
SURVEYING = re.compile(
    r"(?P<name>[一-鿿*×Xx]{0,6}?[省市县区州旗](?:人大(?:常委会)?|政协))"
    r"(?:副?主席|副?主任|组织|成立|调研组|[把将])[^。\n]{0,60}(?:调研|视察|考察|检查)"
)


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


def sent(visible: str, end: int) -> bool:
    """Whether the body whose name ends there only sent those who inspect: 市教育局|督导组."""
    return SENT.match(visible, end) is not None


def hosting(opening: str) -> Iterator[Body]:
    """The body that guests or inspectors come to: ……一行到某某学院指导工作."""
    match = HOST.search(opening)
    ours = match and "我" in opening[max(0, match.start() - GUESTS) : match.start()]
    if not ours:
        yield from own_body(match)


def surveying(opening: str, title: str) -> Iterator[Body]:
    """The congress or conference that made the survey that the `title` speaks of.

    A school tells of one at its place itself.
    """
    surveyed = SURVEY.search(title) if title else "调研报告" in opening
    match = SURVEYING.search(opening) if surveyed and not whole_school(title) else None
    if match:
        yield match["name"], Span(*match.span("name"))


def sending(opening: str, named: Iterable[Mention]) -> Iterator[Body]:
    """The body, no committee, whose inspectors the text tells of: 松浦县检察院|督察组进行了督察."""
    for mention in named:
        body = names_body().match(opening, mention.span.start, mention.span.end)
        own = body is not None and specific(body[0]) and not body[0].endswith("委")
        if body and own and INSPECTED.match(opening, body.end()):
            yield body[0], Span(*body.span())
