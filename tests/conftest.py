"""Gives tests a real browser that cannot leave this machine, and a web server for a folder."""

import functools
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ProxySettings,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from bench.chromium import ARGS, WHAT_TO_INSTALL, find_chromium
from bench.servers import served

# No test fails because the machine was busy, and none tries other examples than before:
# `--hypothesis-profile=search` does.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any machine", BUSY, derandomize=True)
settings.register_profile("search", BUSY)
settings.load_profile("any machine")
# What is started in the background ignores interruptions, and so would all that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Milliseconds that nothing takes, however busy the machine is; what comes sooner is not waited for.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

# The longest tests: were they last, one worker would do nothing meanwhile.
FIRST = "test_real_reports.py"

LOOPBACK = frozenset({"127.0.0.1", "localhost"})
LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
# Nobody listens there: whatever is for another machine ends there, also what no page asked for.
NOWHERE: ProxySettings = {"server": "http://127.0.0.1:9", "bypass": ",".join(sorted(LOOPBACK))}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != FIRST)


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
        chromium = driver.chromium.launch(executable_path=executable, args=ARGS, proxy=NOWHERE)
        yield chromium
        chromium.close()


@pytest.fixture
def refused() -> list[str]:
    """The addresses outside this machine that the test's pages asked for, in order."""
    return []


@pytest.fixture(scope="session")
def profile(
    browser: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> BrowserContext:
    """The one in which pages are opened: a fresh one takes a second of processor.

    Service workers are blocked: their requests would pass unseen. An empty page of either kind
    of site stays open, since with the last one ends a process that the next test had to start.
    """
    context = browser.new_context(service_workers="block")
    empty = tmp_path_factory.mktemp("empty")
    (empty / "index.html").write_text("<!doctype html>\n", encoding="utf-8")
    for folder in (f"{empty.as_uri()}/", serve(empty)):
        context.new_page().goto(f"{folder}index.html")
    return context


@pytest.fixture(scope="session")
def visited() -> set[str]:
    """The origins that pages of the profile came from since it was cleared."""
    return set()


@pytest.fixture
def page(profile: BrowserContext, visited: set[str], refused: list[str]) -> Iterator[Page]:
    """An empty page, and nothing kept by pages before it.

    The test fails at its end if any request tried to leave this machine.
    """
    with opened(profile, visited, refused) as page:
        yield page
    if refused:
        pytest.fail("requests left this machine:\n" + "\n".join(refused), pytrace=False)


@contextmanager
def opened(context: BrowserContext, visited: set[str], refused: list[str]) -> Iterator[Page]:
    """Give a page in a profile that was cleared; notes the origins that pages came from, and what
    they asked of other machines."""

    def note_origin(asked: Request) -> None:
        parts = urlsplit(asked.url)
        if parts.scheme in ("file", "http"):
            visited.add(f"{parts.scheme}://{parts.netloc}")

    def note_leaving(asked: Request | WebSocket) -> None:
        # What the page's own policy forbids was not asked.
        forbidden = isinstance(asked, Request) and asked.failure == "csp"
        if not is_local(asked.url) and not forbidden:
            refused.append(asked.url)

    kept = context.pages
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("websocket", note_leaving)
    context.on("request", note_origin)
    context.on("requestfailed", note_leaving)
    clear(page, visited)
    yield page
    for one in context.pages:
        if one not in kept:
            one.close()
    context.remove_listener("request", note_origin)
    context.remove_listener("requestfailed", note_leaving)


def clear(page: Page, visited: set[str]) -> None:
    """Let a page's profile forget what it was allowed and what pages of these origins kept."""
    page.context.clear_permissions()
    page.context.clear_cookies()
    browser = page.context.new_cdp_session(page)
    while visited:
        kept = {"origin": visited.pop(), "storageTypes": "all"}
        browser.send("Storage.clearDataForOrigin", kept)
    browser.detach()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder until the run ends and returns its address."""
    with ExitStack() as open_servers:
        yield functools.cache(lambda directory: open_servers.enter_context(served(directory)))
