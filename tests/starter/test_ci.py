"""The files for git servers are valid by their schemas, and their commands do what they say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import yaml

from bench.servers import Quiet, answering
from kb_build.starter import start
from tests.command import kb
from tests.folders import git
from tests.starter.test_start import REPORT, command_kb, run

GITHUB = ".github/workflows/knowledge-base.yml"
GITEA = ".gitea/workflows/knowledge-base.yml"
GITLAB = ".gitlab-ci.yml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A new knowledge base."""
    list(start(tmp_path / "own", "zh"))
    return tmp_path / "own"


@pytest.fixture
def begun(own: Path) -> Path:
    """One in git with one report, and a branch that adds one and edits a page."""
    (own / "reports" / "liuxi.txt").write_text(REPORT, encoding="utf-8")
    git(own, "init", "--quiet", "--initial-branch", "main")
    kb("build", cwd=own)
    git(own, "add", "--all")
    git(own, "commit", "--quiet", "--message", "开始")
    git(own, "checkout", "--quiet", "-b", "more")
    (page,) = (own / "docs" / "institutions").glob("kao-qin-ban-fa-*.md")
    page.write_text(page.read_text("utf-8") + "\n补充一句。\n", encoding="utf-8")
    other = REPORT.replace("柳溪镇", "白石镇").replace("考勤", "值班")
    (own / "reports" / "baishi.txt").write_text(other, encoding="utf-8")
    git(own, "add", "--all")
    git(own, "commit", "--quiet", "--message", "修改")
    return own


@pytest.mark.parametrize(
    ("place", "schema"),
    [
        (GITHUB, "vendor.github-workflows"),
        (GITEA, "vendor.github-workflows"),  # Gitea runs what GitHub runs
        (GITLAB, "vendor.gitlab-ci"),
    ],
)
def test_files_are_valid(own: Path, place: str, schema: str) -> None:
    # The servers' own schemas come with this package, which `make test` installs.
    pytest.importorskip("check_jsonschema", reason="needs check-jsonschema: make .venv/.dev")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, place]
    done = subprocess.run(command, cwd=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_gitlab_takes_the_name_under_which_it_shows_the_preview(own: Path) -> None:
    artifacts = yaml.safe_load((own / GITLAB).read_text("utf-8"))["build"]["artifacts"]
    # The schema allows any text, GitLab's own check does not: EXPOSE_AS_REGEX in
    # lib/gitlab/ci/config/entry/artifacts.rb, where \w is ASCII.
    assert re.fullmatch(r"\w[-\w ]*", artifacts["expose_as"], re.ASCII)
    assert not any("*" in path or path.startswith(".") for path in artifacts["paths"])


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A server that takes comments: its address, and what was sent (who, what)."""
    sent: list[tuple[str, str]] = []

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            sent.append((self.headers["Authorization"], body["body"]))
            self.send_response(201 if body["body"] else 400)
            self.end_headers()

    with answering(Handler) as address:
        yield f"{address}comments", sent


def commands(folder: Path, place: str) -> list[str]:
    """The shell commands of a CI file."""
    file = yaml.safe_load((folder / place).read_text("utf-8"))
    if "build" in file:
        return list(file["build"]["script"])
    return [step["run"] for step in file["jobs"]["build"]["steps"] if "run" in step]


def test_gitea_is_told_what_github_is(own: Path) -> None:
    assert commands(own, GITEA) == commands(own, GITHUB)


@pytest.mark.parametrize("place", [GITHUB, GITLAB])
def test_a_merge_request_is_told_what_it_changes(begun: Path, tmp_path: Path, place: str) -> None:
    git(tmp_path, "clone", "--quiet", "--branch", "more", str(begun), "clone")
    clone, summary = tmp_path / "clone", tmp_path / "summary.md"
    main = run("git", "rev-parse", "origin/main", cwd=clone).stdout.strip()
    target = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": main}
    if place == GITHUB:
        target = {"GITHUB_BASE_REF": "main"}
    with listening() as (address, sent):
        told = {"KB_COMMENT_URL": address, "KB_COMMENT_TOKEN": "t0ken"}
        told |= {"KB": str(command_kb(tmp_path)), "GITHUB_STEP_SUMMARY": str(summary)}
        told |= target
        for command in commands(clone, place):
            run("bash", "-e", "-c", command, cwd=clone, **told)
    change = (clone / "change.txt").read_text("utf-8")
    edited, _, built = change.partition("### 生成时还会变化的页面")
    assert "    新增\treports/baishi.txt\n" in edited
    assert re.search(r"    修改\tdocs/institutions/kao-qin-ban-fa-\w+\.md\n", edited)
    assert ".generated.tsv" not in edited
    assert re.search(r"    新增\tinstitutions/zhi-ban-ban-fa-\w+\.md\n", built)
    assert sent == [("Bearer t0ken", change)]
    assert summary.read_text("utf-8") == change
    assert (clone / "site" / "index.html").is_file()


def test_a_comment_that_is_refused_stops_nothing(begun: Path, tmp_path: Path) -> None:
    told = {"KB_COMMENT_URL": "http://127.0.0.1:9/", "KB_COMMENT_TOKEN": "t"}
    told |= {"KB": str(command_kb(tmp_path)), "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"}
    done = run("bash", "ci.sh", cwd=begun, GITHUB_STEP_SUMMARY="", **told)
    assert "没能留言" in done.stderr
    assert (begun / "site" / "index.html").is_file()
