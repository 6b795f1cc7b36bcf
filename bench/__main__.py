"""The command `python -m bench`: quality, speed, growth, pins, another extractor's score."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bench import pins, quality
from bench.gold import GoldError
from bench.sets import GoldSet, known, recorded, tallies

# Each command imports what it alone needs: a browser, a trainer, the site.

# Pages of the sites that are built to see how cost grows.
SCALES = (1_000, 10_000, 20_000)

FOLDER = click.Path(path_type=Path)
GOLD = click.option("--gold", type=FOLDER, help="folder of NAME.gold.tsv")
REPORTS = click.option("--reports", type=FOLDER, help="folder of NAME.txt")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 1 where pins would have to go down, 2 on wrong input."""
    end_in_order()
    try:
        code: int | None = commands.main(arguments, "python -m bench", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (FileNotFoundError, GoldError) as error:
        print(error, file=sys.stderr)
        return 2
    return code or 0


def end_in_order() -> None:
    """Whoever ends this process ends it as Ctrl+C does: with the programs that it measures."""
    for name in ("SIGTERM", "SIGHUP"):  # the second is unknown to Windows
        if number := getattr(signal, name, None):
            signal.signal(number, lambda number, _: sys.exit(128 + number))


@click.group(invoke_without_command=True)
@click.pass_context
def commands(context: click.Context) -> None:
    """How good and how fast the program is; without a command all but density, histories,
    unit-costs, score and pins. Results are kept in .cache/bench.
    """
    if not context.invoked_subcommand:
        for command in (show_quality, left_out, speed, joining, search, search_size, serve):
            context.invoke(command)
            print()
        context.invoke(scale, count=1_000)


@commands.command("quality")
@GOLD
@REPORTS
def show_quality(gold: Path | None, reports: Path | None) -> None:
    """How well annotated reports are understood."""
    quality.show(quality.column(one) for one in _sets(gold, reports))


@commands.command("leave-one-out")
def left_out() -> None:
    """How well the role model does on reports new to it."""
    from bench import leave_one_out

    leave_one_out.show()


@commands.command
def speed() -> None:
    """How fast reports are understood, and a build."""
    from bench import speed

    speed.show()


@commands.command
@click.argument("count", type=int, default=20_000)
@click.option("--seed", type=int, default=0, help="of the first history")
def histories(count: int, seed: int) -> int:
    """Whether random edits, builds and merges lose a word."""
    from bench import histories

    return histories.show(count, seed)


@commands.command
@click.argument("pages", type=int, nargs=-1)
@click.option("--reports", "count", type=int, default=0, help="a base of so many, too")
@click.option("--alone", is_flag=True, help="measure no other programs")
@click.option("--runs", type=int, default=1, help="of which the medians count")
def scale(pages: Sequence[int], count: int, alone: bool, runs: int) -> None:
    """What sites of thousands of pages cost.

    From nothing, after a change, and with nothing new; beside other site makers.
    """
    from bench import scale

    scale.show(pages or SCALES, count, alone=alone, runs=runs)


@commands.command("density")
@click.argument("folders", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
def show_density(folders: Sequence[Path]) -> None:
    """What the reports of folders tell for their length."""
    from bench import density

    density.show(folders)


@commands.command
@click.argument("pages", type=int, default=10_000)
def serve(pages: int) -> None:
    """How long a change takes to show in the live preview."""
    from bench import serving

    serving.show(pages)


@commands.command
@click.option("--reports", type=int, nargs=2, default=(50, 200), help="in the two bases")
def unit_costs(reports: tuple[int, int]) -> None:
    """What one more report costs, for the guide's page on size."""
    from bench import unit_costs

    unit_costs.show(reports)


@commands.command
def joining() -> None:
    """How the work of joining names grows with the reports."""
    from bench import joining

    joining.show()


@commands.command
def search() -> None:
    """How well search answers, beside the searches of others."""
    from bench import rivals

    rivals.show()


@commands.command
def search_size() -> None:
    """What search costs at 100, 1,000 and 10,000 pages."""
    from bench import search_size

    search_size.show()


@commands.command
@click.argument("records", type=FOLDER)
@GOLD
@REPORTS
def score(records: Path, gold: Path | None, reports: Path | None) -> None:
    """How well another extractor's JSON Lines do."""
    lines = records.read_text(encoding="utf-8").split("\n")
    said = recorded(json.loads(line) for line in lines if line.strip())
    quality.show(quality.Column(one.name, tallies(one, said)) for one in _sets(gold, reports))


@commands.command("pins")
@click.option("--lower", is_flag=True, help="lower pins as well")
def renew_pins(lower: bool) -> int:
    """Raise the pinned scores to what is reached.

    Those of sets that are not there stay.
    """
    kept = pins.load(pins.FILE)
    fallen = False
    for gold in known():
        found = quality.column(gold).scores()
        renewal = pins.renewed(kept.get(gold.name), found, gold.fingerprint(), lower=lower)
        kept[gold.name] = renewal.pins
        for step in renewal.raised:
            print(f"{gold.name}: raised {step}")
        for step in renewal.lower:
            print(f"{gold.name}: {'lowered' if lower else 'NOT lowered'} {step}")
        fallen = fallen or bool(renewal.lower)
    pins.save(kept, pins.FILE)
    if fallen and not lower:
        print(f"Pins go down only where that is wanted: {pins.RAISE} --lower", file=sys.stderr)
        return 1
    return 0


def _sets(gold: Path | None, reports: Path | None) -> list[GoldSet]:
    """The set named on the command line, else all that are there."""
    return [GoldSet(gold.name, gold, reports or gold)] if gold else known()


if __name__ == "__main__":
    raise SystemExit(main())
