"""A small invented library, its pages, and what a reader sees of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import markdown
from lxml import html

from kb_build.link import link
from kb_build.model import Earlier, Facts, Library, Notice, Page
from kb_build.render import render
from tests.link.invented import facts, series

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc"]  # those of the site
HOSTILE = "<script>alert(1)</script> [甲](x.md) | {: #x } `"

SCHOOL = facts(
    "2022/学校 总结.txt",
    """
    # 一、|整改落实情况
    ## 1.|针对“培训管理宽松”问题
    - 一是|measure|修订[rule/revised 《经费支出管理办法》]，【广告】抽查[figure 30次]。
    - 二是|measure|花费[figure *万元]，推行[practice “板凳会”议事法]，[organization 教务处]走访。
    outcome|已完成整改，满意率[figure 98%]。
    # 二、|下一步打算
    plan|推广[practice “五步”工作法]，力争明年建成。
    """,
    unit="清岚师范学院",
    title="清岚师范学院2022年工作总结",
    period="2022",
    addresses={"1.针对": ("一是", "二是", "已完成")},
    noise="【广告】",
)
HOSPITAL = facts(
    "hospital.txt",
    f"""
    # 一、|财务与安全管理
    measure|修订[rule/revised 《经费支出管理办法》]{HOSTILE}，落实[mechanism “三会一课”]。
    measure|采用[practice “板凳会”议事法]收集意见[figure 45条]。
    problem|儿科医师缺口较大。
    """,
    unit="清岚市第三人民医院",
    title=f"医院总结{HOSTILE}",
    period="2023",
)
REFUSED = Notice("lexicon-shape", "bad<b>.txt", 3)


def library(*reports: Facts) -> Library:
    """Reports with all that is made of them, and one that was refused."""
    return Library(reports, link(reports), (REFUSED,), series(reports))


LIBRARY = library(SCHOOL, HOSPITAL)


def made(
    known: Library,
    language: str = "zh",
    deleted: frozenset[str] = frozenset(),
    called: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Page, ...]:
    """All pages of a library, none of them lazy."""
    found, _ = render(known, language, earlier=Earlier(deleted, called))
    return tuple(lazy.page() for lazy in found)


def pages_of(known: Library, language: str = "zh") -> dict[str, Page]:
    """The pages of a library by their paths."""
    return {page.path: page for page in made(known, language)}


def rendered(page: Page) -> html.HtmlElement:
    body = markdown.markdown("\n\n".join(page.blocks), extensions=EXTENSIONS)
    return html.fromstring(f"<main>{body}</main>")


def front(page: Page) -> dict[str, object]:
    return dict(page.front)


def page_of(pages: dict[str, Page], title: str) -> Page:
    (page,) = [page for page in pages.values() if front(page)["title"] == title]
    return page


PAGES = pages_of(LIBRARY)
BY_ID = {front(page)["id"]: page for page in PAGES.values()}


def words(page: Page) -> str:
    return str(rendered(page).text_content())


def links(page: Page) -> set[str]:
    return {str(one).rpartition("/")[2] for one in rendered(page).xpath("//a/@href")}
