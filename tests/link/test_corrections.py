"""What people write into lexicon/ beside mkdocs.yml shows on the next build; mistakes are named."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from kb_build import lexicon, link as linking
from kb_build.errors import InputError
from kb_build.lexicon.corrections import corrections
from kb_build.link import link
from kb_build.messages import LANGUAGES, text_of
from kb_build.model import Entry
from kb_build.running.engine import HERE
from tests.link.invented import facts

REPORTS = (
    facts(
        "school.txt",
        "measure|推行[mechanism “夜谈会”机制]，[organization 教务处]牵头。"
        "[organization 教务处]负责。",
        unit="清岚师范学院",
    ),
    facts("street.txt", "measure|建立[mechanism “院坝夜话”制度]。", unit="白鹭街道"),
    facts("town.txt", "measure|建立[mechanism “夜谈会”制度]。", unit="临湖镇人民政府"),
)


def entries(folder: Path, kind: str = "mechanism") -> list[Entry]:
    return [entry for entry in link(REPORTS, corrections(folder)) if entry.kind == kind]


def write(folder: Path, name: str, words: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(words, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["aliases", "apart", "hidden"])
def test_the_lists_follow_the_schema_that_editors_read(name: str) -> None:
    folder = Path(lexicon.__file__).parent
    schema = json.loads((folder / "corrections.schema.json").read_text(encoding="utf-8"))
    text = (folder / f"{name}.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=corrections.schema.json")
    jsonschema.validate(yaml.safe_load(text), schema)
    jsonschema.validate({"“夜谈会”制度": []}, schema)
    for wrong in ("夜谈会", ["夜谈会"], {"夜谈会": "夜话"}, {"夜谈会": ["夜话", "夜话"]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_without_a_folder_the_packaged_lists_count(tmp_path: Path) -> None:
    assert [e.name for e in entries(tmp_path / "none")] == [e.name for e in entries(tmp_path)]
    assert {e.reports for e in entries(tmp_path)} == {
        (REPORTS[0].report.id, REPORTS[2].report.id), (REPORTS[1].report.id,),
    }  # fmt: skip


def test_two_names_become_one_entry_under_the_name_to_show(tmp_path: Path) -> None:
    folder = write(tmp_path, "aliases.yml", "“夜谈会”制度: [院坝夜话]\n")
    (entry,) = entries(folder)
    assert (entry.name, len(entry.reports)) == ("“夜谈会”制度", 3)


def test_each_unit_has_its_own_where_people_say_so(tmp_path: Path) -> None:
    folder = write(tmp_path, "apart.yml", "“夜谈会”机制: [各单位]\n")
    assert sorted(e.owner for e in entries(folder)) == ["", "临湖镇人民政府", "清岚师范学院"]


def test_a_name_that_only_looks_alike_stands_for_itself(tmp_path: Path) -> None:
    folder = write(tmp_path, "apart.yml", "“夜谈会”机制: [“夜谈会”制度]\n")
    assert len(entries(folder)) == 3


def test_a_hidden_name_or_id_has_no_entry(tmp_path: Path) -> None:
    (talk,) = (e for e in entries(tmp_path) if len(e.reports) == 2)
    folder = write(tmp_path, "hidden.yml", f"太笼统: [教务处, {talk.id}]\n")
    assert entries(folder, "organization") == []
    assert [e.reports for e in entries(folder)] == [(REPORTS[1].report.id,)]


def test_an_own_list_takes_the_packaged_group_along(tmp_path: Path) -> None:
    folder = write(tmp_path, "aliases.yml", "学习日: [中心组学习]\n")
    known = corrections(folder)
    assert known.canonical("理论学习中心组") == known.canonical("中心组学习") == "学习日"


def test_remarks_alone_are_no_mistake(tmp_path: Path) -> None:
    assert corrections(write(tmp_path, "hidden.yml", "# 以后再写\n")) == corrections()


@pytest.mark.parametrize(
    ("name", "words", "key", "line"),
    [
        ("aliases.yml", "夜谈会: 院坝夜话\n", "lexicon-shape", 1),
        ("aliases.yml", "# 同名\n- 夜谈会\n", "lexicon-shape", 2),
        ("aliases.yml", "甲机制: [乙]\n丙机制:\n  - 《乙（试行）》\n", "lexicon-two-groups", 3),
        ("aliases.yml", "甲机制: [乙]\n甲机制: [丙]\n", "lexicon-group-twice", 2),
        ("aliases.yml", "甲机制: [乙, 乙]\n", "lexicon-twice", 1),
        ("aliases.yml", "甲机制: ['。']\n", "lexicon-no-name", 1),
        ("hidden.yml", "太笼统: [教务处\n", "lexicon-yaml", 2),
        ("hidden.yml", "太笼统:\n  " + "[" * 100_000, "yaml-deep", 2),
        ("aliases.yml", "甲机制: &a [乙]\n丙: *a\n", "yaml-reference", 2),
        ("hidden.yml", "太笼统: [教务\0处]\n", "lexicon-yaml", 0),
        ("topics.yml", "甲: [乙]\n", "lexicon-levels", 1),
        ("roles.yml", "甲: [乙]\n", "lexicon-file", 0),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, name: str, words: str, key: str, line: int
) -> None:
    folder = write(tmp_path, name, words)
    with pytest.raises(InputError) as caught:
        corrections(folder)
    notice = caught.value.notice
    assert (notice.key, notice.file, notice.line) == (key, str(folder / name), line)
    assert "{" not in str(caught.value)


def test_a_list_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aliases.yml").write_bytes("夜谈会: [院坝夜话]".encode("gbk"))
    with pytest.raises(InputError) as caught:
        corrections(tmp_path)
    assert caught.value.notice.key == "lexicon-encoding"


def told(folder: Path) -> list[tuple[str, int, str, str]]:
    """What is mistyped in a folder: key without its head, line, word, nearest right one."""
    known = corrections(folder)
    sources, memory = linking.in_time_order(REPORTS, known), linking.Memory(topics=known.topics)
    entries = linking.all_entries(sources, memory, HERE)
    found = [*linking.mistyped(folder, REPORTS, entries)]
    assert {one.severity for one in found} <= {"warning"}
    assert all(text_of(one, language) for one in found for language in LANGUAGES)
    return [
        (one.key.removeprefix("lexicon-no-such-"), one.line, word, nearest)
        for one in found
        for (_, word), (_, nearest) in [one.details]
    ]


def test_names_of_corrections_that_fit_are_not_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "ids", "hidden.yml", f"太笼统: [{entries(tmp_path)[0].id}]\n")
    assert told(folder) == []
    write(tmp_path, "aliases.yml", "全新的叫法: [院坝夜话, 《夜谈会》制度]\n临湖镇人民政府: []\n")
    write(tmp_path, "apart.yml", "夜谈会机制: [各单位]\n")
    write(tmp_path, "hidden.yml", "太笼统: [教务处, 从没听说的组织]\n")
    write(tmp_path, "renamed.yml", "现在.docx: [school.txt]\n")
    assert told(tmp_path) == []


def test_a_mistyped_name_is_told_with_its_line_and_the_nearest_right_one(tmp_path: Path) -> None:
    write(tmp_path, "aliases.yml", "# 说明\n全新的叫法:\n  - 院坝夜画\n白鹭街到: []\n")
    write(tmp_path, "hidden.yml", "太笼统: [清岚师范学阮]\n")
    assert told(tmp_path) == [
        ("name-near", 3, "院坝夜画", "“院坝夜话”制度"),
        ("name-near", 4, "白鹭街到", "白鹭街道"),
        ("name-near", 1, "清岚师范学阮", "清岚师范学院"),
    ]


def test_an_id_or_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    right = entries(tmp_path)[0].id
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    write(tmp_path, "hidden.yml", f"太笼统: [{wrong}, x-1]\n")
    write(tmp_path, "renamed.yml", "学校.txt: [从前.txt]\ntowm.txt: [别的.txt]\n")
    assert told(tmp_path) == [
        ("id-near", 1, wrong, right),
        ("id", 1, "x-1", ""),
        ("report", 1, "学校.txt", ""),
        ("report-near", 2, "towm.txt", "town.txt"),
    ]
