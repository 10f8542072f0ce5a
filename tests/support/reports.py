"""Whole reports as a run would make them: a bad project, a good one and an empty one."""

from decimal import Decimal
from fractions import Fraction

from readiness.model import (
    Assessment,
    CategoryScore,
    Claim,
    ClaimVerdict,
    Counts,
    Coverage,
    CoverageTotals,
    Deduction,
    Effort,
    FileCoverage,
    Finding,
    Gate,
    GateResult,
    Judgement,
    Location,
    Measured,
    Outcome,
    Policy,
    PolicySource,
    Proof,
    Report,
    Rule,
    Severity,
    Source,
    SourceKind,
    Statement,
    TestRun,
    Unreadable,
    Verdict,
)
from readiness.render.links import Links

COMMIT = "5f3c1d8e9a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d"
LINKS = Links(
    server="https://github.com", repository="acme/courier", commit=COMMIT, run_id="7204411"
)
CONFIRMED = ClaimVerdict.CONFIRMED
CONTRADICTED = ClaimVerdict.CONTRADICTED
UNSUPPORTED = ClaimVerdict.UNSUPPORTED


def rule(id: str, severity: Severity, summary: str = "") -> Rule:  # noqa: A002
    return Rule(
        id=id,
        category=id.partition(".")[0],
        severity=severity,
        effort=Effort.HOURS,
        summary=summary or f"What {id} looks for.",
        why="Callers are told that something happened which did not.",
        how="Comments and bodies of non-test code are read; abstract methods are left out.",
        fix="Write the missing part, or raise an error that says it is missing.",
    )


UNFINISHED = rule(
    "implementation.confessed", Severity.BLOCKER, "Code that says it is not finished."
)
PLACEHOLDER = rule(
    "implementation.not-implemented", Severity.BLOCKER, "A body that is not implemented."
)
IMPORT = rule(
    "integration.unresolved-import", Severity.BLOCKER, "An own import that does not resolve."
)
UNDECLARED = rule(
    "dependencies.undeclared", Severity.MAJOR, "An imported package that no manifest declares."
)
PATHS = rule("security.machine-path", Severity.MINOR, "A path that exists on one machine only.")
CRASHED = rule("integration.stand-in", Severity.MAJOR, "A mock in place of a missing import.")


def at(path: str, line: int | None = None) -> Location:
    return Location(path=path, line=line)


def claim(
    quote: str,
    *,
    kind: str = "coverage",
    document: str = "",
    line: int = 1,
    commit: str = "",
    also: int = 0,
    value: str = "",
) -> Claim:
    """A claim in a document, in a commit's message, or else in the pull request."""
    if document:
        source = Source(kind=SourceKind.DOCUMENT, reference=document)
    elif commit:
        source = Source(kind=SourceKind.COMMIT, reference=commit)
    else:
        source = Source(kind=SourceKind.PULL_REQUEST)
    place = at(document, line) if document else None
    stated = Statement(source=source, text=quote, line=line, location=place)
    repeated = Statement(
        source=Source(kind=SourceKind.DOCUMENT, reference="STATUS.md"),
        text=quote,
        line=7,
        location=at("STATUS.md", 7),
    )
    return Claim(kind=kind, quote=quote, statement=stated, value=value, also=(repeated,) * also)


def judged(
    made: Claim, verdict: ClaimVerdict, reason: str, *places: tuple[str, int | None]
) -> Judgement:
    proofs = tuple(Proof(message=reason, location=at(path, line)) for path, line in places)
    return Judgement(claim=made, verdict=verdict, reason=reason, evidence=proofs)


def policy(path: str = ".github/readiness.yml") -> Policy:
    return Policy(
        weights={
            "tests": 30,
            "coverage": 20,
            "claims": 20,
            "implementation": 20,
            "integration": 10,
        },
        gates=(Gate(id="tests.pass-rate", minimum=Fraction(1)),),
        source=PolicySource(path=path, ref=COMMIT, sha256="0" * 64),
    )


def failing(found: Rule, message: str, path: str, line: int | None = None) -> Finding:
    return Finding(rule=found, outcome=Outcome.FAIL, message=message, location=at(path, line))


BAD_FINDINGS = (
    failing(
        UNFINISHED,
        'the comment "in production this would send the mail" stands where the mail is sent',
        "courier/outbox.py",
        88,
    ),
    failing(PLACEHOLDER, "`retry()` raises NotImplementedError", "courier/retry.py", 31),
    failing(
        IMPORT,
        "`courier.cli` imports `courier.metrics`, which does not exist",
        "courier/cli.py",
        14,
    ),
    failing(UNDECLARED, "`elasticsearch` is imported and not declared", "courier/search.py", 3),
    failing(UNDECLARED, "`tenacity` is imported and not declared", "courier/retry.py", 5),
    failing(PATHS, "`/home/ana/courier/data` exists on one machine only", "courier/conf.py", 9),
    Finding(
        rule=CRASHED, outcome=Outcome.UNKNOWN, message="`courier/legacy.py` could not be parsed"
    ),
)


def bad() -> Report:
    """A project that is called finished and is not."""
    deductions = (
        ("17.1", "tests", "28 of 131 test cases failed", "tests.pass-rate", None),
        ("14.9", "coverage", "38.4 % of lines, 80 % required", "coverage.line", None),
        ("12.0", "claims", "3 claims contradicted", None, "claims.contradicted"),
        ("8.0", "implementation", "2 blockers", None, "implementation.confessed"),
        (
            "6.3",
            "integration",
            "1 own import does not resolve",
            None,
            "integration.unresolved-import",
        ),
    )
    judgements = (
        judged(
            claim("All tests pass", kind="tests-pass", also=2),
            CONTRADICTED,
            "28 of 131 test cases failed",
            ("tests/test_outbox.py", 41),
            ("tests/test_retry.py", 12),
        ),
        judged(
            claim("85 % coverage", document="README.md", line=12),
            CONTRADICTED,
            "measured 38.4 % (1205 of 3138 lines)",
        ),
        judged(
            claim(
                "Mail delivery is 100 % complete",
                kind="complete",
                document="docs/PLAN.md",
                line=140,
            ),
            CONTRADICTED,
            "the sending is simulated",
            ("courier/outbox.py", 88),
        ),
        judged(
            claim("131 tests", kind="test-count", commit="9f1b2c3d4e5f6a7b"),
            CONFIRMED,
            "131 test cases were run",
        ),
        judged(
            claim("Added `courier/retry.py`", kind="file-exists"),
            CONFIRMED,
            "the file exists",
            ("courier/retry.py", None),
        ),
        judged(
            claim("Ready for production", kind="ready", document="README.md", line=3),
            UNSUPPORTED,
            "no component is named; a gate named in the policy would decide it",
        ),
        judged(
            claim("Branch coverage is over 70 %"),
            UNSUPPORTED,
            "the coverage report has no branches; run coverage with `--branch`",
        ),
    )
    files = {
        "courier/outbox.py": FileCoverage(
            path="courier/outbox.py",
            summary=CoverageTotals(files=1, lines=3138, covered_lines=1205),
        )
    }
    gates = (
        _gate(
            "tests.pass-rate", Fraction(103, 131), 1, "78.6 % of test cases pass, 100 % required"
        ),
        _gate(
            "coverage.line", Fraction(1205, 3138), Fraction(4, 5), "38.4 % of lines, 80 % required"
        ),
        _gate("tests.min-cases", Fraction(131), 1, "131 test cases were run", Outcome.PASS),
    )
    return Report(
        assessment=_assessment(Verdict.NOT_READY, "41.7", deductions, gates),
        judgements=judgements,
        findings=BAD_FINDINGS,
        measured=Measured(
            runs=(
                TestRun(
                    source="reports/junit.xml",
                    format="junit",
                    counts=Counts(passed=101, failed=26, errored=2, skipped=2),
                ),
            ),
            coverage=Coverage(sources=("coverage.xml",), formats=("cobertura",), files=files),
            unreadable=(
                Unreadable(path="reports/e2e.xml", reason="not well-formed: line 1, column 4096"),
            ),
        ),
        policy=policy(),
        commit=COMMIT,
        notices=(
            "This pull request changes `.github/readiness.yml`; it is judged by the policy of its "
            "base. Under the new one it would be degraded, with 71.2 of 100.",
        ),
    )


def good() -> Report:
    """A project that says what it does."""
    files = {
        "courier/outbox.py": FileCoverage(
            path="courier/outbox.py",
            summary=CoverageTotals(
                files=1, lines=2210, covered_lines=2087, branches=610, covered_branches=566
            ),
        )
    }
    gates = (
        _gate("tests.pass-rate", Fraction(1), 1, "all of 412 test cases pass", Outcome.PASS),
        _gate(
            "coverage.line", Fraction(2087, 2210), Fraction(4, 5), "94.4 % of lines", Outcome.PASS
        ),
    )
    return Report(
        assessment=_assessment(Verdict.READY, "100", (), gates),
        judgements=(
            judged(claim("All tests pass", kind="tests-pass"), CONFIRMED, "412 of 412 passed"),
            judged(
                claim("94 % coverage", document="README.md", line=8),
                CONFIRMED,
                "measured 94.4 % (2087 of 2210 lines)",
            ),
        ),
        findings=(),
        measured=Measured(
            runs=(TestRun(source="reports/junit.xml", format="junit", counts=Counts(passed=412)),),
            coverage=Coverage(sources=("lcov.info",), formats=("lcov",), files=files),
        ),
        policy=policy(),
        commit=COMMIT,
    )


def empty() -> Report:
    """A repository of which nothing is known: no reports, no claims, no policy."""
    reason = "not measured: no test report was found"
    gates = (_gate("tests.pass-rate", None, 1, reason, Outcome.UNKNOWN),)
    deductions = (("100", "tests", reason, "tests.pass-rate", None),)
    return Report(
        assessment=_assessment(Verdict.NOT_ASSESSED, "0", deductions, gates),
        judgements=(),
        findings=(),
        measured=Measured(),
        policy=Policy(
            weights={"tests": 100},
            gates=(Gate(id="tests.pass-rate", minimum=Fraction(1)),),
            source=PolicySource(path="built-in", ref=None, sha256="f" * 64),
        ),
        commit=None,
        notices=("No policy is committed; `readiness policy init` writes one.",),
    )


def _gate(
    id: str,  # noqa: A002
    actual: Fraction | None,
    minimum: Fraction | int,
    reason: str,
    outcome: Outcome = Outcome.FAIL,
) -> GateResult:
    gate = Gate(id=id, minimum=Fraction(minimum))
    return GateResult(gate=gate, outcome=outcome, actual=actual, reason=reason)


def _assessment(
    verdict: Verdict,
    score: str,
    deductions: tuple[tuple[str, str, str, str | None, str | None], ...],
    gates: tuple[GateResult, ...],
) -> Assessment:
    return Assessment(
        verdict=verdict,
        score=Decimal(score),
        deductions=tuple(
            Deduction(points=Decimal(points), category=category, reason=reason, gate=gate, rule=by)
            for points, category, reason, gate, by in deductions
        ),
        categories=(CategoryScore(id="tests", weight=Decimal(100), score=Decimal(score)),),
        gates=gates,
    )
