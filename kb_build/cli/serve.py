"""`kb serve`: a live preview on this machine."""

from __future__ import annotations

import signal
from dataclasses import replace

import click

from kb_build import pipeline
from kb_build.cli.console import Console
from kb_build.cli.exit_codes import OK
from kb_build.cli.options import with_settings
from kb_build.config import Config
from kb_build.messages import say
from kb_build.run import Run
from kb_build.running.turns import turn

HOSTS = click.Choice(("127.0.0.1", "::1", "localhost"))  # a preview is no server for others
PORT = click.IntRange(1, 65535)


@click.command(help=say("cli.serve"))
@with_settings("--reports", "--docs", "--config", "--quiet")
@click.option("--host", type=HOSTS, default="127.0.0.1", show_default=True, help=say("option.host"))
@click.option(
    "--port", type=PORT, metavar="PORT", default=8000, show_default=True, help=say("option.port")
)
def serve(settings: Config, quiet: bool, host: str, port: int) -> int:
    """Writes the pages, then shows the site until interrupted, renewing both when files change."""
    from kb_build.publish import address_of, serve as preview

    # Ended by a service manager as by Ctrl-C, so that the site of the preview goes with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    settings = replace(settings, preview=True)
    console = Console(quiet=quiet)

    def pages() -> None:
        with turn(settings.store, lambda: console.line(say("cli.waiting"))):
            summary, _ = pipeline.write_pages(Run(settings, console))
        console.notices(summary.notices)

    pages()
    console.line(say("cli.serving", address=address_of(host, port)))
    preview(settings, host, port, pages, [settings.reports, settings.lexicon])
    return OK
