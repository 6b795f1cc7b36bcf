"""Shows what adding reports would do: twins among those there, and pages that would change.

No page is written. The plan is that of a build with the new reports, limited to the pages that
quote them, so that whoever adds a report sees the outcome and can still decide otherwise. What is
worked out for it is stored for that build.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kb_build.config import Config
from kb_build.contribute.report_versions import Version, report_versions
from kb_build.contribute.reports import safe_name
from kb_build.errors import InputError
from kb_build.gather import Gathered, corrected, in_library, understand
from kb_build.lazy_pages import rendered, snapshot
from kb_build.lexicon.corrections import Corrections
from kb_build.linking import gathered, linked
from kb_build.model import Earlier, Facts, Notice, Page
from kb_build.page.addresses import report_page_id
from kb_build.run import Run

# Outcomes of existing pages that say more afterwards.
ADDS_TO = frozenset({"replaced", "merged", "conflict", "edited"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that can be added."""

    file: Path  # where it is now
    name: str  # what it will be called in the reports' folder
    facts: Facts  # its source is `name`, or that of the report in whose place it comes
    replaces: str = ""  # file of that report in the reports' folder; empty where it is new
    versions: tuple[Version, ...] = ()  # reports that are nearly the same, most alike first


@dataclass(frozen=True, slots=True)
class Plan:
    """What adding would do."""

    candidates: tuple[Candidate, ...]
    refused: tuple[Notice, ...]  # files that cannot be added, and why
    created: tuple[str, ...] = ()  # pages that would be new, below docs/
    changed: tuple[str, ...] = ()  # pages that would say more


def plan(files: Sequence[Path], run: Run, replacing: str = "") -> Plan:
    """What adding these files would do; one that cannot be added is told and left out.

    `replacing` is the file of a report in the reports' folder in whose place a single one comes.
    Raises InputError where pages that are there cannot be read, and where no such report is there.
    """
    if not files:
        return Plan((), ())
    config = run.config
    known = corrected(config)
    there = gathered(run, known).facts if config.reports.is_dir() else ()
    place = _place(config, replacing, there, known) if replacing else None
    found, refused = _understood(files, config, there, place)
    if place:
        there = tuple(one for one in there if one.report.source != place.source)
    if not found:
        return Plan((), tuple(refused))
    others = [(f.report.source, f.report.visible()) for f in there]
    texts = {one.name: one.facts.report.visible() for one in found}
    alike = report_versions(texts, (*others, *texts.items()))
    candidates = tuple(replace(one, versions=_others(one, alike)) for one in found)
    created, changed = _pages(there, [one.facts for one in found], run, known)
    return Plan(candidates, tuple(refused), created, changed)


@dataclass(frozen=True, slots=True)
class Place:
    """A report that another one takes the place of."""

    file: str  # in the reports' folder
    source: str  # by which its pages have their ids and addresses


def _place(config: Config, named: str, there: Iterable[Facts], known: Corrections) -> Place:
    file = _file_of(config, named, known)
    source = known.renamed.get(file, file)
    if not (config.reports / file).is_file() or source not in {f.report.source for f in there}:
        raise InputError("add-replace-none", str(config.reports / file))
    return Place(file, source)


def file_of(config: Config, source: str) -> str:
    """The file of a report in the reports' folder, which may have been renamed."""
    return _file_of(config, source, corrected(config))


def _file_of(config: Config, source: str, known: Corrections) -> str:
    names = (new for new, old in known.renamed.items() if old == source)
    return next((name for name in names if (config.reports / name).is_file()), source)


def _understood(
    files: Iterable[Path], config: Config, there: Iterable[Facts], place: Place | None
) -> tuple[list[Candidate], list[Notice]]:
    """The files that can be added, and why the others cannot."""
    known = {facts.report.text: facts.report.source for facts in there}
    # Windows and macOS do not tell upper from lower case: of two files one would be lost there.
    names = {file.name.lower() for file in config.reports.glob("*")}
    found: list[Candidate] = []
    refused: list[Notice] = []
    for file in files:
        try:
            one = _candidate(file, config.reports, known, names, place)
        except InputError as error:
            refused.append(error.notice)
            continue
        known[one.facts.report.text] = one.name
        names.add(one.name.lower())
        found.append(one)
    return found, refused


def _candidate(
    file: Path,
    reports: Path,
    known: Mapping[str, str],
    names: Container[str],
    place: Place | None,
) -> Candidate:
    name = safe_name(file.name)
    if place:
        name = PurePosixPath(place.file).with_suffix(file.suffix.lower()).as_posix()
    facts = understand(file)
    if twin := known.get(facts.report.text):
        raise InputError("add-twin", str(file), twin=reports / twin)
    replaced = place.file if place else ""
    if name != replaced and (name.lower() in names or (reports / name).exists()):
        raise InputError("add-there", str(reports / name))
    source = place.source if place else name
    return Candidate(file, name, in_library(facts, source), replaced)


def _others(one: Candidate, alike: Mapping[str, Sequence[Version]]) -> tuple[Version, ...]:
    """What a report is like, itself left out."""
    return tuple(other for other in alike.get(one.name, ()) if other.source != one.name)


def _pages(
    there: Iterable[Facts], added: Sequence[Facts], run: Run, known: Corrections
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pages that quote the added reports: new ones, and those that are there."""
    from kb_build.write import plan as plan_writing

    facts = tuple(sorted((*there, *added), key=lambda one: one.report.source))
    library = linked(run, known, Gathered(facts, ()))
    before = snapshot(run)
    pages, _ = rendered(run, library, Earlier(before.deleted(), before.called()))
    reports = {one.report.id for one in added}
    own = {report_page_id(one.report.text) for one in added}
    ids = own | {entry.id for entry in library.entries if reports & {*entry.reports}}
    ours = {page.path for page in pages if page.id in ids}
    homes = [page.path for page in pages if page.id in own]
    by_path = {page.path: page for page in pages}
    outcomes = [one.outcome for one in plan_writing(pages, before)]
    created = (one.path for one in outcomes if one.action == "created")
    changed = (one.path for one in outcomes if one.action in ADDS_TO)
    return (
        tuple(p for p in created if p in ours or _leads_to(by_path[p].page(), homes)),
        tuple(path for path in changed if path in ours),
    )


def _leads_to(page: Page, paths: Sequence[str]) -> bool:
    """Whether a page has a link to one of these: lists and pages of units do, beside entries."""
    return any(path in block for block in page.blocks for path in paths)
