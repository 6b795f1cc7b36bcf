"""Topics in two levels: which words decide, what staff may change, and what is told when wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from kb_build import lexicon
from kb_build.cli.console import Console
from kb_build.config import load
from kb_build.errors import InputError
from kb_build.lexicon import Scheme, read_scheme, scheme
from kb_build.lexicon.corrections import Corrections, corrections
from kb_build.link import link
from kb_build.linking import library
from kb_build.model import Entry
from kb_build.run import Run
from tests.link.invented import facts

FILE = Path(lexicon.__file__).with_name("topics.yml")
REPORT = facts(
    "a.txt",
    """
    # 一、|规范财务管理
    measure|修订[rule/revised 《经费支出管理办法》]，清理票据，严格报销。
    # 二、|食堂
    measure|办好食堂，公布菜价（市财政局牵头，审计局、税务局配合）。
    """,
    unit="清岚师范学院",
)


Use = Callable[..., Corrections]


@pytest.fixture
def use(tmp_path: Path) -> Use:
    """A function that makes a subject scheme of a file's text, on top of another one."""

    def read(text: str, onto: Scheme | None = None) -> Corrections:
        file = tmp_path / "topics.yml"
        file.write_text(text, encoding="utf-8")
        return Corrections(topics=read_scheme(file, onto or {}))

    return read


def named(name: str, known: Corrections | None = None) -> Entry:
    (entry,) = [entry for entry in link([REPORT], known) if entry.name == name]
    return entry


def test_an_entry_says_which_words_decided_its_topics() -> None:
    entry = named("规范财务管理")
    assert entry.topics[0] == "财务管理"
    assert entry.topic_words[0][0] == "财务管理"
    assert {"票据", "报销"} <= set(entry.topic_words[0])


def test_who_is_in_charge_is_no_subject() -> None:
    assert named("食堂").topics == ("文秘与机关事务",)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("加强数据安全防护，保护个人信息", "安全生产"),
        ("推动产业健康发展，促进经济健康运行", "公共卫生"),
        ("整治环境卫生，清理卫生死角，创建卫生村", "公共卫生"),
        ("抓好粮食安全生产，守住粮食安全生产底线", "安全生产"),
        ("为创业大学生贷款，鼓励大学生创业", "立德树人与学生工作"),
        ("扛起政治责任，提高政治站位，压实政治责任", "政治建设"),
        ("按照市政府部署，向市政府报告", "城市建设和管理"),
        ("坚持实事求是，实事求是分析差距", "为民办实事"),
        ("各科室明确岗位，教科室充实岗位", "医疗服务"),
        ("各科室明确岗位，教科室充实岗位", "就业创业"),
        ("到邻县考察学习，考察灌区", "干部选任与管理"),
        ("提高教职工业务能力，教职工业务熟练，教职工业务过硬", "工业和制造业"),
        ("按照镇人民政府部署，向镇人民政府报告，由镇人民政府通报", "社会救助和福利"),
        ("提供电子证照，提供电子材料，提供电子印件", "能源电力"),
        ("推进常态化工作，做好文化工作，抓细常态化工作", "工业和制造业"),
        ("做好信用工作，规范信用工作流程，通报信用工作", "就业创业"),
        ("激发干事创业热情，营造干事创业氛围，比拼干事创业", "就业创业"),
        ("编制公布事项，编制公布指南，编制公布目录", "人才工作"),
        ("改善网络基础设施，夯实关键基础设施", "城市建设和管理"),
        ("召开会议协调解决缺水难题，逐村协调解决，协调解决纠葛", "平安建设"),
        ("畅通信件办理渠道，畅通信箱，畅通信息", "通信和邮政"),
        ("完善联农带农机制，用好带农机制", "农业生产"),
        ("撰写理论文章，发表理论文章，评选理论文章", "科研和学术"),
        ("维护人民生命安全，守护人民生命", "为民办实事"),
        ("为中华民族伟大复兴努力，助力民族复兴，心系民族复兴", "民族宗教"),
        ("营造创新生态，优化创新生态，涵养创新生态", "环境保护"),
        ("与临湖农业大学合作，邀请农业大学讲课", "农业生产"),
        ("培育音乐产业，壮大会展产业，扶持演艺产业", "工业和制造业"),
        ("开设简历门诊，简历门诊坐诊两天，预约简历门诊", "医疗服务"),
        ("成立清岚大学生命学院，清岚大学生物系招新，清岚大学生物馆落成", "立德树人与学生工作"),
        ("优化学科生态，涵养学科生态，改善学科生态", "环境保护"),
        ("发放工伤保险金，扩大生育保险、护理保险覆盖面，参加伤害保险", "金融"),
        ("发放高龄津贴，申领高龄津贴，推荐特殊津贴专家", "财务管理"),
    ],
)
def test_words_of_everyday_are_no_subject(words: str, topic: str) -> None:
    report = facts("t.txt", f"# 一、|做好年度工作\nmeasure|{words}。", unit="临湖镇")
    (entry,) = [entry for entry in link([report]) if entry.kind == "measure"]
    assert topic not in entry.topics


def test_a_rule_called_by_its_subject_has_no_topic_of_its_neighbours() -> None:
    report = facts(
        "r.txt",
        """
        measure|校务会讨论[rule/issued 《科研管理制度》]、食品安全预案、校园交通方案。
        measure|校务会讨论[rule/issued 《九条约定》]，管好食堂，办好食堂，评议食堂。
        """,
        unit="清岚师范学院",
    )
    topics = {entry.name: entry.topics for entry in link([report]) if entry.kind == "rule"}
    assert topics == {"科研管理制度": ("科研和学术",), "九条约定": ("文秘与机关事务",)}


def test_what_only_names_a_body_is_none_of_its_subjects() -> None:
    report = facts(
        "b.txt",
        """
        measure|[organization 三叠屯专班]办好食堂，评议食堂，清扫食堂。
        measure|走访住在老旧小区、棚户区的[organization 三叠屯专班]，改造老旧小区、棚户区。
        """,
        unit="临湖镇",
    )
    (body,) = (entry for entry in link([report]) if entry.kind == "organization")
    assert body.topics == ("文秘与机关事务",)


def test_what_is_said_once_in_passing_is_no_subject_beside_one_that_is_spoken_of() -> None:
    words = "办好食堂，评议食堂，第一书记常去用餐"
    report = facts("t.txt", f"# 一、|做好年度工作\nmeasure|{words}。", unit="临湖镇")
    (measure,) = (entry for entry in link([report]) if entry.kind == "measure")
    assert measure.topics == ("文秘与机关事务",)


def test_a_class_lists_its_topics_and_a_topic_knows_its_class() -> None:
    topic = named("财务管理")
    assert topic.topics == ("财政、金融、审计",)
    above = named("财政、金融、审计")
    assert above.topics == ()
    assert topic.id in {relation.entry for relation in above.related}
    assert set(topic.reports) <= set(above.reports)


def test_a_correction_of_the_file_shows(use: Use) -> None:
    known = use("后勤:\n  吃饭: [食堂, 菜价]\n")
    assert named("食堂", known).topics == ("吃饭",)
    assert named("规范财务管理", known).topics == ()
    known = use("后勤:\n  吃饭: [宿舍]\n  价格: [菜价, 公布菜价]\n")
    assert named("食堂", known).topics == ("价格",)


def test_an_office_adds_classes_topics_and_words_of_its_own(tmp_path: Path) -> None:
    text = "后勤保障:\n  吃饭: [食堂, 菜价]\n财政、金融、审计:\n  财务管理: [清理票据]\n"
    (tmp_path / "topics.yml").write_text(text, encoding="utf-8")
    known = corrections(tmp_path)
    assert named("食堂", known).topics[0] == "吃饭"
    assert named("吃饭", known).topics == ("后勤保障",)
    assert "清理票据" in named("规范财务管理", known).topic_words[0]
    assert {"票据", "报销"} <= set(known.topics["财政、金融、审计"]["财务管理"])
    assert list(known.topics)[:-1] == list(scheme("topics"))
    assert corrections().topics == scheme("topics")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("党的建设:\n  财务管理: [票据]\n", 2),  # a topic of another class
        ("财务管理:\n  报账: [票据]\n", 1),
        ("后勤保障:\n  党的建设: [食堂]\n", 2),
        ("后勤保障:\n  吃饭: [食堂]\n后勤保障:\n  住宿: [宿舍]\n", 3),
    ],
)
def test_a_name_of_the_package_keeps_its_place(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "topics.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        corrections(tmp_path)
    assert (caught.value.notice.key, caught.value.notice.line) == ("lexicon-name-twice", line)


def test_what_was_kept_with_topics_in_another_order_is_not_taken(tmp_path: Path) -> None:
    """Of topics that weigh the same the first in the file counts."""
    for folder in ("reports", "docs", "lexicon"):
        (tmp_path / folder).mkdir()
    text = "清岚师范学院2023年工作总结\n一、办好食堂\n增设窗口，公布菜价，食堂每周换菜单。\n"
    (tmp_path / "reports" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 甲\n", encoding="utf-8")
    config = load(tmp_path / "mkdocs.yml")
    first, second = "  吃饭: [食堂]\n", "  采买: [食堂]\n"
    known, found = {"吃饭", "采买"}, []
    for text in (f"后勤事务:\n{first}{second}", f"后勤事务:\n{second}{first}"):
        (config.lexicon / "topics.yml").write_text(text, encoding="utf-8")
        entries = library(Run(config, Console(quiet=True))).entries
        (measure,) = (entry for entry in entries if entry.kind == "measure")
        found.append([topic for topic in measure.topics if topic in known])
    assert found == [["吃饭", "采买"], ["采买", "吃饭"]]


def test_practices_that_are_only_named_come_behind_those_that_are_told() -> None:
    named_often = [
        facts(f"{n}.txt", "measure|推行基层治理、社会治理[practice “七彩”课堂]。", unit="甲局")
        for n in range(3)
    ]
    told = facts(
        "t.txt", "measure|推行基层治理[practice “五步”工作法]，每周走访网格。", unit="甲局"
    )
    entries = {entry.id: entry for entry in link([*named_often, told])}
    (topic,) = (entry for entry in entries.values() if entry.name == "基层治理")
    found = [entries[relation.entry] for relation in topic.related]
    practices = [(one.name, one.grade) for one in found if one.kind == "practice"]
    assert practices == [("“五步”工作法", "D"), ("“七彩”课堂", "D")]


def test_what_is_on_a_topic_above_all_comes_before_what_touches_it_and_before_plans() -> None:
    words = "清理账目，核对账目。"
    report = facts(
        "o.txt",
        f"""
        # 一、|办好食堂宿舍，管好账目
        measure|食堂宿舍逐间清扫。{words}
        measure|食堂宿舍逐日巡查。{words}
        # 二、|规范财务管理
        measure|财务管理按月公开。
        # 三、|改进财务管理
        plan|财务管理拟按周公开，账目拟上墙。
        """,
        unit="三叠屯",
    )
    entries = {entry.id: entry for entry in link([report])}
    (topic,) = (entry for entry in entries.values() if entry.name == "财务管理")
    found = [entries[relation.entry].name for relation in topic.related]
    assert found == ["规范财务管理", "办好食堂宿舍，管好账目", "改进财务管理"]


def test_a_topic_keeps_its_address_when_it_moves_to_another_class(
    use: Use,
) -> None:
    before = named("吃饭", use("后勤:\n  吃饭: [食堂]\n")).id
    assert named("吃饭", use("生活:\n  吃饭: [食堂, 菜价]\n")).id == before


def test_no_entry_has_more_than_three_topics(use: Use) -> None:
    known = use("甲:\n" + "".join(f"  主题{n}: [食堂]\n" for n in range(5)))
    assert named("食堂", known).topics == ("主题0", "主题1", "主题2")


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("后勤:\n  吃饭: [食堂\n", "lexicon-yaml", 3),
        ("- 后勤\n", "lexicon-levels", 1),
        ("后勤: [食堂]\n", "lexicon-levels", 1),
        ("后勤:\n  吃饭: 食堂\n", "lexicon-levels", 2),
        ("后勤:\n  吃饭: [食堂, 食堂]\n", "lexicon-twice", 2),
        ("后勤:\n  吃饭: [食堂]\n生活:\n  吃饭: [菜价]\n", "lexicon-name-twice", 4),
        ("后勤:\n  后勤: [食堂]\n", "lexicon-name-twice", 2),
        ("? [后勤]\n: {吃饭: [食堂]}\n", "lexicon-levels", 1),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, key: str, line: int) -> None:
    file = tmp_path / "topics.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_scheme(file, {})
    assert (caught.value.notice.key, caught.value.notice.line) == (key, line)


def test_the_file_follows_the_schema_that_editors_read() -> None:
    schema = json.loads(FILE.with_name("topics.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(FILE.read_text(encoding="utf-8")), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"后勤": ["食堂"]}, schema)
    assert FILE.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=topics.schema.json"
    )


def test_the_scheme_holds_the_classes_of_government_documents() -> None:
    classes = list(scheme("topics"))
    assert classes[:3] == ["党的建设", "干部教育培训", "综合政务"]
    assert {"财政、金融、审计", "卫生、体育", "国防"} <= set(classes)
