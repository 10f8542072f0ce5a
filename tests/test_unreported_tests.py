"""Real reports of a real run, of which one is deleted or emptied: nothing is won by it."""

import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from support.repositories import commit, tree

from readiness.claims.statements import Text
from readiness.model import Outcome, Report, Source, SourceKind, Verdict
from readiness.render.comment import render
from readiness.render.links import Links
from readiness.run import Proposal, check
from readiness.settings import Settings

FILES = {
    ".gitignore": "*.xml\nlcov.info\n__pycache__\n",
    "shop/__init__.py": "",
    "shop/prices.py": "def total(prices):\n    return sum(prices)\n",
    "tests/unit/test_prices.py": (
        "import pytest\n\nfrom shop.prices import total\n\n\n"
        '@pytest.mark.parametrize("prices", [[1, 2], [3], []])\n'
        "def test_total(prices):\n    assert total(prices) == sum(prices)\n"
    ),
    "tests/integration/test_order.py": (
        "from shop.prices import total\n\n\n"
        "class TestOrder:\n"
        "    def test_costs(self):\n        assert total([1, 2]) == 3\n\n"
        "    def test_discount(self):\n        assert total([10, -1]) == 10\n"
    ),
}
LCOV = "SF:shop/prices.py\nDA:1,1\nDA:2,1\nend_of_record\n"
PARTS = ("unit", "integration")
NAMES = [f"junit-{part}.xml" for part in PARTS]
ORDER = (Verdict.NOT_ASSESSED, Verdict.NOT_READY, Verdict.DEGRADED, Verdict.READY)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("shop")
    tree(directory, FILES)
    commit(directory)
    tree(directory, {"lcov.info": LCOV})
    for part in PARTS:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=."]
        subprocess.run(
            [*command, f"--junitxml=junit-{part}.xml", f"tests/{part}"],
            cwd=directory,
            env={"PYTHONPATH": ".", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
    return directory


@pytest.fixture
def reports(repository: Path) -> Iterator[dict[str, bytes]]:
    """The reports as they were written; put back when the test is over."""
    written = {name: (repository / name).read_bytes() for name in NAMES}
    yield written
    for name, content in written.items():
        (repository / name).write_bytes(content)


def judged(directory: Path, text: str = "") -> Report:
    source = Source(kind=SourceKind.PULL_REQUEST)
    texts = (Text(source=source, text=text),) if text else ()
    return check(Settings(root=directory, directory=directory), Proposal(texts=texts))


EMPTIED = {
    "deleted": None,
    "without a byte": b"",
    "without a suite": b"<testsuites/>",
    "without a case": b'<testsuites><testsuite name="pytest" tests="0"/></testsuites>',
}


@pytest.mark.parametrize("text", ["", "All 5 tests pass."], ids=["no claim", "a false claim"])
@pytest.mark.parametrize("content", EMPTIED.values(), ids=EMPTIED)
def test_without_the_report_of_the_failure_nothing_is_better(repository, reports, content, text):
    whole = judged(repository, text)
    failing = repository / "junit-integration.xml"
    failing.unlink() if content is None else failing.write_bytes(content)
    less = judged(repository, text)
    assert whole.verdict is Verdict.NOT_READY
    assert less.assessment.score < whole.assessment.score
    assert ORDER.index(less.verdict) <= ORDER.index(whole.verdict)


def test_the_comment_says_in_one_line_what_no_report_has(repository, reports):
    (repository / "junit-integration.xml").unlink()
    comment = render(judged(repository), Links())
    line = "no report has tests/integration/test\\_order.py (2 Python tests)"
    assert sum(line in each for each in comment.partition("<details>")[0].splitlines()) == 1


def test_a_complete_run_has_everything_in_its_reports(repository):
    report = judged(repository)
    assert not [each for each in report.findings if each.rule.id == "tests.not-reported"]
    (rate,) = (each for each in report.assessment.gates if each.gate.id == "tests.pass-rate")
    assert rate.outcome is Outcome.FAIL
    assert rate.actual == Fraction(4, 5)
