"""The command `kb`: one function a command, words from the catalogue, documented exit codes.

0: done. 1: done as far as possible, but reports were refused or pages are wrong (with `--strict`
also where there are warnings, or pages that hand edits kept as they are). 2: wrong usage or
settings, nothing was done. 3: a bug of ours. 130: interrupted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kb_build import __version__, config, pipeline
from kb_build.console import Console
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.model import ENTRY_KINDS, Notice

OK, FAULTS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
# Outcomes of writing that a person should hear of.
KEPT = ("edited", "deleted", "moved", "taken")

F = TypeVar("F", bound=Callable[..., Any])


class Words(click.Group):
    """A group whose help speaks the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line under its translated name."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage") + " ")


def common(*names: str) -> Callable[[F], F]:
    """The named ones among the options that several commands share, in this order."""
    table = {
        "--reports": click.option("--reports", type=_folder(), help=say("option.reports")),
        "--docs": click.option("--docs", type=_folder(), help=say("option.docs")),
        "--site": click.option("--site", type=_folder(), help=say("option.site")),
        "--config": click.option(
            "--config",
            "config_file",
            type=click.Path(path_type=Path, dir_okay=False),
            default=Path("mkdocs.yml"),
            show_default=True,
            help=say("option.config"),
        ),
        "--strict": click.option("--strict", is_flag=True, help=say("option.strict")),
        "--quiet": click.option("--quiet", is_flag=True, help=say("option.quiet")),
        "--json": click.option("--json", "as_json", is_flag=True, help=say("option.json")),
    }

    def add(command: F) -> F:
        for name in reversed(names):
            command = table[name](command)
        return command

    return add


def _folder() -> click.Path:
    return click.Path(path_type=Path, file_okay=False)


HELP = {"help_option_names": ["-h", "--help"]}


@click.group(cls=Words, context_settings=HELP, help=say("cli.help"), epilog=say("cli.codes"))
@click.version_option(__version__, prog_name="kb", message="%(prog)s %(version)s")
def kb() -> None:
    """The commands below hang on this."""


@kb.command(help=say("cli.build"))
@common("--reports", "--docs", "--site", "--config", "--strict", "--quiet", "--json")
@click.option("--dry-run", is_flag=True, help=say("option.dry-run"))
def build(
    reports: Path | None,
    docs: Path | None,
    site: Path | None,
    config_file: Path,
    strict: bool,
    quiet: bool,
    as_json: bool,
    dry_run: bool,
) -> int:
    """Reports → docs/ → site/."""
    settings = config.load(config_file, reports=reports, docs=docs, site=site)
    console = Console(quiet=quiet)
    built = pipeline.build(settings, console, dry_run=dry_run)
    console.notices(built.notices)
    kept = [outcome for outcome in built.outcomes if outcome.action in KEPT]
    for outcome in kept:
        words = say(f"kept.{outcome.action}", path=outcome.path, note=outcome.note)
        console.line(words)
    if dry_run:
        _print_changes(built)
    if as_json:
        print(json.dumps(_summary(built, settings), ensure_ascii=False, indent=1))
    else:
        _print_summary(built, settings, console)
    return FAULTS if built.failed or (strict and (built.notices or kept)) else OK


@kb.command(help=say("cli.serve"))
@common("--reports", "--docs", "--config", "--quiet")
@click.option("--host", default="127.0.0.1", show_default=True, help=say("option.host"))
@click.option("--port", default=8000, show_default=True, help=say("option.port"))
def serve(
    reports: Path | None, docs: Path | None, config_file: Path, quiet: bool, host: str, port: int
) -> int:
    """A live preview on this machine."""
    from kb_build.publish import serve as preview

    settings = config.load(config_file, reports=reports, docs=docs)
    console = Console(quiet=quiet)

    def pages() -> None:
        written = pipeline.write_pages(settings, console, pipeline.Stopwatch())
        console.notices(written.library.notices)

    pages()
    console.line(say("cli.serving", address=f"http://{host}:{port}/"))
    preview(settings, host, port, pages, [settings.reports])
    return OK


@kb.command(help=say("cli.extract"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--text", is_flag=True, help=say("option.text"))
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=say("option.html"),
)
@common("--quiet")
def extract(paths: tuple[Path, ...], text: bool, html: Path | None, quiet: bool) -> int:
    """Facts as JSON Lines, or as a page that shows them in the text."""
    from kb_build.extract import view
    from kb_build.extract.records import records

    console = Console(quiet=quiet)
    gathered = pipeline.gather(list(paths), console, pipeline.Stopwatch())
    if html is not None:
        view.save(html, view.page(gathered.facts))
    for facts in gathered.facts:
        if text:
            sys.stdout.write(facts.report.text)
        elif html is None:
            for record in records(facts):
                sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    console.notices(gathered.notices)
    return _code(gathered.notices)


@kb.command(help=say("cli.explain"))
@click.argument("target")
@common("--reports", "--config")
def explain(target: str, reports: Path | None, config_file: Path) -> int:
    """Which rule made this, from which words."""
    from kb_build import explain as walk

    console, watch = Console(quiet=True), pipeline.Stopwatch()
    place = walk.place_of(target)
    if place is not None:
        file, offset = place
        facts = pipeline.facts_of(file, watch)
        lines = walk.explain_place(facts, offset)
    else:
        settings = config.load(config_file, reports=reports)
        library = pipeline.library(settings, console, watch)
        lines = walk.explain_entry(library, target)
    for line in lines:
        print(line)
    return OK


@kb.command(help=say("cli.check"))
@common("--reports", "--docs", "--config", "--strict", "--quiet")
def check(
    reports: Path | None, docs: Path | None, config_file: Path, strict: bool, quiet: bool
) -> int:
    """The gate before publishing."""
    settings = config.load(config_file, reports=reports, docs=docs)
    console, watch = Console(quiet=quiet), pipeline.Stopwatch()
    found = pipeline.gate(settings.docs, pipeline.sources(settings, console, watch), watch)
    console.notices(found)
    console.line(say("cli.checked", count=len(found)))
    return FAULTS if _code(found) or (strict and found) else OK


def _code(notices: tuple[Notice, ...]) -> int:
    return FAULTS if any(notice.severity == "error" for notice in notices) else OK


def _print_changes(built: pipeline.Built) -> None:
    for outcome in built.outcomes:
        if outcome.action != "unchanged":
            print(f"{say('change.' + outcome.action)}\t{outcome.path}")


def _print_summary(built: pipeline.Built, settings: config.Config, console: Console) -> None:
    kinds = [(kind, built.entries[kind]) for kind in ENTRY_KINDS if built.entries[kind]]
    console.line(say("summary.reports", count=built.reports))
    entries = "  ".join(f"{say('kind.' + kind)} {count}" for kind, count in kinds)
    console.line(say("summary.entries", count=sum(built.entries.values()), kinds=entries))
    actions = Counter(outcome.action for outcome in built.outcomes)
    changes = "  ".join(f"{say('change.' + action)} {n}" for action, n in sorted(actions.items()))
    console.line(say("summary.pages", docs=settings.docs, changes=changes))
    if built.published:
        size = f"{built.published.bytes / 1e6:.1f}"
        pages = built.published.pages
        console.line(say("summary.site", site=settings.site, pages=pages, size=size))
    elif built.failed:
        console.line(say("summary.no-site"))
    times = "  ".join(f"{say('stage.' + name)} {s:.2f}" for name, s in built.seconds.items())
    console.line(say("summary.times", times=times))


def _summary(built: pipeline.Built, settings: config.Config) -> dict[str, object]:
    site = built.published
    return {
        "reports": built.reports,
        "entries": dict(built.entries),
        "pages": dict(Counter(outcome.action for outcome in built.outcomes)),
        "docs": str(settings.docs),
        "site": {"path": str(settings.site), "pages": site.pages, "bytes": site.bytes}
        if site
        else None,
        "errors": sum(notice.severity == "error" for notice in built.notices),
        "warnings": sum(notice.severity == "warning" for notice in built.notices),
        "seconds": {name: round(seconds, 3) for name, seconds in built.seconds.items()},
    }


def main() -> None:
    """Runs `kb` and exits with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs `kb` with arguments and returns the exit code."""
    try:
        code = kb.main(arguments, prog_name="kb", standalone_mode=False)
    except InputError as error:
        print(f"{say('severity.error')} {error}", file=sys.stderr)
        return USAGE
    except click.UsageError as error:
        print(f"{say('severity.error')} {_usage(error)}", file=sys.stderr)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        print(say("cli.interrupted"), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away, as `kb extract … | head` does
        return OK
    except Exception:
        import traceback

        traceback.print_exc()
        print(say("cli.bug", version=__version__), file=sys.stderr)
        return BUG
    return code if isinstance(code, int) else OK


def _usage(error: click.UsageError) -> str:
    """What is wrong with the arguments, in the reader's language."""
    command = error.ctx.command_path if error.ctx else "kb"
    if isinstance(error, click.NoSuchOption):
        return say("usage.option", name=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return say("usage.missing", name=name, command=command)
    return say("usage.other", reason=error.format_message(), command=command)
