"""Writes CODEOWNERS files, each in the place and the format that a git server expects.

GitHub and GitLab use the last pattern that fits, Gitea all that fit. So each line names all owners,
and a page has a line of its own only if its owners are not those of its folder.

Formats: https://docs.github.com/articles/about-code-owners,
https://docs.gitlab.com/user/project/codeowners/reference/,
https://docs.gitea.com/usage/repository/code-owners
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb_build.contribute.owners import Names, Owners
from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.files.walking import pages_below
from kb_build.model import Notice
from kb_build.page import frontmatter
from kb_build.page.addresses import FOLDERS

# The first line of each file: tells ours from one that somebody wrote. It is the same in every
# language, so that the file does not depend on who makes it.
SIGN = "# kb owners: made from extra.knowledge_base.owners in mkdocs.yml"
GLOB = re.compile(r"[\s#*?!\[\]\\]")
BLANK = re.compile(r"[\s#]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The path and the patterns that a git server expects."""

    path: str  # below the repository's root
    folder: Callable[[str], str]  # the pattern for all that is in a folder
    page: Callable[[str], str]  # the pattern for a file


def _glob(path: str) -> str:
    return "/" + GLOB.sub(r"\\\g<0>", path)


def _regex(path: str) -> str:
    """A regular expression, with backslashes doubled since the file format removes one."""
    return re.sub(r"[.+*?()|\[\]{}^$]", r"\\\\\g<0>", BLANK.sub(r"\\\g<0>", path))


DIALECTS: Mapping[str, Dialect] = {
    "github": Dialect(".github/CODEOWNERS", lambda path: f"{_glob(path)}/", _glob),
    "gitlab": Dialect(".gitlab/CODEOWNERS", lambda path: f"{_glob(path)}/", _glob),
    "gitea": Dialect(".gitea/CODEOWNERS", lambda path: f"{_regex(path)}/.*", _regex),
}


@dataclass(frozen=True, slots=True)
class Owned:
    """A page, and what of it decides who its owners are."""

    path: str  # below the repository's root
    kind: str
    topics: tuple[str, ...]


def files(said: Owners, root: Path, docs: Path) -> dict[str, str]:
    """The text of each file by its path below `root`, the repository; empty where nobody owns."""
    if not said.servers or not docs.is_relative_to(root):
        return {}
    lines = tuple(_lines(said, _pages(root, docs), docs.relative_to(root).as_posix()))
    return {DIALECTS[server].path: _text(DIALECTS[server], lines) for server in said.servers}


def stale(said: Owners, root: Path, docs: Path) -> Iterator[Notice]:
    """A warning for each file that is missing or says something else."""
    for path, text in files(said, root, docs).items():
        file = root / path
        if not file.is_file() or _read(file) != text:
            yield Notice.warning("owners-stale", str(file))


def write(said: Owners, root: Path, docs: Path) -> tuple[Path, ...]:
    """Writes the files.

    Raises InputError for one that somebody else wrote, and where `docs` lies outside.
    """
    if not docs.is_relative_to(root):
        raise InputError("owners-outside", str(docs), root=root)
    wanted = files(said, root, docs)
    for path in wanted:
        file = root / path
        if file.exists() and not _read(file).startswith(SIGN):
            raise InputError("owners-foreign", str(file))
    for path, text in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(root / path, text.encode())
    return tuple(root / path for path in wanted)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")  # somebody else's may be in GBK


def _text(dialect: Dialect, lines: Sequence[tuple[str, bool, Names]]) -> str:
    rows = (
        f"{(dialect.folder if is_folder else dialect.page)(path)} {' '.join(names)}"
        for path, is_folder, names in lines
    )
    return "\n".join((SIGN, *rows)) + "\n"


def _lines(said: Owners, pages: Sequence[Owned], docs: str) -> Iterator[tuple[str, bool, Names]]:
    """Path, whether it is a folder's, and owners; outer folders first, pages last."""
    folders = dict(said.folders)
    alone = [folder for folder in FOLDERS.values() if [*FOLDERS.values()].count(folder) == 1]
    for kind, folder in FOLDERS.items():
        if kind in said.kinds and folder in alone:
            path = f"{docs}/{folder}"
            folders[path] = _joined(_of_folder(said.folders, f"{path}/x"), said.kinds[kind])
    yield from ((path, True, folders[path]) for path in sorted(folders))
    for page in pages:
        topics = (said.topics.get(topic, ()) for topic in page.topics)
        wanted = _joined(
            _of_folder(said.folders, page.path), said.kinds.get(page.kind, ()), *topics
        )
        if wanted and wanted != _of_folder(folders, page.path):
            yield page.path, False, wanted


def _of_folder(folders: Mapping[str, Names], path: str) -> Names:
    """The owners of the innermost folder that holds a path."""
    parents = (parent.as_posix() for parent in PurePosixPath(path).parents)
    return next((_joined(folders[parent]) for parent in parents if parent in folders), ())


def _joined(*names: Names) -> Names:
    return tuple(sorted({name for some in names for name in some}))


def _pages(root: Path, docs: Path) -> list[Owned]:
    """All pages in order of path; one whose head cannot be read is told by the check."""
    found = []
    for path, file in pages_below(docs):
        try:
            front = frontmatter.parse(frontmatter.decode(Path(file).read_bytes(), ""), "").values
        except (InputError, OSError):
            continue
        topics = frontmatter.words(front.get("topics"))
        place = (docs / path).relative_to(root).as_posix()
        found.append(Owned(place, str(front.get("kind", "")), topics))
    return sorted(found, key=lambda page: page.path)
