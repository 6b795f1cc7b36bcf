"""The role model: fresh, sure of itself as it says, and never showing plans as done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given, strategies as st

from bench.train_roles import everything, items, parts, train
from kb_build.extract import extract
from kb_build.extract.roles import MODEL, decide, weighed
from kb_build.extract.roles.rules import Saying, say
from kb_build.extract.roles.surroundings import Setting, settings
from kb_build.lexicon.cues import present
from kb_build.model import Report
from kb_build.parse import parse
from kb_build.read import read

CLAUSES = [
    "修订用水管理办法", "开展巡查12次", "推进管网改造", "荣获先进单位", "群众满意率达98%",
    "人手不足", "力争年内完工", "加强队伍建设", "针对拖延问题制定清单",
]  # fmt: skip
SENTENCES = st.lists(
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).map("，".join),
    min_size=1,
    max_size=6,
).map(lambda sentences: "".join(f"{sentence}。" for sentence in sentences))


def roles_under(head: str, text: str) -> list[str]:
    given_text = f"一、{head}\n{text}\n"
    facts = extract(parse(Report("0" * 12, "any", "", given_text, "utf-8")))
    return [passage.role for passage in facts.passages]


def test_the_title_is_a_heading_wherever_a_web_page_prints_it(tmp_path: Path) -> None:
    title, column = "望澜区第二小学三年工作总结", "--党建专栏-望澜区第二小学"
    facts_of_page = "来源：本站原创 发布时间：2024年03月02日 点击数：31"
    lines = (f"关于公示《{title}》{column}", facts_of_page, title, "一、主要做法", "组织听课12次。")
    file = tmp_path / "report.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = extract(parse(read(file)))
    told = [(passage.role, passage.span.of(found.report.text)) for passage in found.passages]
    heads = [("heading", f"关于公示《{title}》"), ("heading", title)]
    assert told == [*heads, ("measure", "组织听课12次。")]


@given(SENTENCES)
def test_nothing_under_next_steps_is_shown_as_done(text: str) -> None:
    assert not {"measure", "outcome"} & set(roles_under("下一步工作打算", text))


@pytest.mark.parametrize("head", ["2023年工作回顾", "主要做法", "工作开展情况"])
def test_what_was_done_is_no_plan_without_a_word_of_planning(head: str) -> None:
    text = "修订用水管理办法，开展巡查12次。加强队伍建设，培训站员60人次。"
    assert "plan" not in roles_under(head, text)


@pytest.mark.parametrize(
    ("words", "planned"),
    [
        ("应急、消防部门联合检查390次", False),
        ("应保尽保困难群众1200人", False),
        ("应建立值班台账", True),
        ("各科室应当每月报送", True),
        ("最后，所长要求各站认真检查", True),
    ],
)
def test_a_word_that_begins_with_should_asks_for_nothing(words: str, planned: bool) -> None:
    assert present("roles", "plan")(words) == planned


def test_a_fault_in_what_was_to_be_put_right_is_no_act() -> None:
    text = "在一些整改任务中，一些所仍然存在不作为的问题。"
    assert roles_under("整改任务", text) == ["problem"]


@pytest.mark.parametrize(
    ("above", "role"),
    [("", "plan"), ("一、供水\n", "plan"), ("一、工作回顾\n", "measure")],
    ids=["no head", "a head that says nothing of it", "a head that tells what was done"],
)
def test_a_likely_plan_counts_where_no_head_tells_what_was_done(above: str, role: str) -> None:
    text = f"{above}水务所逐户换表。\n"
    [*_, setting] = settings(parse(Report("0" * 12, "any", "", text, "utf-8")), text, "other")
    assert weighed("plan", 0.5, Saying("measure", "rest"), setting) == role


@pytest.mark.parametrize(
    ("rule", "sure", "role"),
    [
        ("measure-words", 0.7, "measure"),
        ("measure-words", 0.9, "outcome"),
        ("rest", 0.4, "outcome"),
    ],
)
def test_only_a_certain_model_overrules_the_words_themselves(
    rule: str, sure: float, role: str
) -> None:
    text = "水务所逐户换表。\n"
    [setting] = settings(parse(Report("0" * 12, "any", "", text, "utf-8")), text, "other")
    assert weighed("outcome", sure, Saying("measure", rule), setting) == role


@pytest.mark.parametrize(
    "words",
    [
        "县水务局下月将对清岚站、望澜站、苇塘站和东干渠管理所开展用电检查。",
        "望澜站全体职工也将珍惜这次修站的机会。",
    ],
)
def test_what_will_be_done_is_a_plan_whoever_will_do_it(words: str) -> None:
    assert say(words, Setting(None, "brief", False, True)).role == "plan"


@pytest.mark.parametrize(
    "words",
    ["望澜站也将修渠列为重点，换表300户。", "望澜站换表300户，也将这份暖意送进了农家。"],
)
def test_a_word_for_will_that_only_puts_the_object_first_is_no_plan(words: str) -> None:
    assert say(words, Setting(None, "brief", False, True)).role == "measure"


def test_the_guiding_thought_of_a_plan_is_context_though_it_names_an_aim() -> None:
    words = "以节水为目标，以管好干渠为重点，加大修渠力度，提高灌溉水平。"
    setting = Setting("context", "plan", False, True, block="1", own="context")
    assert say(words, setting).role == "context"
    assert weighed("plan", 0.7, say(words, setting), setting) == "context"


@pytest.mark.parametrize(("genre", "role"), [("plan", "plan"), ("work_report", "problem")])
def test_only_a_plan_owns_up_to_no_faults(genre: str, role: str) -> None:
    setting = Setting("plan", genre, False, True, block="1")
    assert weighed("problem", 0.9, Saying("plan", "plan-frame"), setting) == role


def test_the_shipped_model_is_the_one_that_the_script_makes(tmp_path: Path) -> None:
    examples = everything()
    train(map(parts, examples), tmp_path / "new.crfsuite")
    shipped, made = pycrfsuite.Tagger(), pycrfsuite.Tagger()
    shipped.open(str(MODEL))
    made.open(str(tmp_path / "new.crfsuite"))
    same = total = 0
    for example in examples:
        seen = items(example)
        pairs = list(zip(shipped.tag(seen), made.tag(seen), strict=True))
        same += sum(old == new for old, new in pairs)
        total += len(pairs)
    # Another processor may round another way; another model differs in far more.
    assert same >= 0.995 * total, "run: python -m bench.train_roles"


def test_a_head_that_promises_to_go_on_heads_plans_where_it_says_so_below() -> None:
    items = "1.持续抓好巡查。\n一是压实责任。定期研究进展，紧盯不放。\n二是建章立制。修订值班制度。"
    ahead = roles_under("持续巩固整改成果", f"水务所将继续把整改作为重点。\n{items}")
    assert set(ahead) == {"plan"}
    assert "plan" not in roles_under("持续巩固整改成果", f"水务所把整改作为重点。\n{items}")


class Interrupted(list[str]):
    """Sentences at whose second reading somebody presses Ctrl-C."""

    readings = 0

    def __iter__(self) -> Iterator[str]:
        self.readings += 1
        if self.readings > 1:
            raise KeyboardInterrupt
        return super().__iter__()


def test_an_interruption_within_the_library_ends_the_run_and_is_no_fault_of_the_report() -> None:
    sentences = Interrupted(["制定《请假办法》。"])
    with pytest.raises(KeyboardInterrupt):
        decide(sentences, [Setting(None, "", False, False)])
    assert sentences.readings == 2
