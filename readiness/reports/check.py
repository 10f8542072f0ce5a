"""What a check of the evidence is: rules, and the function that applies them.

A check is a function of the `Evidence` whose docstring documents its rules, one in each category
that it is made for. It yields what it sees; what it yields becomes findings of the category's rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from readiness import plugins
from readiness.model import (
    Analysis,
    Coverage,
    Effort,
    Finding,
    Location,
    Outcome,
    Proof,
    Rule,
    Severity,
    TestRun,
    Unreadable,
)

TESTS, COVERAGE = "tests", "coverage"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that was found, before anything is concluded from it.

    ``parts`` is coverage by report, ``kinds`` for each path the kinds of glob that matched it,
    ``unmatched`` the (kind, glob) that had to match and did not, ``copies`` maps a file to the one
    that it repeats byte for byte, ``repeats`` a retry to the run that it repeats, ``limits`` says
    in sentences what was left out.
    """

    runs: tuple[TestRun, ...] = ()
    parts: tuple[Coverage, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    kinds: Mapping[str, set[str]] = field(default_factory=dict)
    unmatched: tuple[tuple[str, str], ...] = ()
    committed: tuple[str, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    repeats: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    commit: str | None = None
    commit_time: datetime | None = None

    def category(self, path: str) -> str:
        """The category that a file counts in which could not be read: by the globs it matched."""
        return COVERAGE if self.kinds.get(path) == {COVERAGE} else TESTS


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What a check sees. ``path`` is the report's."""

    message: str
    outcome: Outcome
    path: str | None = None
    category: str = TESTS
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """Rules by category, and the function that applies them."""

    rules: Mapping[str, Rule]
    see: Callable[[Evidence], Iterable[Seen]]

    def findings(self, evidence: Evidence) -> Iterator[Finding]:
        for each in self.see(evidence):
            yield Finding(
                rule=self.rules[each.category],
                outcome=each.outcome,
                message=each.message,
                location=Location(path=each.path) if each.path else None,
                evidence=each.evidence,
            )


def check(
    name: str, *categories: str, severity: Severity, effort: Effort = Effort.MINUTES
) -> Callable[[Callable[[Evidence], Iterable[Seen]]], Check]:
    """Make a check of a function, its docstring the documentation of its rules."""

    def decorate(see: Callable[[Evidence], Iterable[Seen]]) -> Check:
        rules = {
            category: plugins.rule(
                f"{category}.{name}", severity=severity, effort=effort, text=see.__doc__
            )
            for category in categories
        }
        return Check(rules=rules, see=see)

    return decorate


def some(names: Iterable[str], most: int = 5) -> str:
    """The first of the names, and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
