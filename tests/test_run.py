"""The whole line on real repositories: which policy counts, what is read, what it comes to."""

import re
from pathlib import Path

import pytest
from support.repositories import commit, git, tree

from readiness.claims.statements import Text
from readiness.model import ClaimVerdict, Outcome, Source, SourceKind, Verdict
from readiness.run import Proposal, RunError, check, holds
from readiness.settings import Settings

JUNIT = """<testsuite name="pytest" tests="3"><testcase classname="tests.test_a" name="test_one"/>
<testcase classname="tests.test_a" name="test_two"/>
<testcase classname="tests.test_a" name="test_three">{}</testcase></testsuite>"""
FAILURE = '<failure message="assert 1 == 2">test_a.py:9</failure>'
LCOV = "SF:pkg/core.py\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,1\nDA:5,0\nend_of_record\n"
CORE = "def one():\n    return 1\n\n\nTWO = 2\n"
STRICT = "version: 1\ngates:\n  coverage.line: 80 %\n"
LOOSE = "version: 1\ngates:\n  coverage.line: 10 %\n"


@pytest.fixture
def repository(tmp_path):
    tree(
        tmp_path, {"pkg/__init__.py": "", "pkg/core.py": CORE, ".gitignore": "junit.xml\n*.info\n"}
    )
    commit(tmp_path)
    tree(tmp_path, {"junit.xml": JUNIT.format(""), "lcov.info": LCOV})
    return tmp_path


def checked(directory, proposal=None, **settings):
    return check(Settings(root=directory, directory=directory, **settings), proposal or Proposal())


def said(text):
    return Proposal(texts=(Text(source=Source(kind=SourceKind.PULL_REQUEST), text=text),))


def test_all_is_well(repository):
    report = checked(repository)
    assert report.verdict is Verdict.READY
    assert report.measured.counts.passed == 3
    assert report.commit == git(repository, "rev-parse", "HEAD")
    assert "readiness policy init" in report.notices[0]


def test_claims_are_held_against_what_was_measured(repository):
    report = checked(repository, said("All tests pass.\n\nTest coverage is 95 %."))
    verdicts = {each.claim.kind: each.verdict for each in report.judgements}
    assert verdicts == {
        "tests-pass": ClaimVerdict.CONFIRMED,
        "coverage": ClaimVerdict.CONTRADICTED,
    }
    assert report.verdict is Verdict.DEGRADED
    assert holds(report, frozenset({"contradicted"}))
    assert not holds(report, frozenset({"not-ready"}))


def test_a_failing_test_blocks(repository):
    tree(repository, {"junit.xml": JUNIT.format(FAILURE)})
    report = checked(repository)
    assert report.verdict is Verdict.NOT_READY
    assert holds(report, frozenset({"not-ready"}))


def test_no_report_is_not_assessed(repository):
    (repository / "junit.xml").unlink()
    (repository / "lcov.info").unlink()
    report = checked(repository)
    assert report.verdict is Verdict.NOT_ASSESSED
    assert holds(report, frozenset({"not-ready"}))


def test_a_damaged_report_passes_no_gate(repository):
    (repository / "junit.xml").write_text(JUNIT.format("")[:-30])
    report = checked(repository)
    outcomes = {each.gate.id: each.outcome for each in report.assessment.gates}
    assert outcomes["tests.pass-rate"] is Outcome.UNKNOWN
    assert report.verdict is Verdict.NOT_READY


def test_a_committed_report_is_no_evidence(repository):
    git(repository, "add", "--force", "junit.xml", "lcov.info")
    git(repository, "commit", "--quiet", "-m", "Reports")
    assert checked(repository).verdict is Verdict.NOT_ASSESSED
    tree(repository, {"junit.xml": JUNIT.format(FAILURE)})
    assert checked(repository).measured.counts.failed == 1


def test_a_report_that_the_policy_lists_has_to_be_there(repository):
    text = "version: 1\nreports: {tests: [junit.xml, more/*.xml]}\n"
    tree(repository, {".github/readiness.yml": text})
    report = checked(repository)
    gates = {each.gate.id: each for each in report.assessment.gates}
    assert gates["tests.pass-rate"].outcome is Outcome.UNKNOWN
    assert "more/*.xml" in gates["tests.pass-rate"].reason


def test_the_policy_of_the_base_counts_and_a_change_to_it_is_said(repository):
    tree(repository, {".github/readiness.yml": STRICT})
    base = commit(repository)
    tree(repository, {".github/readiness.yml": LOOSE})
    commit(repository)
    tree(repository, {"lcov.info": LCOV.replace(",1", ",0")})
    report = checked(repository, Proposal(base=base))
    assert report.policy.source.ref == base
    assert report.verdict is Verdict.NOT_READY
    notices = " ".join(report.notices)
    assert "alters the policy (.github/readiness.yml)" in notices
    assert "Under the new policy the verdict would be" in notices


def test_a_policy_that_the_change_breaks_or_brings_is_said_too(repository):
    base = git(repository, "rev-parse", "HEAD")
    tree(repository, {".github/readiness.yml": "version: 9\n"})
    commit(repository)
    notices = " ".join(checked(repository, Proposal(base=base)).notices)
    assert "The new policy can't be used" in notices
    assert "version is 9; it must be 1" in notices


def test_a_named_policy_has_to_be_there(repository):
    with pytest.raises(RunError, match=r"policy: mine\.yml is not there; write one"):
        checked(repository, policy="mine.yml", policy_given=True)
    with pytest.raises(RunError, match="policy-ref: nowhere is no commit of this clone"):
        checked(repository, policy_ref="nowhere")


def test_a_policy_never_comes_from_outside_the_repository(repository, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yml"
    outside.write_text(LOOSE)
    (repository / ".github").mkdir()
    (repository / ".github" / "readiness.yml").symlink_to(outside)
    assert checked(repository).policy.source.path == "built-in"


def test_commits_and_changed_documents_are_read(repository):
    base = git(repository, "rev-parse", "HEAD")
    tree(repository, {"README.md": "# It\n\nTest coverage is 80 %.\n", "old.md": "x\n"})
    commit(repository, "Add a README\n\nAll tests pass.")
    report = checked(repository, Proposal(base=base))
    sources = {each.claim.kind: each.claim.statement.source.kind for each in report.judgements}
    assert sources == {"tests-pass": SourceKind.COMMIT, "coverage": SourceKind.DOCUMENT}
    (coverage,) = (each for each in report.judgements if each.claim.kind == "coverage")
    assert str(coverage.claim.statement.location) == "README.md:3"


def test_comments_of_changed_code_are_read_where_the_policy_asks(repository):
    base = git(repository, "rev-parse", "HEAD")
    commented = f"# Coverage is 95 %.\n{CORE}\nTEXT = 'All tests pass.'\n"
    tree(repository, {"pkg/core.py": commented, "pkg/data.json": '"All tests pass."'})
    commit(repository)
    assert checked(repository, Proposal(base=base)).judgements == ()
    tree(repository, {"asks.yml": "version: 1\nclaims: {code: true}\n"})
    report = checked(repository, Proposal(base=base), policy="asks.yml", policy_given=True)
    (found,) = report.judgements
    assert (found.claim.kind, found.verdict) == ("coverage", ClaimVerdict.CONTRADICTED)
    assert str(found.claim.statement.location) == "pkg/core.py:1"


def test_a_base_that_is_not_here_is_said(repository):
    report = checked(repository, Proposal(base="f" * 40))
    assert any("fetch-depth: 0" in notice for notice in report.notices)


def test_claims_files_are_read_and_a_missing_one_is_an_error(repository):
    tree(repository, {"claims.md": "All tests pass.\n"})
    report = checked(repository, claims=("claims.md",))
    assert [each.claim.kind for each in report.judgements] == ["tests-pass"]
    report = checked(repository, claims=("**/*.md",))
    assert "claims.md" in {each.claim.statement.source.reference for each in report.judgements}
    with pytest.raises(RunError, match=r"claims: none\.md can't be read"):
        checked(repository, claims=("none.md",))


def test_the_same_evidence_gives_the_same_report(repository):
    from readiness.render import as_json
    from readiness.render.links import Links

    proposal = said("All tests pass. Coverage is 70 %.")
    texts = {as_json.render(checked(repository, proposal), Links()) for _ in range(2)}
    assert len(texts) == 1


LABELS = Path(__file__).parents[2] / "shared" / "labels" / "artifacts"


@pytest.mark.skipif(not LABELS.is_dir(), reason="the labelled reports are not here")
def test_the_labelled_repository(tmp_path):
    for name in ("junit", "coverage"):
        (source,) = LABELS.glob(f"*{name}-unit*.xml")
        (tmp_path / f"{name}.xml").write_bytes(source.read_bytes())
    measured_files = re.findall(r'filename="([^"]+)"', (tmp_path / "coverage.xml").read_text())
    tree(tmp_path, dict.fromkeys(measured_files, "\n" * 10_000))
    report = checked(tmp_path)
    counts = report.measured.counts
    assert (counts.total, counts.passed, counts.failed) == (112, 82, 30)
    assert round(report.measured.coverage.totals.line_rate * 100, 2) == 31.83
    assert report.verdict is Verdict.NOT_READY
