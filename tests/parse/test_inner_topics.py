"""Topic sentences within a paragraph are believed where an author writes so throughout."""

from __future__ import annotations

import pytest

from kb_build.model import Report
from kb_build.parse import parse

RUN = (
    "城乡面貌不断变化。铺设雨水管网十二公里，沿线杂物全部清运干净，夜间照明设施同步投用。"
    "灌区管护日益精细。配齐专职护渠队员，对渠道淤积实行随报随清，用水秩序由各组自己来管。"
    "节水观念更加深入。走进七所学校讲解水表读数，学生把听到的带回家，家家都会看水表。"
)
PLAIN = (
    "全镇把渠道分成二十段，每段定一名护渠人，早晚各走一遍。淤积超过一尺的当天上报，由水管站派人清理。"
    "闸门每月上一次油，开关都登记在册。到了年底，各村把一年的账摊开来算，浇地用工比去年少了四百个。"
)


@pytest.mark.parametrize(("others", "count"), [(0, 2), (8, 2), (9, 0), (20, 0)])
def test_a_lone_run_among_many_long_paragraphs_heads_nothing(others: int, count: int) -> None:
    text = "\n".join([RUN, *[PLAIN] * others])
    outline = parse(Report("0" * 12, "r.txt", "", text, "utf-8"))
    found = [node.title for node in outline.nodes if node.rule == "head:inner-topic"]
    assert found == ["灌区管护日益精细", "节水观念更加深入"][:count]


@pytest.mark.parametrize("event", ["“云麓渠管”调度平台上线。", "松浦节水展览馆正式开馆。"])
def test_what_happened_once_is_no_topic(event: str) -> None:
    for said in ("灌区管护日益精细。", event):
        text = RUN.replace("灌区管护日益精细。", said).replace("城乡面貌不断变化。", "")
        text = f"全镇修渠三条。{text}看护日益用心。{PLAIN}"
        outline = parse(Report("0" * 12, "r.txt", "", text, "utf-8"))
        found = [node.title for node in outline.nodes if node.rule == "head:inner-topic"]
        assert (said.strip("。") in found) is (said != event), found
