"""What the result elements of a JUnit case mean, together.

The elements are junitparser's; ``flaky…`` and ``rerun…`` are Surefire's, the rest of single tools.
"""

import re
from collections.abc import Mapping

import junitparser
from junitparser import xunit2

from readiness.model import CaseOutcome
from readiness.reports import values

WEIGHTS: tuple[tuple[type, CaseOutcome], ...] = (
    (junitparser.Error, CaseOutcome.ERRORED),
    (junitparser.Failure, CaseOutcome.FAILED),
    (junitparser.Skipped, CaseOutcome.SKIPPED),
    (xunit2.FlakyFailure, CaseOutcome.FLAKY),
    (xunit2.FlakyError, CaseOutcome.FLAKY),
    (xunit2.RerunFailure, CaseOutcome.FAILED),
    (xunit2.RerunError, CaseOutcome.FAILED),
)
MEANING = {
    tag: (weight, outcome)
    for tag, kind in xunit2.TestCase.ITER_TYPES.items()
    for weight, (result, outcome) in enumerate(WEIGHTS)
    if issubclass(kind, result)
}
MEANING |= {
    tag: (len(WEIGHTS), CaseOutcome.SKIPPED)
    for tag in ("aborted", "disabled", "ignored", "incomplete", "warning")
}
TRIES = frozenset(("flakyFailure", "flakyError", "rerunFailure", "rerunError"))
XFAIL = re.compile(r"(pytest\.)?xfail|expected ?failure", re.IGNORECASE)
TOLERATED = "TEST_CASE tagged with !mayfail"


class Result:
    """A result element of a case, with the beginning of its text."""

    __slots__ = ("attributes", "parts", "room", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parts: list[str] = []
        self.room = values.LONGEST_MESSAGE * 2

    def add(self, text: str) -> None:
        if self.room > 0:
            self.parts.append(text[: self.room])
            self.room -= len(text)

    def __str__(self) -> str:
        """The message and the text, where the text does not repeat it."""
        message = self.attributes.get("message", "").strip()
        body = "".join(self.parts).strip()
        return body if body.startswith(message) else f"{message}\n{body}".strip()


def meaning(results: list[Result]) -> tuple[CaseOutcome, str]:
    """A case's outcome and what its results say: those that weigh most."""
    if not results:
        return CaseOutcome.SKIPPED, ""
    weight, outcome = min(MEANING[each.tag] for each in results)
    said = "\n".join(str(each) for each in results if MEANING[each.tag][0] == weight)
    for each in results:
        if each.tag == "skipped" and _expected(each.attributes, outcome):
            outcome = CaseOutcome.EXPECTED_FAILURE
    return outcome, said


def _expected(skipped: Mapping[str, str], outcome: CaseOutcome) -> bool:
    kind = skipped.get("type") or skipped.get("message") or ""
    if outcome is CaseOutcome.SKIPPED:
        return XFAIL.match(kind) is not None
    return kind == "todo" or kind.startswith(TOLERATED)
