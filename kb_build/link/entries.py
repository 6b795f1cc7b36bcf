"""Makes entries of any kind: a stable id, quotations without repeats, units and years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb_build.link.sources import Source
from kb_build.model import Entry, EntryKind, Quotation, Section, replace
from kb_build.page.addresses import id_digits

Said = dict[str, list[Quotation]]  # quotations by the label of their section

TAIL = 16  # code points: shorter words have to be the same, a name stands at many ends


def entry_id(kind: EntryKind, *key: str) -> str:
    """`<kind>-` and `id_digits` of kind and key.

    The key is what makes the thing this one and no other; offsets are no part of it, so that a
    correction elsewhere in a report leaves the id alone.
    """
    return f"{kind}-{id_digits(kind, *key)}"


def entry(
    kind: EntryKind,
    key: Sequence[str],
    name: str,
    sections: Iterable[Section],
    sources: Iterable[Source],
    aliases: Iterable[str] = (),
) -> Entry:
    """An entry, without topics and relations as yet.

    Empty `sections` are left out, and of what one report says twice in the same words, in its
    summary and below it, the first is kept. Only a measure quotes its block whole. `sources` come
    in order of time.
    """
    once = tuple({source.report.id: source for source in sources}.values())
    kept = dict.fromkeys if kind == "measure" else _once
    made = (replace(one, quotations=tuple(kept(one.quotations))) for one in sections)
    return Entry(
        id=entry_id(kind, *key),
        kind=kind,
        name=name,
        aliases=tuple(sorted({*aliases} - {name, f"《{name}》", f"“{name}”"})),
        sections=tuple(section for section in made if section.quotations),
        reports=tuple(source.report.id for source in once),
        units=tuple(dict.fromkeys(source.called for source in once if source.called)),
        years=tuple(sorted({year for source in once for year in source.facts.years})),
        topics=(),
    )


def section(label: str, said: Iterable[Quotation], title: str = "") -> Section:
    """A section of these quotations, headed by its label alone unless there is a title."""
    return Section(label, title, tuple(said))


def _once(said: Iterable[Quotation]) -> Iterator[Quotation]:
    """The first of the quotations that are the same words of one report.

    So are those with a number or the name of a table's row before them: 三是制定…… and 制定…….
    """
    found: dict[tuple[str, str], list[str]] = {}
    for quotation in said:
        words = quotation.text.strip()
        told = found.setdefault((quotation.report, words[-TAIL:]), [])
        if not any(words.endswith(other) or other.endswith(words) for other in told):
            told.append(words)
            yield quotation
