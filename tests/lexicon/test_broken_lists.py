"""A word list that staff broke is refused with its place, once, and no page is lost by it."""

from __future__ import annotations

import pickle
import re
import shutil
from pathlib import Path

import pytest

from kb_build.cli import OK, USAGE
from kb_build.errors import LexiconError
from tests.command import ROOT, process
from tests.folders import contents

REPORTS = {
    "甲": "甲县水务所2023年工作总结\n一、工作回顾\n修订《用水计量管理办法》，清淤渠道12公里。\n",
    "乙": "乙县水务所2023年工作总结\n一、工作回顾\n推行“板凳会”议事法，走访农户300户。\n",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of two reports that is built, and in `program/` a program of its own."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "reports").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name, words in REPORTS.items():
        (folder / "reports" / f"{name}.txt").write_text(words, encoding="utf-8")
    program, compiled = folder / "program", shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "kb_build", program / "kb_build", ignore=compiled)
    built = process("build", cwd=folder, PYTHONPATH=str(program))
    assert built.returncode == OK, built.stderr
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "told"),
    [
        ("roles", r"^  - .+$", "  - 甲(乙", "甲(乙", "不是有效的正则表达式"),
        ("genres", r"^  - .+$", "  - (?i)甲", "(?i)甲", "不是有效的正则表达式"),
        ("reporters", r"^  - .+$", "  - “甲”: 乙", "“甲”: 乙", "词表应为"),
        # Groups that somebody deleted, in what reads reports and in what joins names.
        ("figures", r"(?s).*", "甲: [乙]\n", "", "词表缺少"),
        ("linking", r"(?s).*", "甲: [乙]\n", "", "词表缺少"),
    ],
)
def test_nothing_is_done_with_a_broken_list(
    office: Path, name: str, old: str, new: str, place: str, told: str
) -> None:
    path = office / "program" / "kb_build" / "lexicon" / f"{name}.yml"
    before, words = contents(office / "docs"), path.read_text(encoding="utf-8")
    broken = re.sub(old, new, words, count=1, flags=re.MULTILINE)
    path.write_text(broken, encoding="utf-8")
    refused = process("build", cwd=office, PYTHONPATH=str(office / "program"))
    path.write_text(words, encoding="utf-8")
    assert refused.returncode == USAGE, refused.stderr
    assert refused.stderr.count("错误：") == 1
    assert told in refused.stderr
    line = broken[: broken.index(place)].count("\n") + 1
    assert (f"{path}:{line}: " if place else f"{path}: ") in refused.stderr
    assert contents(office / "docs") == before


def test_another_process_can_hand_over_what_is_wrong() -> None:
    error = LexiconError("lexicon-twice", "roles.yml", 7, word="甲")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), again.notice) == (LexiconError, error.notice)
