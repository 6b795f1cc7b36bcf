import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kb_build.check import check
from kb_build.check.personal import CHECK_DIGITS, KINDS, WEIGHTS, _narrowed, hits, masked
from kb_build.config import Limits, Sensitive
from kb_build.lexicon.corrections import public
from kb_build.messages import text_of
from kb_build.model import Notice, Report


def identity(body: str) -> str:
    """Seventeen digits and their check digit."""
    total = sum(w * int(digit) for w, digit in zip(WEIGHTS, body, strict=True))
    return body + CHECK_DIGITS[total % 11]


PERSON = identity("11010119000230000"[:6] + "19900228000")
MOBILE = "13800000000"
# 0 doubled is 0, so only 6, 2, 2, 2 count: 6→12→3, 2, 2→4, 2 = 11, and 9 makes it 20.
CARD = "622200000000000" + "9"


def kinds(text: str) -> list[tuple[str, str]]:
    """What is found in a text."""
    return [(hit.kind, hit.words) for hit in hits(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (f"身份证号{PERSON}，住望澜区", "identity", PERSON),
        (f"卡号：{CARD}。", "card", CARD),
        ("卡号6222 0000 0000 0009，", "card", "6222 0000 0000 0009"),
        (f"联系人：某同志{MOBILE}", "mobile", MOBILE),
        ("手机１３８００００００００", "mobile", MOBILE),
        ("手机138-0000-0000、", "mobile", "138-0000-0000"),
        ("+86 13800000000", "mobile", "+86 13800000000"),
        ("办公室0571-20000000", "landline", "0571-20000000"),
        ("（0571）20000000", "landline", "(0571)20000000"),
        ("联系电话：20000000", "landline", "20000000"),
        ("邮箱zhangmou@qinglan.gov.cn。", "mail", "zhangmou@qinglan.gov.cn"),
        ("公务用车浙A12345一辆", "plate", "浙A12345"),
        ("新能源车浙AD12345", "plate", "浙AD12345"),
        ("挂车浙A·1234挂", "plate", "浙A·1234挂"),
        ("机密★1年\n清岚市", "secrecy", "机密★1年"),
        ("标题\n　　秘密\n正文", "secrecy", "　　秘密"),
        ("编号1　密级：绝密　份数", "secrecy", "密级:绝密"),
        ("内部资料 注意保存", "secrecy", "内部资料 注意保存"),
        ("**不得公开**", "secrecy", "**不得公开**"),
    ],
)
def test_what_looks_like_a_persons_data_is_found(text: str, kind: str, words: str) -> None:
    assert kinds(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        identity("11010119900228000")[:-1] + ("0" if PERSON[-1] != "0" else "1"),  # check digit
        identity("11010119900230000"),  # 30 February
        identity("99010119900228000"),  # no such region
        CARD[:-1] + "8",
        "12800000000",  # given to nobody
        "投入13800000000元",
        "138****0000，共**人次",
        "1561806848000",
        "2021-2023年，2019-06-29",
        "项目编号30060202000394号，ICP备14042003号",
        "http://www.qinglan.gov.cn/t20241024_5385934.html",
        "0571-8项，比例为0.13800000000",
        "a@example.org，logo@2x.png",
        "宁A组与川B组，浙江12345热线",
        "保密工作扎实，严守国家秘密、商业秘密，绝密级文件零泄露",
        "内部资料管理规范，内部控制有效",
        "不得公开的内容由保密办审核。",
    ],
)
def test_ordinary_words_and_numbers_are_left_alone(text: str) -> None:
    assert kinds(text) == []


PARTS = st.sampled_from(
    [PERSON, CARD, "138", "0000", "1380", "0571", "(0571)", "+86", "20000000", "2000000", "110101",
     "19900228", "000", "X", " ", "-", ") ", "电话：", "热线是", "a", "\n", "，", "6222",
     "１３８", "００００", "－", "）", "A", "＠", "b.cn", "浙", "Ａ", "12345", "/", "内部资料", "★"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=12).map("".join))
def test_a_text_without_the_sign_of_a_kind_has_nothing_of_the_kind(text: str) -> None:
    for kind, sign, find in KINDS:
        assert sign(text) or not [*find(_narrowed(text))], kind


@given(st.lists(PARTS, max_size=12).map("".join))
def test_a_hit_is_what_stands_there(text: str) -> None:
    for hit in hits(f"{text}\n{MOBILE}"):
        assert _narrowed(f"{text}\n{MOBILE}")[hit.start :].startswith(hit.words)


@given(st.text("0123456789", min_size=7, max_size=19))
def test_a_message_hides_at_least_half_of_the_words(words: str) -> None:
    assert len(masked(words)) == len(words)
    assert masked(words).count("*") * 2 >= len(words)


def report(text: str, source: str = "a.txt") -> Report:
    return Report("0123456789ab", source, "", text, "utf-8")


def told(
    docs: Path, pages: dict[str, str], text: str = "", rule: Sensitive = "warning", *may: str
) -> list[Notice]:
    for path, words in pages.items():
        (docs / path).write_text(words, encoding="utf-8")
    known = {"0123456789ab": report(text)}
    return list(check(docs, known, Limits(rule, public=frozenset(may))))


def test_a_reports_number_is_told_once_at_the_report(tmp_path: Path) -> None:
    page = {"a.md": f"# 页\n\n{MOBILE}\n", "b.md": f"# 页\n\n{MOBILE}\n"}
    (notice,) = told(tmp_path, page, f"工作总结\n第二行{MOBILE}")
    assert (notice.key, notice.file, notice.line) == ("check-sensitive-mobile", "a.txt", 2)
    assert notice.severity == "warning"


def test_a_report_full_of_numbers_is_checked_in_time(tmp_path: Path) -> None:
    """Four times as many may take four times as long, but not sixteen."""

    def seconds(count: int) -> float:
        text = f"联系值守室{MOBILE}。\n" * count
        start = time.process_time()
        told(tmp_path, {"a.md": f"# 值守\n\n{text}"}, text)
        return time.process_time() - start

    assert any(seconds(24_000) < 8 * seconds(6_000) for _ in range(3))


def test_a_number_on_a_page_is_told_with_its_line_and_hidden(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: 某{MOBILE}\n---\n\n# 页\n\nzhang\\_mou@qinglan.gov.cn\n\n```\n{CARD}\n```\n"
    )
    notices = told(tmp_path, {"a.md": text}, rule="error")
    found = [(notice.key.rpartition("-")[2], notice.line) for notice in notices]
    assert found == [("mobile", 2), ("card", 10), ("mail", 7)]
    assert all(notice.severity == "error" for notice in notices)
    for said in map(text_of, notices):
        assert not any(secret in said for secret in (MOBILE, CARD, "zhang_mou@qinglan"))


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    assert told(tmp_path, {"a.md": f"# 页\n\n{MOBILE}\n"}, MOBILE, "off") == []


@pytest.mark.parametrize("may", ["138-0000-0000", "a.txt"])
def test_what_is_public_may_stand(tmp_path: Path, may: str) -> None:
    page = {"a.md": f"# 页\n\n{MOBILE}\n"}
    assert told(tmp_path, page, MOBILE, "error", may) == []


def test_a_page_that_is_public_may_stand(tmp_path: Path) -> None:
    assert told(tmp_path, {"a.md": f"# 页\n\n{MOBILE}\n"}, "", "error", "a.md") == []


def test_what_is_public_is_read_from_the_word_list(tmp_path: Path) -> None:
    words = "对外公布的电话: ['0571-20000000']\n已脱密: [a.txt]\n"
    (tmp_path / "public.yml").write_text(words, encoding="utf-8")
    assert public(tmp_path) == {"0571-20000000", "a.txt"}
    assert public(tmp_path / "none") == frozenset()
