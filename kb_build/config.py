"""The settings of a knowledge base, from `extra.knowledge_base` in mkdocs.yml, and its folders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal, get_args

import yaml

from kb_build.errors import InputError
from kb_build.messages import LANGUAGES

STORE = Path(".cache", "knowledge-base")  # beside the settings file
MKDOCS_FOLDERS = ("docs_dir", "site_dir")  # MkDocs's own settings, which stand beside `extra`
Given = Mapping[str, object]  # settings as they stand in the file

Sensitive = Literal["error", "warning", "off"]
SENSITIVE: tuple[Sensitive, ...] = get_args(Sensitive)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked of pages and reports beside what always holds."""

    sensitive: Sensitive = "warning"  # what a person's data or a secrecy mark is
    image: int = 2  # megabytes (10⁶ bytes) that a picture may have
    file: int = 20  # megabytes that any other file may have
    drafts: bool = False  # whether drafts are part of the site, and pages may link to them


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Editor:
    """The git server whose pages are edited in the browser."""

    backend: str  # one of BACKENDS
    server: str  # its web address, without a slash at the end
    repository: str  # owner and name, a slash between them
    branch: str  # where changes are committed
    pages: str  # folder of the pages within the repository


@dataclass(frozen=True, slots=True)
class Config:
    """Where a knowledge base lives and how it is to be built."""

    file: Path  # the mkdocs.yml; MkDocs reads its own settings from it
    reports: Path  # folder of source reports; read, never written
    docs: Path  # folder of pages; generated and hand-written ones side by side
    site: Path  # folder of the finished site
    language: str = "zh"  # of the generated pages: "zh" or "en"
    store: Path = STORE  # folder of what was understood before; may be deleted at any time
    scheduler: str = ""  # address of a Dask scheduler; empty: this machine does the work
    lexicon: Path = Path("lexicon")  # folder of the knowledge base's own word lists; may be missing
    persons: bool = False  # whether persons who hold a post are named in full
    limits: Limits = USUAL
    preview: bool = False  # whether the site shows drafts
    feedback: str = ""  # where readers report faults: a mail or web address; empty: nowhere
    history: bool = True  # whether pages show who changed them and when
    editor: Editor | None = None  # None: pages are edited in files only
    fetch: str = ""  # address from which the reports are fetched; empty: they lie in their folder
    send: str = ""  # address to which the site is sent; empty: it stays in its folder


KEYS = {
    *("reports", "language", "lexicon", "persons", "sensitive", "largest", "feedback", "history"),
    *("editor", "fetch", "send"),
    "owners",  # read in `contribute.owners`, which keeps the lines
}
PERSONS = ("masked", "shown")
BACKENDS = ("gitea", "gitlab")
# What each setting of the editor may be; those without a default have to be there.
EDITOR: Mapping[str, re.Pattern[str]] = {
    "backend": re.compile("|".join(BACKENDS)),
    "server": re.compile(r"https?://[\w.\[\]-]+(?::\d+)?(?:/[\w.-]+)*/?"),
    "repository": re.compile(r"[\w.-]+(?:/[\w.-]+)+"),
    "branch": re.compile(r"[\w][\w./-]*"),
    "folder": re.compile(r"(?:(?!\.)[\w.-]+(?:/(?!\.)[\w.-]+)*)?"),
}
# `scheme://…`. Passwords belong in the environment or in the driver's own settings.
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]+://(?![^/]*:[^/]*@)[^\s/]*/\S*)?")
ADDRESS_EXAMPLE = "s3://bucket/folder, sftp://server/folder"
EDITOR_EXAMPLE = "{backend: gitea, server: https://git.example, repository: office/library}"
FEEDBACK = re.compile(r"(?:https?://[^\s/]+(?:/\S*)?|[^@\s:/?&]+@[^@\s:/?&]+)?")


class _Loader(yaml.SafeLoader):
    """A safe loader that reads MkDocs's own tags (`!ENV`, `!!python/name:…`) as nothing."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(file: Path, *, scheduler: str = "", **folders: Path | None) -> Config:
    """Reads the settings file; `reports`, `docs` and `site` given by the caller go first.

    Folders in the file are relative to it. Raises InputError with file and line where the file is
    missing, is no valid YAML, has an unknown or ill-typed knowledge-base setting, or where a folder
    that it names is a file.
    """
    settings = _read(file)
    ours = _ours(settings, file)
    return Config(
        file=file,
        reports=folders.get("reports") or _folder(ours, "reports", "reports", file),
        docs=folders.get("docs") or _folder(settings, "docs_dir", "docs", file),
        site=folders.get("site") or _folder(settings, "site_dir", "site", file),
        store=file.parent / STORE,
        language=_choice(ours, "language", LANGUAGES, file),
        scheduler=scheduler,
        lexicon=_folder(ours, "lexicon", "lexicon", file),
        persons=_choice(ours, "persons", PERSONS, file) == "shown",
        limits=_limits(ours, file),
        feedback=_feedback(ours, file),
        history=_history(ours, file),
        editor=_editor(ours, str(settings.get("docs_dir", "docs")), file),
        fetch=_address(ours, "fetch", file),
        send=_address(ours, "send", file),
    )


def _ours(settings: Given, file: Path) -> Given:
    """What stands under `extra.knowledge_base`, all of it known."""
    extra = settings.get("extra") or {}
    ours = (extra.get("knowledge_base") if isinstance(extra, Mapping) else extra) or {}
    if not isinstance(ours, Mapping):
        raise InputError("config-shape", str(file))
    for key in set(ours) - KEYS:
        allowed = ", ".join(sorted(KEYS))
        raise InputError("config-key", str(file), _line(file, key), name=key, allowed=allowed)
    return ours


def _folder(given: Given, name: str, usual: str, file: Path) -> Path:
    value = given.get(name, usual)
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise _refused(file, name, value, usual)
    folder = file.parent / value
    if folder.exists() and not folder.is_dir():
        raise InputError("config-folder", str(file), _line(file, name), name=name, value=value)
    return folder


def _choice(ours: Given, name: str, words: Sequence[str], file: Path) -> str:
    """One of the words, of which the first is the usual one."""
    value = ours.get(name, words[0])
    if value not in words:
        raise InputError(f"config-{name}", str(file), _line(file, name), value=value)
    return str(value)


def _feedback(ours: Given, file: Path) -> str:
    value = ours.get("feedback", "")
    if not isinstance(value, str) or not FEEDBACK.fullmatch(value):
        raise InputError("config-feedback", str(file), _line(file, "feedback"), value=value)
    return value


def _address(ours: Given, name: str, file: Path) -> str:
    """An address of a folder, as fsspec takes it; empty where there is none."""
    value = ours.get(name, "")
    if not isinstance(value, str) or not ADDRESS.fullmatch(value) or "::" in value:
        raise _refused(file, name, value, ADDRESS_EXAMPLE)
    return value


def _history(ours: Given, file: Path) -> bool:
    value = ours.get("history", True)
    if not isinstance(value, bool):
        raise _refused(file, "history", value, "true, false")
    return value


def _editor(ours: Given, docs: str, file: Path) -> Editor | None:
    """What stands under `editor`, or None; `docs` is the folder of pages beside the settings."""
    given = ours.get("editor")
    if given is None:
        return None
    if not isinstance(given, Mapping) or not given.keys() <= EDITOR.keys():
        raise _refused(file, "editor", given, EDITOR_EXAMPLE)
    words = {"branch": "main", "folder": "", **given}
    for name, form in EDITOR.items():
        value = words.get(name, "")
        if not isinstance(value, str) or not form.fullmatch(value):
            raise _refused(file, f"editor.{name}", value, EDITOR_EXAMPLE)
    server, folder = words["server"].rstrip("/"), words["folder"]
    pages = PurePosixPath(folder, docs).as_posix()
    return Editor(words["backend"], server, words["repository"], words["branch"], pages)


def _limits(ours: Given, file: Path) -> Limits:
    """Of `sensitive`, and of `largest`: megabytes of an `image` and of a `file`."""
    sensitive, largest = ours.get("sensitive", "warning"), ours.get("largest", {})
    if sensitive is False:  # YAML 1.1 reads `off` so
        sensitive = "off"
    if sensitive not in SENSITIVE:
        raise _refused(file, "sensitive", sensitive, ", ".join(SENSITIVE))
    sizes = largest if isinstance(largest, Mapping) else {"": largest}
    if not sizes.keys() <= {"image", "file"} or not all(map(_is_size, sizes.values())):
        raise _refused(file, "largest", largest, "{image: 2, file: 20}")
    return Limits(sensitive, **sizes)


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _refused(file: Path, name: str, value: object, allowed: str) -> InputError:
    return InputError(
        "config-value", str(file), _line(file, name), name=name, value=value, allowed=allowed
    )


def _line(file: Path, name: object) -> int:
    """The line in which a setting stands; 0 where several stand in one line: {persons: shown}."""
    text = file.read_text(encoding="utf-8")
    ours = 0 if name in MKDOCS_FOLDERS else max(text.find("knowledge_base:"), 0)
    key = re.escape(str(name).rpartition(".")[2])
    found = re.compile(rf"^[ ]*['\"]?{key}['\"]?[ ]*:", re.MULTILINE).search(text, ours)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _read(file: Path) -> dict[str, object]:
    try:
        settings = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError as error:
        raise InputError("config-missing", str(file)) from error
    except UnicodeDecodeError as error:
        raise InputError("config-encoding", str(file)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError("config-yaml", str(file), mark.line + 1 if mark else 0) from error
    if not isinstance(settings, dict):
        raise InputError("config-shape", str(file))
    return settings
