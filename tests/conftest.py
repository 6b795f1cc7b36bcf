"""Gives tests a real browser that cannot leave this machine, and a web server for a folder."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Route,
    WebSocketRoute,
    expect,
    sync_playwright,
)

from tests.install_browser import WHAT_TO_INSTALL, find_chromium

# No test fails because the machine was busy.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
# Five seconds, the default, are short for a page on a machine that runs other tests as well.
expect.set_options(timeout=30_000)

LOOPBACK = frozenset({"127.0.0.1", "localhost"})
LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
CHROMIUM_ARGS = [
    "--no-sandbox",  # tests may run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def is_local(url: str) -> bool:
    """Tell whether a request for `url` stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in LOOPBACK


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run; a machine without one fails, it does not skip."""
    executable = find_chromium()
    if executable is None:
        pytest.fail(WHAT_TO_INSTALL, pytrace=False)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def refused() -> list[str]:
    """The addresses outside this machine that the test's pages asked for, in order."""
    return []


@pytest.fixture
def context(browser: Browser, refused: list[str]) -> Iterator[BrowserContext]:
    """A fresh browser profile that aborts and records whatever would leave this machine.

    Service workers are blocked: their requests would pass unseen.
    """
    fresh = browser.new_context(service_workers="block")
    fresh.route("**/*", functools.partial(keep_local, refused))
    fresh.route_web_socket("**/*", functools.partial(keep_socket_local, refused))
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext, refused: list[str]) -> Iterator[Page]:
    """An empty page; the test fails at its end if any request tried to leave this machine."""
    yield context.new_page()
    if refused:
        pytest.fail("requests left this machine:\n" + "\n".join(refused), pytrace=False)


def keep_local(refused: list[str], route: Route) -> None:
    """Let a local request pass; abort and record any other."""
    if is_local(route.request.url):
        route.continue_()
    else:
        refused.append(route.request.url)
        route.abort()


def keep_socket_local(refused: list[str], socket: WebSocketRoute) -> None:
    """Let a local web socket pass; close and record any other."""
    if is_local(socket.url):
        socket.connect_to_server()
    else:
        refused.append(socket.url)
        socket.close()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log line for each, and never from a cache."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def served(directory: Path) -> Iterator[str]:
    """Serve `directory` on a free loopback port meanwhile; give its address, ending in a slash."""
    handler = functools.partial(QuietHandler, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder until the run ends and returns its address."""
    with ExitStack() as open_servers:
        yield lambda directory: open_servers.enter_context(served(directory))
