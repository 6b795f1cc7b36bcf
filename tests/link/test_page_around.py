"""What becomes an entry does not depend on the page around a report, nor on tags in its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.gather import understand
from kb_build.link import link
from kb_build.model import HIDDEN

LINES = (
    "松浦县水务局2031年工作总结",
    "一、主要工作",
    "（一）抓好建管",
    "全局全年改造泵站9座。",
    "（二）守好一渠水",
    "全局全年清淤支渠40公里，更换闸门12座，修订《渠道管护办法》，把120段渠道交给43名渠长管护，渠长逐日上渠。",
    "清淤之后，二十个村的农户夏灌不再排队等水，老支书说，渠里的水到田头只要两个钟头，比前年快了一半还多。",
    "五年来，全局修渠120公里。",
    "二、管水价",
    "（1）公示水价到各户门口，收一笔水费开一张票，年底把账目张榜。",
    "（2）聘请老农12名评议水价，听取用水户意见36条，逐条当面答复。",
    "三、下一步打算",
    "（一）换表",
    "更换水表300户。",
    "（二）节水",
    "开展节水宣讲12场。",
    "1.给学校讲课。",
    "2.给村里讲课。",
)
STYLE = '<p style="text-indent:2em;line-height:1.75;margin:0 0 12pt;text-align:justify">'


def told(folder: Path, name: str, text: str) -> list[tuple[object, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    facts = understand(folder / name)
    visible = facts.report.visible()
    found = [
        (entry.kind, entry.name, entry.status, section.label, section.title, said)
        for entry in link([facts])
        for section in entry.sections
        if (said := [q.span.of(visible).replace(HIDDEN, "").strip() for q in section.quotations])
    ]
    return sorted(found, key=repr)


@pytest.mark.parametrize("between", ["\n", ""])
def test_tags_change_no_entry(tmp_path: Path, between: str) -> None:
    tagged = between.join(f"{STYLE}<span>{line}</span></p>" for line in LINES)
    plain = told(tmp_path, "plain.txt", "\n".join(LINES))
    assert told(tmp_path, "tagged.txt", tagged) == plain


def test_tags_within_a_number_make_no_heading_of_it(tmp_path: Path) -> None:
    tagged = "\n".join(f"<p>{line}</p>" for line in LINES).replace("1）", "<span>1</span>）")
    plain = told(tmp_path, "plain.txt", "\n".join(LINES))
    assert told(tmp_path, "tagged.txt", tagged) == plain
