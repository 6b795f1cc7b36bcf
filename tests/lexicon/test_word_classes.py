"""The kinds of words: a broken list is refused where it is broken, an added word is heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.errors import InputError
from kb_build.extract.roles.features import features
from kb_build.extract.roles.rules import say
from kb_build.extract.roles.surroundings import settings
from kb_build.lexicon.word_classes import read_classes, word_classes
from kb_build.model import Report
from kb_build.parse import parse


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("act: [清淤]\nwin:\n  - 获奖\n  - 清淤\n", "lexicon-two-kinds"),
        ("act: [清淤]\nwin:\n  - 获奖\n  - 获一等奖\n", "lexicon-length"),
        ("act: [清淤]\nwin:\n  - 获奖\n  - 奖\n", "lexicon-length"),
        ("act: [清淤]\nwin:\n  - 获奖\n  - 获奖\n", "lexicon-twice"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(tmp_path: Path, words: str, key: str) -> None:
    file = tmp_path / "word_classes.yml"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_classes(file)
    notice = caught.value.notice
    assert (notice.key, notice.file, notice.line) == (key, str(file), 4)
    assert "{" not in str(caught.value)


def test_the_list_of_the_package_is_whole() -> None:
    assert word_classes()["清理"] == "act"
    assert word_classes()["好转"] == "grow"


def seen(text: str) -> list[set[str]]:
    outline = parse(Report("0" * 12, "any", "", text, "utf-8"))
    around = settings(outline, text, "work_report")
    words = [span.of(text) for span in outline.sentences]
    return [set(row) for row in features(words, around, list(map(say, words, around)))]


def test_an_act_with_an_object_and_what_changes_by_itself_are_told_apart() -> None:
    done, changed = seen("一、治水\n清理河道12公里。河水水质好转。\n")
    assert {"1st=act", "1st>behind+act"} <= done
    assert {"1st=grow", "1st>with+grow"} <= changed


def test_a_clause_without_a_known_word_has_no_kind() -> None:
    (row,) = seen("一、治水\n水。\n")
    assert {"1st=-", "end>-"} <= row


def test_a_question_of_more_or_less_tells_of_no_lack() -> None:
    asked, lacking = seen("一、学习\n关键看学得深不深。学得不深。\n")
    assert "has=lack" not in asked
    assert {"has=lack", "end>with+lack"} <= lacking
