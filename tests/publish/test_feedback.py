"""A reader's report of a fault names the page, and cannot be turned into anything else by it."""

from pathlib import Path

import pytest

from kb_build import config
from kb_build.errors import InputError
from kb_build.publish.feedback import link


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("", ""),
        ("a@b.example", "mailto:a@b.example?subject=x%26cc%3Dy&body=p.html"),
        ("https://t.example/new", "https://t.example/new"),
        ("https://t.example/?t={title}&p={address}", "https://t.example/?t=x%26cc%3Dy&p=p.html"),
    ],
)
def test_the_link_names_the_page(target: str, expected: str) -> None:
    assert link(target, "x&cc=y", "p.html") == expected


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "nobody", "a@b?cc=c@d", "file:///x", 7, "https:///x"]
)
def test_only_mail_and_web_addresses_are_taken(tmp_path: Path, value: object) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"extra: {{knowledge_base: {{feedback: {value!r}}}}}", encoding="utf-8")
    with pytest.raises(InputError):
        config.load(file)
