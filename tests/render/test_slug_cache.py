"""How names are spelled in addresses, kept from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.render import slug_cache
from kb_build.render.slug_cache import SlugCache
from kb_build.reuse.store import Store


def spelled(folder: Path, *names: str, program: str = "1") -> list[str]:
    told = SlugCache(Store(folder, dict[str, str]), program)
    found = [told(name) for name in names]
    told.save()
    return found


def test_a_name_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def slug(name: str) -> str:
        read.append(name)
        return f"s{len(read)}"

    monkeypatch.setattr(slug_cache, "slug", slug)
    assert spelled(tmp_path, "重庆", "望澜区", "重庆", "") == ["s1", "s2", "s1", "s3"]
    assert spelled(tmp_path, "望澜区", "汀洲") == ["s2", "s4"]
    assert spelled(tmp_path, "重庆", "望澜区") == ["s5", "s2"]  # not asked for meanwhile
    assert spelled(tmp_path, "望澜区", program="2") == ["s6"]


def test_it_is_spelled_as_without_a_store(tmp_path: Path) -> None:
    assert spelled(tmp_path, "望澜区") == ["wang-lan-qu"] == [SlugCache()("望澜区")]
