"""A pull request's text of twenty claims, one of each kind and trap, judged by the whole action."""

import json
from dataclasses import dataclass, field

import pytest
from support.github_server import GitHubServer
from support.github_state import Identity, Pull
from support.repositories import commit, git, tree

from readiness.action import act

REPOSITORY = "octo-org/shop"
TOKEN = "ghs_twenty"
BASE = {
    ".gitignore": "junit.xml\nlcov.info\n",
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1.0"\ndependencies = ["attrs"]\n',
    "shop/__init__.py": "",
    "shop/cart.py": "def total(prices):\n    return sum(prices)\n",
    "shop/legacy.py": "OLD = True\n",
    "tests/test_cart.py": "from shop.cart import total\n\n\ndef test_total():\n    pass\n",
}
HEAD = {
    "shop/refunds.py": 'def refund(order):\n    """Pay back."""\n    raise NotImplementedError\n',
    "shop/invoice.py": "def invoice(order):\n    # TODO: write the number\n    return order\n",
    "tests/test_refunds.py": "import shop.refunds\n\n\ndef test_refund():\n    pass\n",
    "STATUS.md": "# Status\n\n- [x] Cart totals\n- [ ] Gift card payments\n",
    "docs/guide.md": "# Guide\n\nHow to pay.\n\nHow to be paid back.\n",
}
PASSED = ("cart", "total"), ("cart", "empty"), ("cart", "order"), ("invoice", "plain")
JUNIT = (
    '<testsuite name="all" tests="6">'
    + "".join(f'<testcase classname="tests.test_{a}" name="test_{b}"/>' for a, b in PASSED)
    + '<testcase classname="tests.test_refunds" name="test_refund">'
    + '<failure message="NotImplementedError"/></testcase>'
    + '<testcase classname="tests.test_cart" name="test_tax"><skipped/></testcase></testsuite>'
)
LCOV = (
    "SF:shop/cart.py\nDA:1,1\nDA:2,1\nend_of_record\n"
    "SF:shop/invoice.py\nDA:1,1\nDA:3,1\nend_of_record\n"
    "SF:shop/refunds.py\nDA:1,1\nDA:3,0\nend_of_record\n"
)


@dataclass(frozen=True)
class Expected:
    """A line of the pull request's text, and what is said of it; no verdict: it is no claim."""

    line: str
    kind: str = ""
    verdict: str = ""
    words: tuple[str, ...] = field(default=())


TWENTY = (
    Expected("All tests pass.", "tests-pass", "contradicted", ("1 of 6 tests", "test_refund")),
    Expected("All cart tests pass.", "tests-pass", "confirmed", ("3 tests ran",)),
    Expected("5 of 5 tests passing.", "pass-rate", "contradicted", ("4 of 6 tests passed",)),
    Expected("The suite has 6 tests.", "test-count", "confirmed", ("1 of them skipped",)),
    Expected("Line coverage is 95 %.", "coverage", "contradicted", ("83.3",)),
    Expected("Coverage of `shop/cart.py` is 100 %.", "coverage", "confirmed"),
    Expected(
        "Refunds are fully implemented.", "complete", "contradicted", ("shop/refunds.py", "1 of 1")
    ),
    Expected("Refunds work as expected.", "works", "contradicted"),
    Expected("This is production-ready.", "ready", "contradicted"),
    Expected("No TODOs left.", "none-left", "contradicted", ("one found", "shop/invoice.py")),
    Expected("Added `shop/invoice.py`.", "file-exists", "confirmed"),
    Expected("Removed `shop/legacy.py`.", "changed", "contradicted", ("shop/legacy.py",)),
    Expected("`shop/refunds.py` has 300 lines.", "line-count", "contradicted", ("has 3 lines",)),
    Expected("Refunding is described in `docs/guide.md`.", "documented", "confirmed"),
    Expected("Added `attrs` as a dependency.", "dependency", "confirmed"),
    Expected("CI is green.", "checks-green", "contradicted", ("lint: failure",)),
    Expected("Warnings: from 100 to 15, 96 % fewer.", "arithmetic", "contradicted", ("85.0",)),
    Expected("- [x] Gift card payments", "complete", "contradicted", ("STATUS.md:4 leaves",)),
    Expected("The payment gateway is fully functional.", "works", "unsupported"),
    Expected("The API has 40 endpoints.", "inventory", "unsupported"),
)

TRAPS = (
    "> All tests pass, said the vendor.",
    "- [ ] 100 % coverage",
    "Coverage will be 99 % next week.",
    "Coverage is not yet 99 %.",
    "```\n600 tests passed\n```",
    "## Targets\n\n- Coverage: 97 %",
)
BODY = "\n\n".join([*(each.line for each in TWENTY), *TRAPS])


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """What the action wrote: the report, the comment and the check run."""
    folder = tmp_path_factory.mktemp("twenty")
    workspace = tree(folder / "workspace", BASE)
    base = commit(workspace, "Base")
    git(workspace, "checkout", "--quiet", "-b", "topic")
    head = commit(tree(workspace, HEAD), "Refund orders")
    git(workspace, "checkout", "--quiet", "main")
    git(workspace, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
    tree(workspace, {"junit.xml": JUNIT, "lcov.info": LCOV})
    with GitHubServer() as server:
        repository = server.repository(REPOSITORY)
        repository.add_pull(Pull(7, head, base, "Refunds", BODY))
        server.tokens[TOKEN] = Identity()
        for name, conclusion in (("lint", "failure"), ("build", "success")):
            asked = {"name": name, "head_sha": head, "conclusion": conclusion}
            repository.add_check_run(asked, Identity(app="another-app"), server.url)
        event = folder / "event.json"
        event.write_text(json.dumps(repository.event("pull_request", 7)), encoding="utf-8")
        act(
            {
                "INPUT_GITHUB-TOKEN": TOKEN,
                "GITHUB_WORKSPACE": str(workspace),
                "GITHUB_EVENT_NAME": "pull_request",
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_SHA": git(workspace, "rev-parse", "HEAD"),
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_API_URL": server.url,
                "GITHUB_RUN_ID": "5",
                "GITHUB_OUTPUT": str(folder / "output"),
                "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            }
        )
        assert server.violations == []
        (comment,) = server.comments(REPOSITORY, 7)
        (check,) = [each for each in repository.check_runs if each["name"] == "Readiness"]
    report = json.loads((workspace / "readiness-report" / "report.json").read_text("utf-8"))
    return report, comment, check


def quote(line: str) -> str:
    return line.removeprefix("- [x] ").replace("`", "").rstrip(".")


def said(report, line):
    """What the report says of a line of the text."""
    wanted = quote(line)
    return [each for each in report["claims"] if wanted in quote(each["quote"])]


@pytest.mark.parametrize("expected", TWENTY, ids=lambda each: each.line)
def test_each_claim_has_its_verdict_and_says_why(answer, expected):
    report, _, _ = answer
    found = said(report, expected.line)
    assert [(each["kind"], each["verdict"]) for each in found] == [
        (expected.kind, expected.verdict)
    ]
    told = " ".join([found[0]["reason"], *(str(each) for each in found[0]["evidence"])])
    for words in expected.words:
        assert words in told


def test_nothing_else_is_read_as_a_claim(answer):
    report, _, _ = answer
    assert len(report["claims"]) == len(TWENTY) == 20


def test_the_comment_and_the_check_run_say_so_too(answer):
    report, comment, check = answer
    verdicts = [each["verdict"] for each in report["claims"]]
    counts = [verdicts.count(each) for each in ("contradicted", "confirmed", "unsupported")]
    assert counts == [12, 6, 2]
    total = "12 claims contradicted, 6 confirmed, 2 unsupported"
    assert total in comment
    assert total in check["output"]["title"]
    assert check["conclusion"] == "failure"
    for each in TWENTY:
        assert quote(each.line) in quote(comment)
