"""Holds the rules of the house: what every file obeys, whichever stage it belongs to.

`.venv/bin/python tests/test_house.py --write` renews the table of folders in ARCHITECTURE.md.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kb_build"
LANGUAGES = ("zh", "en")
LOCKS = ("requirements.lock", "requirements-dev.lock")
DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
# A pleasant module has 75 to 200 lines; beyond 300 nobody has decided what the file is about.
MOST_LINES = 300

ARCHITECTURE = ROOT / "ARCHITECTURE.md"
TABLE_BEGIN = "<!-- folders: begin -->"
TABLE_END = "<!-- folders: end -->"

# A path that exists on one machine only; after a letter, dot or slash it is part of an address.
MACHINE_PATH = re.compile(
    r"(?<![\w./-])(?:file://)?/(?:home|root|tmp|opt|work|mnt|Users|var/folders)/"
    r"|\b[A-Za-z]:\\(?:Users|Windows|Program Files)"
)
REGISTRY = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com"
    r"|(?:pypi|mirrors?)\.[\w.-]*(?:edu\.cn|aliyun|tencent|huaweicloud|douban))"
    r"|--(?:extra-)?index-url|--find[-]links|--trusted[-]host"
)


# ------------------------------------------------------------------------------- lock files


def pins(lock: str) -> dict[str, Requirement]:
    """Return the pinned requirements of a lock file by name, without their hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("--hash")[0].strip() for line in text.splitlines() if line.strip()]
    requirements = [Requirement(line) for line in lines if not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def project() -> dict[str, Any]:
    """Return the [project] table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.findall(r".*(?:https?:|file:|://|--(?!hash)).*", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_is_exact_and_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    exact = re.compile(r"\S+==[^\s;]+( ;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert lines
    assert [line for line in lines if not exact.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])],
)
def test_a_lock_file_gives_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    optional = project()["optional-dependencies"]
    asked = project()["dependencies"] + [line for extra in extras for line in optional[extra]]
    locked = pins(lock)
    for requirement in map(Requirement, asked):
        pin = locked.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement.name} is not in {lock}: run make lock"
        (version,) = [specifier.version for specifier in pin.specifier]
        assert requirement.specifier.contains(version), f"{pin} is not {requirement}: run make lock"


def test_both_lock_files_pin_the_same_versions() -> None:
    developing = pins("requirements-dev.lock")
    for name, pin in pins("requirements.lock").items():
        assert str(developing.get(name)) == str(pin)


# ------------------------------------------------------------------------------- every file


def project_files() -> list[Path]:
    """Return the files that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def findings(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield file:line and text of each hit of `pattern`."""
    for path in project_files():
        name = path.relative_to(ROOT).as_posix()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
            if pattern.search(line):
                yield f"{name}:{number}: {line.strip()[:120]}"


def test_no_file_names_a_path_of_one_machine() -> None:
    assert list(findings(MACHINE_PATH)) == []


def test_no_file_names_a_package_registry() -> None:
    assert list(findings(REGISTRY)) == []


# A slash is put in later, since this file obeys the rule too.
@pytest.mark.parametrize(
    ("text", "is_machine_path"),
    [
        ("see |home|someone|x", True),
        ('open("|tmp|x.txt")', True),
        ("file:||" + "|root|x", True),
        ("docs|home|index.md", False),
        ("..|work|x", False),
        ("https:||example.org|home|x", False),
    ],
)
def test_machine_paths_are_told_from_addresses(text: str, is_machine_path: bool) -> None:
    assert bool(MACHINE_PATH.search(text.replace("|", "/"))) is is_machine_path


# ------------------------------------------------------------------------------- modules


def modules() -> list[Path]:
    """Return every Python file of the package, each package before its modules."""
    return sorted(
        PACKAGE.rglob("*.py"), key=lambda path: (path.parent, path.name != "__init__.py", path)
    )


def dotted(path: Path) -> str:
    """Return a module's dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def first_line(path: Path) -> str:
    """Return the first line of a module's docstring, or '' where it has none."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return docstring.splitlines()[0] if docstring else ""


def folder_table() -> str:
    """Return the Markdown table of all folders and of the modules beside them."""
    found = (path for path in modules() if path.stem == "__init__" or path.parent == PACKAGE)
    rows = [
        f"| `{dotted(path)}` | {first_line(path).replace('|', chr(92) + '|')} |" for path in found
    ]
    return "\n".join(["| folder or module | what it is for |", "|---|---|", *rows])


def with_table(text: str) -> str:
    """Return the text of ARCHITECTURE.md with the present table between its two marks.

    Raises ValueError if a mark is missing.
    """
    before, _, rest = text.partition(TABLE_BEGIN)
    _, mark, after = rest.partition(TABLE_END)
    if not mark:
        raise ValueError(f"ARCHITECTURE.md needs the lines {TABLE_BEGIN} and {TABLE_END}")
    return f"{before}{TABLE_BEGIN}\n{folder_table()}\n{TABLE_END}{after}"


def test_the_architecture_page_lists_the_folders_as_they_are() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    how = "renew the table with: .venv/bin/python tests/test_house.py --write"
    assert text == with_table(text), f"ARCHITECTURE.md is out of date; {how}"


def test_every_module_says_first_why_it_exists() -> None:
    assert [dotted(path) for path in modules() if not first_line(path)] == []


def test_no_module_is_a_drawer() -> None:
    named = [path for path in modules() if DRAWERS & {*path.relative_to(ROOT).parts, path.stem}]
    assert named == []


def test_no_module_is_a_giant() -> None:
    lengths = {dotted(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


# ------------------------------------------------------------------------------- messages


def catalogue(language: str) -> list[tuple[str, str, str]]:
    """Return (file, table.key, text) of each message of a language."""
    return [
        (path.name, f"{table}.{key}", text)
        for path in sorted((PACKAGE / "messages" / language).glob("*.toml"))
        for table, keys in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for key, text in keys.items()
    ]


def placeholders(text: str) -> set[str]:
    """Return the names in braces that a text waits for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_messages_in_the_same_files() -> None:
    chinese, english = (
        {(file, key) for file, key, _ in catalogue(language)} for language in LANGUAGES
    )
    assert chinese, "no message found"
    assert chinese - english == set(), "only in Chinese"
    assert english - chinese == set(), "only in English"


def test_a_message_has_the_same_placeholders_in_both_languages() -> None:
    chinese, english = (
        {key: placeholders(text) for _, key, text in catalogue(language)} for language in LANGUAGES
    )
    common = chinese.keys() & english.keys()
    assert {key: names for key, names in chinese.items() if key in common} == {
        key: names for key, names in english.items() if key in common
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_stands_once_and_is_not_empty(language: str) -> None:
    keys = Counter(key for _, key, _ in catalogue(language))
    assert [key for key, times in keys.items() if times > 1] == [], "the later file would win"
    assert [key for _, key, text in catalogue(language) if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["stage", "role", "status", "change", "origin"])
def test_different_things_have_different_names(language: str, table: str) -> None:
    names = [text for _, key, text in catalogue(language) if key.startswith(f"{table}.")]
    assert names, "no such table"
    assert sorted(names) == sorted(set(names))


# ------------------------------------------------------------------------------- the intranet


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('http://example.invalid/x').catch(() => 0)",
        "fetch('http://127.0.0.1.example.invalid/x').catch(() => 0)",
        "new Promise(done => { const image = new Image(); image.onerror = done;"
        " image.src = 'http://example.invalid/x.png'; document.body.append(image); })"
        ".then(() => 0)",
        "new Promise(done => { const socket = new WebSocket('wss://example.invalid/x');"
        " socket.onclose = done; }).then(() => 0)",
    ],
)
def test_a_page_that_leaves_this_machine_is_caught(
    page: Page, refused: list[str], attempt: str
) -> None:
    page.evaluate(attempt)
    assert len(refused) == 1
    assert "example.invalid" in refused[0]
    refused.clear()  # expected here, so that the page fixture does not fail the test


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    present = ARCHITECTURE.read_text(encoding="utf-8")
    ARCHITECTURE.write_text(with_table(present), encoding="utf-8", newline="\n")
