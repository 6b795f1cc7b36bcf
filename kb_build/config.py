"""The settings of a knowledge base, from `extra.knowledge_base` in mkdocs.yml, and its folders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb_build.errors import InputError

STORE = Path(".cache", "knowledge-base")  # beside the settings file


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
    feedback: str = ""  # where readers report faults: a mail or web address; empty: nowhere


KEYS = {"reports", "language", "lexicon", "persons", "feedback"}
PERSONS = ("masked", "shown")
FEEDBACK = re.compile(r"(?:https?://[^\s/]+(?:/\S*)?|[^@\s:/?&]+@[^@\s:/?&]+)?")


class _Loader(yaml.SafeLoader):
    """A safe loader that reads MkDocs's own tags (`!ENV`, `!!python/name:…`) as nothing."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(file: Path, *, scheduler: str = "", **folders: Path | None) -> Config:
    """Reads the settings file; `reports`, `docs` and `site` given by the caller go first.

    Folders in the file are relative to it. Raises InputError with file and line where the file is
    missing, is no valid YAML, or has an unknown or ill-typed knowledge-base setting.
    """
    settings = _read(file)
    ours = (settings.get("extra") or {}).get("knowledge_base") or {}
    if not isinstance(ours, Mapping):
        raise InputError("config-shape", str(file))
    for key in set(ours) - KEYS:
        raise InputError("config-key", str(file), name=key, allowed=", ".join(sorted(KEYS)))
    language = ours.get("language", "zh")
    if language not in ("zh", "en"):
        raise InputError("config-language", str(file), value=language)
    persons = ours.get("persons", PERSONS[0])
    if persons not in PERSONS:
        raise InputError("config-persons", str(file), value=persons)
    feedback = ours.get("feedback", "")
    if not isinstance(feedback, str) or not FEEDBACK.fullmatch(feedback):
        raise InputError("config-feedback", str(file), value=feedback)
    base = file.parent
    return Config(
        file=file,
        reports=folders.get("reports") or base / str(ours.get("reports", "reports")),
        docs=folders.get("docs") or base / str(settings.get("docs_dir", "docs")),
        site=folders.get("site") or base / str(settings.get("site_dir", "site")),
        store=base / STORE,
        language=language,
        scheduler=scheduler,
        lexicon=base / str(ours.get("lexicon", "lexicon")),
        persons=persons == PERSONS[1],
        feedback=feedback,
    )


def _read(file: Path) -> dict[str, dict[str, object]]:
    try:
        settings = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError as error:
        raise InputError("config-missing", str(file)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError("config-yaml", str(file), mark.line + 1 if mark else 0) from error
    if not isinstance(settings, dict):
        raise InputError("config-shape", str(file))
    return settings
