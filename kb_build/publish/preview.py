"""Shows the site while it is being worked on: MkDocs's live preview, on this machine only."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.files.signature import signed_below
from kb_build.messages import say, text_of
from kb_build.publish.site import Patched, Publisher

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# What a browser on this machine asks for, through a forwarded port too. A site elsewhere whose name
# leads here (DNS rebinding) could otherwise read drafts in a visitor's browser.
HOST = re.compile(r"(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?", re.IGNORECASE)


def address_of(host: str, port: int) -> str:
    """The address of the preview, as a browser takes it: brackets around a host with colons."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(
    config: Config, host: str, port: int, rebuild: Callable[[], None], watch: list[Path]
) -> None:
    """Serves the site on that address until interrupted, and reloads it when a file changes.

    Where something below the folders `watch`, there now or made later, has changed, `rebuild` is
    called first; changed pages need no call. Raises InputError where the address cannot be used,
    where `host` is not this machine itself, and where the first build fails; later failures are
    told and waited out.
    """
    if host not in LOOPBACK:
        raise InputError("publish-port", address=f"{host}:{port}", reason="127.0.0.1, ::1")
    with tempfile.TemporaryDirectory(prefix="kb-site-") as folder:
        _serve(config, Path(folder, "site"), (host, port), rebuild, watch)


def _serve(
    config: Config,
    site: Path,
    address: tuple[str, int],
    rebuild: Callable[[], None],
    watch: list[Path],
) -> None:
    from mkdocs.livereload import LiveReloadServer

    build = _builder(config, site, address_of(*address), rebuild, watch)
    server = LiveReloadServer(lambda: _telling(build), *address, root=str(site))
    # MkDocs's own observer looks at all files twice a second; this one asks the system for changes.
    server.observer = _observer()  # type: ignore[assignment]
    server.error_handler = lambda code: _page(site / f"{code}.html")
    server.set_app(_guarded(server.serve_request))
    build()
    for path in (config.docs, config.file, *watch):
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except OSError as error:
        place = "{}:{}".format(*address)
        raise InputError("publish-port", address=place, reason=error.strerror) from error
    finally:
        server.shutdown()


def _guarded(answer: WSGIApplication) -> WSGIApplication:
    """Answers only who asks for this machine by its own name, and for what can be a file."""

    def guarded(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        host, path = environ.get("HTTP_HOST", "localhost"), environ["PATH_INFO"]
        if HOST.fullmatch(host) and "\0" not in path:
            return answer(environ, start)
        start("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"403 Forbidden"]

    return guarded


def _observer() -> BaseObserver:
    """Reports files that changed, but not those only read: the build itself reads files.

    Of a folder that is missing, reports files as soon as it is there.
    """
    from watchdog import events, observers

    changes = [
        events.FileCreatedEvent,
        events.FileDeletedEvent,
        events.FileModifiedEvent,
        events.FileMovedEvent,
    ]
    observer = observers.Observer()
    look, look_at_folder = partial(observer.schedule, event_filter=changes), observer.schedule

    def schedule(
        handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> ObservedWatch:
        def come(event: FileSystemEvent) -> None:
            if Path(path).exists():
                look(handler, path, recursive=recursive)
                handler.dispatch(events.FileCreatedEvent(path))  # files may be in it already

        if Path(path).exists():
            return look(handler, path, recursive=recursive)
        waiting = events.FileSystemEventHandler()
        waiting.on_any_event = come  # type: ignore[method-assign]
        made = [events.DirCreatedEvent, events.DirMovedEvent]
        return look_at_folder(waiting, str(Path(path).parent), event_filter=made)

    observer.schedule = schedule  # type: ignore
    return observer


def _builder(
    config: Config, site: Path, url: str, rebuild: Callable[[], None], watch: list[Path]
) -> Callable[[], None]:
    """A function that renews the site, and the pages before it where reports have changed.

    What all pages share stays in memory, so that a changed page is rendered and indexed quickly.
    """
    publisher = Publisher(replace(config, site=site), url, Patched())
    seen = signed_below(*watch, tick=0)

    def build() -> None:
        nonlocal seen
        if (now := signed_below(*watch, tick=0)) != seen:
            rebuild()
            seen = now
        for warning in publisher.publish().warnings:
            print(text_of(warning), file=sys.stderr)
        publisher.prepare()

    return build


def _telling(build: Callable[[], None]) -> None:
    """Builds; tells bad input, and leaves the site as it was until something else changes."""
    try:
        build()
    except InputError as error:
        for one in error.each:
            print(say("severity.error"), one, file=sys.stderr)


def _page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
