"""Any number of invented reports of some 5,000 characters: the same number, the same reports.

A unit reports on ten years, one after the other; a thousand reports are a hundred units of one
province. Three fifths of a report are plain paragraphs on what was done, two fifths are paragraphs
of annotated invented reports of the unit's field, which come again in other years. Dates are those
of the year, amounts are others, and other words stand where several fit.

What that rests on: 31 real reports of 600 to 21,000 characters give, for every 5,000 characters, 16
rules, mechanisms and bodies, 14 measures, 2 practices, 2 problems, 4 figures and 44 pages. Of the
bodies in three yearly reports of one government, and in seven reports of one school, half stand in
an earlier report already; of rules and mechanisms less than an eighth, of measures and problems
none, since each year tells of other work. The annotated reports have three times as many names in
as many characters, and are few: hence the plain paragraphs (`SOURCED`), a field for each unit
(`FIELD`) and the words (`WORDS`). A thousand reports then give 13 rules, mechanisms and bodies, 11
measures, 5 problems, 9 figures and 42 pages each: of problems and figures more than real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from bench.sets import INVENTED

LENGTH = 5_000  # code points
SOURCED = 2_000  # of these, of paragraphs of annotated reports
SENTENCES = 12  # of a plain paragraph; every second paragraph ends with one more that names
YEARS = 10  # that a unit reports on
LAST = 2024
FIELD = 6  # annotated reports that a unit takes paragraphs of; two or three in a year
PLACES = ("清岚", "望澜", "汀洲", "云麓", "溪桥", "栖霞", "澄江", "安澜", "和畅", "松坡")
LEVELS = ("市", "区", "县")
BODIES = ("财政局", "教育局", "民政局", "水利局", "卫生健康局", "档案馆", "审计局", "信访局")
# Words of two letters that may stand in one another's place.
WORDS = {
    "what": "项目 工程 产业 课程 案件 设备 农业 养老 就业 文化 市场 管网 课题 工业 课堂 物业 经济",
    "who": "群众 教师 学生 党员 老人 居民 职工 师生 学员 企业 代表 人才 家庭 农户 商户 司机 社工",
    "where": "社区 乡镇 街道 小区 学校 医院 农村 园区 公司 科室 支部 部门 单位 集团 学院 楼栋 窗口",
    "work": "服务 管理 监管 检查 调研 考核 监督 治理 培训 审批 整治 改造 指导 通报 抽查 调度 执法",
    "side": "安全 环境 质量 资金 投资 数据 标准 风险 隐患 投诉 成果 案例 难题 短板 差距 进度 成绩",
    "do": "开展 推进 推动 深化 优化 实施 加强 提升 健全 规范 办好 推广 改进 细化 做实 抓好 支持",
}
HEADS = ("{do}{where}{what}{work}", "{do}{who}{side}{work}", "{work}{what}，{do}{where}{side}")
PLAIN = (
    "全年{do}{where}{what}00个，惠及{who}000人。",
    "投入000万元，{do}{where}的{what}，{side}有了保证。",
    "{who}反映集中的{what}事项逐个登记{side}，按月更新。",
    "每季度到{where}走访一次，听取{who}对{what}{work}的看法。",
    "与去年相比，{where}{side}全面好转，{what}方面进步最明显。",
    "把{what}{work}和{side}放在一起安排、一起检查，{who}办事少跑了路。",
    "先在部分{where}试行{what}{work}，再在全部{where}推开。",
    "{where}负责人每月到现场看一次{work}，听{who}说{side}。",
    "到年底，{where}的{what}{work}已经做完，{side}明显改善。",
    "{what}{work}从{who}最关心的{side}做起，{where}之间互相学习。",
)
NAMING = ("印发《{where}{what}{work}办法》。", "建立{where}{what}{side}通报制度。")
ORDER = "一二三四五六七八九十"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NUMBER = re.compile(r"\d{2,}")


def reports(count: int) -> Iterator[str]:
    """The first `count` reports as text."""
    return (report(number) for number in range(count))


def report(number: int) -> str:
    """The report of a number: one after the other the years of one unit, then of the next."""
    unit, year = divmod(number, YEARS)
    return _report(unit, LAST - YEARS + 1 + year)


def another() -> str:
    """One more: the first unit on the year after."""
    return _report(0, LAST + 1)


def name(unit: int) -> str:
    """What a unit is called; there are 240 names."""
    place, rest = unit % len(PLACES), unit // len(PLACES)
    return PLACES[place] + LEVELS[rest // len(BODIES) % len(LEVELS)] + BODIES[rest % len(BODIES)]


def write(folder: Path, count: int) -> None:
    """Puts the reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(reports(count)):
        (folder / f"report-{number:05}.txt").write_text(text, encoding="utf-8")


def _report(unit: int, year: int) -> str:
    chance = Random(unit * 10_000 + year)
    sourced = _sourced(chance, unit, year)
    plain = _plain(chance, LENGTH - len(sourced))
    return f"{name(unit)}{year}年工作总结\n{sourced}\n五、其他工作\n{plain}"[:LENGTH]


def _plain(chance: Random, length: int) -> str:
    """Headed paragraphs on what was done; of four one names a rule, one a mechanism."""
    text = ""
    while len(text) < length:
        number = text.count("\n") // 2
        forms = [*chance.choices(PLAIN, k=SENTENCES), *NAMING[number % 4 : number % 4 + 1]]
        said = "".join(_filled(chance, form) for form in forms)
        text += f"（{ORDER[number]}）{_filled(chance, chance.choice(HEADS))}\n{said}\n"
    return text


def _filled(chance: Random, form: str) -> str:
    words = {kind: chance.choice(words.split()) for kind, words in WORDS.items()}
    return NUMBER.sub(lambda found: _amount(found[0], chance), form.format(**words))


def _sourced(chance: Random, unit: int, year: int) -> str:
    """The first paragraphs of an annotated report of the field, the last of the next, and on."""
    field = Random(unit - 1_000).sample(_sources(), FIELD)
    chance.shuffle(field)
    body = ""
    for first, second in pairwise(field):
        body += "\n".join((*first[: len(first) * 2 // 3], *second[len(second) * 2 // 3 :], ""))
        if len(body) >= SOURCED:
            break
    return _otherwise(body[:SOURCED], chance, year)


def _otherwise(text: str, chance: Random, year: int) -> str:
    """The same with other words, of other years and amounts."""
    words = _exchanged(chance)
    text = re.sub("|".join(words), lambda found: words[found[0]], text)
    years = [int(found) for found in YEAR.findall(text)] or [year]
    text = YEAR.sub(lambda found: str(int(found[0]) + year - max(years)), text)
    return NUMBER.sub(lambda found: _amount(found[0], chance), text)


def _exchanged(chance: Random) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in WORDS.values():
        words = line.split()
        by = chance.randrange(len(words))
        found |= dict(zip(words, words[by:] + words[:by], strict=True))
    return found


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
    return [[line for line in text.split("\n") if line.strip()][1:] for text in texts]
