"""What the site carries of others is theirs, letter by letter, with version and licence."""

import hashlib
import tomllib

from kb_build.publish.plugin import THEME

VENDOR = THEME / "assets" / "vendor"


def test_vendored_files_are_as_published_and_carry_their_licence() -> None:
    known = tomllib.loads((VENDOR / "versions.toml").read_text(encoding="utf-8"))
    assert {folder.name for folder in VENDOR.iterdir() if folder.is_dir()} == set(known)
    for name, library in known.items():
        found = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (VENDOR / name).iterdir()
        }
        assert found == library["files"]
        assert "LICENSE" in found
        assert library["version"]
        assert library["licence"]
