"""Makes any number of invented reports of some 5,000 characters; always the same ones.

Each unit reports on ten successive years; a thousand reports are a hundred units of one province.
A report has plain paragraphs on what was done, with what outcome, and what is planned. Before these
come a few or many paragraphs from annotated invented reports of the unit's field, which recur in
other years, with dates of the year, other amounts, the unit's own names, and other words where
several fit. One report in twenty is another unit's report on the same year, slightly reworked, like
a text that was sent to two places.

The model for this were 58 real reports of 36 units, 3,600 characters on average. Both were measured
by `python -m bench density`, the real ones and 60 invented ones of as many units; noise and white
space do not count as characters, which matters: the tags of one saved web page outweighed all 58.
What is told for every 5,000 characters, and the percent of the text with each role:

|              | real  | invented |                        | real  | invented |
|--------------|-------|----------|------------------------|-------|----------|
| measures     | 11.6  | 11.0     | passages on measures   | 19.3  | 22.7     |
| mechanisms   |  5.9  |  5.8     | on outcomes            |  7.6  |  8.4     |
| rules        |  5.1  |  5.9     | on problems            |  3.1  |  3.1     |
| bodies       |  3.3  |  4.1     | on plans               | 14.5  | 15.1     |
| problems     |  3.1  |  3.3     | of context             | 11.5  |  9.1     |
| practices    |  3.2  |  3.8     | percent on measures    | 38.6  | 40.3     |
| rules named  |  6.4  |  6.1     | on outcomes            | 13.7  | 13.0     |
| mechanisms   |  8.7  |  6.7     | on problems            |  4.7  |  3.9     |
| bodies       | 22.7  | 23.6     | on plans               | 32.3  | 35.5     |
| practices    |  7.8  |  6.2     | of context             | 10.2  |  7.0     |
| figures      | 39.8  | 44.9     | headings for 1,000     |  5.4  |  5.5     |
| a passage    | 81 characters | 80 | a sentence            | 54 characters | 43 |

A test holds each within a third of the real one. Entries that several of these reports tell of:
real and invented, bodies 25 and 23 %, practices 9 and 9, mechanisms 9 and 5, rules 2 and 2,
measures 1 and 13 (plain paragraphs have the same forms everywhere). Years of one unit share more.

Of 23 real pages of figures that compare 22 are of one government's three yearly reports, 4.4 for
every 5,000 characters of these; of six reports of one school, each on something else, there are
none. So invented units count some things each year (`EACH_YEAR`). The annotated reports tell two to
five times as much as real ones, and are few: hence the plain paragraphs, a field for each unit
(`FIELD`), amounts untold (`UNTOLD`), names of the unit's (`FIRST`) and the words that are exchanged
(`WORDS`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from bench.sets import INVENTED

LENGTH = 5_000  # code points
SOURCED = (200, 2_200)  # of these, of annotated reports: real ones tell little, or much
UNTOLD = 0.92  # of the amounts in these, which have five times as many as real reports
SENTENCES = 3  # of plans in a paragraph, or of outcomes
AGAIN = 20  # of so many reports one is another unit's, slightly reworked
YEARS = 10  # that a unit reports on
LAST = 2024
FIELD = 10  # annotated reports that a unit takes paragraphs of, one or two in a year
PLACES = ("清岚", "望澜", "汀洲", "云麓", "溪桥", "栖霞", "澄江", "安澜", "和畅", "松坡")
LEVELS = ("市", "区", "县")
BODIES = ("财政局", "教育局", "民政局", "水利局", "卫生健康局", "档案馆", "审计局", "信访局")
# Words of two letters that may stand in one another's place.
WORDS = {
    "what": "项目 工程 产业 课程 案件 设备 农业 养老 就业 文化 市场 管网 课题 工业 课堂 物业 经济",
    "who": "群众 教师 学生 党员 老人 居民 职工 师生 学员 企业 代表 人才 家庭 农户 商户 司机 社工",
    "where": "社区 乡镇 街道 小区 学校 医院 农村 园区 公司 科室 支部 部门 单位 集团 学院 楼栋 窗口",
    "work": "服务 管理 监管 检查 调研 考核 监督 治理 培训 审批 整治 改造 指导 通报 抽查 调度 执法",
    "side": "安全 环境 质量 资金 投资 数据 标准 流程 线路 场地 成果 案例 队伍 岗位 环节 进度 成绩",
    "body": "财政局 教育局 民政局 应急局",
    "do": "开展 推进 推动 深化 优化 实施 加强 提升 健全 规范 办好 推广 改进 细化 做实 抓好 支持",
}
HEADS = ("{do}各{where}{what}{work}", "{do}{who}{side}{work}", "{work}{what}，{do}各{where}{side}")
DONE = (
    "组织各{where}和{who}代表查看{what}{work}，到现场逐项核对{side}，逐个登记、按月更新，把看到的情况带回例会逐条研究。",
    "把{what}{work}和{side}放在一起安排、一起检查，派人到{where}走访，听取{who}的看法，能当场答复的当场答复。",
    "派人到{where}查看{what}{work}，请{who}提出意见，修改{side}要求以后印发各{where}执行，并请市{body}派人讲解。",
    "{do}各{where}{what}{work}，安排专人联系{who}，按季度核对{side}，在例会上通报，年底再请{who}评议一次。",
    "围绕{what}{side}开展{work}，请{who}到{where}讲课，{where}之间互相学习、互相检查，把好的做法记下来供别处参考。",
    "会同市{body}{do}各{where}{what}约00个，安排{who}轮流到现场查看，逐月核对{side}，查到的差错当月改正。",
    "投入000万元，{do}各{where}的{what}，统一{side}要求，分批组织{who}参加{work}，由市{body}派人到场指导。",
)
OUTCOMES = (
    "{what}{work}的{side}明显改善，{who}满意率达到00.0%，来信来访比上年明显减少，一次办成的越来越多。",
    "{where}{what}办理时间比上年缩短一半，{side}差错大幅下降，{who}普遍反映{work}比过去方便得多。",
    "经过一年努力，{what}{side}稳步提升，{where}{work}走在全市前列，先后有00个{where}受到表彰。",
    "目前{where}{what}{side}问题基本解决，{work}更加规范，{who}的获得感明显增强。",
)
SITUATION = (
    "本单位担负全市{what}{work}职责，现有{where}若干，联系{who}较多，{side}情况各有不同，往年留下的事项也不少。",
    "{what}{work}点多面广，涉及{where}和{who}，过去由几个单位分头负责，{side}要求也不一致，同一件事往往要问几家。",
    "今年是{what}{work}任务较重的一年，{where}情况复杂，{who}对{side}的期望比往年更高，可以借鉴的经验不多。",
    "随着{where}{what}不断增多，{who}的需求发生很大变化，{side}成为{work}绕不开的一环，各方面都很关注。",
)
PROBLEMS = (
    "一些{where}{what}{work}不够深入，{side}把关不严，有的只看材料、不到现场，{who}对此仍有意见，重复反映的问题比较集中。",
    "{where}之间{what}{side}不平衡，{work}力量不足，人员更换频繁，对{who}的服务还不到位，办理时间偏长。",
)
PLANS = (
    "下一步，将继续{do}各{where}{what}{work}，重点放在{who}关心的{side}上，分批安排、逐项落实，年底前请{who}评议。",
    "下一步，将在各{where}{do}{what}{work}，会同有关单位完善{side}要求，组织{who}参加，把分散的事项放到一起安排。",
    "下一步，将指导{where}安排好{what}{work}，把{side}任务分到每个人，请{who}一同监督，做到件件有着落。",
    "下一步，将把{what}{work}同{side}结合起来，由{where}牵头{do}，每月向{who}公开安排，接受各方面监督。",
    "下一步，将{do}各{where}{what}00个，继续听取{who}对{side}的看法，按月通报{work}情况。",
)
NAMING = (
    "印发《{where}{what}{work}办法》，",
    "建立{where}{what}{side}通报制度，",
    "探索“{where}+{what}+{who}”{work}模式，",
    "与市{body}共同安排，",
    "修订《{what}{side}{work}细则》，",
    "实行{who}{side}{work}机制，",
    "成立{what}工作领导小组，",
    "推广“{where}{side}{who}”工作法，",
)
COUNTED = "全年办结{what}{work}事项000件。"
HEADED = 6  # paragraphs on what was done, the first enumerated
EACH_YEAR = 4  # things that a unit counts in each report
ORDER = "一二三四五六七八九十"
# The first word of a quoted name, as “青蓝” of “青蓝同行”.
FIRST = re.compile(r"(?<=“)\w\w(?=\w{1,10}”)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NUMBER = re.compile(r"\d{2,}")
# What counts something; a year, a date or the number of an issue does not.
AMOUNT = re.compile(
    r"(?<![第\d.年月])\d+(?:\.\d+)?(?:%|(?=[个家名次项件户条场人份吨元亩处天万亿篇门公米起座期套批台所栋间支堂例岁]))"
)
SENTENCE = re.compile(r"[^。\n]*[。\n]")


def reports(count: int) -> Iterator[str]:
    """The first `count` reports as text."""
    return (report(number) for number in range(count))


def report(number: int) -> str:
    """The report of a number: one after the other the years of one unit, then of the next."""
    unit, year = divmod(number, YEARS)
    year += LAST - YEARS + 1
    chance = Random(number + 10**9)
    if unit and chance.randrange(AGAIN) == 0:
        return _titled(unit, year, _reworked(_body(unit - 1, year), chance))
    return _titled(unit, year, _body(unit, year))


def another() -> str:
    """One report more: that of the first unit on the year after."""
    return _titled(0, LAST + 1, _body(0, LAST + 1))


def name(unit: int) -> str:
    """What a unit is called; there are 240 names."""
    place, rest = unit % len(PLACES), unit // len(PLACES)
    return PLACES[place] + LEVELS[rest // len(BODIES) % len(LEVELS)] + BODIES[rest % len(BODIES)]


def write(folder: Path, count: int) -> None:
    """Puts the reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(reports(count)):
        (folder / f"report-{number:05}.txt").write_text(text, encoding="utf-8")


def _titled(unit: int, year: int, body: str) -> str:
    return f"{name(unit)}{year}年工作总结\n{body}"[:LENGTH]


def _body(unit: int, year: int) -> str:
    chance = Random(unit * 10_000 + year)
    sourced = _sourced(chance, unit, year)
    return f"{sourced}\n{_plain(chance, unit, LENGTH - len(sourced))}"


def _plain(chance: Random, unit: int, length: int) -> str:
    """The unit's figures, headed paragraphs that name something each, then plans."""
    same = Random(unit)
    told = "".join(_worded(same, COUNTED) for _ in range(EACH_YEAR))
    text = f"五、其他工作\n{''.join(_said(chance, SITUATION, 2))}\n{_numbered(told, chance)}\n"
    for number in range(HEADED):
        naming = (_filled(chance, NAMING[(number + by) % len(NAMING)]) for by in (0, 3))
        done = _said(chance, DONE, 4)
        if not number:
            done = [f"{sign}是{said}" for sign, said in zip(ORDER, done, strict=False)]
        outcomes = _said(chance, OUTCOMES, SENTENCES) if number % 3 else []
        said = (*_said(chance, SITUATION, 1), *naming, *done, *outcomes)
        text += f"（{ORDER[number]}）{_filled(chance, chance.choice(HEADS))}\n{''.join(said)}\n"
    text += f"六、存在问题\n{''.join(_said(chance, PROBLEMS, 2))}\n七、下一步打算\n"
    while len(text) < length:
        text += "".join(_said(chance, PLANS, SENTENCES)) + "\n"
    return text


def _said(chance: Random, forms: Sequence[str], number: int) -> list[str]:
    return [_filled(chance, form) for form in chance.sample(forms, number)]


def _reworked(text: str, chance: Random) -> str:
    """A report as sent to a second place: without some sentences, with some words exchanged."""
    kept = (said for said in SENTENCE.findall(text) if said == "\n" or chance.randrange(20))
    return "".join(said if chance.randrange(10) else _exchanged(said, chance) for said in kept)


def _filled(chance: Random, form: str) -> str:
    return _numbered(_worded(chance, form), chance)


def _worded(chance: Random, form: str) -> str:
    return form.format(**{kind: chance.choice(words.split()) for kind, words in WORDS.items()})


def _sourced(chance: Random, unit: int, year: int) -> str:
    """Paragraphs of annotated reports of the field, from any on, with names of the unit's."""
    field = Random(unit - 1_000).sample(_sources(), FIELD)
    chance.shuffle(field)
    lines = [line for report in field for line in report]
    at = chance.randrange(len(lines))
    text = "\n".join((*lines[at:], *lines[:at]))[: chance.choice(SOURCED)]
    return _otherwise(_renamed(text, unit), chance, year)


def _renamed(text: str, unit: int) -> str:
    """The text with other first words in quoted names, the same in all years of a unit."""
    words = _first_words()
    others = dict(zip(words, Random(unit).sample(words, len(words)), strict=True))
    return FIRST.sub(lambda found: others.get(found[0], found[0]), text)


def _otherwise(text: str, chance: Random, year: int) -> str:
    """The text with other words, years and amounts; many amounts are left out."""
    text = _exchanged(text, chance)
    years = [int(found) for found in YEAR.findall(text)] or [year]
    text = YEAR.sub(lambda found: str(int(found[0]) + year - max(years)), text)
    return _numbered(AMOUNT.sub(lambda found: _untold(found[0], chance), text), chance)


def _exchanged(text: str, chance: Random) -> str:
    """The text with other words where several fit."""
    by: dict[str, str] = {}
    for line in WORDS.values():
        words = line.split()
        at = chance.randrange(len(words))
        by |= dict(zip(words, words[at:] + words[:at], strict=True))
    return re.sub("|".join(by), lambda found: by[found[0]], text)


def _untold(amount: str, chance: Random) -> str:
    """An amount, or a word for it that is none."""
    if chance.random() >= UNTOLD:
        return amount
    return "大半" if amount.endswith("%") else "若干"


def _numbered(text: str, chance: Random) -> str:
    """The text with other numbers."""
    return NUMBER.sub(lambda found: _amount(found[0], chance), text)


def _amount(digits: str, chance: Random) -> str:
    """Another number of as many digits, which looks like no year; years stay."""
    if YEAR.fullmatch(digits):
        return digits
    return str(chance.randrange(3 * 10 ** (len(digits) - 1), 10 ** len(digits)))


@cache
def _sources() -> list[list[str]]:
    """The lines of each annotated invented report, its title left out."""
    files = sorted(INVENTED.reports.glob("*.txt"))
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    lines = ([line for line in text.split("\n") if line.strip()] for text in texts)
    return [[*below] for _, *below in lines if below]


@cache
def _first_words() -> list[str]:
    """First words of names that only one annotated report has; others may be used by all."""
    found = ({*FIRST.findall("\n".join(lines))} for lines in _sources())
    times = Counter(word for words in found for word in words)
    return sorted(word for word, number in times.items() if number == 1)
