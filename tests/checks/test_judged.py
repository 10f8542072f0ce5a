"""Records and services through the whole line: policy, gates, findings, renderings."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from support.repositories import commit, git, tree

from readiness.checks import gather
from readiness.checks.store import path
from readiness.cli import main
from readiness.judge.gates import decide
from readiness.judge.metrics import Basis
from readiness.model import Measured, Outcome, Verdict
from readiness.policy.load import load
from readiness.render import as_json, comment, html
from readiness.render.links import Links
from readiness.repository.git import Git
from readiness.run import Proposal, check
from readiness.settings import Settings

JUNIT = '<testsuite name="a" tests="1"><testcase classname="a" name="one"/></testsuite>'
LCOV = "SF:pkg/core.py\nDA:1,1\nDA:2,1\nend_of_record\n"
POLICY, CLI = ".github/readiness.yml", "record.cli-starts"
REQUIRED = "version: 1\nrecords: [cli-starts]\n"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    root = tree(
        tmp_path / "project",
        {
            "pkg/core.py": "ONE = 1\nTWO = 2\n",
            ".gitignore": "junit.xml\nlcov.info\n",
            POLICY: REQUIRED,
        },
    )
    commit(root)
    tree(root, {"junit.xml": JUNIT, "lcov.info": LCOV})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def web():
    """The address of a server that counts how often it is asked."""

    class Handler(BaseHTTPRequestHandler):
        asked = 0

        def do_GET(self):
            type(self).asked += 1
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"status": "ok"}')

        def log_message(self, *arguments):
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/health", Handler
        server.shutdown()


def record(*command, name="cli-starts"):
    return main(["record", name, "--", *command])


def judged(root, proposal=None, **environment):
    """The whole report, probes and all."""
    settings = Settings(root=root, directory=root, environment=environment)
    return check(settings, proposal or Proposal())


def gated(root, name, **environment):
    """What one gate of the committed policy comes to, and the rules that failed."""
    content = (root / POLICY).read_bytes()
    policy = load(POLICY, content, ref=None, rules=())
    found = gather.gather(
        root, commit=Git(root).head(), tracked=Git(root).tracked(), live=policy.live,
        environment=environment,
    )  # fmt: skip
    measured = gather.added(Measured(), found)
    wanted = next(each for each in policy.gates if each.id == name)
    rules = {each.rule.id: each.outcome for each in measured.findings}
    return decide(wanted, Basis(measured=measured)), rules


def gate(report, name):
    return next(each for each in report.assessment.gates if each.gate.id == name)


def test_a_recorded_command_that_succeeded(repository):
    assert record("echo", "usage: it") == 0
    report = judged(repository)
    found = gate(report, "record.cli-starts")
    assert (found.outcome, found.reason) == (Outcome.PASS, "the command succeeded")
    assert report.verdict is Verdict.READY
    failed = [each for each in report.findings if each.outcome is Outcome.FAIL]
    assert not [each for each in failed if each.rule.category == "operations"]


def test_a_recorded_command_that_failed(repository):
    assert record("sh", "-c", "echo no such module; exit 3") == 3
    report = judged(repository)
    found = gate(report, "record.cli-starts")
    assert found.outcome is Outcome.FAIL
    assert found.reason == "the command failed with exit status 3"
    assert report.verdict is Verdict.NOT_READY
    (finding,) = (each for each in report.findings if each.rule.id == "operations.failed-command")
    assert finding.message == "The command recorded as cli-starts failed: exit status 3."
    assert finding.evidence[0].message == "no such module"


def test_a_required_record_that_is_missing(repository):
    found, rules = gated(repository, CLI)
    assert found.outcome is Outcome.UNKNOWN
    assert "readiness record cli-starts -- COMMAND" in found.reason
    assert rules == {}


def test_a_record_of_another_commit_does_not_count(repository):
    record("true")
    commit(repository)
    found, rules = gated(repository, CLI)
    assert found.outcome is Outcome.UNKNOWN
    assert rules == {"operations.unusable-record": Outcome.UNKNOWN}


def test_a_record_of_altered_files_does_not_count(repository):
    tree(repository, {"pkg/core.py": "ONE = 1\nTWO = 3\n"})
    record("true")
    found, _ = gated(repository, CLI)
    assert found.outcome is Outcome.UNKNOWN
    assert "differ from the commit's" in found.reason


def test_a_committed_record_does_not_count(repository):
    record("true")
    git(repository, "add", "--force", path("cli-starts"))
    found, _ = gated(repository, CLI)
    assert found.outcome is Outcome.UNKNOWN
    assert "is committed" in found.reason


def test_a_record_is_no_part_of_the_repository(repository):
    record("true", name="junit-report")
    assert git(repository, "status", "--porcelain") == ""


def test_a_record_from_below_the_root_is_found(repository, monkeypatch):
    monkeypatch.chdir(repository / "pkg")
    record("true")
    assert gated(repository, CLI)[0].outcome is Outcome.PASS


def test_what_is_not_required_is_still_a_finding(repository):
    record("true")
    record("false", name="image")
    found, rules = gated(repository, CLI)
    assert found.outcome is Outcome.PASS
    assert rules == {"operations.failed-command": Outcome.FAIL}


def test_a_gate_may_warn_or_be_off(repository):
    text = "version: 1\nrecords: [a, b]\ngates:\n  record.a: off\n"
    text += "  record.b: {min: 1, when-unknown: warn}\n"
    tree(repository, {POLICY: text})
    found, _ = gated(repository, "record.b")
    assert (found.outcome, found.warns) == (Outcome.UNKNOWN, True)
    with pytest.raises(StopIteration):
        gated(repository, "record.a")


def test_a_live_service(repository, web):
    address, _ = web
    text = f"version: 1\nlive:\n  api: {{http: {address}, json: {{status: ok}}}}\n"
    tree(repository, {POLICY: text})
    found, rules = gated(repository, "live.api")
    assert found.reason == "it answers 200, with the wanted values"
    assert (found.outcome, rules) == (Outcome.PASS, {})
    tree(repository, {POLICY: text.replace("ok", "up")})
    found, rules = gated(repository, "live.api")
    assert found.outcome is Outcome.FAIL
    assert rules == {"operations.live-check": Outcome.FAIL}


def test_a_gate_of_what_is_not_listed_is_unknown(repository):
    tree(repository, {POLICY: "version: 1\ngates: {live.api: 1, record.x: 1}\n"})
    found, _ = gated(repository, "live.api")
    assert found.outcome is Outcome.UNKNOWN
    assert "no service called api was asked" in found.reason
    assert gated(repository, "record.x")[0].outcome is Outcome.UNKNOWN


def test_only_what_the_base_lists_is_asked(repository, web):
    address, server = web
    base = git(repository, "rev-parse", "HEAD")
    tree(repository, {POLICY: f"version: 1\nlive:\n  api: {{http: {address}}}\n"})
    commit(repository)
    report = judged(repository, Proposal(base=base))
    assert server.asked == 0
    assert report.measured.live == ()
    assert "alters the policy" in " ".join(report.notices)
    assert gated(repository, "live.api")[0].outcome is Outcome.PASS
    assert server.asked == 1


def test_a_database_whose_variable_is_not_set_is_unknown(repository):
    tree(repository, {POLICY: "version: 1\nlive:\n  db: {postgresql: APP_DB}\n"})
    found, _ = gated(repository, "live.db")
    assert found.outcome is Outcome.UNKNOWN
    assert "APP_DB is not set" in found.reason
    found, _ = gated(repository, "live.db", APP_DB="postgresql://me:open-sesame@127.0.0.1:1/x")
    assert found.outcome is Outcome.FAIL
    assert "open-sesame" not in found.reason


def test_settings_never_show_the_environment(tmp_path):
    settings = Settings(root=tmp_path, directory=tmp_path, environment={"A": "open-sesame"})
    assert "open-sesame" not in repr(settings)


def test_they_are_shown(repository, web):
    address, _ = web
    text = f"{REQUIRED}live:\n  api: {{http: {address}}}\n  db: {{postgresql: APP_DB}}\n"
    tree(repository, {POLICY: text})
    commit(repository)
    record("sh", "-c", "echo '<b>@all ::error::x'; exit 1")
    tree(repository, {path("odd"): "{"})
    report = judged(repository, APP_DB="postgresql://me:open-sesame@127.0.0.1:1/x")
    data = json.loads(as_json.render(report, Links()))
    schema = json.loads(files("readiness.render").joinpath("report.schema.json").read_text())
    Draft202012Validator(schema).validate(data)
    good, odd = data["evidence"]["records"]
    assert (good["name"], good["outcome"], good["status"]) == ("cli-starts", "fail", 1)
    assert good["command"][0] == "sh"
    assert (odd["outcome"], odd["status"], odd["started"]) == ("unknown", None, None)
    live, database = data["evidence"]["live"]
    assert (live["name"], live["kind"], live["target"]) == ("api", "http", address)
    assert (database["target"], database["outcome"]) == ("APP_DB", "fail")
    text = comment.render(report, Links())
    assert "2 recorded commands" in text
    assert "2 live checks" in text
    (line,) = (each for each in text.splitlines() if "@all" in each)
    assert line.partition("@all")[0].count("`") == 3
    page = html.render(report, Links())
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "What it printed last" in page
    assert "open-sesame" not in text + page + json.dumps(data)
