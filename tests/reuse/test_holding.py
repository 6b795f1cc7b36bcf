"""What was found once is found again without reading, as long as its file is the same."""

from pathlib import Path

import pytest

from kb_build.reuse.holding import HoldingStore
from kb_build.reuse.store import Store, key_of

KEY, OTHER = key_of("一"), key_of("二")


def store(folder: Path) -> HoldingStore[list[str]]:
    return HoldingStore(folder, list[str])


def test_a_result_is_read_once_also_by_another_store_of_the_folder(tmp_path: Path) -> None:
    store(tmp_path).keep(KEY, ["台账"])
    found = store(tmp_path).find(KEY)
    assert found == ["台账"]
    assert store(tmp_path).find(KEY) is found


@pytest.mark.parametrize("words", ["清单", "整改清单"])
def test_another_file_is_read(tmp_path: Path, words: str) -> None:
    store(tmp_path).keep(KEY, ["台账"])
    assert store(tmp_path).find(KEY) == ["台账"]
    Store(tmp_path, list[str]).keep(KEY, [words])
    assert store(tmp_path).find(KEY) == [words]
    store(tmp_path).place(KEY).unlink()
    assert store(tmp_path).find(KEY) is None


def test_what_is_asked_for_no_more_is_let_go(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for key in (KEY, OTHER):
        kept.keep(key, ["台账"])
    first, other = kept.find(KEY), kept.find(OTHER)
    kept.sweep()
    assert kept.find(KEY) is first
    kept.sweep()
    assert kept.find(KEY) is first
    assert kept.find(OTHER) == other
    assert kept.find(OTHER) is not other
