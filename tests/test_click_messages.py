"""Help and faults of arguments are told in the reader's language, also where click says them."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb_build import cli
from kb_build.cli.click_messages import FAULTS
from kb_build.cli.prompts import agreed
from kb_build.cli.wrapping import columns, lines
from kb_build.messages import LOCALE


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()


CASES = [
    (["frobnicate"], "没有“frobnicate”这个命令"),
    (["form", "x"], "多出了参数 x"),
    (["start", "file"], "DIR 要的是文件夹，“file”是文件"),
    (["build", "--config", "."], "--config 要的是文件，“.”是文件夹"),
    (["serve", "--port", "a"], "--port 要的是整数，不是“a”"),
    (["serve", "--port", "99999"], "--port 不能是“99999”，可以是 1–65535"),
    (["export", "--format", "doc"], "--format 不能是“doc”，可以是 csv"),
    (["build", "--config"], "--config 后面要写内容"),
]


@pytest.mark.parametrize(("arguments", "told"), CASES)
def test_wrong_arguments_are_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == cli.USAGE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [("C.UTF-8", "zh"), ("C", "zh"), ("POSIX", "zh"), ("en_XX.UTF-8", "en"), ("fr_FR.UTF-8", "zh")],
)
def test_the_locale_is_spoken_and_chinese_without_one(locale: str, spoken: str) -> None:
    hidden = {"KB_LANG", *LOCALE}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    code = "from kb_build.messages import language; print(language())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        env={**env, "LANG": locale},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == spoken


def test_a_preview_is_for_this_machine_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", "--host", "0.0.0.0"]) == cli.USAGE
    assert "--host 不能是“0.0.0.0”，可以是 127.0.0.1" in capsys.readouterr().err


def test_kb_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == cli.OK
    assert capsys.readouterr().out.startswith("用法：")


def test_every_phrase_that_is_known_has_its_case() -> None:
    assert len(CASES) == len(FAULTS)


@pytest.mark.parametrize("command", [[], ["serve"], ["export"]])
def test_help_has_no_english_heads(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*command, "--help"]) == cli.OK
    told = capsys.readouterr().out
    assert told.startswith("用法：")
    assert "\n选项：\n" in told
    assert not any(word in told for word in ("Usage", "Options:", "Show this", "[default"))


@pytest.mark.parametrize("command", [[], *([name] for name in cli.COMMANDS)])
def test_help_fits_the_terminal_and_keeps_words_whole(
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.run([*command, "--help"]) == cli.OK
    told = capsys.readouterr().out.splitlines()
    assert max(map(columns, told)) <= 80
    assert not [line for line in told if line.strip()[:1] in set("，。；：、）”")]


def test_lines_break_between_characters_and_not_in_words() -> None:
    assert lines("按 kb-build 写出“四个字”。", 10) == ["按", "kb-build", "写出“四个", "字”。"]
    assert lines("a longer-than-that word", 8) == ["a", "longer-than-that", "word"]


@pytest.mark.parametrize("docs", ["reports", "reports/docs", "."])
def test_pages_and_reports_have_folders_of_their_own(
    docs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["start", "own"]) == cli.OK
    arguments = ["--config", "own/mkdocs.yml", "--docs", f"own/{docs}"]
    assert cli.run(["build", *arguments]) == cli.USAGE
    assert "不能是同一个" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("docs_dir: [1]\n", "docs_dir 不能是"),
        ("site_dir: ''\n", "site_dir 不能是"),
        ("site_dir: file\n", "“file”却是文件"),
        ("extra: {knowledge_base: {reports: 7}}\n", "reports 不能是"),
        ("site_name: \udcff\n", "不是 UTF-8"),
    ],
)
def test_wrong_settings_are_told(text: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mkdocs.yml").write_text(text, encoding="utf-8", errors="surrogateescape")
    assert cli.run(["check"]) == cli.USAGE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "meant"), [("是\n", True), ("Y \n", True), ("\n", False)])
def test_a_question_is_asked_again_in_the_readers_language(
    typed: str, meant: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KB_LANG", "zh")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"也许\n{typed}"))
    assert agreed("添加吗？") is meant
    said = capsys.readouterr().err
    assert said.count("添加吗？") == 2
    assert "“也许”不是其中的回答" in said
