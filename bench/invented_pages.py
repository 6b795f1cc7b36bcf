"""Makes any number of invented pages that resemble generated ones; always the same ones.

Sentences are made from clauses of the bundled reports, in which some words are replaced by others
of a large vocabulary. So pairs of characters are as frequent, and rare ones as many, as in reports.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.sets import INVENTED
from kb_build.model import ROLES

# As in the bundled knowledge base: of a hundred pages three are reports, of about ninety passages;
# an entry quotes some four of them.
REPORT_EVERY = 33
PASSAGES = 90
QUOTES = (1, 8)
CLAUSES = (2, 5)
OTHER_WORDS = 0.2  # share of words that give place to others
KINDS = ("measure", "rule", "problem", "organization", "mechanism", "practice")
ENDINGS = ("管理办法", "实施细则", "工作机制", "工作法", "领导小组", "问题", "联席会议制度")
UNITS = 300
TOPICS = (
    "党的建设",
    "财务管理",
    "基层治理",
    "教育教学",
    "水务环保",
    "医疗卫生",
    "安全生产",
    "信息化",
)


@dataclass(frozen=True, slots=True)
class InventedPage:
    """A page as Markdown."""

    path: str  # below docs/
    source: str


def pages(count: int) -> Iterator[InventedPage]:
    """The first `count` pages."""
    passages: list[str] = []
    for number in range(count):
        chance = random.Random(number)
        if number % REPORT_EVERY == 0:
            passages = [_sentence(chance) for _ in range(PASSAGES)]
            yield _report(number, chance, passages)
        else:
            yield _entry(number, chance, passages)


def write(folder: Path, count: int) -> list[InventedPage]:
    """Puts them below `folder`; gives them."""
    made = list(pages(count))
    for page in made:
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.source, encoding="utf-8")
    return made


def name(page: InventedPage) -> str:
    """A page's title."""
    found = re.search(r"^title: (.*)$", page.source, re.MULTILINE)
    assert found
    return found[1]


def sentences(page: InventedPage) -> list[str]:
    """What stands on it: quotations or passages."""
    found = re.findall(r"^> (.*)$|<span id=\"p.*?>(.*?)</span>", page.source, re.MULTILINE)
    return [quoted or told for quoted, told in found]


def _front(number: int, chance: random.Random, kind: str, title: str) -> str:
    unit, topic = chance.randrange(UNITS), chance.choice(TOPICS)
    return (
        f"---\nid: {kind}-{number:010x}\nkind: {kind}\ntitle: {title}\n"
        f"units: [清岚市第{unit}测试单位]\nyears: ['{chance.randrange(2015, 2026)}']\n"
        f"genres: [work_report]\ntopics: [{topic}]\ngrade: {chance.choice('ABCD')}\n"
        f"status: {chance.choice(('done', 'planned', 'ongoing'))}\n---\n\n# {title}\n\n"
    )


def _report(number: int, chance: random.Random, passages: list[str]) -> InventedPage:
    blocks = []
    for at, words in enumerate(passages):
        if at % 10 == 0:
            head = (
                f'<span id="n{number:x}-{at}" class="kb-heading kb-depth-1">{_title(chance)}</span>'
            )
            blocks.append(head)
        role = chance.choice(ROLES)
        blocks.append(f'<span id="p{number:x}-{at}" class="kb-passage kb-{role}">{words}</span>')
    front = _front(number, chance, "report", f"清岚市第{number}号工作总结")
    return InventedPage(f"reports/report-{number}.md", front + "\n\n".join(blocks) + "\n")


def _entry(number: int, chance: random.Random, passages: list[str]) -> InventedPage:
    kind = chance.choice(KINDS)
    quoted = chance.sample(passages, chance.randint(*QUOTES))
    blocks = [f"> {words}\n\n[出处](../reports/report-0.md){{: .kb-source }}" for words in quoted]
    front = _front(number, chance, kind, _title(chance) + chance.choice(ENDINGS))
    return InventedPage(f"{kind}s/{kind}-{number}.md", front + "\n\n".join(blocks) + "\n")


def _title(chance: random.Random) -> str:
    return "".join(chance.choices(_vocabulary(), k=2))


def _sentence(chance: random.Random) -> str:
    chosen = chance.choices(_clauses(), k=chance.randint(*CLAUSES))
    return "，".join("".join(_varied(word, chance) for word in clause) for clause in chosen) + "。"


def _varied(word: str, chance: random.Random) -> str:
    if word.isdigit():
        return str(chance.randrange(10 ** len(word)))
    return chance.choice(_vocabulary()) if chance.random() < OTHER_WORDS else word


@cache
def _clauses() -> tuple[tuple[str, ...], ...]:
    """The bundled reports' clauses as words."""
    import rjieba

    texts = (text.read_text(encoding="utf-8") for _, _, text in INVENTED.annotated())
    found = {part for text in texts for part in re.split(r"[，。；：\n]", text)}
    clauses = (re.sub(r"[<>\[\]*_`#|&\s　]", "", clause) for clause in found)
    return tuple(tuple(rjieba.cut(clause)) for clause in sorted(clauses) if 4 <= len(clause) <= 30)


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words of two to four characters, which pypinyin brings along."""
    from pypinyin.phrases_dict import phrases_dict

    return tuple(sorted(word for word in phrases_dict if 2 <= len(word) <= 4 and word.isalpha()))
