"""Creates a new knowledge base: settings, folders, guides, and files for git.

There is one template of each file, filled with words of the catalogue. Only the guides, which are
text throughout, exist in each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.messages import say

FILES = Path(__file__).with_name("files")

WORDS = re.compile(r"<<([a-z-]+\.[a-z-]+)>>")  # a key of the catalogue

# Where each of `files/` goes; names that begin with a dot would get lost in packages.
PLACES: tuple[tuple[str, str], ...] = (
    ("mkdocs.yml", "mkdocs.yml"),
    ("reports-README.md", "reports/README.md"),
    ("staff.md", "docs/guide/staff.md"),
    ("contributors.md", "docs/guide/contributors.md"),
    ("gitattributes", ".gitattributes"),
    ("gitignore", ".gitignore"),
    ("ci.sh", "ci.sh"),
    ("github.yml", ".github/workflows/knowledge-base.yml"),
    ("gitea.yml", ".gitea/workflows/knowledge-base.yml"),
    ("gitlab.yml", ".gitlab-ci.yml"),
    ("pre-commit.yml", ".pre-commit-config.yaml"),
    ("vscode-snippets.json", ".vscode/knowledge-base.code-snippets"),
    ("vscode-tasks.json", ".vscode/tasks.json"),
    ("vscode-settings.json", ".vscode/settings.json"),
)


def start(folder: Path, lang: str) -> Iterator[tuple[str, bool]]:
    """Puts the files into a folder, in `zh` or `en`; gives each path in it and whether it is new.

    A file that is there stays as it is. Raises InputError where one cannot be written, also where
    a link leads out of the folder.
    """
    for name, place in PLACES:
        target = folder / place
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.parent.resolve().is_relative_to(folder.resolve()):
                raise InputError("start-outside", str(target))
            yield place, _put(target, text_in(name, lang).encode())
        except OSError as error:
            raise InputError("start-unwritable", str(target), reason=error.strerror) from error


def text_in(name: str, lang: str) -> str:
    """The text of one of `files/` in a language."""
    own = FILES / name.replace(".md", f".{lang}.md")
    text = (own if own.exists() else FILES / name).read_text(encoding="utf-8")
    return WORDS.sub(lambda key: say(key[1], lang), text)


def _put(target: Path, data: bytes) -> bool:
    """Writes a file unless something has its name."""
    try:
        atomic.begin(target, data)
    except FileExistsError:
        return False
    return True
