"""The report's own title: a line near the top that reads like one, with its subtitle."""

from __future__ import annotations

import re

from kb_build.model import Report, Span
from kb_build.parse.families import FAMILIES
from kb_build.parse.paragraphs import plain

# How many lines of a letterhead or web page may come before the title.
LINES = 8
LONGEST = 60
# Words that titles of reports hold.
KIND = re.compile(
    r"报告|汇报|总结|方案|要点|材料|讲话|通报|计划|思路|纪要|简报|办法|意见|函$|通知|做法|经验|述职|工作|会议|情况|探索|实践|模式|规划|启示|调度会|讲稿|发言"
)
SALUTATION = re.compile(r"^(?:各位|同志们|尊敬的|大家)|[：:，,]$")
# A line of a web page's head: “关于……的通知--党政办-某某中学”.
WEB_LINE = re.compile(r"--|\s[|_]\s|->")
SENTENCE = re.compile(r"[。；;！？!?]")
# “关于公示《某校工作总结》” announces the title that the next lines print.
ANNOUNCED = re.compile(r"《(.{4,60})》")
# “——2024年1月8日在某县第十八届人民代表大会第四次会议上”
HELD = re.compile(r"\d{4}年.*(?:上|会议|大会)")
DASH = ("——", "--", "—", "－－", "──")
STRICT = [family for family in FAMILIES if family.name in {"han", "han-paren", "arabic", "count"}]


def title_of(report: Report, visible: str, blocks: tuple[Span, ...]) -> Span | None:
    """Where the title stands, its lines together; None where the text starts without one.

    The file's only heading of the first level where it has one; else a line before the salutation,
    the first sentence and the first number. A line of the web page that carried the report only
    counts where no other line does, and one that announces 《…》 yields to those words themselves.
    """
    heading = _only_heading(report)
    if heading is not None:
        return heading
    lines = _head_lines(visible, blocks)
    own = [at for at in lines if not WEB_LINE.search(plain(visible, blocks[at]))]
    for at in (*own, *lines):
        after = blocks[at + 1] if at + 1 in lines else None
        subtitled = after is not None and _is_subtitle(plain(visible, after))
        if subtitled or _reads_like_one(plain(visible, blocks[at])):
            end = after.end if subtitled and after is not None else blocks[at].end
            span = Span(blocks[_first(visible, blocks, own, at)].start, end)
            return _announced(visible, blocks, lines, at) or span
    return None


def _is_subtitle(words: str) -> bool:
    """A line that goes on with a dash; when and where a speech was held is none."""
    return words.startswith(DASH) and not HELD.search(words)


def _only_heading(report: Report) -> Span | None:
    headings = [mark for mark in report.marks if mark.kind == "heading"]
    highest = [mark for mark in headings if mark.level == 1]
    return highest[0].span if len(highest) == 1 and highest[0] is headings[0] else None


def _announced(visible: str, blocks: tuple[Span, ...], lines: list[int], at: int) -> Span | None:
    """The lines below that print the title which the line at `at` announces: 关于公示《…》."""
    match = ANNOUNCED.search(plain(visible, blocks[at]))
    wanted = _letters(match[1]) if match else ""
    for first in lines:
        printed = ""
        for last in range(first, len(blocks)):
            printed += _letters(plain(visible, blocks[last]))
            if first > at and wanted and printed == wanted:
                return Span(blocks[first].start, blocks[last].end)
            if not wanted.startswith(printed):
                break
    return None


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words)


def _head_lines(visible: str, blocks: tuple[Span, ...]) -> list[int]:
    lines: list[int] = []
    for at, block in enumerate(blocks[:LINES]):
        words = plain(visible, block)
        if SALUTATION.search(words) or SENTENCE.search(words) or len(words) > LONGEST:
            break
        if any(family.pattern.match(words) for family in STRICT):
            break
        lines.append(at)
    return lines


def _reads_like_one(words: str) -> bool:
    return len(words) >= 5 and not words.startswith(DASH) and bool(KIND.search(words))


def _first(visible: str, blocks: tuple[Span, ...], own: list[int], at: int) -> int:
    """The line above, where the title was broken over two: “某某局2023年” / “工作总结”."""
    above = at - 1
    if above not in own or at not in own or visible.startswith(DASH, blocks[above].start):
        return at
    words = plain(visible, blocks[above])
    return above if len(words) <= LONGEST // 2 and not re.search(r"[\d\W]$", words) else at
