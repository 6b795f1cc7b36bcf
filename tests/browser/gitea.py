"""As much of Gitea's API (version 1, as of 1.24) as the editor asks for, over a real repository.

No Gitea server can be installed from a package registry, so this stands in for one: what is sent to
it becomes a commit of the repository by git's own commands.
"""

import base64
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bench.servers import Quiet, answering

TOKEN = "t0ken"
NAME = "office/library"
USER = {"id": 1, "login": "jia", "full_name": "甲", "email": "jia@example.org", "avatar_url": ""}
PAGING = {
    "default_paging_num": 30,
    "max_response_items": 50,
    "default_max_blob_size": 10_485_760,
    "default_max_response_size": 104_857_600,
}
WHEN = "2024-01-01T00:00:00Z"


@dataclass
class Repository:
    """A bare repository and one of its branches."""

    folder: Path
    branch: str = "main"
    asked: list[str] = field(default_factory=list)

    def git(self, *arguments: str, data: bytes = b"", more: Mapping[str, str] = {}) -> bytes:
        """What a git command prints."""
        command = ["git", "-C", str(self.folder), *arguments]
        environment = {**os.environ, **more}
        return subprocess.run(
            command, input=data, capture_output=True, check=True, env=environment
        ).stdout

    def tip(self) -> str:
        """The name of the branch's last commit."""
        return self.git("rev-parse", self.branch).decode().strip()

    def head(self) -> dict[str, object]:
        """The branch's last commit."""
        sha, message = (
            self.git("log", "-1", "--format=%H%n%s", self.branch).decode().split("\n")[:2]
        )
        return {"name": self.branch, "commit": {"id": sha, "message": message}}

    def tree(self) -> list[dict[str, object]]:
        """All files of the branch."""
        listed = self.git("ls-tree", "-r", "-l", "-z", self.branch).decode().split("\0")
        entries = [line.partition("\t") for line in listed if line]
        return [
            {"path": path, "mode": mode, "type": kind, "sha": sha, "size": int(size)}
            for about, _, path in entries
            for mode, kind, sha, size in [about.split()]
        ]

    def content(self, path: str) -> dict[str, object]:
        """A file as the API gives it."""
        sha = self.git("rev-parse", f"{self.branch}:{path}").decode().strip()
        text = base64.b64encode(self.git("cat-file", "blob", sha)).decode()
        return {"path": path, "sha": sha, "encoding": "base64", "content": text}

    def commit(self, asked: dict[str, object]) -> dict[str, object]:
        """Makes the changes one commit of the branch."""
        index = {"GIT_INDEX_FILE": str(self.folder / "index.api")}
        self.git("read-tree", self.branch, more=index)
        files = asked["files"]
        assert isinstance(files, list)
        for change in files:
            self._change(change, index)
        tree = self.git("write-tree", more=index).decode().strip()
        old = self.tip()
        person = {
            f"GIT_{role}_{part}": str(value)
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", USER["full_name"]), ("EMAIL", USER["email"]))
        }
        message = str(asked["message"]).encode()
        new = self.git("commit-tree", tree, "-p", old, data=message, more=person).decode().strip()
        self.git("update-ref", f"refs/heads/{self.branch}", new, old)
        contents = [
            self.content(change["path"]) for change in files if change["operation"] != "delete"
        ]
        return {"commit": {"sha": new, "created": WHEN}, "files": contents}

    def _change(self, change: dict[str, str], index: dict[str, str]) -> None:
        path = change["path"]
        if change["operation"] == "delete":
            self.git("update-index", "--force-remove", path, more=index)
            return
        if change["operation"] == "update":  # Gitea refuses one that was made from an older file
            assert self.content(change.get("from_path") or path)["sha"] == change["sha"]
        blob = self.git("hash-object", "-w", "--stdin", data=base64.b64decode(change["content"]))
        entry = f"100644,{blob.decode().strip()},{path}"
        self.git("update-index", "--add", "--cacheinfo", entry, more=index)


def answer(repository: Repository, verb: str, path: str, body: dict[str, object]) -> object:
    """What the API says; raises KeyError for what it does not know."""
    where = f"/repos/{NAME}"
    paths = body.get("files", [])
    answers: dict[tuple[str, str], Callable[[], object]] = {
        ("GET", "/version"): lambda: {"version": "1.24.0"},
        ("GET", "/user"): lambda: USER,
        ("GET", "/settings/api"): lambda: PAGING,
        ("GET", where): lambda: {
            "default_branch": repository.branch,
            "permissions": {"pull": True, "push": True},
        },
        ("GET", f"{where}/branches/{repository.branch}"): repository.head,
        ("GET", f"{where}/git/trees/{repository.tip()}"): lambda: {
            "tree": repository.tree(),
            "truncated": False,
        },
        ("POST", f"{where}/file-contents"): lambda: [
            repository.content(str(path)) for path in (paths if isinstance(paths, list) else [])
        ],
        ("POST", f"{where}/contents"): lambda: repository.commit(body),
        ("GET", f"{where}/commits"): lambda: [],
    }
    return answers[verb, path]()


@contextmanager
def gitea(repository: Repository) -> Iterator[str]:
    """Serves the API on a free loopback port meanwhile; gives the server's address."""

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._send(204, b"")

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: dict[str, object]) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path).removeprefix("/api/v1")
            repository.asked.append(f"{self.command} {path} {parse_qs(parts.query)}")
            if path != "/version" and TOKEN not in self.headers.get("Authorization", ""):
                self._send(401, b"{}")
                return
            try:
                found = answer(repository, self.command, path, body)
            except (KeyError, AssertionError, subprocess.CalledProcessError):
                self._send(404, b"{}")
            else:
                self._send(201 if self.command == "POST" else 200, json.dumps(found).encode())

        def _send(self, code: int, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with answering(Handler) as address:
        yield address.rstrip("/")
