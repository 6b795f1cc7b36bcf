from contextlib import suppress

import pytest
import yaml
from hypothesis import given, strategies as st

from kb_build import yaml_limits
from kb_build.errors import InputError
from kb_build.page import frontmatter
from kb_build.page.frontmatter import changed, dump, parse


def refusal(text: str) -> tuple[str, int]:
    with pytest.raises(InputError) as caught:
        frontmatter.parse(text, "docs/x.md")
    notice = caught.value.notice
    assert str(caught.value).startswith(f"docs/x.md:{notice.line}: ")
    return notice.key, notice.line


def test_head_and_body_are_told_apart_and_each_key_has_its_line() -> None:
    page = frontmatter.parse("---\nid: a-1\n\nunits: [甲,\n 乙]\ntitle: 题\n---\n\n正文\n", "x.md")
    assert page.values == {"id": "a-1", "units": ["甲", "乙"], "title": "题"}
    assert page.lines == {"id": 2, "units": 4, "title": 6}
    assert (page.body, page.body_line, page.id) == ("\n正文\n", 8, "a-1")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("正文\n---\n", "正文\n---\n"),
        ("----\n正文\n", "----\n正文\n"),
        ("---\n---\n正文\n", "正文\n"),
        ("---\n# 只有注释\n---\n正文\n", "正文\n"),
        ("", ""),
    ],
)
def test_a_page_may_have_no_front_matter(text: str, body: str) -> None:
    page = frontmatter.parse(text, "x.md")
    assert (page.values, page.body, page.id) == ({}, body, "")


def test_an_id_that_is_no_word_is_none() -> None:
    assert frontmatter.parse("---\nid: 7\n---\n", "x.md").id == ""


@pytest.mark.parametrize(
    "text",
    [
        "正文。\n\n---\n\n正文。\n",
        "---- \n正文。\n",
        "\n\ntitle: 题\n正文。\n",
        "Note: a\n---\n正文。\n",
    ],
)
def test_text_that_is_like_a_head_is_text(text: str) -> None:
    assert frontmatter.parse(text, "x.md") == frontmatter.FrontMatter({}, text)


@pytest.mark.parametrize("end", ["---", "---  \n", "...\n"])
def test_the_head_ends_as_mkdocs_has_it(end: str) -> None:
    assert frontmatter.parse(f"---\ntitle: 题\n{end}", "x.md").values == {"title": "题"}


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("---\ntitle: 题\n正文\n", "front-open", 1),
        ("--\ntitle: 题\n---\n正文\n", "front-spoilt", 1),
        ("———\nunits:\n- 甲局\n---\n", "front-spoilt", 1),
        ("\n \n---\ntitle: 题\n---\n正文\n", "front-spoilt", 3),
        ("id: a\nown: b\n---\n正文\n", "front-spoilt", 1),
        ("---\ntitle: 题\nunits: [甲\nyears: x\n---\n", "front-yaml", 4),
        ("---\ntitle: '题\nyears: x\n---\n", "front-yaml", 2),
        ("---\ntitle: 甲: 乙\n---\n", "front-yaml", 2),
        ("---\ntitle: 题\nnote: \x07\n---\n", "front-yaml", 3),
        ("---\ntitle: 题\ndate: 2024-13-45\n---\n", "front-yaml", 3),
        ("---\ntitle: !!timestamp x\n---\n", "front-yaml", 2),
        ("---\ntitle: !!python/object:os.system x\n---\n", "front-yaml", 2),
        ("---\n- 甲\n---\n", "front-shape", 2),
        ("---\n只有文字\n---\n", "front-shape", 2),
        ("---\ntitle: 题\n? [甲]\n: 乙\n---\n", "front-shape", 3),
        ("---\ntitle: 题\ntitle: 另题\n---\n", "front-twice", 3),
        ("---\na: &a [x]\nb: [*a, *a]\n---\n", "yaml-reference", 3),
        ("---\ntitle: 题\nunits: " + "[" * 100_000 + "\n---\n", "yaml-deep", 3),
        ("---\n" + "".join(f"{' ' * n}a:\n" for n in range(21)) + "---\n", "yaml-deep", 22),
        ("---\na:\n" + "".join(f"{' ' * n}-\n" for n in range(20)) + "---\n", "yaml-deep", 22),
        ("---\na:\n- " + "- " * 20 + "甲\n---\n", "yaml-deep", 3),
        ("---\na: " + "[b: " * 10 + "甲" + "]" * 10 + "\n---\n", "yaml-deep", 2),
    ],
)
def test_a_broken_head_is_refused_with_its_line(text: str, key: str, line: int) -> None:
    assert refusal(text) == (key, line)


LINES = st.lists(st.text("- ?:\t[{", max_size=9).map("{}a".format), max_size=40)
FLOWS = st.lists(st.sampled_from(["[", "{", "a: ", "? ", "- ", "\n ", "], ", "}, "]), max_size=40)


@given(
    LINES.map("\n".join) | FLOWS.map("".join) | st.text("- ?:\ta\n\x85\u2028!&[]{},", max_size=60)
)
def test_no_head_is_too_deep_that_has_no_sign_of_it(head: str) -> None:
    if frontmatter.EXCESS.search(head):
        return
    depth = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(head, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml_limits.OPENS) - isinstance(event, yaml_limits.CLOSES)
            assert depth <= yaml_limits.MAX_DEPTH


def test_bytes_become_text_with_plain_line_ends() -> None:
    assert frontmatter.decode("\ufeff甲\r\n乙\r丙\n".encode(), "x.md") == "甲\n乙\n丙\n"


def test_bytes_in_another_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(InputError) as caught:
        frontmatter.decode("plain\n第二行\n".encode("gb18030"), "x.md")
    assert (caught.value.notice.key, caught.value.notice.line) == ("front-encoding", 2)


HEAD_VALUES = st.dictionaries(
    st.sampled_from(["a", "b", "review", "kb_changed"]),
    st.none() | st.text("甲b: '#-\n", max_size=8) | st.lists(st.text("乙 x#:", max_size=5)),
)


@given(HEAD_VALUES, HEAD_VALUES, st.booleans(), st.sampled_from(["", "正文\n", "\n---\n正文"]))
def test_keys_are_set_and_taken_out_and_nothing_else_changes(
    old: dict[str, object], new: dict[str, object], commented: bool, body: str
) -> None:
    lines = dump({key: value for key, value in old.items() if value is not None})
    comment = "# 说明\n" * commented
    text = f"---\n{comment}{lines}---\n{body}"
    after = parse(changed(text, "x.md", new), "x.md")
    wanted = {**old, **new}
    assert after.values == {key: value for key, value in wanted.items() if value is not None}
    assert after.body.strip("\n") == body.strip("\n")
    assert ("# 说明" in changed(text, "x.md", new)) == commented


# What a value may be taken for that it is not, among words that nobody takes for anything else.
WORDS = st.sampled_from(
    ["no", "On", "null", "2024", "08", "-3", "1e3", "2024-05-01", "a: b", "甲 #"]
)
TEXTS = WORDS | st.text("yesnoff甲办法《》（ 0124:#-_/.…·，\n\ufeff\u2028", max_size=6)


@given(TEXTS, TEXTS | st.integers() | st.booleans() | st.lists(TEXTS))
def test_a_head_is_written_as_yaml_writes_it(key: str, value: object) -> None:
    for values in ({key: value}, {"title": value}, {"id": "办法-1", "units": [value, "松浦县"]}):
        assert dump(values) == yaml.dump(
            values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1 << 30
        )


@pytest.mark.parametrize(
    "head", ["{id: a,\ntitle: b}\n", "  id: a\n  title: b\n", "? id\n: a\n? title\n: b\n"]
)
def test_a_head_whose_keys_begin_no_lines_is_written_anew(head: str) -> None:
    assert changed(f"---\n{head}---\n正文\n", "x.md", {"title": "c", "review": "draft"}) == (
        "---\nid: a\ntitle: c\nreview: draft\n---\n正文\n"
    )


def test_a_head_on_one_line_is_written_anew_and_a_page_without_gets_one() -> None:
    assert changed("---\n{id: a, title: b}\n---\n正文\n", "x.md", {"title": None, "c": "d"}) == (
        "---\nid: a\nc: d\n---\n正文\n"
    )
    assert changed("# 正文\n", "x.md", {"review": "draft"}) == "---\nreview: draft\n---\n\n# 正文\n"
