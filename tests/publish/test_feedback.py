"""A reader's report of a fault names the page, and cannot be turned into anything else by it."""

import pytest

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
