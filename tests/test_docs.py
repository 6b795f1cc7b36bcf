"""Holds the documents to what the program does: commands, options, codes, formats, links."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from kb_build import cli, config
from kb_build.export import FORMATS
from kb_build.lexicon import scheme, table
from kb_build.link.practices.evidence import GRADES, MARKS
from kb_build.messages import LANGUAGES, catalogue
from kb_build.model import ENTRY_KINDS, LEDGER_STATUSES, ROLES
from kb_build.read import SUFFIXES
from tests.folders import git

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
GUIDES = ("docs/guide/staff.md", "docs/guide/contributors.md")
SCALE = ("docs/guide/scale.md", "docs/guide/scale.en.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", *GUIDES, *SCALE)

FENCED = re.compile(r"^([ \t]*)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^()\s]+)\)")
COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def prose(document: str) -> str:
    """The text without fenced code."""
    return FENCED.sub("", text_of(document))


def shell_lines(document: str) -> list[str]:
    """The lines of shell examples, without comments."""
    blocks = (block for _, kind, block in FENCED.findall(text_of(document)) if kind == "sh")
    lines = (COMMENT.sub("", line).strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def code(document: str) -> list[str]:
    """Every command line and word that the document sets as code."""
    return [*shell_lines(document), *INLINE.findall(prose(document))]


def named(document: str, program: str) -> Iterator[list[str]]:
    """The arguments of each call of a program in the document."""
    for line in code(document):
        words = shlex.split(line)
        for number, word in enumerate(words):
            if word.rpartition("/")[2] == program:
                yield words[number + 1 :]


def options_of(command: click.Command) -> set[str]:
    context = click.Context(command)
    return {name for parameter in command.get_params(context) for name in parameter.opts}


def long_options(command: click.Command) -> set[str]:
    return {name for name in options_of(command) if name.startswith("--")} - {"--help"}


COMMANDS = {
    name: command
    for name in cli.COMMANDS
    if (command := cli.kb.get_command(click.Context(cli.kb), name))
}
ANY_OPTION = set().union(*(options_of(command) for command in COMMANDS.values()))


def section(document: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text_of(document).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {at - 1 for at, line in enumerate(lines) if set(line) <= set("|- ")}
    body = (line for at, line in enumerate(lines) if at not in heads and at - 1 not in heads)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body]


# ------------------------------------------------------------------------------- commands


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_and_options_are_there(document: str) -> None:
    for words in named(document, "kb"):
        if not words:
            continue
        assert words[0] in COMMANDS, f"kb {' '.join(words)}"
        used = {word.partition("=")[0] for word in words[1:] if word.startswith("-")}
        assert used <= options_of(COMMANDS[words[0]]), f"kb {' '.join(words)}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_option_by_itself_is_one_of_ours(document: str) -> None:
    alone = {words.split()[0] for words in INLINE.findall(prose(document)) if words[:2] == "--"}
    assert alone - ANY_OPTION - {"---"} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_targets_are_there(document: str) -> None:
    (targets,) = re.findall(r"^\.PHONY: (.*)$", text_of("Makefile"), re.MULTILINE)
    asked = {words[0] for words in named(document, "make") if words}
    assert asked <= set(targets.split())


@pytest.mark.parametrize("document", READMES)
def test_a_readme_tells_every_command_and_option(document: str) -> None:
    told = {words[0] for words in named(document, "kb") if words}
    assert told == set(COMMANDS)
    for cells in rows(section(document, "Commands") or section(document, "命令")):
        for option in re.findall(r"`(--[\w-]+)", cells[0]):
            having = {n for n, c in COMMANDS.items() if option in options_of(c)}
            assert set(re.split(r"[、, ]+", cells[1])) == having, option
    listed = set(re.findall(r"`(--[\w-]+)", text_of(document)))
    assert listed == set().union(*map(long_options, COMMANDS.values()))


@pytest.mark.parametrize(
    ("document", "heading"), [("README.md", "Exit codes"), ("README.zh-CN.md", "退出码")]
)
def test_the_exit_codes_are_those_of_the_program(document: str, heading: str) -> None:
    codes = [int(cells[0]) for cells in rows(section(document, heading))]
    assert codes == [cli.OK, cli.FAULTS, cli.USAGE, cli.BUG, cli.INTERRUPTED]


# ------------------------------------------------------------------------------- both languages


def test_both_readmes_have_the_same_shape() -> None:
    english, chinese = (re.findall(r"^#+", prose(name), re.MULTILINE) for name in READMES)
    assert english == chinese
    english, chinese = ([len(row) for row in rows(text_of(name))] for name in READMES)
    assert english == chinese


def test_both_readmes_show_the_same_commands_and_settings() -> None:
    english, chinese = (shell_lines(name) for name in READMES)
    assert english == chinese
    english, chinese = (sorted({*INLINE.findall(prose(name))}) for name in READMES)
    assert english == chinese
    assert settings_example(READMES[0]) == settings_example(READMES[1])


def test_each_readme_links_to_the_other_first() -> None:
    for name, other in (READMES, READMES[::-1]):
        assert LINK.findall(text_of(name))[0] == other


# ------------------------------------------------------------------------------- links


@pytest.mark.parametrize("document", DOCUMENTS)
def test_relative_links_lead_to_files(document: str) -> None:
    targets = (target for target in LINK.findall(prose(document)) if "://" not in target)
    paths = (target.partition("#")[0] for target in targets)
    folder = (ROOT / document).parent
    assert [path for path in paths if path and not (folder / path).is_file()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_named_in_the_text_are_there(document: str) -> None:
    start = r"(?:kb_build|tests|docs|reports|\.ci)/[\w./*-]*"
    names = (name for name in INLINE.findall(prose(document)) if re.fullmatch(start, name))
    made = {"docs/.generated.tsv", "docs/.moved.tsv"}
    assert [name for name in names if name not in made and not any(ROOT.glob(name))] == []


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_names_are_in_the_files_that_the_text_says(document: str) -> None:
    told = " ".join(prose(document).split())
    pairs = re.findall(r"`(\w+)`(?: and `\w+`)? in `([\w/]+\.(?:py|js|toml))`", told)
    files = {path: [*ROOT.glob(path), *ROOT.glob(f"kb_build/**/{path}")] for _, path in pairs}
    assert len(pairs) > 4
    assert [
        (name, path)
        for name, path in pairs
        if not any(re.search(rf"\b{name}\b", file.read_text("utf-8")) for file in files[path])
    ] == []


@pytest.mark.parametrize("readme", READMES)
def test_what_people_make_who_follow_the_readme_is_no_part_of_the_project(readme: str) -> None:
    lines = "\n".join(shell_lines(readme))
    made = re.findall(r"(?:-m venv|kb start|-d|--output|--xlsx|>) (\S+)$", lines, re.MULTILINE)
    folders = {"kb-env", "mine", "wheels"}
    assert {*folders, "figures.csv", "practices.docx", "ledger.xlsx"} <= {*made}
    asked = [f"{name}/" if name in folders else name for name in made]
    ignored = git(ROOT, "check-ignore", *asked)
    assert ignored.split() == asked


# ------------------------------------------------------------------------------- settings, formats


def settings_example(document: str) -> str:
    """The program's part of a settings file, as a README shows it, without comments."""
    (block,) = [text for _, kind, text in FENCED.findall(text_of(document)) if kind == "yaml"]
    return COMMENT.sub("", block)


@pytest.mark.parametrize("document", READMES)
def test_the_settings_example_makes_a_site(document: str, tmp_path: Path) -> None:
    assert cli.run(["start", str(tmp_path)]) == cli.OK
    file = tmp_path / "mkdocs.yml"
    begun = file.read_text(encoding="utf-8").partition("\nextra:\n")[0]
    file.write_text(f"{begun}\n{settings_example(document)}", encoding="utf-8")
    words = "柳溪镇工作总结\n一、主要做法\n修订考勤办法，开展培训12次。\n"
    (tmp_path / "reports" / "liuxi-2023.txt").write_text(words, encoding="utf-8")
    assert cli.run(["build", "--config", str(file), "--strict", "--quiet"]) == cli.OK
    assert (tmp_path / "site" / "index.html").is_file()


def test_the_settings_example_has_every_key() -> None:
    settings = yaml.safe_load(settings_example(READMES[0]))
    assert set(settings["extra"]["knowledge_base"]) == config.KEYS


@pytest.mark.parametrize("document", [*READMES, GUIDES[1]])
def test_the_formats_are_those_that_are_read(document: str) -> None:
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in text_of(document)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_reports_folder_names_the_formats_that_are_read(lang: str) -> None:
    told = catalogue(lang)["starter.reports"]
    usual = (suffix for suffix in SUFFIXES if suffix != ".htm")
    assert [suffix for suffix in usual if f"`{suffix}`" not in told] == []


@pytest.mark.parametrize("document", READMES)
def test_the_formats_are_those_that_are_written(document: str) -> None:
    assert [form for form in FORMATS if f"`{form}`" not in text_of(document)] == []


def test_generated_pages_merge_as_the_documents_say() -> None:
    attributes = text_of(".gitattributes").splitlines()
    assert "docs/.generated.tsv merge=union" in [" ".join(line.split()[:2]) for line in attributes]


# ------------------------------------------------------------------------------- guides


def cells_of(document: str, heading: str) -> list[str]:
    return [words for cells in rows(section(document, heading)) for words in cells[:1]]


def test_the_guide_for_staff_uses_the_words_of_the_pages() -> None:
    words, text = catalogue("zh"), text_of(GUIDES[0])
    keys = [f"role.{role}" for role in ROLES] + [f"kind.{kind}" for kind in ENTRY_KINDS]
    keys += [f"evidence.{name}" for name, _ in MARKS] + ["section.plan", "section.planned"]
    keys += [f"status.{name}" for name in (*LEDGER_STATUSES, "mixed", "planned")]
    assert [words[key] for key in keys if words[key] not in text] == []


def test_the_guide_for_staff_tells_the_grades() -> None:
    assert cells_of(GUIDES[0], "证据等级") == [letter for _, letter in GRADES]
    assert [least for least, _ in GRADES] == [5, 4, 3, 0]


def test_the_guide_for_contributors_tells_the_front_matter() -> None:
    schema = json.loads(text_of("kb_build/check/page.schema.json"))["properties"]
    told = {
        cells[0].strip("`"): cells[2] for cells in rows(section(GUIDES[1], "页首属性")) if cells
    }
    assert list(told) == list(schema)
    for key in ("kind", "grade", "status"):
        assert told[key].split("、") == schema[key]["enum"]


def test_the_guide_for_contributors_tells_every_word_list() -> None:
    told = {name.strip("`") for name in cells_of(GUIDES[1], "改词表")}
    assert told == {path.name for path in (ROOT / "kb_build/lexicon").glob("*.yml")}
    assert scheme("topics")
    assert all(table(Path(name).stem) for name in told - {"topics.yml"})
