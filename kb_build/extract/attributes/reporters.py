"""Who reports: the body that the title, the speaker, the letterhead or the signature names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb_build.extract.attributes.congresses import governing, of_congress
from kb_build.extract.attributes.full_names import BOARD, Body, in_full
from kb_build.extract.attributes.naming import (
    BARE,
    FIRST,
    MEDIA,
    alone,
    general,
    gone_to,
    most_common,
    name_first,
    names_body,
    news,
    signed,
    specific,
    trimmed,
)
from kb_build.extract.attributes.places import (
    acting,
    concluding,
    described,
    entitled,
    like_title,
    of_level,
    own_body,
    own_place,
)
from kb_build.extract.attributes.schools import own_school
from kb_build.extract.attributes.sites import before_title, behind_title, published
from kb_build.extract.attributes.spoken_of import (
    WHOLE,
    not_spoken_of,
    opening_of,
    own_kind,
    whole_school,
)
from kb_build.extract.attributes.visits import guests, hosting, posted, sending, sent, surveying
from kb_build.lexicon.cues import cue
from kb_build.model import HIDDEN, Attribute, Mention, Outline, Span

# Lines at the top and at the end that may hold nothing but a body's name.
LETTERHEAD = 6
SIGNATURE = 4
LINE = 80  # characters of the longest of them
# Where a title starts anew: “……——某某局……”, “某某大学：……”, “巡渠故事|某某局……”.
SEGMENT = re.compile(r"[^—：:！？_\n\s》【】|｜丨\x1f]+")
# Behind the name of a body that else gives orders or inspects, where it reports itself:
# 某某人大常委会执法检查组|关于……的报告.
OF_ITS_OWN = re.compile(
    r"(?<=[局厅])\s*(?:召开|举[行办]|开展|组织|实地|扎实|深入|积极|强化|聚焦|持续)"
    r"|\s?关于[^\n]*(?:报告|汇报|总结|情况|决[定议]|意见|建议)(?:\s|$|[（(])|(?:19|20)\d\d年[^\n]*(?:总结|汇报|要点|计划)"
)
# “我代表某某局党组，向……汇报”
SPEAKER = re.compile(
    r"(?:我|受|现在)[^，。：\n]{0,8}?(?:代表|委托)(?P<name>[^，,。：、\s]{3,24}?)(?=[向作就汇报，,、和])"
    r"(?!，?向[^。\n]{2,40}(?:致以|表示))"
)
# “在全县|水务中心|建设会议上的发言”: what a meeting is on.
IN = re.compile(r"在[^，。：—\n]*$")
MEETING = re.compile(r"[^，。：—\n]*会议?上")
# “在松浦县妇女联合会|第八次代表大会上的工作报告”: read to its own delegates or shareholders.
OWN_CONGRESS = re.compile(r"(?:第[^，。\s]{1,4}[届次]|(?:19|20)\d\d年)[^，。\s]{0,16}?大会")
OURS = re.compile(r"(?:^|[—：:_\s》】|｜丨])我[院局]")
# What a person is in a body: 松浦县委书记×××.
POST = re.compile("的?(?:副?书记|常委|院士|副?主席|副?主任|负责(?:人|同志))(?!会)")
# A college or an office, by a name without a place.
IN_HOUSE = re.compile(
    "(?![一-鿿]*[省市县区国]|[一-鿿]{2}部|校党委|学校)[一-鿿（）]+(?:学院|处|部|所|中心|馆|医院|支部|团委)(?:党委)?"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rules look at."""

    outline: Outline
    visible: str
    opening: str  # what of it introduces the text
    title: Span | None
    bodies: tuple[Body, ...]  # named in the text, none that only orders or receives reports
    named: tuple[Mention, ...]  # anywhere

    def title_line(self) -> str:
        return self.title.of(self.visible) if self.title else ""

    def beginning(self) -> int:
        """Where the first paragraph below the title begins."""
        end = self.title.end if self.title else 0
        return next((block.start for block in self.outline.paragraphs if block.start >= end), end)

    def letterhead(self) -> Iterator[Span]:
        """The first lines, without the title, above the first number."""
        numbered = (node.span.start for node in self.outline.nodes if node.marker)
        first = next(numbered, len(self.visible))
        lines = (b for b in self.outline.paragraphs[:LETTERHEAD] if b.start < first)
        return (line for line in lines if not self._titled(line))

    def signature(self) -> Iterator[Span]:
        """The last lines, without the title, from the end."""
        last = self.outline.paragraphs[-SIGNATURE:]
        return (block for block in reversed(last) if not self._titled(block))

    def _titled(self, block: Span) -> bool:
        return self.title is not None and self.title.meets(block)


def reporter(
    outline: Outline, visible: str, title: Span | None, named: tuple[Mention, ...]
) -> Attribute:
    """The reporting body as named, in full where the text says so; empty where none is named.

    `title` is where the title stands, `named` has all mentions of the report.
    """
    opening = opening_of(visible)
    near = (m for m in named if m.span.start < len(opening) or (title and title.holds(m.span)))
    organizations = (m for m in near if m.kind == "organization")
    writing = [m for m in organizations if not MEDIA.search(m.name)]
    coming = [m for m in writing if guests(visible, m.span.end)]
    came = {m.name for m in coming if title and title.holds(m.span)}
    own = (m for m in writing if m not in coming and m.name not in came)
    acting = (m for m in own if not POST.match(visible, m.span.end))
    bodies = tuple(found for m in acting for found in trimmed(visible, m))
    told = _Told(outline, visible, opening, title, bodies, named)
    for rule, find in RULES:
        for joint, where in find(told):
            name = alone(joint)
            at = where.start + joint.find(name)
            full, place = in_full(visible, name, Span(at, at + len(name)), _introduced(told))
            if len(full) > 1:  # not 镇 of 镇党委、政府
                stands = place if place.of(visible) == full else None
                words = where.of(visible).replace(HIDDEN, "")  # 我代表|县人民政府
                spelt_out = words and words != joint and full not in told.title_line()
                printed = words if spelt_out else full
                return Attribute(full, stands, f"organization:{rule}", printed)
    return Attribute("", None, "organization:none")


def _titled(told: _Told) -> Iterator[Body]:
    """A name at the start of the title or of a part of it."""
    if told.title is None:
        return
    for segment in SEGMENT.finditer(told.visible, told.title.start, told.title.end):
        match = name_first().match(told.visible, segment.start(), told.title.end)
        if match is None or match.end("name") > segment.end():
            continue
        reports = OF_ITS_OWN.match(told.visible, match.end("name"), told.title.end)
        named = not general(match["name"]) and (reports or specific(match["name"]))
        named = named and not _within(told, Span(*match.span("name")))
        end = match.end("name")
        if named and not (guests(told.visible, end) or sent(told.visible, end)):
            yield match["name"], Span(*match.span("name"))


def _within(told: _Told, span: Span) -> bool:
    """Whether a name begins behind words that are none: 张某某为|清岚学院|作报告."""
    inner = (one for _, one in told.bodies if span.start < one.start and one.end == span.end)
    return any(told.visible.startswith(("为", "给", "到", "向"), one.start - 1) for one in inner)


def _in_title(told: _Told) -> Iterator[Body]:
    """A name anywhere in the title, behind 在 only of its own congress; none where 我校 tells."""
    title = told.title
    line = told.title_line()
    for name, span in told.bodies if not (OURS.search(line) or whole_school(line)) else ():
        inside = title is not None and title.holds(span)
        held = title is not None and inside and _where(told, title, span)
        if inside and (not held or OWN_CONGRESS.match(told.visible, span.end)):
            body = BOARD.sub("", name)
            yield body, Span(span.start, span.start + len(body))


def _where(told: _Told, title: Span, span: Span) -> bool:
    """Whether a name in the title only tells where or to whom people went: 在|清岚学院,
    赴|清岚学院, 在全县|水务中心建设会上的发言.
    """
    before = told.visible[title.start : span.start]
    meeting = IN.search(before) and MEETING.match(told.visible, span.end, title.end)
    return bool(meeting) or gone_to(before, len(before))


def _speaking(told: _Told) -> Iterator[Body]:
    match = SPEAKER.search(told.opening)
    if match and names_body().fullmatch(match["name"]) and not general(match["name"]):
        name = BOARD.sub("", match["name"])
        yield name, Span(match.start("name"), match.start("name") + len(name))


def _on_site(told: _Told) -> Iterator[Body]:
    """The body whose pages these are; its college or office where the text begins with that."""
    for found in before_title(told.outline.report.text, told.title):
        first = (*_in_news(told), *acting(told.visible, told.beginning()))
        own = "校" not in told.title_line()
        yield from (body for body in first if own and IN_HOUSE.fullmatch(body[0]))
        yield found


def _on_own_line(told: _Told) -> Iterator[Body]:
    """A line of the letterhead or the signature: （松浦县财政局供稿）, 松浦县县长 ×××.

    No office of a school signs where the title tells of the whole: 我校……
    """
    whole = WHOLE if whole_school(told.title_line()) else re.compile("")
    for line in told.letterhead():
        signed_by = tuple(f for f in _signed_by(told, line) if whole.search(f[0]))
        author = told.title is not None and not told.visible[told.title.end : line.start].strip()
        own = (f for f in signed_by if (author and not general(f[0])) or specific(f[0]))
        yield from (*own, *(f for f in signed_by if _in_person(told.visible, *f)))
    for line in told.signature():
        named = (found for found in _signed_by(told, line) if not general(found[0]))
        yield from (found for found in named if whole.search(found[0]))


def _in_person(visible: str, name: str, place: Span) -> bool:
    """Whether a body reports by the mouth of its head, also one that audits others."""
    return not general(name) and cue("reporters", "post").match(visible, place.end) is not None


def _signed_by(told: _Told, line: Span) -> Iterator[Body]:
    match = signed().fullmatch(told.visible, line.start, line.end)
    if match and len(line) <= LINE and not MEDIA.search(match["name"]):
        name = re.sub(r"(?:领导班子|班子|董事会|监事会)$", "", match["name"])
        yield name, Span(match.start("name"), match.start("name") + len(name))


def _in_news(told: _Told) -> Iterator[Body]:
    """The body that the first sentences tell of on a day: 1月23日，柳塘镇召开……会议"""
    start = told.beginning()
    for match in news().finditer(told.visible, start, start + FIRST):
        yield from own_body(match)


def _acting(told: _Told) -> Iterator[Body]:
    """The body that most often opens a clause of the first paragraphs, no office that edits for it:
    2024年第7期 松浦县农业农村局办公室编 ……松浦县农业农村局坚持……
    """
    found = [found for found in _introduced(told) if _opens_clause(told, found[1])]
    offices = tuple(f"{name}办公室" for name, _ in found)
    own = (body for body in found if not body[0].endswith(offices))
    return most_common(told.visible, own)


def _opens_clause(told: _Told, span: Span) -> bool:
    before = told.visible[max(0, span.start - 4) : span.start].replace(HIDDEN, "")
    return bool(re.search(r"(?:^|[\n。，,：:\s]|现将|现就|下面将)$", before))


def _introduced(told: _Told) -> Iterator[Body]:
    """The bodies that the text tells of first, none that it only speaks of.

    The page tells which school is meant by 校党委.
    """
    near = (found for found in told.bodies if found[1].start < len(told.opening))
    found = not_spoken_of(told.visible, told.title_line(), near)
    owner = next(behind_title(told.outline.report), None)
    return (body for body in found if owner is None or not BARE.match(body[0]))


def _of_own_kind(told: _Told) -> Iterator[Body]:
    """A body that opens a clause, where the text speaks of itself as of such a one: 我局."""
    if kind := own_kind(told.visible, told.title_line()):
        own = (found for found in _introduced(told) if found[0].endswith(kind))
        yield from (found for found in own if _opens_clause(told, found[1]))


RULES: tuple[tuple[str, Callable[[_Told], Iterator[Body]]], ...] = (
    ("government", lambda told: governing(_titled(told), told.opening)),
    ("congress", lambda told: of_congress(told.opening, told.title_line())),
    ("title", _titled),
    ("in-title", _in_title),
    ("speaker", _speaking),
    ("own-line", _on_own_line),
    ("posted", lambda told: posted(told.opening)),
    ("site", _on_site),
    ("like-title", lambda told: like_title(SEGMENT.findall(told.title_line()), told.bodies)),
    ("survey", lambda told: surveying(told.opening, told.title_line())),
    ("host", lambda told: hosting(told.opening)),
    ("news", _in_news),
    ("subject", _acting),
    ("most-named", lambda told: most_common(told.visible, _introduced(told))),
    ("own-kind", _of_own_kind),
    ("acting-place", lambda told: acting(told.visible, told.beginning())),
    ("level", lambda told: of_level(told.visible, told.title)),
    ("place", lambda told: entitled(told.visible, told.title)),
    ("last-paragraph", lambda told: concluding(told.visible, told.outline.paragraphs)),
    ("own-place", lambda told: own_place(told.visible)),
    ("described", lambda told: described(told.visible, told.outline.paragraphs)),
    ("page-data", lambda told: published(told.outline.report)),
    ("site-behind", lambda told: behind_title(told.outline.report)),
    ("own-school", lambda told: own_school(told.visible, told.title_line(), told.named)),
    ("team", lambda told: sending(told.opening, told.named)),
)
