"""Files → Facts: each report on its own, taken from the store where it was understood before.

The rest is understood here, or by other processes where it is much. One bad report never stops the
others: what cannot be used becomes a notice, and the run goes on.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.config import Config
from kb_build.errors import InputError, LexiconError
from kb_build.model import (
    Facts,
    Notice,
    Progress,
    Report,
    Value,
    in_place,
    rejoined,
    replace,
    report_id,
)
from kb_build.page.reviewing import drafts
from kb_build.reuse import keyed
from kb_build.reuse.store import Store, key_of, tree_key
from kb_build.running.collector import resting
from kb_build.running.engine import HERE, Engine
from kb_build.running.stopwatch import Stopwatch

if TYPE_CHECKING:
    from kb_build.lexicon.corrections import Corrections

# What facts are made by; a change in any of these makes all stored facts strangers.
MAKERS = ("model", "read", "parse", "extract", "lexicon")
LIBRARIES = (
    *("charset-normalizer", "python-docx", "pypdfium2", "lxml"),
    *("cn2an", "rjieba", "python-crfsuite", "opencc-python-reimplemented", "pyyaml", "msgspec"),
)
SECONDS = 0.5e-6  # that a byte of source takes
# Reports handed to a process at a time: few enough that none waits long for the last one.
CHUNK = 4


class Gathered(Value, frozen=True):
    """What the reports say, and which could not be read."""

    facts: tuple[Facts, ...]  # in order of source path
    notices: tuple[Notice, ...]  # refused reports as errors, doubtful ones as warnings


def unreached(notices: Iterable[Notice]) -> list[Notice]:
    """Those of files that could not be opened: they may be read later without being touched.

    One that is missing was there when the files were listed: a network drive may have gone away.
    """
    return [notice for notice in notices if notice.key in ("read-unreadable", "read-missing")]


def gather(
    folder: Path,
    watch: Stopwatch | None = None,
    store: Store[Facts] | None = None,
    engine: Engine = HERE,
) -> Gathered:
    """The facts of all reports in a folder, as `each` gives them, which also raises InputError."""
    facts: list[Facts] = []
    notices: list[Notice] = []
    for one in each([folder], watch, base=folder, store=store, engine=engine):
        if isinstance(one, Facts):
            facts.append(one)
        else:
            notices.append(one)
    return Gathered(tuple(facts), tuple(notices))


def each(
    paths: Sequence[Path],
    watch: Stopwatch | None = None,
    *,
    base: Path | None = None,
    store: Store[Facts] | None = None,
    engine: Engine = HERE,
) -> Iterator[Facts | Notice]:
    """The facts of each report at the given files and folders as they are there, in order of file.

    A report that cannot be used gives a notice instead, as does one with the text of an earlier
    one; a doubtful one gives both. `base` is the folder that sources are named relative to; None
    names them as given. What is in the `store` is taken from there, what is not is put there. The
    `engine` helps where that pays. Raises InputError for a path that is not there, and as
    `Engine.helping`.
    """
    from kb_build.read import find, passed_over

    files = find(paths)
    seen: dict[str, str] = {}
    for done, (file, result) in enumerate(_results(files, watch or Stopwatch(), store, engine), 1):
        engine.progress(done, len(files))
        if isinstance(result, Notice):
            yield _named(result, Path(result.file), base)
            continue
        known = _renamed(result, file, base)
        yield from known.report.warnings
        source = known.report.source
        if (first := seen.setdefault(known.report.id, source)) == source:
            yield known
        else:
            yield Notice.warning("report-twice", source, twin=first)
    yield from (_named(notice, Path(notice.file), base) for notice in passed_over(paths))


def understand(file: Path, watch: Stopwatch | None = None) -> Facts:
    """The facts of one file. Raises InputError where it cannot be read or understood."""
    watch = watch or Stopwatch()
    from kb_build.extract import extract
    from kb_build.parse import parse
    from kb_build.read import read

    with _faults_of(file), resting():
        with watch.stage("read"):
            report = read(file)
        with watch.stage("parse"):
            outline = parse(rejoined(report))
        with watch.stage("extract"):
            return in_place(extract(outline), report)


@contextmanager
def _faults_of(file: Path) -> Iterator[None]:
    """Turns a bug met in this block into an InputError for the file, so that the others go on."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        *_, last = traceback.extract_tb(error.__traceback__)
        place = f"{Path(last.filename).name}:{last.lineno}"
        reason = f"{type(error).__name__}, {place}"
        raise InputError("report-fault", file.as_posix(), reason=reason) from error


def sources(
    folder: Path, progress: Progress, former: Mapping[str, str]
) -> tuple[tuple[Report, ...], tuple[Notice, ...]]:
    """The reports themselves, against which pages are checked, and why some could not be read.

    Their ids are those of a library; `former` has the former names of renamed files. Empty where
    there is no such folder: pages can be written before there are reports.
    """
    from kb_build.read import find, read

    files = find([folder]) if folder.is_dir() else []
    names = [file.relative_to(folder).as_posix() for file in files]
    taken = frozenset(names)
    found: list[Report] = []
    refused: list[Notice] = []
    for done, (file, name) in enumerate(zip(files, names, strict=True), 1):
        progress(done, len(files))
        try:
            with _faults_of(file):
                report = read(file)
        except InputError as error:
            refused.append(error.notice)
            continue
        found.append(replace(report, id=report_id(formerly(name, former, taken)), source=name))
    return tuple(found), tuple(refused)


def corrected(config: Config, stated: Iterable[str] | None = None) -> Corrections:
    """What people say about names and entries in a knowledge base; drafts are hidden.

    `stated` are the pages that name a state of review; None looks for them.
    """
    from kb_build.lexicon.corrections import corrections

    known = corrections(config.lexicon)
    ids = {*drafts(config.docs, stated).values()} - {""}
    return replace(known, persons=config.persons, hidden=known.hidden | ids)


def _results(
    files: Sequence[Path], watch: Stopwatch, store: Store[Facts] | None, engine: Engine
) -> Iterator[tuple[Path, Facts | Notice]]:
    """Each file in order, with its facts or why it was refused."""
    with watch.stage("store"):
        stored = dict(_stored(files, store)) if store else {}
    watch.hits["store"] = len(stored)
    missing = [file for file in files if file not in stored]
    size = sum(file.stat().st_size for file in missing if file.is_file())
    with engine.helping(SECONDS * size, len(missing)) as executor:
        apply = partial(executor.map, chunksize=CHUNK) if executor else map
        new = iter(apply(_understood, missing))
        for file in files:
            if file in stored:
                yield file, stored[file]
                continue
            result, took = next(new)
            for stage, seconds in took.items():
                watch.add(stage, seconds)
            if store and isinstance(result, Facts):
                store.keep(_key(result.report.sha256, file), result)
            yield file, result
        next(new, None)  # a cluster lets go of its results once they are at their end


def _stored(files: Iterable[Path], store: Store[Facts]) -> Iterator[tuple[Path, Facts]]:
    from kb_build.read import data_of

    for file in files:
        try:
            sha256 = hashlib.sha256(data_of(file)).hexdigest()
        except InputError:
            continue  # reading it says why
        if facts := store.find(_key(sha256, file)):
            yield file, facts


def _key(sha256: str, file: Path) -> str:
    return key_of(program(), file.suffix.lower(), sha256)


@cache
def program() -> str:
    """A key of all that decides the facts of a report: code, word lists, libraries."""
    home = Path(__file__).parent
    libraries, code = keyed.versions(LIBRARIES), (tree_key(home / maker) for maker in MAKERS)
    return key_of(sys.version, *libraries, *code)


def version() -> str:
    """A key of the whole program: code, word lists, libraries."""
    return key_of(keyed.program(), program())


def _understood(file: Path) -> tuple[Facts | Notice, dict[str, float]]:
    """The facts of a file or why it was refused, and the seconds of each stage, wherever it ran."""
    watch = Stopwatch()
    try:
        return understand(file, watch), watch.seconds
    except LexiconError:
        raise
    except InputError as error:
        return error.notice, watch.seconds


def _renamed(facts: Facts, file: Path, base: Path | None) -> Facts:
    """The facts with source and warnings under the file's present name: stored ones may differ."""
    source = (file.relative_to(base) if base else file).as_posix()
    warnings = tuple(_named(warning, file, base) for warning in facts.report.warnings)
    return _of(replace(facts.report, source=source, warnings=warnings), facts)


def formerly(name: str, former: Mapping[str, str], taken: Container[str]) -> str:
    """The source that a library has a file under: its former name, unless another file has that."""
    before = former.get(name) or name
    return name if before in taken else before


def in_library(facts: Facts, source: str) -> Facts:
    """The facts of a report that a library has under this source, from which its id is made."""
    return _of(replace(facts.report, id=report_id(source), source=source), facts)


def _of(report: Report, facts: Facts) -> Facts:
    return replace(facts, outline=replace(facts.outline, report=report))


def _named(notice: Notice, file: Path, base: Path | None) -> Notice:
    """The notice with its file relative to the reports' folder, since it may be published."""
    inside = base is not None and file.is_relative_to(base)
    return replace(notice, file=(file.relative_to(base) if base and inside else file).as_posix())
