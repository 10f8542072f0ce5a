"""The built container doing its main job on a real project's real reports.

The project is a release from the package index with its own tests; they are really run, and the
action judges a pull request that claims some true and some false things about them.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from .conftest import REPOSITORY, TOKEN, Runner, Server, run

PROJECT = "cachetools==5.5.2"
TITLE = "Name the size function"
BODY = """\
The default size function has a name of its own.

- All tests pass.
- Line coverage is at least 90 %.
- There are 900 tests.
- The file `src/cachetools/keys.py` exists.
- Created `src/cachetools/redis.py` for a shared cache.
- Reading the code feels easier.
"""
BROKEN = """

def test_that_two_is_three():
    assert 1 + 1 == 3
"""


def git(folder, *arguments):
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    return run("git", *settings, *arguments, cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    run(
        *(
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            "cachetools",
        ),
        *("--dest", str(folder), PROJECT),
    )
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def runner(project, container, tmp_path_factory):
    """A runner whose workspace holds the merge of a pull request, owned by another user."""
    folder = tmp_path_factory.mktemp("runner")
    workspace = folder / "workspace"
    shutil.copytree(project, workspace)
    git(workspace, "init", "--quiet", "--initial-branch=main")
    git(workspace, "add", "--all", "--force")
    git(workspace, "commit", "--quiet", "--message=Version 5.5.2")
    base = git(workspace, "rev-parse", "HEAD")
    git(workspace, "checkout", "--quiet", "-b", "named")
    (workspace / "NOTES.md").write_text("# Notes\n\nThe size function has a name.\n")
    git(workspace, "add", "--all")
    git(workspace, "commit", "--quiet", "--message=Name the size function\n\nAll tests pass.")
    head = git(workspace, "rev-parse", "HEAD")
    git(workspace, "checkout", "--quiet", "main")
    git(workspace, "merge", "--quiet", "--no-ff", "--message=Merge", "named")
    body = folder / "body.md"
    body.write_text(BODY)
    server = Server(
        folder, "--head", head, "--base", base, "--title", TITLE, "--body", str(body), "--pull", "7"
    )
    merge = git(workspace, "rev-parse", "HEAD")
    yield Runner(container=container, folder=folder, server=server, sha=merge), head
    server.stop()


def measure(workspace):
    """The steps before the action: run the project's own tests, and record a command."""
    environment = {**os.environ, "PYTHONPATH": "src", "COVERAGE_FILE": str(workspace / ".coverage")}
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--junitxml=junit.xml", "-p", "no:cacheprovider",
         "--cov=cachetools", "--cov-report=xml", "tests"],
        cwd=workspace, env=environment, check=False, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "readiness.cli", "record", "imports", "--",
         sys.executable, "-c", "import cachetools"],
        cwd=workspace, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    for path in [workspace, *workspace.rglob("*")]:
        os.chown(path, 1001, 1001, follow_symlinks=False)


def recorded(workspace, done):
    """The recorded commands of a report, and what they are worth."""
    report = json.loads((workspace / done.outputs["report"]).read_text())
    return [(each["name"], each["outcome"]) for each in report["evidence"]["records"]]


def test_one_comment_and_one_check_run_updated_in_place(runner):
    runner, head = runner
    workspace = runner.folder / "workspace"
    measure(workspace)
    first = runner.start()
    print(first.log)
    written = first.state["repositories"][REPOSITORY]
    (comment,) = written["comments"]["7"]
    (check,) = written["check_runs"]
    assert first.state["violations"] == []
    assert first.status == 0
    assert check["head_sha"] == head
    assert (check["status"], check["conclusion"]) == ("completed", "neutral")
    assert first.outputs["verdict"] == "degraded"
    assert first.outputs["claims-contradicted"] == "2"
    assert int(first.outputs["claims-confirmed"]) >= 3
    assert first.outputs["comment-url"] == comment["html_url"]
    assert first.outputs["check-run-url"] == check["html_url"]
    for claim in ("There are 900 tests", "redis.py"):
        assert claim in comment["body"].partition("<details>")[0].replace("\\", "")
    assert (workspace / first.outputs["report"]).is_file()
    assert recorded(workspace, first) == [("imports", "pass")]
    assert "900 tests" in first.summary
    assert TOKEN not in first.log + first.summary + comment["body"]

    with (workspace / "tests" / "test_keys.py").open("a") as tests:
        tests.write(BROKEN)
    measure(workspace)
    second = runner.start()
    print(second.log)
    written = second.state["repositories"][REPOSITORY]
    (updated,) = written["comments"]["7"]
    (rechecked,) = written["check_runs"]
    assert second.state["violations"] == []
    assert second.status == 1
    assert (updated["id"], rechecked["id"]) == (comment["id"], check["id"])
    assert updated["body"] != comment["body"]
    assert rechecked["conclusion"] == "failure"
    assert second.outputs["verdict"] == "not-ready"
    assert int(second.outputs["claims-contradicted"]) > 2
    assert recorded(workspace, second) == [("imports", "unknown")], "a tracked file is altered"


def test_a_read_only_token_still_gets_summary_outputs_and_status(runner):
    runner, _ = runner
    refused = Runner(
        container=runner.container,
        folder=runner.folder,
        server=runner.server,
        sha=runner.sha,
        inputs={"github-token": "ghs_that_is_not_known"},
    )
    (runner.folder / "workspace" / "junit.xml").unlink(missing_ok=True)
    done = refused.start()
    assert done.outputs["verdict"] == "not-ready"
    assert done.outputs["check-run-url"] == ""
    assert done.summary
    assert done.status == 1
    assert "github-token" in done.log


def test_nothing_in_the_workspace_is_imported(runner):
    runner, _ = runner
    workspace = runner.folder / "workspace"
    canary = workspace / "canary"
    for name in ("yaml", "json", "readiness", "sitecustomize", "rich"):
        (workspace / f"{name}.py").write_text(
            f"open({str(Path('/github/workspace/canary'))!r}, 'w')"
        )
    runner.start()
    assert not canary.exists()
    for name in ("yaml", "json", "readiness", "sitecustomize", "rich"):
        (workspace / f"{name}.py").unlink()


def test_the_cold_start_loads_neither_github_nor_templates(container):
    name, entrypoint = container
    probe = (
        "import sys, readiness.cli\n"
        "try: readiness.cli.main(['--version'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'github', 'jinja2'} & set(sys.modules)))"
    )
    done = run(
        *("buildah", "run", "--isolation", "chroot", name, "--", entrypoint[0], "-I", "-c", probe)
    )
    assert done.stdout.splitlines()[-1] == "[]"
