"""Names of which little can be read: whatever stands in quotation marks, linking comes through."""

from __future__ import annotations

from hypothesis import given, strategies as st

from kb_build.extract import extract
from kb_build.link import link
from kb_build.model import Report
from kb_build.parse import parse

UNREAD = ("［3］", "（试行）", "★", "__", "\x1f", "（以下简称“”）")
WORDS = (
    "“",
    "”",
    "《",
    "》",
    "工作法",
    "模式",
    "机制",
    "办法",
    "活动",
    "推行",
    "打造",
    "印发",
    "的通知",
)
NAMES = st.lists(st.sampled_from((*UNREAD, *WORDS)), min_size=1, max_size=6).map("".join)


@given(names=st.lists(NAMES, min_size=1, max_size=5))
def test_each_entry_has_a_name(names: list[str]) -> None:
    lines = "".join(f"一是推行“{name}”，走访农户3户。\n印发《{name}》。\n" for name in names)
    text = f"临湖镇2023年工作总结\n{lines}"
    facts = extract(parse(Report("0" * 12, "a.txt", "", text, "utf-8")))
    assert all(entry.name.strip() for entry in link([facts]))
