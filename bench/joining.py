"""How the work of joining names grows: libraries of invented reports that name the same things.

Each report is a few sentences of a unit, read by the real parser and extractor; ten units in a
hundred reports, with names that many share, names of one unit, and near-duplicates of both. The
same seed gives the same library on any machine.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from random import Random

from bench.results import keep
from bench.tables import table
from bench.timing import exponent
from kb_build.extract import extract
from kb_build.link import link
from kb_build.model import Facts, Report
from kb_build.parse import parse

SIZES = (100, 1_000, 10_000)
SEED = 20240501
PLACES = ["清岚", "望澜", "松浦", "苍岭", "云汀", "霁川", "临湖", "白鹭", "恒岭", "青麓"]
BODIES = [
    "市财政局",
    "市委党校",
    "市第三人民医院",
    "县农业农村局",
    "市水务集团有限公司",
    "师范学院",
]
SUBJECTS = (
    "财务",
    "采购",
    "公务接待",
    "公务用车",
    "档案",
    "印章",
    "科研成果",
    "学员",
    "合同",
    "资产",
)
RULES = ("管理办法", "管理办法（试行）", "管理规定", "实施细则")
KNOWN = ("“三会一课”制度", "三会一课", "“第一议题”制度", "首问负责制", "民主生活会", "河长制")
QUOTED = ("“双周会商”机制", "“双周会商”制度", "“红黄绿”三色预警机制", "“日清周结”工作机制")
COUNTRY = ("《中国共产党支部工作条例（试行）》", "《中华人民共和国审计法》", "《信访工作条例》")
BOARDS = ("市财政局", "市住建局", "市住房和城乡建设局", "市委组织部", "市发展改革委")


@dataclass(frozen=True, slots=True)
class Growth:
    """What joining one library took."""

    reports: int
    names: int  # mentions in all reports
    entries: int
    seconds: float


def library(size: int) -> list[Facts]:
    """The facts of that many reports."""
    chance = Random(SEED)
    return [_facts(f"report-{at}.txt", _text(chance, at, size)) for at in range(size)]


def grown(size: int) -> Growth:
    """Joins one library; processor seconds of the link stage."""
    facts = library(size)
    gc.collect()
    start = time.process_time()
    entries = link(facts)
    seconds = time.process_time() - start
    names = sum(len(one.mentions) for one in facts)
    return Growth(size, names, len(entries), seconds)


def show() -> None:
    """Prints a line for each size, and the exponents between them; keeps the results."""
    grown(SIZES[0])  # word lists are loaded once, as in a build
    done = [grown(size) for size in SIZES]
    rows = [(f"{g.reports:,}", f"{g.names:,}", f"{g.entries:,}", f"{g.seconds:.2f}") for g in done]
    print(table(("reports", "names", "entries", "link, processor seconds"), rows))
    for less, more in pairwise(done):
        k = exponent((less.reports, less.seconds), (more.reports, more.seconds))
        print(f"{less.reports:,} to {more.reports:,}: time ~ size^{k:.2f}")
    keep("joining", growth=done)


def _facts(source: str, text: str) -> Facts:
    digits = sha256(text.encode()).hexdigest()
    return extract(parse(Report(digits[:12], source, digits, text, "utf-8")))


def _text(chance: Random, at: int, size: int) -> str:
    unit = _unit(chance, size)
    year = 2015 + at % 10
    return f"{unit}{year}年工作总结\n" + "\n".join(_sentences(chance, unit, at))


def _unit(chance: Random, size: int) -> str:
    """One of as many units as there are ten reports of each."""
    number = chance.randrange(max(1, size // 10))
    place, body = PLACES[number % len(PLACES)], BODIES[number // len(PLACES) % len(BODIES)]
    return f"{place}{body[0]}{_numbered(number)}{body[1:]}" if number >= 60 else f"{place}{body}"


def _numbered(number: int) -> str:
    """Two characters that tell units of one make apart."""
    signs = "东南西北江河湖海山川林原泉阳安平"
    return signs[number % len(signs)] + signs[number // len(signs) % len(signs)]


def _sentences(chance: Random, unit: str, at: int) -> Iterator[str]:
    subject, rule = chance.choice(SUBJECTS), chance.choice(RULES)
    yield f"一、建章立制\n修订《{subject}{rule}》，制定《{unit}{subject}{chance.choice(RULES)}》。"
    yield f"落实{chance.choice(KNOWN)}，推行{chance.choice(QUOTED)}，执行{chance.choice(COUNTRY)}。"
    yield f"二、工作成效\n{chance.choice(BOARDS)}牵头走访{at % 97 + 3}户，办公室建立问题台账。"
    yield f"推行“板凳会”议事法，{chance.choice(BOARDS)}开展第{at}次督查。"
