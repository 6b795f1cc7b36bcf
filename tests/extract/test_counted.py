"""What a figure counts, in invented sentences."""

from __future__ import annotations

import pytest

from kb_build.extract import extract
from kb_build.model import Report
from kb_build.parse import parse


def counts(text: str) -> list[tuple[str, str]]:
    report = Report("0" * 12, "x.txt", "0" * 64, text, "utf-8")
    return [(figure.text, figure.of) for figure in extract(parse(report)).figures]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年培训干部1260人次。", [("1260人次", "培训干部")]),
        ("群众满意率达到98.5%。", [("98.5%", "群众满意率")]),
        # programs set digits apart
        ("全年培训干部 1260 人次。", [("1260 人次", "培训干部")]),
        ("举办第 5 期讲座。", []),
        ("组织30余名党员干部参加。", [("30余名", "党员干部")]),
        ("新建公厕30座。", [("30座", "新建公厕")]),
        ("旅游收入突破3.6亿元。", [("3.6亿元", "旅游收入")]),
        ("开展培训，共*人次。", [("*人次", "")]),
        ("预算执行率达到97%。", [("97%", "预算执行率")]),
        ("采购项目执行率为99%。", [("99%", "采购项目执行率")]),
        ("用20天时间跑遍12个地市。", [("20天", ""), ("12个", "")]),
        ("紧紧围绕2个“重点”推进。", [("2个", "")]),
        ("具体15项。", [("15项", "")]),
        ("推进6项具体举措。", [("6项", "")]),
        ("新增就业3000人。", [("3000人", "新增就业")]),
        ("地区生产总值达到320亿元，增长6%。",
         [("320亿元", "地区生产总值"), ("6%", "地区生产总值增长")]),
        # behind the unit stands what is counted, also where its words cannot be read
        ("县委3个巡察组进驻。", [("3个", "")]),
        ("新增城镇就业3000人以上。", [("3000人", "新增城镇就业")]),
        ("培训35岁以下党员18人。", [("35岁", ""), ("18人", "党员")]),
        ("组织2次读书交流会。", [("2次", "读书交流会")]),
        # spans of time measure what ends with them, and nothing that they only pass in
        ("平均工期9.5天。", [("9.5天", "平均工期")]),
        ("修渠资金两年共拨付18万元。", [("两年", ""), ("18万元", "拨付")]),
        # a word that changes the measure belongs to it
        ("农村居民人均可支配收入达到2.1万元。", [("2.1万元", "农村居民人均可支配收入")]),
        ("实现再就业2000人。", [("2000人", "实现再就业")]),
        ("硕士占到35%。", [("35%", "硕士")]),
        ("投资规模逾2亿元。", [("2亿元", "投资规模")]),
        # a name is read as a whole; a place tells where, and no body is counted
        ("组织党组理论学习中心组学习8次。", [("8次", "党组理论学习中心组学习")]),
        ("组织全县1.2万人听讲。", [("1.2万人", "")]),
        ("渠损、站损同比分别下降3%和2%。", [("3%", ""), ("2%", "")]),
        ("今年解决3万农村人口饮水问题。", [("3万", "农村人口饮水问题")]),
        ("接待游客45万人次，旅游收入达到2.1亿元，同比增长12%。",
         [("45万人次", "接待游客"), ("2.1亿元", "旅游收入"), ("12%", "旅游收入同比增长")]),
    ],
)  # fmt: skip
def test_the_counted_thing_is_told(text: str, told: list[tuple[str, str]]) -> None:
    assert counts(text) == told
