"""Takes the words that scripts and styles show out of the message catalogue."""

from __future__ import annotations

from kb_build.messages import catalogue
from kb_build.model import ROLES
from kb_build.publish.records import script_json

# The tables of the catalogue that search shows.
TABLES = ("search.", "kind.", "role.")


def word_script(language: str) -> str:
    """A script that sets `window.kbWords`: message key → words, placeholders in braces."""
    words = {key: text for key, text in catalogue(language).items() if key.startswith(TABLES)}
    return f"window.kbWords = {script_json(words)};\n"


def label_styles(language: str) -> str:
    """A style sheet with the label of each role as a CSS string: `--kb-label-measure`."""
    words = catalogue(language)
    lines = (f"  --kb-label-{role}: {_css_string(words[f'role.{role}'])};\n" for role in ROLES)
    return f":root {{\n{''.join(lines)}}}\n"


def _css_string(text: str) -> str:
    escaped = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return f'"{escaped}"'
