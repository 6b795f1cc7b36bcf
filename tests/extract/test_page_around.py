"""What a report says does not depend on the page around it, nor on the tags within its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kb_build.gather import understand
from kb_build.model import HIDDEN, Facts

GOLD = Path(__file__).parents[1] / "gold"
# Plain text only: no tables, nor marks of Markdown, which stand for something else in HTML.
TEXTS = (
    "diaoyan-xiangcun-2022",
    "jiancha-baogao-2023",
    "shi-zhengfu-2017",
    "tushuguan-zongjie-2023",
    "xiangzhen-zongjie-2023",
    "yingji-zhenggai-2023",
)
STYLED = '<p style="text-indent:2em;line-height:1.75;margin:0 0 12pt">'
MENU = "".join(f"<li><a href='/c{number}'>栏目{number}政务公开</a></li>" for number in range(150))


def _styled(lines: Iterable[str]) -> str:
    return "\n".join(f"{STYLED}<span style='font-size:16pt'>{line}</span></p>" for line in lines)


def _one_line(lines: Iterable[str]) -> str:
    return _styled(lines).replace("\n", "")


def _parted(lines: Iterable[str]) -> str:
    """As programs save what Word wrote: digits stand in tags of their own."""
    digits = re.compile(r"\d+(?:\.\d+)?")
    parted = (digits.sub(r"<span lang=EN-US>\g<0></span>", line) for line in lines)
    return "\n".join(f"<p>{line}</p>" for line in parted)


def _escaped(lines: Iterable[str]) -> str:
    return "\\n".join(lines)


def _below_a_menu(lines: Iterable[str]) -> str:
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    return f"<html><body><div class='nav'><ul>{MENU}</ul></div>{body}</body></html>"


PAGES: dict[str, Callable[[Iterable[str]], str]] = {
    "styled.txt": _styled,
    "one-line.txt": _one_line,
    "parted.txt": _parted,
    "escaped.txt": _escaped,
    "menu.html": _below_a_menu,
}


def _told(folder: Path, name: str, text: str) -> list[object]:
    (folder / name).write_text(text, encoding="utf-8")
    facts: Facts = understand(folder / name)
    visible = facts.report.visible()

    def words(start: int, end: int) -> str:
        return "".join(visible[start:end].replace(HIDDEN, "").split())

    of = {node.id: node.title for node in facts.outline.nodes}
    of |= {p.id: words(p.span.start, p.span.end) for p in facts.passages}
    return [
        facts.title.value,
        facts.organization.value,
        facts.genre.value,
        facts.period.value,
        [(node.depth, node.marker, node.title) for node in facts.outline.nodes],
        [(p.role, of[p.id]) for p in facts.passages],
        [(m.kind, m.name, m.action) for m in facts.mentions],
        [(f.text, f.value, f.unit, f.of) for f in facts.figures],
        [(link.relation, of[link.source], len(link.targets)) for link in facts.links],
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_report_says_the_same_on_any_page(tmp_path: Path, text: str, page: str) -> None:
    plain = (GOLD / f"{text}.txt").read_text(encoding="utf-8")
    lines = [line for line in plain.split("\n") if line.strip()]
    assert _told(tmp_path, page, PAGES[page](lines)) == _told(tmp_path, "plain.txt", plain)
