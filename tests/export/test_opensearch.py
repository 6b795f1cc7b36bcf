"""The files for a search cluster keep to the documented formats, and lose no item."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st

from kb_build.export import Selection, export, opensearch
from kb_build.lexicon import table
from tests.export.libraries import LIBRARY


def files(*kinds: str) -> dict[str, bytes]:
    data = export(LIBRARY, "opensearch-bulk", Selection(kinds), "zh")[1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_words_of_the_same_meaning_of_ones_own_come_on_top(tmp_path: Path) -> None:
    (tmp_path / "synonyms.yml").write_text("净化塘: [尾水塘]\n", "utf-8")
    data = export(LIBRARY, "opensearch-bulk", Selection(), "zh", tmp_path)[1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        analysis = json.loads(archive.read("mapping.json"))["settings"]["analysis"]
    rules = analysis["filter"]["kb_synonyms"]["synonyms"]
    assert rules[-1] == "净化塘, 尾水塘"
    assert len(rules) == len(table("synonyms")) + 1


def bulk(data: bytes) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Action and source of each operation, read as the Bulk API documents them."""
    assert data.endswith(b"\n")
    assert b"\r" not in data
    lines = [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]
    assert len(lines) % 2 == 0
    return zip(lines[::2], lines[1::2], strict=True)


def test_every_item_is_an_action_and_its_source() -> None:
    pairs = list(bulk(files()["bulk-00001.ndjson"]))
    asked = [
        json.loads(line) for line in export(LIBRARY, "jsonl", Selection(), "zh")[1].splitlines()
    ]
    assert [action for action, _ in pairs] == [{"index": {"_id": one["id"]}} for one in asked]
    without_text = [{k: v for k, v in source.items() if k != "text"} for _, source in pairs]
    assert without_text == asked
    texts = {source["id"]: source["text"] for _, source in pairs if "text" in source}
    assert {source["id"] for _, source in pairs if source["kind"] == "report"} == texts.keys()
    assert any("儿科医师缺口较大" in text for text in texts.values())
    assert not any("【广告】" in text for text in texts.values())  # noise is no report


def test_filters_are_those_of_the_other_formats() -> None:
    pairs = list(bulk(files("problem")["bulk-00001.ndjson"]))
    assert {source["kind"] for _, source in pairs} == {"problem"}


def fields(properties: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, field in properties.items():
        yield f"{before}{name}"
        yield from fields(field.get("properties", {}), f"{before}{name}.")


def keys(value: object, before: str = "") -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        for name, inner in one.items() if isinstance(one, dict) else ():
            yield f"{before}{name}"
            yield from keys(inner, f"{before}{name}.")


def test_the_mapping_has_every_field_and_every_analyser_that_it_names() -> None:
    made = json.loads(files()["mapping.json"])
    properties = made["mappings"]["properties"]
    told = {key for _, source in bulk(files()["bulk-00001.ndjson"]) for key in keys(source)}
    assert told <= set(fields(properties))  # dynamic: strict refuses any other
    analysis = made["settings"]["analysis"]
    assert properties["text"]["analyzer"] in analysis["analyzer"]
    for analyser in analysis["analyzer"].values():
        built_in = {"lowercase", "smartcn_stop"}
        assert set(analyser["filter"]) <= built_in | set(analysis["filter"])
    rules = analysis["filter"]["kb_synonyms"]["synonyms"]
    assert any("三会一课" in rule.split(", ") for rule in rules)
    assert not any("=>" in rule or "\n" in rule for rule in rules)
    assert analysis["analyzer"]["kb_index"]["filter"] == ["lowercase", "smartcn_stop"]


@given(st.lists(st.binary(min_size=1, max_size=20)), st.integers(1, 30))
def test_parts_keep_to_their_size_and_lose_nothing(pieces: list[bytes], most: int) -> None:
    made = list(opensearch.parts(pieces, most))
    assert b"".join(made) == b"".join(pieces)
    assert all(len(part) <= most or part in pieces for part in made)
    assert all(made)
