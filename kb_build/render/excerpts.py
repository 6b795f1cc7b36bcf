"""What an entry says in short: the first sentences of what it quotes of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kb_build.model import CHANGED, Entry, Quotation, Span, replace

MOST = 110  # code points of a short quotation, about three lines on a phone
LEAST = 12  # that its words should have: less is a label
STATUS = 6  # no more than this has a mere status: “长期坚持。”
# What tells nothing where it stands alone: 经费支出情况如下：; 整改状态：已完成。
BARE = re.compile(
    r"[：:]\s*$|^(?:整改|完成|办理|落实|进展)(?:状态|情况|进度)[：:][^，。；]{1,10}[。；]?$"
)
SENTENCE = re.compile(r"[。！？；](?=\s*\S|\s*$)")
# What an entry says was done, in the order in which it is looked for.
DONE = ("done", "measure", "item", *CHANGED, "enforced")
CAME = ("outcome",)
PLANNED = ("plan",)


def short(quotation: Quotation) -> Quotation:
    """The quotation cut behind its last sentence that ends within the bound; whole if none does."""
    ends = [match.end() for match in SENTENCE.finditer(quotation.text[:MOST])]
    end = max((end for end in ends if end >= LEAST), default=len(quotation.text))
    start = quotation.span.start
    return replace(quotation, text=quotation.text[:end], span=Span(start, start + end))


def of_report(entry: Entry, reports: Iterable[str], labels: tuple[str, ...]) -> Iterator[Quotation]:
    """What the entry quotes of these reports under any of the labels, in order, shortened.

    Labels such as “已完成。” and what only announces tell nothing without what stands around them,
    and are left out.
    """
    return map(short, _told(entry, reports, labels))


def on_subject(
    entry: Entry, reports: Iterable[str], labels: tuple[str, ...], words: Sequence[str]
) -> Iterator[Quotation]:
    """The quotations of `of_report` with one of the words, from the sentence that has it on."""
    for quotation in _told(entry, reports, labels):
        places = (place for word in words if (place := quotation.text.find(word)) >= 0)
        if (first := min(places, default=-1)) >= 0:
            yield short(_from(quotation, first))


def sentence(quotation: Quotation, place: int) -> str:
    """The sentence of a quotation in which a place of the report's text stands."""
    return SENTENCE.split(_from(quotation, place - quotation.span.start).text, maxsplit=1)[0]


def _told(entry: Entry, reports: Iterable[str], labels: tuple[str, ...]) -> Iterator[Quotation]:
    wanted = set(reports)
    for label in labels:
        for section in entry.sections:
            if section.label == label:
                said = (q for q in section.quotations if q.report in wanted)
                yield from (q for q in said if _tells(q.text.strip()))


def _from(quotation: Quotation, place: int) -> Quotation:
    """The quotation from the sentence on that holds a place in it."""
    ends = [match.end() for match in SENTENCE.finditer(quotation.text, 0, place)]
    text = quotation.text[max(ends, default=0) :].lstrip()
    start = quotation.span.end - len(text)
    return replace(quotation, text=text, span=Span(start, quotation.span.end))


def _tells(words: str) -> bool:
    return len(words) > STATUS and not BARE.search(words)
