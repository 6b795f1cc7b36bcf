"""Words that a knowledge base takes for equal in its `lexicon/synonyms.yml` reach the search."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kb_build.config import Config, load
from kb_build.errors import InputError
from kb_build.lexicon import table
from kb_build.publish import build
from tests.publish.conftest import DOCS, ROOT


@pytest.fixture
def base(tmp_path: Path) -> Config:
    """A knowledge base of the invented pages with a folder for its own word lists."""
    file = tmp_path / "mkdocs.yml"
    file.write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    (tmp_path / "lexicon").mkdir()
    return load(file, docs=DOCS, site=tmp_path / "site")


def same(config: Config) -> list[list[str]]:
    """The groups of words of one meaning that the search of the built site knows."""
    text = (config.site / "assets/kb/searching.js").read_text("utf-8")
    found = re.search(r"window\.kbVocabulary = (.*);\n", text)
    assert found
    return [list(group) for group in json.loads(found[1])["same"]]


def test_own_groups_and_words_come_on_top_and_no_page_is_made_again(base: Config) -> None:
    build(base)
    before = same(base)
    name, *words = next((name, *words) for name, words in table("synonyms").items())
    text = f"{name}: [板凳课]\n天天读: [日读一文]\n"
    (base.lexicon / "synonyms.yml").write_text(text, "utf-8")
    again = build(base)
    assert again.stored == again.pages
    assert [name, *words, "板凳课"] in same(base)
    assert ["天天读", "日读一文"] in same(base)
    assert len(same(base)) == len(before) + 1


def test_a_mistake_is_named_with_its_line_and_leaves_the_site(base: Config) -> None:
    build(base)
    (base.lexicon / "synonyms.yml").write_text("天天读: [日读一文]\n夜读: 夜话\n", "utf-8")
    with pytest.raises(InputError) as caught:
        build(base)
    notice = caught.value.notice
    assert (notice.key, notice.line) == ("lexicon-shape", 2)
    assert notice.file.endswith("synonyms.yml")
    assert len(same(base)) > 1
