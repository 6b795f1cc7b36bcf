"""What a command tells: people on standard error, programs on standard output as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from time import monotonic

from kb_build.messages import say, text_of
from kb_build.model import Notice, Progress, Severity

# Seconds between two lines of progress where there is no terminal to draw a bar on: short stages
# tell none, so that the log of a build has a few lines only.
PAUSE = 5.0


def for_programs() -> None:
    """Standard output becomes UTF-8, whatever the locale: programs read what comes."""
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: Mapping[str, object]) -> None:
    """Prints plain values to standard output, for programs."""
    import json

    for_programs()
    print(json.dumps(value, ensure_ascii=False, indent=1))


def as_plain(notices: Sequence[Notice]) -> dict[str, object]:
    """Notices as plain values, and how many errors and warnings they are."""
    severities = [notice.severity for notice in notices]
    return {
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notices": [
            {
                "severity": notice.severity,
                "key": notice.key,
                "file": notice.file,
                "line": notice.line,
                "text": text_of(notice),
            }
            for notice in notices
        ],
    }


def tell(severity: Severity, words: object) -> None:
    """Tells what is doubtful or wrong, in a line on standard error."""
    print(f"{say(f'severity.{severity}')} {words}", file=sys.stderr)


class Console:
    """Tells progress as bars on a terminal and lines elsewhere; if quiet, notices only."""

    def __init__(self, *, quiet: bool = False):
        self.quiet = quiet
        self.bars = sys.stderr.isatty() and not quiet

    def counter(self, stage: str) -> Progress:
        """Begins to tell the progress of a stage."""
        return self._bar(stage) if self.bars else self._lines(stage)

    def line(self, text: str) -> None:
        """Tells a line, unless quiet."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def notices(self, notices: Iterable[Notice]) -> None:
        """Tells notices, one a line; errors last, where they are seen."""
        for notice in sorted(notices, key=lambda notice: notice.severity == "error"):
            tell(notice.severity, text_of(notice))

    def _lines(self, stage: str) -> Progress:
        last = monotonic()

        def progress(done: int, of: int) -> None:
            nonlocal last
            if (now := monotonic()) - last >= PAUSE:
                last = now
                self.line(say("cli.progress", stage=say(f"stage.{stage}"), done=done, of=of))

        return progress

    def _bar(self, stage: str) -> Progress:
        from tqdm import tqdm

        bar = tqdm(desc=say(f"stage.{stage}"), file=sys.stderr, leave=False)

        def progress(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)
            if done == of:
                bar.close()

        return progress
