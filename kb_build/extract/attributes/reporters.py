"""Who reports: the body that the title, the speaker, the letterhead or the signature names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from kb_build.extract.attributes.full_names import BOARD, Body, in_full
from kb_build.extract.attributes.naming import (
    general,
    name_first,
    names_body,
    news,
    signed,
    specific,
)
from kb_build.extract.attributes.places import acting, concluding, entitled, of_level, own_body
from kb_build.extract.attributes.sites import before_title, behind_title
from kb_build.extract.attributes.spoken_of import OPENING, OWN_KIND, PLACED, not_spoken_of
from kb_build.extract.attributes.visits import guests, hosting, surveying
from kb_build.lexicon.cues import cue
from kb_build.model import HIDDEN, Attribute, Mention, Outline, Span

# Lines at the top and at the end that may hold nothing but a body's name.
LETTERHEAD = 6
SIGNATURE = 4
# Where a title starts anew: “……——某某局……”, “某某大学：……”, “巡渠故事|某某局……”.
SEGMENT = re.compile(r"[^—：:！？_\n\s》【】|｜丨\x1f]+")
# Behind the name of a body that else gives orders or inspects, where it reports itself:
# 某某人大常委会执法检查组|关于……的报告.
OF_ITS_OWN = re.compile(
    r"\s?关于[^\n]*(?:报告|汇报|总结|情况)(?:\s|$|[（(])|(?:19|20)\d\d年[^\n]*(?:总结|汇报|要点|计划)"
)
# “我代表某某局党组，向……汇报”
SPEAKER = re.compile(
    r"(?:我|受|现在)[^，。：\n]{0,8}?(?:代表|委托)(?P<name>[^，,。：、\s]{3,24}?)(?=[向作就汇报，,、和])"
    r"(?!，?向[^。\n]{2,40}(?:致以|表示))"
)
# “——在清岚市第九届人民代表大会第二次会议上” “我代表市人民政府”
CONGRESS = re.compile(
    r"在(?P<place>(?:[一-鿿]{2,8}?|[*＊×Xx]{1,4})[省市县区州旗镇乡])第[^，。\s]{1,6}届\s?(?:人民代表大会|人大)"
)
# “鹭汀区2021年政府工作报告”, “（全文）2021年鹭汀区政府工作报告”, where no congress is named.
PLACE_FIRST = re.compile(
    r"(?:[（(].*?[）)])?(?:(?:19|20)\d\d年)?(?P<place>[一-鿿]{2,8}?[省市县区州旗])(?:(?:19|20)\d\d年)?(?:人民)?政府工作报告"
)
# “在全县|水务中心|建设会议上的发言”: what a meeting is on.
IN = re.compile(r"在[^，。：—\n]*$")
MEETING = re.compile(r"[^，。：—\n]*会议?上")
# “在松浦县妇女联合会|第八次代表大会上的工作报告”: read to its own delegates or shareholders.
OWN_CONGRESS = re.compile(r"(?:第[^，。\s]{1,4}[届次]|(?:19|20)\d\d年)[^，。\s]{0,16}?大会")
BY_LEVEL = re.compile(
    "代表(?P<name>(?P<level>[省市县区州旗镇乡])(?:人民)?(?P<body>政府|法院|检察院))"
)
OURS = re.compile(r"(?:^|[—：:_\s》】|｜丨])我[校院局]")
# What a title and a body share beside the place: 望津市|水利.
OF_PLACE = re.compile("[一-鿿]{2,6}?[省市县区州旗][一-鿿]{2,}")
# Where so many bodies are named once each, or so many equally often, none of them is the reporter.
MANY = 4
FEW = 2
# A body that is named only once reports if it is named with its place, or this far from the start.
FIRST = 120
# What a person is in a body: 松浦县委书记×××.
POST = re.compile("的?(?:副?书记|常委|副?主席|副?主任|负责(?:人|同志))(?!会)")
# Who writes of others in their place, （区融媒体中心供稿）, and teams by their brand.
MEDIA = re.compile("^“|(?:融媒体中心|新闻中心|(?<![电管路])网|新华社|电视台|广播电台|报社|日报)$")
# 局党委, 校党委: said by a body of itself.
BARE = re.compile(r"^(?:[校院局处系矿厂所]|公司|集团)(?:党|团|纪)?[委组]")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rules look at."""

    outline: Outline
    visible: str
    title: Span | None
    bodies: tuple[Body, ...]  # named in the text, none that only orders or receives reports

    def title_line(self) -> str:
        return self.title.of(self.visible) if self.title else ""

    def letterhead(self) -> Iterator[Span]:
        """The first lines, without the title."""
        return (b for b in self.outline.paragraphs[:LETTERHEAD] if not self._titled(b))

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
    near = (m for m in named if m.span.start < OPENING or (title and title.holds(m.span)))
    organizations = (m for m in near if m.kind == "organization")
    writing = (m for m in organizations if not MEDIA.search(m.name))
    own = (m for m in writing if not guests(visible, m.span.end))
    acting = (m for m in own if not POST.match(visible, m.span.end))
    bodies = tuple(found for m in acting for found in _trimmed(visible, m))
    told = _Told(outline, visible, title, bodies)
    for rule, find in RULES:
        for name, span in find(told):
            full, place = in_full(told.visible, name, span, _introduced(told))
            printed = place if place.of(visible) == full else None
            return Attribute(full, printed, f"organization:{rule}")
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
        if named and not guests(told.visible, match.end("name")):
            yield match["name"], Span(*match.span("name"))


def _governing(told: _Told) -> Iterator[Body]:
    """The government that speaks, where the title names its place or shortens it:
    我代表松柏镇人民政府, 松浦县政府 … 我代表县人民政府.
    """
    for name, span in _titled(told):
        place = name.removesuffix("政府")
        calls = {place, place[-1:], place[-3:]} if place != name else {place}  # 自治区
        if any(told.visible.find(f"代表{one}人民政府", 0, OPENING) >= 0 for one in calls):
            yield f"{place}人民政府", span


def _in_title(told: _Told) -> Iterator[Body]:
    """A name anywhere in the title, behind 在 only of its own congress; none where 我校 tells."""
    title = told.title
    for name, span in told.bodies if not OURS.search(told.title_line()) else ():
        inside = title is not None and title.holds(span)
        held = title is not None and inside and _where(told, title, span)
        if inside and (not held or OWN_CONGRESS.match(told.visible, span.end)):
            body = BOARD.sub("", name)
            yield body, Span(span.start, span.start + len(body))


def _where(told: _Told, title: Span, span: Span) -> bool:
    """Whether a name in the title only tells where: 在|清岚学院, 在全县|水务中心建设会上的发言."""
    before = told.visible[title.start : span.start]
    meeting = IN.search(before) and MEETING.match(told.visible, span.end, title.end)
    return bool(meeting) or before.endswith(("在", "入选"))


def _like_title(told: _Told) -> Iterator[Body]:
    """A body that begins as a part of the title does: 望津市水利系统…… → 望津市水利局."""
    for segment in SEGMENT.findall(told.title_line()):
        for name, span in told.bodies:
            if OF_PLACE.fullmatch(_shared(segment, name)):
                yield name, span


def _shared(one: str, other: str) -> str:
    """What both begin with."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


def _of_congress(told: _Told) -> Iterator[Body]:
    """The government or court of the place whose congress it is read to: 我代表市人民政府，……"""
    spoken = BY_LEVEL.search(told.visible, 0, OPENING)
    held = CONGRESS.search(told.visible, 0, OPENING) or PLACE_FIRST.match(told.title_line())
    if spoken and held and held["place"].endswith(spoken["level"]):
        yield f"{held['place']}人民{spoken['body']}", Span(*spoken.span("name"))


def _speaking(told: _Told) -> Iterator[Body]:
    match = SPEAKER.search(told.visible, 0, OPENING)
    if match and names_body().fullmatch(match["name"]) and not general(match["name"]):
        name = BOARD.sub("", match["name"])
        yield name, Span(match.start("name"), match.start("name") + len(name))


def _on_own_line(told: _Told) -> Iterator[Body]:
    """A line of the letterhead or the signature: （松浦县财政局供稿）, 松浦县县长 ×××."""
    for line in told.letterhead():
        signed_by = _signed_by(told, line)
        yield from (f for f in signed_by if specific(f[0]) or _in_person(told.visible, *f))
    for line in told.signature():
        yield from (found for found in _signed_by(told, line) if not general(found[0]))


def _in_person(visible: str, name: str, place: Span) -> bool:
    """Whether a body reports by the mouth of its head, also one that audits others."""
    return not general(name) and cue("reporters", "post").match(visible, place.end) is not None


def _signed_by(told: _Told, line: Span) -> Iterator[Body]:
    match = signed().fullmatch(told.visible, line.start, line.end)
    if match and len(line) <= OPENING // 10 and not MEDIA.search(match["name"]):
        name = re.sub(r"(?:领导班子|班子|董事会|监事会)$", "", match["name"])
        yield name, Span(match.start("name"), match.start("name") + len(name))


def _in_news(told: _Told) -> Iterator[Body]:
    """The body that the first sentences tell of on a day: 1月23日，柳塘镇召开……会议"""
    start = told.title.end if told.title else 0
    for match in news().finditer(told.visible, start, start + FIRST):
        yield from own_body(match)


def _acting(told: _Told) -> Iterator[Body]:
    """The body that most often opens a clause of the first paragraphs, no office that edits for it:
    2024年第7期 松浦县农业农村局办公室编 ……松浦县农业农村局坚持……
    """
    found = [found for found in _introduced(told) if _opens_clause(told, found[1])]
    offices = tuple(f"{name}办公室" for name, _ in found)
    return _most_common(body for body in found if not body[0].endswith(offices))


def _opens_clause(told: _Told, span: Span) -> bool:
    before = told.visible[max(0, span.start - 4) : span.start].replace(HIDDEN, "")
    return bool(re.search(r"(?:^|[\n。，,：:\s]|现将|现就|下面将)$", before))


def _introduced(told: _Told) -> Iterator[Body]:
    """The bodies that the text tells of first, none that it only speaks of."""
    near = (found for found in told.bodies if found[1].start < OPENING)
    return not_spoken_of(told.visible, told.title_line(), near)


def _of_own_kind(told: _Told) -> Iterator[Body]:
    """A body that opens a clause, where the text speaks of itself as of such a one: 我局."""
    says = OWN_KIND.search(told.visible, 0, OPENING)
    if says:
        own = (found for found in _introduced(told) if found[0].endswith(says["kind"]))
        yield from (found for found in own if _opens_clause(told, found[1]))


RULES: tuple[tuple[str, Callable[[_Told], Iterator[Body]]], ...] = (
    ("government", _governing),
    ("title", _titled),
    ("in-title", _in_title),
    ("congress", _of_congress),
    ("speaker", _speaking),
    ("own-line", _on_own_line),
    ("site", lambda told: before_title(told.outline.report.text, told.title)),
    ("like-title", _like_title),
    ("survey", lambda told: surveying(told.visible[:OPENING], told.title_line())),
    ("host", lambda told: hosting(told.visible[:OPENING])),
    ("news", _in_news),
    ("subject", _acting),
    ("most-named", lambda told: _most_common(_introduced(told))),
    ("own-kind", _of_own_kind),
    ("acting-place", lambda told: acting(told.visible, told.title.end if told.title else 0)),
    ("level", lambda told: of_level(told.visible, told.title)),
    ("place", lambda told: entitled(told.visible, told.title)),
    ("last-paragraph", lambda told: concluding(told.visible, told.outline.paragraphs)),
    ("site-behind", lambda told: behind_title(told.outline.report)),
)


def _trimmed(visible: str, mention: Mention) -> Iterator[Body]:
    """The name without set words before it; none where nothing specific is left."""
    lead = cue("reporters", "lead").match(mention.name)
    span = Span(mention.span.start + (lead.end() if lead else 0), mention.span.end)
    if len(span) > 2 and HIDDEN not in span.of(visible) and specific(span.of(visible)):
        yield span.of(visible), span


def _most_common(places: Iterable[Body]) -> Iterator[Body]:
    """The body named most often, one with a name of its own before 局党委; of two equals the first.

    None where several are named equally often (`MANY`, `FEW`), as in a round-up of what others did
    or a plan for all, and where it is only named in passing (`FIRST`).
    """
    found = list(places)
    counts = Counter(name for name, _ in found)
    most = max(counts.values(), default=0)
    if list(counts.values()).count(most) >= (MANY if most == 1 else FEW):
        return
    chosen = sorted(found, key=lambda f: (bool(BARE.match(f[0])), -counts[f[0]], f[1].start))
    yield from (f for f in chosen[:1] if most > 1 or f[1].start < FIRST or PLACED.match(f[0]))
