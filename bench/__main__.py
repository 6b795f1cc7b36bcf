"""The command `python -m bench`: quality, speed, pins, and the score of another extractor."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import pins, quality
from bench.gold import GoldError
from bench.sets import GoldSet, known, recorded, tallies

# Pages of the sites that are built to see how cost grows.
SCALES = [1_000, 10_000, 20_000]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 1 where pins would have to go down, 2 on wrong input."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (FileNotFoundError, GoldError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.set_defaults(run=_everything, gold=None, reports=None, pages=SCALES, count=1_000)
    parser.set_defaults(alone=False, runs=1)
    commands = parser.add_subparsers(title="commands")
    for name, run, words in COMMANDS:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        if run is _score:
            command.add_argument("records", type=Path, help="records, one JSON object a line")
        if run in (_quality, _score):
            command.add_argument("--gold", type=Path, help="folder of NAME.gold.tsv")
            command.add_argument("--reports", type=Path, help="folder of NAME.txt")
        if run is _histories:
            command.add_argument("count", type=int, nargs="?", default=20_000)
            command.add_argument("--seed", type=int, default=0, help="of the first history")
        if run is _scale:
            command.add_argument("pages", type=int, nargs="*", default=SCALES, metavar="PAGES")
            command.add_argument("--reports", type=int, default=0, dest="count", metavar="REPORTS")
            command.add_argument("--alone", action="store_true", help="measure no other programs")
            command.add_argument("--runs", type=int, default=1, help="of which the medians count")
        if run is _serve:
            command.add_argument("count", type=int, nargs="?", default=10_000, metavar="PAGES")
        if run is _unit_costs:
            command.add_argument("--reports", type=int, nargs=2, default=(50, 200), dest="sizes")
        if run is _pins:
            command.add_argument("--lower", action="store_true", help="lower pins as well")
    return parser


def _everything(options: argparse.Namespace) -> int:
    for run in (_quality, _left_out, _speed, _joining, _search, _search_size, _scale):
        run(options)
        print()
    return 0


def _quality(options: argparse.Namespace) -> int:
    quality.show(quality.column(gold) for gold in _sets(options))
    return 0


def _score(options: argparse.Namespace) -> int:
    lines = options.records.read_text(encoding="utf-8").split("\n")
    said = recorded(json.loads(line) for line in lines if line.strip())
    quality.show(quality.Column(gold.name, tallies(gold, said)) for gold in _sets(options))
    return 0


def _left_out(options: argparse.Namespace) -> int:
    from bench import leave_one_out  # trains models, which nothing else here needs

    leave_one_out.main()
    return 0


def _speed(options: argparse.Namespace) -> int:
    from bench import speed  # measures a whole build, which nothing else here needs

    speed.show()
    return 0


def _histories(options: argparse.Namespace) -> int:
    from bench import histories  # renders pages, which nothing else here needs

    return histories.show(options.count, options.seed)


def _joining(options: argparse.Namespace) -> int:
    from bench import joining  # makes thousands of reports, which nothing else here needs

    joining.show()
    return 0


def _search(options: argparse.Namespace) -> int:
    from bench import rivals, tables  # builds sites and asks them in a browser

    for told in (rivals.compared(), rivals.judged()):
        if told:
            found, costs = told
            print(tables.table(*rivals.table(found)))
            print(tables.table(("search", *rivals.COSTS), costs), end="\n\n")
    print(tables.table(("search", *rivals.COSTS), rivals.grown()))
    return 0


def _search_size(options: argparse.Namespace) -> int:
    from bench import search_size, tables  # makes and indexes thousands of pages

    print(tables.table(search_size.HEADS, search_size.rows()))
    differing = search_size.differing()
    print(f"{search_size.FROM_FOLDER:,} pages answer otherwise from their folder: {differing}")
    return 0


def _scale(options: argparse.Namespace) -> int:
    from bench import scale  # builds whole sites, which nothing else here needs

    scale.show(options.pages, options.count, alone=options.alone, runs=options.runs)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from bench import serving  # starts a server, which nothing else here needs

    serving.show(options.count)
    return 0


def _unit_costs(options: argparse.Namespace) -> int:
    from bench import unit_costs  # builds whole bases, which nothing else here needs

    unit_costs.show(options.sizes)
    return 0


def _pins(options: argparse.Namespace) -> int:
    """Renews the pins of the sets that are there; those of other sets stay as they are."""
    kept = pins.load(pins.FILE)
    fallen = False
    for gold in known():
        found = quality.column(gold).scores()
        renewal = pins.renewed(kept.get(gold.name), found, gold.fingerprint(), lower=options.lower)
        kept[gold.name] = renewal.pins
        for step in renewal.raised:
            print(f"{gold.name}: raised {step}")
        for step in renewal.lower:
            print(f"{gold.name}: {'lowered' if options.lower else 'NOT lowered'} {step}")
        fallen = fallen or bool(renewal.lower)
    pins.save(kept, pins.FILE)
    pins.save(kept, pins.SHOWN)
    if fallen and not options.lower:
        print(f"Pins go down only where that is wanted: {pins.RAISE} --lower", file=sys.stderr)
        return 1
    return 0


COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], int], str], ...] = (
    ("quality", _quality, "how well annotated reports are understood"),
    ("leave-one-out", _left_out, "how well roles are told in reports that the model has not seen"),
    ("speed", _speed, "how fast reports are understood, and a build"),
    ("histories", _histories, "whether random edits, builds and merges lose a word"),
    ("scale", _scale, "what sites of thousands of pages cost, from nothing and after a change"),
    ("serve", _serve, "how long a change takes to show in the live preview"),
    ("unit-costs", _unit_costs, "what one more report costs, for the guide's page on size"),
    ("joining", _joining, "how the work of joining names grows with the number of reports"),
    ("search", _search, "how well search answers, beside the searches of others"),
    ("search-size", _search_size, "what search costs at 100, 1,000 and 10,000 pages"),
    ("score", _score, "how well another extractor's records understand annotated reports"),
    ("pins", _pins, "raise the pinned scores to what is reached"),
)


def _sets(options: argparse.Namespace) -> list[GoldSet]:
    """The set named on the command line, else all that are there."""
    if options.gold is None:
        return known()
    return [GoldSet(options.gold.name, options.gold, options.reports or options.gold)]


if __name__ == "__main__":
    raise SystemExit(main())
