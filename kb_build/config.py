"""The settings of a knowledge base, from `extra.knowledge_base` in mkdocs.yml, and its folders."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args

import yaml

from kb_build.errors import InputError
from kb_build.messages import LANGUAGES
from kb_build.yaml_limits import refuse_excess

STORE = Path(".cache", "knowledge-base")  # beside the settings file
SHOWN = 200  # characters of a value that cannot be, where it is no word
MKDOCS_FOLDERS = ("docs_dir", "site_dir")  # MkDocs's own settings, which stand beside `extra`

Sensitive = Literal["error", "warning", "off"]
SENSITIVE: tuple[Sensitive, ...] = get_args(Sensitive)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the check allows, as far as it can be set."""

    sensitive: Sensitive = "warning"  # severity of personal data and marks of secrecy
    image: int = 2  # megabytes (10⁶ bytes) that a picture may have
    file: int = 20  # megabytes that any other file may have
    drafts: bool = False  # whether drafts are part of the site, and pages may link to them
    # Numbers, addresses and paths that may be shown although they look like a person's data.
    public: frozenset[str] = frozenset()


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
EDITOR_EXAMPLE = "{backend: gitea, server: https://git.example, repository: office/library}"
# `scheme://…`, as fsspec takes it, but without chained addresses (`::`) and passwords: these belong
# in the environment or in the driver's own settings.
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]+://(?!.*::)(?![^/]*:[^/]*@)[^\s/]*/[^\x00-\x1f]*)?")
ADDRESS_EXAMPLE = "s3://bucket/folder, sftp://server/folder"
FEEDBACK = re.compile(r"(?:https?://[^\s/]+(?:/\S*)?|[^@\s:/?&]+@[^@\s:/?&]+)?")
FEEDBACK_EXAMPLE = "kb@example.cn, https://example.cn/faults"


class _Loader(yaml.SafeLoader):
    """A safe loader that ignores the values of MkDocs's tags (`!ENV`, `!!python/name:…`)."""

    def __init__(self, text: str, file: Path) -> None:
        super().__init__(text)
        self.file = str(file)

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        """Raises InputError for a key that stands twice, of which YAML takes the last."""
        node = super().compose_mapping_node(anchor)
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                line = key.start_mark.line + 1
                raise InputError("config-twice", self.file, line, name=key.value)
            seen.add(key.value)
        return node


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(
    file: Path,
    *,
    reports: Path | None = None,
    docs: Path | None = None,
    site: Path | None = None,
    scheduler: str = "",
    preview: bool = False,
) -> Config:
    """Reads the settings file; folders that are given take precedence over those in it.

    Folders in the file are relative to it, and the site of a preview is beside that in it. Raises
    InputError with file and line where the file is missing, is no valid YAML, has an unknown or
    ill-typed knowledge-base setting, or where a folder that it names is a file. All are absolute
    with a scheduler: its workers run in other folders.
    """
    placed = Path.absolute if scheduler else Path
    file = placed(file)
    given = _Given.read(file)
    return Config(
        file=file,
        reports=placed(reports or given.folder("reports", "reports")),
        docs=placed(docs or given.folder("docs_dir", "docs")),
        site=placed(site or _site(given, preview)),
        store=file.parent / STORE,
        language=given.choice("language", LANGUAGES),
        scheduler=scheduler,
        lexicon=given.folder("lexicon", "lexicon"),
        persons=given.choice("persons", PERSONS) == "shown",
        limits=_limits(given),
        preview=preview,
        feedback=given.words("feedback", FEEDBACK, FEEDBACK_EXAMPLE),
        history=_history(given),
        editor=_editor(given),
        fetch=given.words("fetch", ADDRESS, ADDRESS_EXAMPLE),
        send=given.words("send", ADDRESS, ADDRESS_EXAMPLE),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What stands in the settings file."""

    file: Path
    text: str
    values: Mapping[str, Any]  # ours, and those of MkDocs's that name folders

    @classmethod
    def read(cls, file: Path) -> _Given:
        """Reads the file. Raises InputError for an unknown key under `extra.knowledge_base`."""
        text, settings = _read(file)
        extra = settings.get("extra") or {}
        ours = (extra.get("knowledge_base") if isinstance(extra, Mapping) else extra) or {}
        if not isinstance(ours, Mapping):
            raise InputError("config-shape", str(file))
        folders = {key: settings[key] for key in MKDOCS_FOLDERS if key in settings}
        given = cls(file, text, {**ours, **folders})
        for key in ours.keys() - KEYS:
            raise given.wrong("config-key", key, allowed=", ".join(sorted(KEYS)))
        return given

    def folder(self, name: str, usual: str) -> Path:
        """A folder beside the file."""
        value = self.values.get(name, usual)
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise self.refused(name, value, usual)
        folder = self.file.parent / value
        if folder.exists() and not folder.is_dir():
            raise self.wrong("config-folder", name, value=value)
        return folder

    def choice(self, name: str, words: Sequence[str]) -> str:
        """A setting that is one of these words; the first is the default."""
        value = self.values.get(name, words[0])
        if value not in words:
            raise self.refused(name, value, ", ".join(words))
        return str(value)

    def words(self, name: str, form: re.Pattern[str], example: str) -> str:
        """A setting whose words fit a pattern; empty where it is not set."""
        value = self.values.get(name, "")
        if not isinstance(value, str) or not form.fullmatch(value):
            raise self.refused(name, value, example)
        return value

    def refused(self, name: str, value: object, allowed: str) -> InputError:
        """The error for a setting with a value that is not allowed."""
        # Written out, references within references can be millions of words.
        shown = value if isinstance(value, str) else reprlib.repr(value)[:SHOWN]
        return self.wrong("config-value", name, value=shown, allowed=allowed)

    def wrong(self, message: str, name: str, **details: object) -> InputError:
        """An error about a setting, with its line."""
        return InputError(message, str(self.file), self._line(name), name=name, **details)

    def _line(self, name: str) -> int:
        """The line of a setting; 0 where several are in one line: {persons: shown}."""
        ours = 0 if name in MKDOCS_FOLDERS else max(self.text.find("knowledge_base:"), 0)
        key = re.escape(str(name).rpartition(".")[2])
        form = re.compile(rf"^[ ]*['\"]?{key}['\"]?[ ]*:", re.MULTILINE)
        found = form.search(self.text, ours)
        return self.text.count("\n", 0, found.start()) + 1 if found else 0


def _site(given: _Given, preview: bool) -> Path:
    """The site's folder; that of a preview is beside it."""
    folder = given.folder("site_dir", "site")
    return folder.with_name(f"{folder.name}-preview") if preview else folder


def _history(given: _Given) -> bool:
    value = given.values.get("history", True)
    if not isinstance(value, bool):
        raise given.refused("history", value, "true, false")
    return value


def _editor(given: _Given) -> Editor | None:
    """What stands under `editor`, or None."""
    editor = given.values.get("editor")
    if editor is None:
        return None
    if not isinstance(editor, Mapping) or not editor.keys() <= EDITOR.keys():
        raise given.refused("editor", editor, EDITOR_EXAMPLE)
    words = {"branch": "main", "folder": "", **editor}
    for name, form in EDITOR.items():
        value = words.get(name, "")
        if not isinstance(value, str) or not form.fullmatch(value):
            raise given.refused(f"editor.{name}", value, EDITOR_EXAMPLE)
    server, docs = words["server"].rstrip("/"), str(given.values.get("docs_dir", "docs"))
    pages = PurePosixPath(words["folder"], docs).as_posix()
    return Editor(words["backend"], server, words["repository"], words["branch"], pages)


def _limits(given: _Given) -> Limits:
    """From `sensitive`, and from `largest`: the megabytes that an `image` and a `file` may have."""
    sensitive = given.values.get("sensitive", "warning")
    largest = given.values.get("largest", {})
    if sensitive is False:  # YAML 1.1 reads `off` so
        sensitive = "off"
    if sensitive not in SENSITIVE:
        raise given.refused("sensitive", sensitive, ", ".join(SENSITIVE))
    sizes = largest if isinstance(largest, Mapping) else {"": largest}
    if not sizes.keys() <= {"image", "file"} or not all(map(_is_size, sizes.values())):
        raise given.refused("largest", largest, "{image: 2, file: 20}")
    return Limits(sensitive, **sizes)


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _read(file: Path) -> tuple[str, Mapping[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        refuse_excess(text, str(file), references=True)
        settings = _Loader(text, file).get_single_data()
    except FileNotFoundError as error:
        raise InputError("config-missing", str(file)) from error
    except UnicodeDecodeError as error:
        raise InputError("config-encoding", str(file)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError("config-yaml", str(file), mark.line + 1 if mark else 0) from error
    except (ValueError, OverflowError) as error:  # a day 2024-13-45, a number of 5,000 digits
        raise InputError("config-word", str(file), reason=error) from error
    if not isinstance(settings, dict):
        raise InputError("config-shape", str(file))
    return text, settings
