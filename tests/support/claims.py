"""Statements, claims and evidence for the tests of claims: real texts, a real tree."""

from decimal import Decimal
from pathlib import Path

from readiness.claims.evidence import CheckRun, Evidence
from readiness.claims.find import find
from readiness.claims.kind import kinds
from readiness.claims.statements import Text, statements
from readiness.model import (
    Analysis,
    Assessment,
    CaseOutcome,
    Claim,
    Counts,
    Coverage,
    Effort,
    FileCoverage,
    Finding,
    GateResult,
    Judgement,
    Location,
    Measured,
    Outcome,
    Rule,
    Severity,
    Source,
    SourceKind,
    Statement,
    Suite,
    TestCase,
    TestRun,
    Unreadable,
    Verdict,
)
from readiness.repository.checkout import snapshot
from readiness.repository.diff import Change, Diff, FileChange

PR = Source(kind=SourceKind.PULL_REQUEST)
COMMIT = Source(kind=SourceKind.COMMIT, reference="0" * 40)


def text(content: str, path: str | None = None, source: Source | None = None) -> Text:
    """A pull request's body, or a document where a path is given."""
    if source is None:
        source = Source(kind=SourceKind.DOCUMENT, reference=path) if path else PR
    return Text(source=source, text=content, path=path)


def stated(content: str, path: str | None = None) -> list[Statement]:
    return list(statements(text(content, path)))


def claims(content: str, path: str | None = None, source: Source | None = None) -> list[Claim]:
    return list(find([text(content, path, source)]))


def tree(directory: Path, files: dict[str, str]) -> Path:
    for path, content in files.items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return directory


def run(
    source: str = "report.xml",
    *,
    complete: bool = True,
    commit: str | None = None,
    **modules: tuple[int, int] | tuple[int, int, int],
) -> TestRun:
    """A test report: for each module (dots written as ``__``) passed, failed and skipped."""
    suites, cases, counts = [], [], Counts()
    for name, (passed, failed, *rest) in modules.items():
        classname = name.replace("__", ".")
        each = Counts(passed=passed, failed=failed, skipped=rest[0] if rest else 0)
        suites.append(Suite(name="pytest", classname=classname, counts=each))
        counts += each
        cases += [
            TestCase(
                suite="pytest",
                classname=classname,
                name=f"test_{number}",
                outcome=CaseOutcome.FAILED,
                location=Location(path=classname.replace(".", "/") + ".py", line=number + 1),
            )
            for number in range(failed)
        ]
    return TestRun(
        source=source,
        format="junit",
        counts=counts,
        suites=tuple(suites),
        cases=tuple(cases),
        complete=complete,
        commit=commit,
    )


def covered(**files: tuple[int, int]) -> Coverage:
    """Coverage of files (``a__b`` is a/b.py): covered lines of all lines."""
    found = {}
    for name, (hit, lines) in files.items():
        path = name.replace("__", "/") + ".py"
        hits = {line: int(line <= hit) for line in range(1, lines + 1)}
        found[path] = FileCoverage(path=path, lines=hits)
    return Coverage(sources=("coverage.xml",), formats=("cobertura",), files=found)


def finding(
    path: str,
    rule: str = "integration.unresolved-import",
    severity: Severity = Severity.BLOCKER,
    message: str = "an import does not resolve",
    line: int = 1,
) -> Finding:
    return Finding(
        rule=Rule(
            id=rule,
            category=rule.partition(".")[0],
            severity=severity,
            effort=Effort.MINUTES,
            summary="Summary",
            why="Why",
            how="How",
            fix="Fix",
        ),
        outcome=Outcome.FAIL,
        message=message,
        location=Location(path=path, line=line),
    )


def evidence(
    directory: Path,
    files: dict[str, str] | None = None,
    *,
    runs: tuple[TestRun, ...] = (),
    coverage: Coverage | None = None,
    analyses: tuple[Analysis, ...] = (),
    unreadable: tuple[Unreadable, ...] = (),
    findings: tuple[Finding, ...] = (),
    verdict: Verdict = Verdict.NOT_ASSESSED,
    gates: tuple[GateResult, ...] = (),
    diff: Diff | None = None,
    checks: tuple[CheckRun, ...] | None = None,
) -> Evidence:
    root = directory / "shop"
    root.mkdir(exist_ok=True)
    return Evidence(
        measured=Measured(runs=runs, coverage=coverage, analyses=analyses, unreadable=unreadable),
        snapshot=snapshot(tree(root, files or {"shop/__init__.py": ""})),
        findings=findings,
        assessment=Assessment(
            verdict=verdict, score=Decimal(100), deductions=(), categories=(), gates=gates
        ),
        diff=diff,
        checks=checks,
    )


def judged(content: str, held: Evidence, path: str | None = None) -> list[Judgement]:
    """The judgements on every claim of a text."""
    return [kinds()[claim.kind].judge(claim, held) for claim in claims(content, path)]


def verdicts(content: str, held: Evidence, path: str | None = None) -> list[tuple[str, str]]:
    return [(each.claim.kind, each.verdict.value) for each in judged(content, held, path)]


def changed(*paths: str) -> Diff:
    """A change that touches each of the files, and adds their first line."""
    files = {
        path: FileChange(path=path, change=Change.MODIFIED, added=frozenset({1})) for path in paths
    }
    return Diff(base="a", head="b", files=files)
