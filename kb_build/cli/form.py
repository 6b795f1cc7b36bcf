"""`kb form`: writes the forms that colleagues without git fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from kb_build.cli.console import Console
from kb_build.cli.exit_codes import OK
from kb_build.cli.options import FILE
from kb_build.contribute.fields import kind_meant, kind_names
from kb_build.contribute.forms import KINDS
from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.messages import language, say
from kb_build.model import EntryKind

Maker = Callable[[Sequence[EntryKind], str], bytes]


@click.command(help=say("cli.form"))
@click.option("--docx", type=FILE, metavar="FILE", help=say("option.docx"))
@click.option("--xlsx", type=FILE, metavar="FILE", help=say("option.xlsx"))
@click.option("--kind", "words", multiple=True, metavar="KIND", help=say("option.form-kind"))
def form(docx: Path | None, xlsx: Path | None, words: tuple[str, ...]) -> int:
    """Writes the forms that are asked for, with these kinds of pages, all by default."""
    from kb_build.contribute import form_document, form_workbook

    kinds = [_kind(word) for word in words] or KINDS
    if not docx and not xlsx:
        raise InputError("form-which")
    wanted: tuple[tuple[Path | None, str, Maker], ...] = (
        (docx, ".docx", form_document.document),
        (xlsx, ".xlsx", form_workbook.workbook),
    )
    for target, suffix, make in wanted:
        if target:
            _write(target, suffix, make(list(dict.fromkeys(kinds)), language()))
    return OK


def _kind(word: str) -> EntryKind:
    kind = kind_meant(word)
    if kind is None:
        raise InputError("new-kind", value=word[:60], allowed=kind_names(KINDS))
    return kind


def _write(target: Path, suffix: str, data: bytes) -> None:
    """Raises InputError where the file is there, has another ending, or cannot be written."""
    if target.suffix.lower() != suffix:
        raise InputError("form-suffix", str(target), suffix=suffix)
    atomic.create(target, data, "form-there")
    Console().line(say("form.written", file=target))
