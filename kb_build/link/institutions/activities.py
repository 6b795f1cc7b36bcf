"""What a report says that a body does: it is set up, leads, takes part, or acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.lexicon.cues import cue
from kb_build.link.cutting import widened
from kb_build.link.institutions.posts import without_posts
from kb_build.link.sources import Source
from kb_build.model import Mention, Quotation, Span

CLAUSE = re.compile(r"[，,。；;：:、！？\s“”‘’（）()]")
# Where the subject of an act stands: behind these, and behind the other bodies that act with it.
START = re.compile(r"[，,。；;：:！？\s（）()]")
BODY = "\x00"  # stands for the name of a body; no report is written with it
BODIES = re.compile(rf"(?:由|其中)?(?:{BODY}(?:[、和与及]|以及|会同|联合))*")
# What ends a list of bodies that share one duty.
LIST_END = re.compile(r"[，,。；;：:（(）)\n]")
# What was set up instead, which is only of the body: 建立|县水务局|分工负责的机制.
OF_BODY = re.compile("(?:机制|制度|体系|格局|台账|清单|档案|平台|基地|模式|渠道|关系)$")
# What stands before the body that something was set up for: 组建检查组对|县水务局.
TOWARDS = ("对", "向", "到", "赴")
REACH = 120  # how far behind a name the verb may stand that its list of bodies shares
DUTIES = re.compile(r"(?P<leads>牵头)|(?P<takes_part>负责|配合|参与|协同|按职责分工)")
# 牵头单位：市财政局；责任单位：市住建局
HEADED = re.compile(
    r"(?P<leads>牵头|主办)?(?:责任|配合|协办)?(?:单位|部门|科室|处室)[:：][^。；\n]*$"
)
# Letters beside a name in a line that has at most a post or a person with it: 清岚市水务局局长.
LABEL = 12
SENTENCE_END = re.compile(r"[。；！？]")


def told_of_body(source: Source, mention: Mention) -> Iterator[tuple[str, Quotation]]:
    """The section in which a place that names a body is quoted, and the quotation."""
    quotation = source.quote_at(mention.span)
    if quotation is None or _only_names(mention, quotation):
        return
    if duty := _duty(source.report.text, mention.span, quotation.span):
        yield duty, _with_task(source, quotation)
        return
    before = source.report.text[quotation.span.start : mention.span.start]
    clause = CLAUSE.split(without_posts(before))[-1]
    behind = source.report.text[mention.span.end : quotation.span.end]
    other = clause.endswith(TOWARDS) or OF_BODY.search(CLAUSE.split(behind)[0])
    if cue("linking", "set_up").search(clause) and not other:
        yield "to_set_up" if quotation.role == "plan" else "set_up", quotation
    else:
        acts = opens_clause(source, mention, quotation.span) and not _idle(source, mention, before)
        yield "acts" if acts and quotation.role == "measure" else "other", quotation


def _only_names(mention: Mention, quotation: Quotation) -> bool:
    """Whether a quotation is a signature, a cell or a title: no sentence, and nothing is done."""
    beside = len(quotation.text) - len(mention.span)
    idle = quotation.role not in ("measure", "outcome", "problem", "plan")
    return idle and beside <= LABEL and not SENTENCE_END.search(quotation.text)


def _idle(source: Source, mention: Mention, before: str) -> bool:
    """Whether a name is but one of a list, or what follows is what was done to it or its people."""
    listed = cue("linking", "listed_behind").search(before.rstrip())
    behind = cue("linking", "undergoes").match(source.report.text, mention.span.end)
    return bool(listed or behind)


def opens_clause(source: Source, mention: Mention, sentence: Span) -> bool:
    """Whether a name begins its clause, alone or in a list: 教务处、团委组织…; 由教务处…"""
    text = source.report.text
    before = text[sentence.start : mention.span.start]
    start = sentence.start + max((m.end() for m in START.finditer(before)), default=0)
    at, shown = start, ""
    for other in source.mentions_in(Span(start, mention.span.start)):
        if other.kind == "organization":
            shown += text[at : other.span.start] + BODY
            at = other.span.end
    return bool(BODIES.fullmatch((shown + text[at : mention.span.start]).strip()))


def _duty(text: str, name: Span, sentence: Span) -> str:
    """`leads` or `takes_part`, by the verb that the list of bodies shares: （甲局、乙局牵头）."""
    behind = text[name.end : min(sentence.end, name.end + REACH)]
    shared = LIST_END.split(behind)[0]
    inside = _in_brackets(text, name, sentence)
    verb = DUTIES.search(shared)
    if verb and (inside or verb["leads"]):
        return str(verb.lastgroup)
    head = HEADED.search(text[max(sentence.start, name.start - REACH) : name.start])
    if head and inside:
        return "leads" if head["leads"] else "takes_part"
    return ""


def _in_brackets(text: str, name: Span, sentence: Span) -> bool:
    before = text[max(sentence.start, name.start - REACH) : name.start]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _with_task(source: Source, quotation: Quotation) -> Quotation:
    """With the words before it where it is but the bracket that names who answers for them."""
    task = source.right_before(quotation.span.start)
    if task is None or not quotation.text.lstrip().startswith(("（", "(")):
        return quotation
    return widened(quotation, task.start, quotation.span.end, source.report.text)
