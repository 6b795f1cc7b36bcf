"""Web servers on a free port of this machine, for as long as somebody needs them."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet:
    """What makes a handler of requests log none of them; stands before it."""

    def log_message(self, format: str, *args: object) -> None:
        """Do nothing."""


class _Files(Quiet, SimpleHTTPRequestHandler):
    """Serves files, never from a cache."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def answering(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answers requests meanwhile; gives the address, ending in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def served(directory: Path) -> Iterator[str]:
    """Serves a folder meanwhile; gives its address, ending in a slash."""
    with answering(functools.partial(_Files, directory=str(directory))) as address:
        yield address
