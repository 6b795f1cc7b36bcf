"""Reports → Library: what all of them say, and the entries made of it; stored results are used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from kb_build import gather
from kb_build.gather import Gathered, formerly, in_library, version
from kb_build.lexicon.corrections import Corrections
from kb_build.model import Attribute, Facts, Library, replace
from kb_build.reuse import keyed
from kb_build.reuse.holding import HoldingStore
from kb_build.reuse.store import key_of
from kb_build.run import Run


def library(run: Run, known: Corrections | None = None) -> Library:
    """What all reports say, and the entries made of it; `known` as `gather.corrected` gives it."""
    known = known or gather.corrected(run.config)
    return linked(run, known, gathered(run, known))


def gathered(run: Run, known: Corrections) -> Gathered:
    """What all reports say; `known` as `gather.corrected` gives it.

    A renamed file is a source under its former name, by which its pages have ids and addresses.
    Raises InputError as `gather.each`.
    """
    store = HoldingStore(run.config.store / "facts", Facts)
    folder = run.config.reports
    found = gather.gather(folder, run.watch, store, run.engine("extract", folder))
    store.sweep()
    told = [_as_told(one, known) for one in found.facts]
    return replace(found, facts=_as_formerly(told, known.renamed))


def linked(run: Run, known: Corrections, gathered: Gathered) -> Library:
    """The library of what was gathered; what earlier builds made is used again."""
    from kb_build.link import Memory, all_entries, in_time_order, mistyped, series, with_pages

    facts, engine = gathered.facts, run.engine("link", run.config.reports)
    with run.watch.stage("link"):
        memory = Memory(run.config.store / "linked", programs(known), known.topics)
        sources = in_time_order(facts, known)
        entries = all_entries(sources, memory, engine)
        notices = (*gathered.notices, *mistyped(run.config.lexicon, facts, entries))
        counted = series(sources, memory)
        shown = with_pages(entries, sources, known, memory)
        memory.save()
        return Library(facts, shown, notices, counted)


def programs(known: Corrections) -> str:
    """A key of what decides about entries beside the reports, with the order of topics."""
    topics = (topic for topics in known.topics.values() for topic in topics)
    return key_of(version(), keyed.digest(known), *topics)


def _as_told(facts: Facts, known: Corrections) -> Facts:
    """The facts with the unit and the year that people state for the report or its folder."""
    source = PurePosixPath(facts.report.source)
    places = [str(source), *map(str, source.parents)]

    def told(read: Attribute, stated: Mapping[str, str]) -> Attribute:
        value = next((stated[place] for place in places if place in stated), "")
        return Attribute(value, None, "told") if value else read

    unit, period = told(facts.organization, known.units), told(facts.period, known.years)
    return replace(facts, organization=unit, period=period)


def _as_formerly(facts: Sequence[Facts], former: Mapping[str, str]) -> tuple[Facts, ...]:
    """The facts under their former names, in order of source.

    A former name that another file has now stays with that file.
    """
    taken = {one.report.source for one in facts}
    found = [in_library(one, formerly(one.report.source, former, taken)) for one in facts]
    return tuple(sorted(found, key=lambda one: one.report.source))
