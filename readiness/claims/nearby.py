"""The tests that a sentence stands beside: of the files that its section names, or its document."""

import re
from dataclasses import dataclass

from readiness.claims import scope
from readiness.claims.definitions import TEST, is_test_file
from readiness.claims.documents import lines_of
from readiness.claims.evidence import Evidence
from readiness.claims.paths import mentioned, only_named
from readiness.claims.scope import Tests
from readiness.model import Amount, Claim, Comparison, Statement


@dataclass(frozen=True, slots=True)
class Beside:
    """Files of tests. ``is_named`` where the sentence itself names them."""

    paths: tuple[str, ...]
    is_named: bool = False

    def may_show(self, amount: Amount | None) -> bool:
        """Whether a number is not by chance, or by its breadth, theirs: a rate or bound may be."""
        if self.is_named:
            return True
        if amount is None or amount.unit == "%" or amount.upper is not None:
            return False
        return amount.comparison is Comparison.EXACTLY

    def tests(self, evidence: Evidence) -> list[Tests]:
        """Those of each file that the reports have, and of all the files together."""
        found = [scope.tests_of(each, evidence) for each in self.paths]
        known = [each for each in found if each is not None and each.certain]
        if len(known) > 1 and len(known) == len(self.paths):
            together = scope.tests_of(" and ".join(self.paths), evidence)
            known += [together] if together else []
        return known

    def defined(self, evidence: Evidence) -> list[tuple[str, int]]:
        """How many tests each file defines, and all together, by what is counted."""
        counts = [(each, _defined(each, evidence)) for each in self.paths]
        if len(counts) > 1:
            counts.append((" and ".join(self.paths), sum(count for _, count in counts)))
        return counts


def beside(statement: Statement, evidence: Evidence) -> Beside:
    """The files of tests that the sentence, or else its section, or else its document names."""
    named = _test_files([statement.text], evidence)
    if named:
        return Beside(named, is_named=True)
    lines = lines_of(statement, evidence)
    first, last = _section(lines, statement.line)
    own = _test_files(lines[first:last], evidence)
    if own:
        return Beside(own if len(own) <= _MOST_OF_SECTION else ())
    others = _test_files(lines, evidence)
    return Beside(others if len(others) <= _MOST_OF_DOCUMENT else ())


@dataclass(frozen=True, slots=True)
class Own:
    """The one file of tests that a number is of; ``is_beside`` where it is of all that it has."""

    path: str
    is_beside: bool


def own_file(claim: Claim, evidence: Evidence) -> Own | None:
    """The file that the sentence names beside its number, or that it stands under."""
    paths = _test_files([claim.quote], evidence)
    if paths:
        is_beside = _is_beside(claim.quote)
        is_own = is_beside or any(
            _TESTS_IN.search(claim.quote[:at]) for _, at, _ in mentioned(claim.quote)
        )
        return Own(paths[0], is_beside) if len(paths) == 1 and is_own else None
    context = claim.statement.context
    above = context.lead.rpartition(" › ")[2] or next(iter(context.headings[-1:]), "")
    paths = _test_files([above], evidence) if not claim.subject else ()
    return Own(paths[0], is_beside=False) if len(paths) == 1 else None


_ITS = re.compile(
    r"(?i)\W{0,5}(?:(?:now\s)?(?:has|contains|with|defines|holds)\s)?\W{0,4}(?:(?:over|more than|"
    r"at least|all|about)\s)?(?=\d)"
)
_LEADS = re.compile(r"\W{0,8}(?:\d{1,2}\.\W{1,4})?(?:created|added|new)?\W{0,5}$", re.I)
"""What a path leads after: its row or item is about it alone."""
_TESTS_IN = re.compile(r"(?i)\btests?\s(?:in|of|at|from|inside)\s\W{0,4}$")


def _is_beside(quote: str) -> bool:
    """Whether the number stands right beside the path, and is not of what the path is among."""
    paths = mentioned(quote)
    if len(paths) == 1 and _LEADS.match(quote[: paths[0][1]]):
        return True
    return any(_ITS.match(quote, end) for *_, end in paths)


_MOST_OF_SECTION, _MOST_OF_DOCUMENT = 6, 3
"""Of more files, one has any number by chance."""


def _section(lines: list[str], line: int) -> tuple[int, int]:
    """Where the lines between the nearest headings begin and end, the upper heading included."""
    heads = [at for at, each in enumerate(lines) if each.startswith("#")]
    first = max((at for at in heads if at < line), default=0)
    return first, min((at for at in heads if at >= line), default=len(lines))


def _test_files(lines: list[str], evidence: Evidence) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        for path, *_ in mentioned(line[:1000]) if "test" in line or "spec" in line else ():
            known = only_named(path.lstrip("/"), evidence.snapshot)
            if known and is_test_file(known, evidence.snapshot):
                found[known] = None
    return tuple(found)


def _defined(path: str, evidence: Evidence) -> int:
    return len(TEST.findall(evidence.snapshot.text(path) or ""))
