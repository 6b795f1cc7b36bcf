"""Facts of single reports → entries: the same thing across all reports gets one page.

Everything here is grouping by key, so the work grows with the input and not with its square, and
the order in which reports come in does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kb_build.lexicon.corrections import Corrections, corrections
from kb_build.lexicon.spelling import spelled
from kb_build.link import institutions, measures, practices, problems
from kb_build.link.entries import entry_id
from kb_build.link.memory import Group, Memory
from kb_build.link.mistyped import mistyped
from kb_build.link.relations import relate
from kb_build.link.series import series
from kb_build.link.sources import Source, in_time_order
from kb_build.link.topics import topic_entries
from kb_build.model import ENTRY_KINDS, Entry, Facts, replace
from kb_build.running.engine import HERE, Engine

__all__ = [
    "Memory", "all_entries", "in_time_order", "link", "mistyped", "series", "with_pages",
]  # fmt: skip

# Each gives what reports tell in groups that become entries.
GROUPERS: tuple[Callable[[Sequence[Source], Memory], Iterable[Group]], ...] = (
    institutions.groups,
    measures.groups,
    practices.groups,
    problems.groups,
)


def link(
    facts: Sequence[Facts],
    known: Corrections | None = None,
    memory: Memory | None = None,
    engine: Engine = HERE,
) -> tuple[Entry, ...]:
    """The entries of a library, in order of kind and id.

    Takes the facts of all reports in any order; of reports with the same text (and so the same
    id) the one with the first source path counts. `known` is what people say about names; without
    it the package's own word lists count. Topics come last and list their entries as related ones.
    `memory` is what was made of the same reports with the same corrections before; it takes note.
    The `engine` makes the rest.
    """
    known = known or corrections()
    memory = memory or Memory(topics=known.topics)
    sources = in_time_order(facts, known)
    return with_pages(all_entries(sources, memory, engine), sources, known, memory)


def all_entries(sources: Sequence[Source], memory: Memory, engine: Engine) -> tuple[Entry, ...]:
    """All entries that `link` chooses from, those too that get no page."""
    groups = [group for grouped in GROUPERS for group in grouped(sources, memory)]
    return tuple(memory.made(groups, engine))


def with_pages(
    entries: Iterable[Entry], sources: Sequence[Source], known: Corrections, memory: Memory
) -> tuple[Entry, ...]:
    """Those of all entries that get a page, related, with topics, as `link` gives them."""
    reports = [source.report.id for source in sources]
    shown = _distinct(entry for entry in entries if not _hidden(entry, known))
    related = relate(shown, reports, memory.related)
    every = (*related, *topic_entries(related, known.topics))
    return tuple(sorted(every, key=lambda entry: (ENTRY_KINDS.index(entry.kind), entry.id)))


def _hidden(entry: Entry, known: Corrections) -> bool:
    hidden = known.hidden
    return bool(hidden and hidden & {entry.id, spelled(entry.name), *entry.key[:1]})


def _distinct(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Makes ids unique: digits may agree by chance, and keys may be equal."""
    taken: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.id, e.name, e.reports)):
        id = entry.id
        while id in taken:
            id = entry_id(entry.kind, id, entry.name)
        taken[id] = entry if id == entry.id else replace(entry, id=id)
    return taken.values()
