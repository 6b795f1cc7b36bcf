"""What stands under `extra.knowledge_base` in mkdocs.yml: what it means, and what is refused."""

from pathlib import Path

import pytest

from kb_build import config
from kb_build.config import Config, Editor, Limits
from kb_build.errors import InputError

SERVER = "backend: gitea, server: 'https://git.example/git/', repository: office/library"


def load(folder: Path, written: str) -> Config:
    file = folder / "mkdocs.yml"
    file.write_text(f"extra:\n  knowledge_base: {written}\n", encoding="utf-8")
    return config.load(file)


def test_a_file_that_says_nothing_gives_what_is_usual(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x", encoding="utf-8")
    assert config.load(file) == Config(
        file,
        tmp_path / "reports",
        tmp_path / "docs",
        tmp_path / "site",
        store=tmp_path / config.STORE,
        lexicon=tmp_path / "lexicon",
    )


@pytest.mark.parametrize(
    ("written", "name", "read"),
    [
        ("{language: en}", "language", "en"),
        ("{persons: shown}", "persons", True),
        ("{history: false}", "history", False),
        ("{feedback: kb@office.example}", "feedback", "kb@office.example"),
        ("{fetch: 'file:///w/工作 报告'}", "fetch", "file:///w/工作 报告"),
        ("{sensitive: error}", "limits", Limits("error")),
        ("{sensitive: off}", "limits", Limits("off")),  # YAML takes it for false
        ("{largest: {image: 5}}", "limits", Limits(image=5)),
        (
            f"{{editor: {{{SERVER}}}}}",
            "editor",
            Editor("gitea", "https://git.example/git", "office/library", "main", "docs"),
        ),
        (
            f"{{editor: {{{SERVER}, branch: edits, folder: base}}}}",
            "editor",
            Editor("gitea", "https://git.example/git", "office/library", "edits", "base/docs"),
        ),
    ],
)
def test_a_setting_is_read(tmp_path: Path, written: str, name: str, read: object) -> None:
    assert getattr(load(tmp_path, written), name) == read


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("\n    reports: in\n    language: fr", 6),  # and not the theme's above it
        ("\n    report: in", 5),
        ("\n    editor:\n      backend: cvs", 6),
        ("\nsite_dir: 7", 5),
        ("{language: fr}", 0),
    ],
)
def test_what_is_refused_is_told_with_its_line(tmp_path: Path, written: str, line: int) -> None:
    file = tmp_path / "mkdocs.yml"
    above = "theme:\n  language: zh\nextra:\n  knowledge_base:"
    file.write_text(f"{above} {written}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        config.load(file)
    assert caught.value.notice.line == line


def test_folders_stand_beside_the_file_unless_the_caller_names_others(tmp_path: Path) -> None:
    read = load(tmp_path, "{reports: in, lexicon: words}\ndocs_dir: out")
    assert (read.reports, read.lexicon) == (tmp_path / "in", tmp_path / "words")
    assert read.docs == tmp_path / "out"
    assert config.load(read.file, docs=Path("else")).docs == Path("else")


def test_a_preview_stands_beside_the_site_unless_the_caller_names_its_folder(
    tmp_path: Path,
) -> None:
    file = load(tmp_path, "{}\nsite_dir: out").file
    found = config.load(file, preview=True)
    assert found.preview and found.site == tmp_path / "out-preview"
    assert config.load(file, preview=True, site=Path("else")).site == Path("else")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[1]", "config-shape"),
        ("some", "config-shape"),
        ("{speed: 3}", "config-key"),
        ("{language: fr}", "config-value"),
        ("{persons: some}", "config-value"),
        ("{history: maybe}", "config-value"),
        ("{lexicon: ''}", "config-value"),
        ("{sensitive: loud}", "config-value"),
        ("{largest: 3}", "config-value"),
        ("{largest: {image: 0}}", "config-value"),
        ("{largest: {image: true}}", "config-value"),
        ("{}\nday: 2024-13-45", "config-word"),
        ("{}\nnumber: " + "9" * 5000, "config-word"),
        ("{}\ndeep: " + "[" * 100_000, "yaml-deep"),
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, written)
    assert caught.value.notice.key == told


def test_references_that_grow_beyond_measure_are_told(tmp_path: Path) -> None:
    grown = [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]" for n in range(1, 9)]
    bomb = "\n".join(["x0: &x0 [甲]", *grown])  # 10⁸ words
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"{bomb}\nextra: {{knowledge_base: {{}}}}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        config.load(file)
    assert (caught.value.notice.key, caught.value.notice.line) == ("yaml-grown", 5)


def test_extra_that_is_no_mapping_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("extra: 3\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        config.load(file)
    assert caught.value.notice.key == "config-shape"


def test_a_value_that_is_used_again_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, "&ours {language: en}\ncopy: {<<: *ours, language: zh}").language == "en"


def test_a_key_that_stands_twice_is_told_for_one_of_them_would_be_lost(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, "{language: en}\nextra:\n  generator: false")
    assert (caught.value.notice.key, caught.value.notice.line) == ("config-twice", 3)


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "nobody", "a@b?cc=c@d", "file:///x", 7, "https:///x"]
)
def test_only_mail_and_web_addresses_take_feedback(tmp_path: Path, value: object) -> None:
    with pytest.raises(InputError):
        load(tmp_path, f"{{feedback: {value!r}}}")


@pytest.mark.parametrize(
    "wrong",
    [
        "yes",
        "{}",
        "{backend: gitea}",
        "{backend: github, server: 'https://git.example', repository: a/b}",
        "{backend: gitea, server: 'javascript:alert(1)', repository: a/b}",
        "{backend: gitea, server: 'https://git.example; script-src *', repository: a/b}",
        "{backend: gitea, server: 'https://git.example', repository: ab}",
        "{backend: gitea, server: 'https://git.example', repository: a/b, folder: ../x}",
        "{backend: gitea, server: 'https://git.example', repository: a/b, token: secret}",
    ],
)
def test_an_editor_is_a_known_server_and_nothing_else(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(InputError):
        load(tmp_path, f"{{editor: {wrong}}}")
