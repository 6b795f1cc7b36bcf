"""What is corrected or written in the browser is a commit that passes the check and stays."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kb_build import cli
from kb_build.publish.editing import FOLDER
from tests.browser.gitea import NAME, TOKEN, Repository, gitea
from tests.conftest import opened

REPORT = """柳溪镇2023年工作总结
一、主要做法
修订《考勤办法》，全镇执行。
推行“板凳会”工作法，开展培训12次，参加群众300人次，解决问题8个。
"""


class Library:
    """A knowledge base in git, its site, and the server from which its pages are edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bare = Repository(folder.parent / "library.git")
        assert cli.run(["start", str(folder)]) == cli.OK
        (folder / "reports" / "liuxi.txt").write_text(REPORT, encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch", "main")
        assert self.kb("build") == cli.OK
        self.commit()
        self.git("clone", "--quiet", "--bare", ".", str(self.bare.folder))
        self.git("remote", "add", "origin", str(self.bare.folder))

    def kb(self, command: str) -> int:
        return cli.run([command, "--quiet", "--config", str(self.folder / "mkdocs.yml")])

    def git(self, *arguments: str) -> str:
        person = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
        command = ["git", *person, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=True)
        return done.stdout.decode()

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "页面")

    def publish(self, server: str) -> Path:
        """Names the server in the settings and builds the site."""
        settings = self.folder / "mkdocs.yml"
        editor = f"{{backend: gitea, server: '{server}', repository: {NAME}}}"
        text = settings.read_text("utf-8")
        settings.write_text(f"{text}    editor: {editor}\n", encoding="utf-8")
        assert self.kb("build") == cli.OK
        return self.folder / "site"

    def pull(self) -> str:
        """Takes what was edited in; gives the changes."""
        before = self.git("rev-parse", "HEAD").strip()
        self.git("pull", "--quiet", "--ff-only", "origin", "main")
        return self.git("-c", "core.quotepath=false", "diff", before)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "own")


@pytest.fixture
def page(browser: Browser, refused: list[str]) -> Iterator[Page]:
    """A page that speaks Chinese; the test fails if a request tried to leave this machine."""
    context = browser.new_context(locale="zh-CN", service_workers="block")
    with opened(context, set(), refused) as page:
        yield page
    context.close()
    assert refused == []


@pytest.fixture
def address(library: Library, serve: Callable[[Path], str]) -> Iterator[str]:
    with gitea(library.bare) as server:
        yield serve(library.publish(server))


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}{FOLDER}/index.html")
    page.get_by_role("button", name="使用访问令牌登录").click()
    page.get_by_role("textbox").fill(TOKEN)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("treeitem", name="经验做法")).to_be_visible()


def fill(page: Page, box: Locator, words: str) -> None:
    """Writes words and sees that they stay: a form that is still being drawn takes them back.

    Then they are written once more, as a person would.
    """
    expect(page.get_by_role("textbox", name="编号")).to_have_value(re.compile("^practice-"))
    for _ in range(2):
        box.clear()
        box.press_sequentially(words)
        if box.input_value() == words:
            break
    expect(box).to_have_value(words)


def save(page: Page) -> None:
    with page.expect_response(f"**/repos/{NAME}/contents") as sent:
        page.get_by_role("button", name="保存").click()
    assert sent.value.status == 201


def test_a_page_is_corrected_from_its_link(page: Page, address: str, library: Library) -> None:
    (practice,) = (library.folder / "docs" / "practices").glob("ban-deng-hui-*.md")
    sign_in(page, address)
    page.goto(f"{address}practices/{practice.stem}.html")
    page.get_by_role("link", name="更正这一页").click()
    fill(page, page.get_by_role("textbox", name="一句话说明"), "围坐长凳议事，当场答复。")
    save(page)

    lines = library.pull().splitlines()
    body = [line for line in lines if line.startswith(("+", "-")) and not line[1:2].isascii()]
    assert body == []  # nothing but the head changed
    assert "+description: 围坐长凳议事，当场答复。" in lines
    assert library.kb("check") == cli.OK
    assert library.kb("build") == cli.OK
    assert "description: 围坐长凳议事，当场答复。\n" in practice.read_text("utf-8")


def test_a_new_page_passes_the_check(page: Page, address: str, library: Library) -> None:
    sign_in(page, address)
    page.get_by_role("button", name="创建新条目").click()
    fill(page, page.get_by_role("textbox", name="标题"), "“早茶会”议事")
    fill(page, page.get_by_role("group", name="单位").get_by_role("textbox"), "柳溪镇")
    save(page)

    assert "+title: “早茶会”议事" in library.pull()
    (new,) = (library.folder / "docs" / "practices").glob("practice-own-*.md")
    assert "## 具体做法\n" in new.read_text("utf-8")
    assert library.kb("check") == cli.OK
    assert library.kb("build") == cli.OK
    assert new.is_file()
