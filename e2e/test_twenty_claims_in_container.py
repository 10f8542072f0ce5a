"""The pull request text of twenty claims, judged by the built container."""

import json
import os

import pytest
from support import twenty

from .conftest import REPOSITORY, Runner, Server


@pytest.fixture(scope="module")
def done(container, tmp_path_factory):
    """What the container left: its status and log, the report, the comment and the check run."""
    folder = tmp_path_factory.mktemp("twenty")
    checkout = twenty.checkout(folder / "workspace")
    for path in [checkout.workspace, *checkout.workspace.rglob("*")]:
        os.chown(path, 1001, 1001, follow_symlinks=False)
    body = folder / "body.md"
    body.write_text(twenty.BODY)
    checks = [f"--check={name}={conclusion}" for name, conclusion in twenty.CHECKS.items()]
    server = Server(
        folder, "--head", checkout.head, "--base", checkout.base, "--title", "Refunds",
        "--body", str(body), "--pull", "7", *checks,
    )  # fmt: skip
    try:
        ran = Runner(container=container, folder=folder, server=server, sha=checkout.merge).start()
    finally:
        server.stop()
    print(ran.log)
    report = json.loads((checkout.workspace / ran.outputs["report"]).read_text("utf-8"))
    return ran, report


def test_each_of_the_twenty_claims_has_its_verdict_in_the_report(done):
    ran, report = done
    assert ran.state["violations"] == []
    assert [twenty.misjudged(report, each) for each in twenty.TWENTY] == [""] * 20
    assert len(report["claims"]) == 20
    assert ran.status == 1


def test_the_comment_and_the_check_run_hold_the_verdicts(done):
    ran, _ = done
    written = ran.state["repositories"][REPOSITORY]
    (comment,) = written["comments"]["7"]
    (check,) = [each for each in written["check_runs"] if each["name"] == "Readiness"]
    output = check["output"]
    assert check["conclusion"] == "failure"
    assert twenty.TOTAL in output["title"]
    assert twenty.TOTAL in comment["body"]
    for text in (comment["body"], output["summary"] + output.get("text", "")):
        assert [each.line for each in twenty.TWENTY if not twenty.is_shown(each, text)] == []
