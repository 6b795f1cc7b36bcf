"""A build must give the whole site or leave the old one, whatever the pages hold."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kb_build.config import Config, load
from kb_build.errors import InputError
from kb_build.files.signature import Signed
from kb_build.messages import text_of
from kb_build.publish import build, shards
from kb_build.publish.sources import Look
from kb_build.publish.swap import swapped
from tests.folders import contents
from tests.publish.conftest import DOCS, ROOT

Settings = Callable[..., Config]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The pages, to be changed."""
    return shutil.copytree(DOCS, tmp_path / "docs")


def test_a_build_says_what_it_made(settings: Settings) -> None:
    config, told = settings(), list[tuple[int, int]]()
    published = build(config, lambda done, total: told.append((done, total)))
    assert published.pages == len(list(DOCS.rglob("*.md")))
    assert published.bytes == sum(map(len, contents(config.site).values()))
    assert published.warnings == ()
    assert told == [(n, published.pages) for n in range(1, published.pages + 1)]


def test_the_same_pages_give_the_same_site(settings: Settings, tmp_path: Path) -> None:
    first, second = settings(site=tmp_path / "a"), settings(site=tmp_path / "b")
    build(first)
    build(second)
    assert contents(first.site) == contents(second.site)


def by_mkdocs_itself(folder: Path) -> dict[str, bytes]:
    """What `mkdocs build` makes of the folder's docs, without our way of building."""
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "plain"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return contents(folder / "plain")


def test_mkdocs_by_itself_gives_the_same_site(
    settings: Settings, docs: Path, tmp_path: Path
) -> None:
    config = settings(docs=docs)
    build(config)
    assert by_mkdocs_itself(tmp_path) == contents(config.site)


def test_a_new_site_takes_the_place_of_the_old_one(settings: Settings, docs: Path) -> None:
    config = settings(docs=docs)
    build(config)
    (docs / "practices" / "hostile-00000bad.md").unlink()
    build(config)
    assert not (config.site / "practices" / "hostile-00000bad.html").exists()
    assert sorted(path.name for path in config.site.parent.iterdir()) == ["docs", "site"]


@pytest.mark.parametrize(
    ("page", "key", "line"),
    [
        (b"---\ntitle: x\nunits: [a\n---\n# x\n", "front-yaml", 4),
        (b"---\ntitle: x\n# x\n", "front-open", 1),
        (b"# x\n\n\xb9\xfe\n", "front-encoding", 3),
    ],
)
def test_a_page_that_cannot_be_read_leaves_the_old_site(
    settings: Settings, docs: Path, page: bytes, key: str, line: int
) -> None:
    config = settings(docs=docs)
    build(config)
    before = contents(config.site)
    (docs / "topics" / "broken.md").write_bytes(page)
    with pytest.raises(InputError) as caught:
        build(config)
    notice = caught.value.notice
    assert (notice.key, notice.line) == (key, line)
    assert notice.file.endswith("broken.md")
    assert contents(config.site) == before
    assert sorted(path.name for path in config.site.parent.iterdir()) == ["docs", "site"]


def test_a_page_that_appears_while_the_site_is_made_waits_for_the_next_build(
    settings: Settings, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(look: Look, folder: Path, signed: Signed) -> Look:
        found = looked(look, folder, signed)
        (docs / "late.md").write_text("# 后来的一页\n", encoding="utf-8")
        return found

    looked = Look.again
    with monkeypatch.context() as patched:
        patched.setattr(Look, "again", again)
        build(settings(docs))
    late = settings(docs).site / "late.html"
    assert not late.exists()
    build(settings(docs))
    assert late.is_file()


def test_a_folder_that_is_no_site_is_not_replaced(settings: Settings, tmp_path: Path) -> None:
    other = tmp_path / "letters"
    other.mkdir()
    (other / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        build(settings(site=other))
    assert caught.value.notice.key == "publish-site-foreign"
    assert (other / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_run_whose_folder_another_run_takes_away_says_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(InputError) as caught, swapped(site) as fresh:
        shutil.rmtree(fresh)
        (fresh / "index.html").write_text("new", encoding="utf-8")
    assert caught.value.notice.key == "publish-busy"
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_a_mounted_disk_is_no_site_but_may_hold_one(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    monkeypatch.setattr(os.path, "ismount", lambda path: path == disk)
    with pytest.raises(InputError) as caught:
        build(settings(site=disk))
    assert caught.value.notice.key == "publish-site-mount"
    assert build(settings(site=disk / "site")).pages


def test_the_site_cannot_be_all_there_is(settings: Settings) -> None:
    root = Path(Path.cwd().anchor)
    with pytest.raises(InputError):
        build(settings(site=root))


def test_the_site_cannot_take_the_place_of_its_own_sources(settings: Settings, docs: Path) -> None:
    for site in (docs, docs.parent):
        with pytest.raises(InputError) as caught:
            build(settings(docs=docs, site=site))
        assert caught.value.notice.key == "publish-site-holds"
    assert (docs / "index.md").is_file()


def test_a_run_that_was_killed_between_the_renames_loses_nothing(settings: Settings) -> None:
    config = settings()
    build(config)
    config.site.rename(config.site.with_name(".site.old"))
    broken = settings(docs=config.site.with_name("none"))
    with pytest.raises(InputError):
        build(broken)
    assert (config.site / "index.html").is_file()


def test_what_is_for_the_program_is_not_published(published: Path) -> None:
    paths = contents(published)
    names = {Path(path).name for path in paths}
    assert (DOCS / ".generated.tsv").is_file()
    assert (DOCS / "page.schema.json").is_file()
    assert not {".generated.tsv", "page.schema.json"} & names
    assert not [name for name in names if name.endswith((".map", ".md", ".py"))]
    assert not [path for path in paths if "/lunr/" in path or "/workers/" in path]


def test_what_people_put_beside_their_pages_is_published(settings: Settings, docs: Path) -> None:
    names = ("计数.tsv", "表.csv", "图.svg")
    (docs / "files").mkdir()
    for name in names:
        (docs / "files" / name).write_text("<svg/>", encoding="utf-8")
    config = settings(docs=docs)
    build(config)
    assert {path.name for path in (config.site / "files").iterdir()} == {*names}


@pytest.mark.parametrize(
    ("settings", "key", "told"),
    [
        ("plugins: []\ntheme: {name: material}", "publish-plugin", "knowledge-base"),
        ("plugins: [knowledge-base]\nthme: material", "publish-theme", "mkdocs"),
        ("plugins: [no-such-plugin]", "publish-settings", "“no-such-plugin”没有安装"),
        ("INHERIT: mkdocs.yml", "publish-inherit", "INHERIT"),
    ],
)
def test_settings_that_make_no_such_site_are_refused(
    tmp_path: Path, settings: str, key: str, told: str
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: x\n{settings}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        build(Config(file, reports=DOCS, docs=DOCS, site=tmp_path / "site"))
    assert caught.value.notice.key == key
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nav: [index.md, practice/index.md]", "nav 里的 practice/index.md 不在页面文件夹里"),
        ("doc_dir: docs", "MkDocs 没有“doc_dir”这一项"),
    ],
)
def test_a_mistake_in_the_settings_is_told_in_our_words(
    tmp_path: Path, line: str, words: str
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: 知识库\ntheme: {name: material, font: false}\nplugins: [knowledge-base]\n"
        f"{line}\n",
        encoding="utf-8",
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (told,) = build(load(file)).warnings
    (again,) = build(load(file)).warnings  # from the store
    assert told == again
    assert words in text_of(told, "zh")
    assert not re.search("[一-鿿]", text_of(told, "en").replace(str(tmp_path), ""))


def test_generated_pages_are_shown_right_by_the_shortest_settings(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: 知识库\ntheme: {name: material, font: false}\nplugins: [knowledge-base]\n",
        encoding="utf-8",
    )
    (tmp_path / "docs").mkdir()
    page = "# 首页\n\n<div markdown>\n\n- [**做法**](index.md){: .kb-source }\n\n</div>\n"
    (tmp_path / "docs" / "index.md").write_text(page, encoding="utf-8")
    build(load(file))
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<a class="kb-source" href="./"><strong>做法</strong></a>' in html
    assert 'data-md-component="palette"' not in html  # Material's script fails on an empty one


def test_a_missing_folder_of_pages_is_told(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        build(settings(docs=tmp_path / "none"))
    assert caught.value.notice.key == "publish-no-pages"


def test_a_link_that_leads_nowhere_is_a_warning(settings: Settings, docs: Path) -> None:
    (docs / "quality.md").write_text("# 质量\n\n[去](nowhere.md)\n", encoding="utf-8")
    (warning,) = build(settings(docs=docs)).warnings
    assert "nowhere.md" in text_of(warning)


def test_the_frame_speaks_the_language_of_the_settings(settings: Settings, tmp_path: Path) -> None:
    english = (ROOT / "mkdocs.yml").read_text("utf-8").replace("language: zh", "language: en")
    (tmp_path / "mkdocs.yml").write_text(english, encoding="utf-8")
    config = load(tmp_path / "mkdocs.yml", docs=DOCS)
    build(config)
    page = (config.site / "search.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "Search practices and rules" in page
    practice = (config.site / "practices/ri-du-yi-wen-3f2a9c10.html").read_text("utf-8")
    assert re.search(r'<blockquote>\s*<p lang="zh">', practice)  # its quotations stay Chinese
    assert '"kind.measure":"measure"' in (config.site / "assets/kb/searching.js").read_text("utf-8")
    assert '--kb-label-measure: "measure"' in (config.site / "assets/kb/kb.css").read_text()


def test_importing_the_stage_does_not_load_mkdocs() -> None:
    code = "import sys, kb_build.publish; print('mkdocs' in sys.modules, 'lxml' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


SHAPES = (
    "# 有题\n\n[1] 与 [甲][1]\n\n[1]: https://example.org\n",
    "没有题，也没有 [1]。\n",
    "## 只有二级\n\n## 只有二级\n",
    "---\nhide: [toc, navigation]\ntitle: 藏起目录\n---\n# 题 {: #a\\b }\n",
    "---\nkind: report\ntitle: 报告 <b>&\n---\n# 题\n\n<div markdown>\n\n*内*\n\n",
    "---\nkind: measure\ndescription: 说明\n---\n!!! note\n    # 内\n\n| a |\n|---|\n| 1 |\n",
    "# {: #}\n\n<h1>又一题</h1>\n",
    "# 一\n\n## 甲\n\n## 乙\n\n## 丙\n",
    "---\nhide: [toc]\n---\n# 二\n\n## 甲\n\n## 乙\n\n## 丙\n",
    "# 三\n\n## 甲\n\n### 乙\n\n## 丙\n",
)


def test_pages_of_any_shape_in_one_folder_are_as_mkdocs_makes_them(
    settings: Settings, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each follows each, so that nothing of one page may stay behind in the next."""
    monkeypatch.setattr(shards, "hashed", lambda _: 0)  # in the order of their paths
    for number, (first, then) in enumerate(product(SHAPES, SHAPES)):
        for at, shape in enumerate((first, then)):
            page = docs / "hand" / f"{number:02}-{at}.md"
            page.parent.mkdir(exist_ok=True)
            page.write_text(shape, encoding="utf-8")
    config = settings(docs=docs)
    build(config)
    assert by_mkdocs_itself(tmp_path) == contents(config.site)


def test_pages_are_without_what_only_the_check_reads_and_empty_lines(published: Path) -> None:
    report = (published / "reports/qinghe-2023-a1b2.html").read_text("utf-8")
    assert '<span id="p00000001" class="kb-passage kb-measure">' in report
    assert "data-span" not in report
    entry = (published / "measures/du-shu-ban-51e0d2aa.html").read_text("utf-8")
    assert 'data-span="40-70"' in entry  # by which a quotation is put into the basket
    for page in (report, entry):
        lines = page.split("\n")
        assert sum(not line.strip() for line in lines) < len(lines) / 5


def test_what_another_plugin_shows_is_there(docs: Path, settings: Settings, tmp_path: Path) -> None:
    words = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    file = tmp_path / "mkdocs.yml"
    plugins = "  - knowledge-base\n"
    file.write_text(words.replace(plugins, f"{plugins}  - tags\n"), encoding="utf-8")
    (docs / "tagged.md").write_text("---\ntags: [望澜]\n---\n\n# 题\n", encoding="utf-8")
    config = replace(settings(docs=docs), file=file)
    build(config)
    assert 'class="md-tag"' in (config.site / "tagged.html").read_text(encoding="utf-8")
