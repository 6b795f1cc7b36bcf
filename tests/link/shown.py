"""Entries as tests ask for them and look at them."""

from __future__ import annotations

from kb_build.model import Entry, EntryKind, Quotation


def named(entries: tuple[Entry, ...], kind: EntryKind, name: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind and entry.name == name]


def only(entries: tuple[Entry, ...], kind: EntryKind, name: str) -> Entry:
    (entry,) = named(entries, kind, name)
    return entry


def shape(entry: Entry) -> list[str]:
    return [f"{s.label}: {' / '.join(q.text for q in s.quotations)}" for s in entry.sections]


def told(entry: Entry, label: str) -> list[str]:
    return [q.text for s in entry.sections if s.label == label for q in s.quotations]


def words(quotations: tuple[Quotation, ...]) -> list[str]:
    return [quotation.text for quotation in quotations]
