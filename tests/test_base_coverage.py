"""Coverage against the base's, from a report that counts for nothing else."""

import pytest
from support.repositories import commit, tree

from readiness.model import Outcome
from readiness.run import Proposal, check
from readiness.settings import Settings

POLICY = """\
reports: {base-coverage: [base/lcov.info]}
gates: {coverage.drop: 5 %, coverage.line: 60 %}
"""
JUNIT = '<testsuite name="a"><testcase classname="tests.test_a" name="one"/></testsuite>'


def lcov(covered):
    lines = "".join(f"DA:{n},{int(n <= covered)}\n" for n in range(1, 11))
    return f"SF:pkg/core.py\n{lines}end_of_record\n"


@pytest.mark.parametrize(
    ("before", "outcome"),
    [(8, Outcome.PASS), (9, Outcome.FAIL), (3, Outcome.PASS), (None, Outcome.UNKNOWN)],
)
def test_a_drop_is_held_against_the_base(tmp_path, before, outcome):
    tree(tmp_path, {"pkg/core.py": "x = 1\n" * 10, ".github/readiness.yml": POLICY})
    tree(tmp_path, {".gitignore": "*.info\njunit.xml\n"})
    commit(tmp_path)
    tree(tmp_path, {"junit.xml": JUNIT, "lcov.info": lcov(8)})
    if before is not None:
        tree(tmp_path, {"base/lcov.info": lcov(before)})
    report = check(Settings(root=tmp_path, directory=tmp_path), Proposal())
    gates = {each.gate.id: each for each in report.assessment.gates}
    assert gates["coverage.drop"].outcome is outcome
    assert gates["coverage.line"].actual * 10 == 8
    assert report.measured.coverage.sources == ("lcov.info",)
