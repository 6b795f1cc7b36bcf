"""`kb new`: writes a page or begins a report, and asks at the terminal for what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import click

from kb_build.cli.console import Console, tell
from kb_build.cli.exit_codes import OK
from kb_build.cli.options import F, with_settings
from kb_build.cli.prompts import ask
from kb_build.config import Config
from kb_build.contribute import new_pages, reports as incoming
from kb_build.contribute.fields import Value, kind_meant, kind_names, value_of
from kb_build.errors import InputError
from kb_build.messages import language, say
from kb_build.model import EntryKind
from kb_build.page.keys import ASKED, KEYS, Field, fields, folded

REPORT: Literal["report"] = "report"
# What the options of keys are called that do not have the key's name: each gives one of several.
SINGULAR = {"aliases": "alias", "units": "unit", "years": "year", "topics": "topic"}
ALL_ASKED = {word.rstrip("*") for words in ASKED.values() for word in words.split()}
# Key of the front matter → its option.
OPTIONS = {name: f"--{SINGULAR.get(name, name)}" for name in KEYS if name in ALL_ASKED}
PERIOD = "--period"
OF_REPORTS = ("title", "units")  # and the period, which is no key of a page

Given = Mapping[str, tuple[str, ...]]


def values(command: F) -> F:
    """Adds an option for each key, which may be repeated."""
    command = click.option(PERIOD, "period", multiple=True, help=say("option.period"))(command)
    for name, option in reversed(OPTIONS.items()):
        words = say(f"hint.{name}")
        command = click.option(option, name, multiple=True, help=words)(command)
    return command


@click.command(help=say("cli.new"))
@click.argument("kind", required=False, metavar="KIND")
@values
@with_settings("--reports", "--docs", "--config")
def new(settings: Config, kind: str | None, **given: tuple[str, ...]) -> int:
    """Writes a page or begins a report, and tells what to do next with it."""
    chosen, said = _kind(kind), {name: words for name, words in given.items() if words}
    if chosen == REPORT:
        _report(settings, said)
    else:
        _page(chosen, settings, said)
    return OK


def _kind(word: str | None) -> EntryKind | Literal["report"]:
    """The kind of page, or `report`. Raises InputError where the word is none."""
    names = kind_names((*ASKED, REPORT))
    if word is None and sys.stdin.isatty():
        word = click.prompt(say("new.kind", names=names), err=True)
    if KEYS["kind"].meant(word or "") == REPORT:
        return REPORT
    meant = kind_meant(word or "")
    if not meant:
        raise InputError("new-kind" if word else "new-no-kind", value=word or "", allowed=names)
    return meant


def _page(kind: EntryKind, settings: Config, given: Given) -> None:
    asked = fields(kind)
    _refuse_unasked(kind, given, {field.key.name for field in asked})
    page = new_pages.NewPage(kind, _values(asked, given))
    alike = new_pages.namesakes(page, settings.docs)
    file = new_pages.create(page, settings.docs, settings.language)
    for other in alike:
        tell("warning", say("new.namesake", file=other))
    print(file)
    _tell(file, ("edit", "check", "commit"), settings)


def _report(settings: Config, given: Given) -> None:
    _refuse_unasked(REPORT, given, {*OF_REPORTS, "period"})
    found = _values([Field(KEYS[name], True, ()) for name in OF_REPORTS], given)
    title, unit = str(found["title"]), "、".join(found["units"])
    period = given.get("period", ("",))[0] or _period()
    file = incoming.begin(settings.reports, title, unit, period, settings.language)
    print(file)
    for line in _misread(file, title, unit, period):
        tell("warning", line)
    _tell(file, ("edit-report", "build", "commit-all"), settings)


def _misread(file: Path, title: str, unit: str, period: str) -> Iterator[str]:
    """Warnings where the program understands the report's title, unit or period otherwise."""
    from kb_build.gather import understand

    facts = understand(file)
    none = say("add.none")
    if folded(facts.title.value) != folded(title):
        yield say("new.title-differs", value=facts.title.value or none)
    if folded(facts.organization.value) not in folded(unit + title) or not facts.organization.value:
        yield say("new.unit-differs", value=facts.organization.value or none)
    if not facts.period.value or facts.period.value[:4] not in period:
        yield say("new.period-differs", value=facts.period.value or none)


def _tell(file: Path, steps: Sequence[str], settings: Config) -> None:
    console = Console()
    console.line(say("new.written", file=file))
    for step in steps:
        words = say(f"new.{step}", file=file, reports=settings.reports, docs=settings.docs)
        console.line(words)


def _refuse_unasked(kind: str, given: Given, asked: set[str]) -> None:
    """Raises InputError for an option that pages of this kind have no place for."""
    for name in given.keys() - asked:
        option = OPTIONS.get(name, PERIOD)
        label = KEYS[name].label(language()) if name in KEYS else PERIOD.lstrip("-")
        raise InputError("new-unasked", kind=say(f"kind.{kind}"), label=label, option=option)


def _values(asked: Sequence[Field], given: Given) -> dict[str, Value]:
    """The values of fields: as given, and where a required one is missing, asked for all others.

    Raises InputError where one is missing and there is no terminal.
    """
    missing = [field for field in asked if field.required and field.key.name not in given]
    if missing and not sys.stdin.isatty():
        raise _missing(missing[0])
    found: dict[str, Value] = {}
    for field in asked:
        words = given.get(field.key.name)
        if words:
            found[field.key.name] = _needed(field, "\n".join(words))
        elif missing:
            found[field.key.name] = _ask(field)
    return found


def _needed(field: Field, words: str) -> Value:
    """The value that words mean. Raises InputError where it is wrong, or required and empty."""
    value = value_of(field, words)
    if field.required and not value:
        raise _missing(field)
    return value


def _missing(field: Field) -> InputError:
    label, option = field.key.label(language()), OPTIONS[field.key.name]
    return InputError("new-missing", label=label, option=option)


def _ask(field: Field) -> Value:
    """Asks for a field's value until the answer is one."""
    lang = language()
    hint = say("new.several") if field.key.is_list else ""
    if field.values:
        hint += say("new.choices", names=say("cli.pause").join(field.choices(lang)))
    hint += say("new.required" if field.required else "new.optional")
    question = say("new.ask", label=field.key.label(lang), hint=hint)
    return ask(question, lambda words: _needed(field, words))


def _period() -> str:
    """Asks for the period until there is an answer. Raises InputError without a terminal."""
    if not sys.stdin.isatty():
        raise InputError("new-missing", label=say("new.period"), option=PERIOD)
    answer = ""
    while not answer:
        answer = ask(say("new.period") + say("new.required"), str.strip)
    return answer
