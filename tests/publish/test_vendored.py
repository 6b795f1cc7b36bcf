"""What is carried along of others is theirs, letter by letter, with version and licence."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from kb_build.publish.editing import VENDOR
from kb_build.publish.plugin import THEME


@pytest.mark.parametrize("vendor", [THEME / "assets" / "vendor", VENDOR.parent])
def test_vendored_files_are_as_published_and_carry_their_licence(vendor: Path) -> None:
    known = tomllib.loads((vendor / "versions.toml").read_text(encoding="utf-8"))
    assert {folder.name for folder in vendor.iterdir() if folder.is_dir()} == set(known)
    for name, library in known.items():
        found = {
            path.relative_to(vendor / name).as_posix(): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in (vendor / name).rglob("*")
            if path.is_file()
        }
        assert found == library["files"]
        assert "LICENSE" in found
        assert library["version"]
        assert library["licence"]
