"""What is said about the whole report: its title, who reports, its genre, and the period."""

from __future__ import annotations

import re
from functools import cache

from kb_build.extract.attributes.periods import period
from kb_build.extract.attributes.reporters import reporter
from kb_build.extract.marks import widened
from kb_build.extract.openings import opening_end
from kb_build.lexicon import table
from kb_build.lexicon.cues import cue
from kb_build.model import HIDDEN, Attribute, Mention, Outline

# How far from the start the text still introduces itself, in characters.
OPENING = 500
# How far from the end a text may say who wrote it, in characters.
CLOSING = 60
# So many heads show what kind of text it is.
HEADS = 12
# What web pages put around a title: “某大学->”, “ | 网站名”, “--栏目-单位”, “大学 » ”, “.doc 5页”,
# “-松浦年鉴”; the first head, where lines were lost: “……总结 一、主要工作”; and 附件：.
DECORATION = re.compile(
    r"\s\|\s|->|--(?=[^（）]*$)|\s_\s|\s-\s|\s*[»›]\s*|\.(?:docx?|pdf|wps)(?![a-z])"
    r"|[-_](?=[^-_\s]{1,12}(?:网|网站|年鉴|文库|日报|门户|频道)\s*$)|\s(?=(?:第?一|1)、\S)|^\s*附件[：:]"
)
# What a web page prints below its title: 发布时间：2024-03-12 来源：松浦县气象局
PAGE = re.compile(r"^(?:\W*(?:发布|来源|作者|日期|时间|浏览|点击|字号|编辑|责编)[^\n。，]*\n)+")
# The last of several days: 5月12|-13|日
DAYS = re.compile(r"(?<=\d)[-—–~～至、]\d{1,2}(?=日)")
# The number of the document, printed right behind: “……的函某办函〔2023〕8号”.
NUMBER = re.compile(r"(?<=[告函知见案法定])[\u4e00-\u9fff]{2,8}[〔\[（(]\d{4}[〕\]）)]\d+号$")
# What sites that sell texts print behind a title: （全文1228字）
LENGTH = re.compile(r"[（(](?:全文|共)?共?\d+字[）)]$")
# A line of phrases, below which the next stands by itself: 引水入城 清渠到田
PHRASES = re.compile(r"[^\s\d]{3,} [^\s\d]{3,}")
# Blanks within a title are the author's where they part phrases: “初心如磐 某某大学召开总结会”.
BLANKS = re.compile(r"(?<!\S\S\S)\s+|\s+(?!\S\S\S)|(?<=[一-鿿])\s(?=\d+\s)|(?<=\d)\s(?=[一-鿿])")


def attributes(
    outline: Outline, visible: str, named: tuple[Mention, ...]
) -> tuple[Attribute, Attribute, Attribute, Attribute]:
    """Title, organization, genre and period as far as the text says them; else with empty values.

    `named` has the report's mentions, of which one may be who reports.
    """
    title = _title(outline, visible)
    visible = widened(visible)
    genre = _genre(outline, visible, title)
    organization = reporter(outline, visible, title.span, named)
    return title, organization, genre, period(outline, visible, title, genre.value)


def _title(outline: Outline, visible: str) -> Attribute:
    if outline.title is None:
        return Attribute("", None, "title:none")
    lines = outline.title.of(visible).replace(HIDDEN, "").split("\n")
    lines = [words for line in lines if (words := _undecorated(line))]
    even = [*map(_even, lines)]
    apart = len(even) > 1 and PHRASES.fullmatch(even[0]) and even[1][0].isalnum()
    words, printed = (_joined(one, " " if apart else "") for one in (even, lines))
    return Attribute(words, outline.title, "title:line", printed)


def _joined(lines: list[str], after_first: str) -> str:
    return f"{''.join(lines[:1])}{after_first}{''.join(lines[1:])}".lstrip("—－- ")


def _undecorated(line: str) -> str:
    words = max(DECORATION.split(f" {line} ".replace("\xa0", " ")), key=len).strip()
    return NUMBER.sub("", LENGTH.sub("", words))


def _even(words: str) -> str:
    """A title's line without blanks that only part letters: 工 作 报 告."""
    return BLANKS.sub("", re.sub(r"\s+", " ", words))


def _genre(outline: Outline, visible: str, title: Attribute) -> Attribute:
    """The genre that the words of one place tell, such as its title; the first place has its say.

    The groups of `lexicon/genres.yml` are named by place and genre: title-plan, opening-duty.
    """
    above, below = (title.span.start, title.span.end) if title.span else (0, 0)
    end = opening_end(visible, below, OPENING)
    opening = PAGE.sub("", visible[below:end].replace(HIDDEN, "").strip())
    opening = DAYS.sub("", opening)
    text = visible.replace(HIDDEN, "")
    line = text.replace("\n", " ")
    places = {
        "congress": opening,
        "event": title.value,
        "title": title.value,
        "masthead": visible[:above].replace(HIDDEN, ""),
        "letterhead": opening.partition("\n")[0],
        "lead": opening,
        "opening": opening,
        "closing": text.rstrip()[-CLOSING:],
        "news": text,
        "headline": title.value,
        "heads": " ".join(node.title for node in outline.nodes[:HEADS]),
        "start": opening,
        "text": line,
        "told": line,
    }
    for place, words in places.items():
        for genre in _told_at(place):
            if cue("genres", f"{place}-{genre}").search(words):
                return Attribute(genre, None, f"genre:{place}")
    return Attribute("other", None, "genre:rest")


@cache
def _told_at(place: str) -> tuple[str, ...]:
    """The genres that words of a place can tell, in the order of `lexicon/genres.yml`."""
    groups = (group.partition("-") for group in table("genres"))
    return tuple(genre for where, _, genre in groups if where == place)
