"""A pull request's text of twenty claims, one of each kind and trap, and what is right to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.repositories import commit, git, tree

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
TOTAL = "12 claims contradicted, 6 confirmed, 2 unsupported"
CHECKS = {"lint": "failure", "build": "success"}


@dataclass(frozen=True)
class Checkout:
    """A merge of the pull request, with its reports, as the runner checks it out."""

    workspace: Path
    head: str
    base: str
    merge: str


def checkout(workspace: Path) -> Checkout:
    base = commit(tree(workspace, BASE), "Base")
    git(workspace, "checkout", "--quiet", "-b", "topic")
    head = commit(tree(workspace, HEAD), "Refund orders")
    git(workspace, "checkout", "--quiet", "main")
    git(workspace, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
    tree(workspace, {"junit.xml": JUNIT, "lcov.info": LCOV})
    return Checkout(workspace, head, base, git(workspace, "rev-parse", "HEAD"))


def misjudged(report: Mapping[str, Any], expected: Expected) -> str:
    """What the report says of a line instead of what is right; "" where it is right."""
    wanted = quote(expected.line)
    found = [each for each in report["claims"] if wanted in quote(each["quote"])]
    said = [(each["kind"], each["verdict"]) for each in found]
    told = " ".join(str((each["reason"], each["evidence"])) for each in found)
    if said != [(expected.kind, expected.verdict)]:
        return f"{expected.line} is {said}"
    return ", ".join(f"{words!r} is not in {told}" for words in expected.words if words not in told)


def is_shown(expected: Expected, text: str) -> bool:
    """Whether a written answer has the line."""
    return quote(expected.line) in quote(text)


def quote(line: str) -> str:
    """A line without what Markdown makes of it."""
    return line.removeprefix("- [x] ").replace("`", "").replace("\\", "").rstrip(".")
