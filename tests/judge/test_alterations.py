"""What a change does to its own evidence, as the profile for agents bounds it."""

import pytest
from support.repositories import commit, tree

from readiness.model import Outcome
from readiness.run import Proposal, check
from readiness.settings import Settings

POLICY = """\
profile: agent-work
gates: {claims.contradicted: off}
"""
TEST = """\
from pkg.core import one


def test_one():
    assert one() == 1
    assert one() != 2


def test_two():
    assert one() < 2
"""
CORE = "def one():\n    return 1\n"
JUNIT = (
    '<testsuite name="all" tests="1"><testcase classname="tests.test_a" name="one"/></testsuite>'
)
LCOV = "SF:pkg/core.py\nDA:1,1\nDA:2,1\nend_of_record\n"


@pytest.fixture
def repository(tmp_path):
    tree(
        tmp_path,
        {
            "pkg/__init__.py": "",
            "pkg/core.py": CORE,
            "tests/test_a.py": TEST,
            "tests/test_b.py": TEST,
            ".gitignore": "junit.xml\nlcov.info\n",
            ".github/readiness.yml": POLICY,
        },
    )
    return tmp_path


def outcomes(repository, change, removed=()):
    base = commit(repository, "Base")
    tree(repository, change)
    for path in removed:
        (repository / path).unlink()
    commit(repository, "Change")
    tree(repository, {"junit.xml": JUNIT, "lcov.info": LCOV})
    report = check(Settings(root=repository, directory=repository), Proposal(base=base))
    gates = {each.gate.id: each for each in report.assessment.gates}
    return {name: each.outcome for name, each in gates.items() if name.startswith("change.")}


def failing(found):
    assert Outcome.UNKNOWN not in found.values()
    return {name for name, outcome in found.items() if outcome is Outcome.FAIL}


def test_an_honest_change_passes(repository):
    more = TEST + "\n\ndef test_three():\n    assert one()\n"
    assert failing(outcomes(repository, {"tests/test_a.py": more})) == set()


def test_what_a_change_does_to_its_evidence_is_counted(repository):
    skipped = TEST.replace("def test_two", "@pytest.mark.skip\ndef test_two")
    found = outcomes(
        repository,
        {
            "tests/test_a.py": "import pytest\n" + skipped,
            "pkg/core.py": CORE + "\n\ndef two():  # pragma: no cover\n"
            "    return 2  # readiness: ignore[implementation.stub-body] soon\n",
        },
        removed=("tests/test_b.py",),
    )
    assert failing(found) == {
        "change.skips",
        "change.weakened-tests",
        "change.exclusions",
        "change.ignores",
    }


def test_fewer_assertions_are_a_weaker_test(repository):
    weaker = TEST.replace("    assert one() != 2\n", "")
    assert failing(outcomes(repository, {"tests/test_a.py": weaker})) == {"change.weakened-tests"}


def test_a_waiver_that_the_change_adds_is_counted(repository):
    from datetime import UTC, datetime, timedelta

    day = datetime.now(UTC).date() + timedelta(days=9)
    waiver = f"{{gate: change.skips, paths: ['**'], reason: r, owner: o, expires: {day}}}"
    added = {".github/readiness.yml": f"{POLICY}waivers: [{waiver}]\n"}
    assert failing(outcomes(repository, added)) == {"change.waivers"}
