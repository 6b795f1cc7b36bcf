"""Where `kb` and `python -m kb_build` begin: Ctrl-C ends them quietly from the first moment."""

from __future__ import annotations

import sys

# As in `cli.exit_codes`, which is not loaded yet: 128 and the number of the signal.
INTERRUPTED = 130


def main() -> None:
    """Loads the command line, which takes a tenth of a second, and runs it."""
    try:
        from kb_build.cli import main as kb
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    kb()


if __name__ == "__main__":
    main()
