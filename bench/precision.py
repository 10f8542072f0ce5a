"""What the catalogue says of well-kept projects, where most of what it says would be wrong.

    python bench/precision.py DIRECTORY

DIRECTORY holds a checkout or unpacked source distribution of each project of ``projects.csv``,
named NAME-VERSION. What is missing there and comes from a registry is downloaded by pip or npm;
what comes from a forge has to be put there. Printed are, for each project, findings by rule and
for 1,000 lines of source; then every major and blocker with its judgement from ``precision.csv``.
The exit status is 1 where a blocker is judged wrong, a finding of that weight is not judged, or
more than one major in twenty is wrong.
"""

import csv
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from readiness.model import Finding, Outcome, Severity
from readiness.probes import run
from readiness.repository import checkout
from readiness.repository.snapshot import Role, Snapshot

HERE = Path(__file__).parent
HEAVY = (Severity.BLOCKER, Severity.MAJOR)
Key = tuple[str, str, str, str]


def main(directory: str) -> int:
    judged = {judgement_key(row): row for row in rows("precision.csv")}
    heavy: list[tuple[str, Finding]] = []
    for project in rows("projects.csv"):
        place = fetched(project, Path(directory))
        if place is None:
            print(
                f"{project['name']}: not there; put version {project['version']} into {directory}"
            )
            continue
        snapshot = checkout.snapshot(place)
        answers = run.findings(snapshot, {})
        findings = [each for each in answers if each.outcome in (Outcome.FAIL, Outcome.UNKNOWN)]
        show(project, findings, lines(snapshot))
        failed = (each for each in findings if each.outcome is Outcome.FAIL)
        heavy += [(project["name"], each) for each in failed if each.rule.severity in HEAVY]
    return verdict(heavy, judged)


def show(project: dict[str, str], findings: list[Finding], count: int) -> None:
    failed = [each for each in findings if each.outcome is Outcome.FAIL]
    print(f"{project['name']} {project['version']}: {count} lines, {len(failed)} findings")
    counted = Counter(
        (str(each.outcome), each.rule.id, str(each.rule.severity)) for each in findings
    )
    for (outcome, rule, severity), number in sorted(counted.items()):
        density = number * 1000 / count if count else 0.0
        print(f"  {number:5} {density:7.2f}/kloc  {rule} ({severity}, {outcome})")


def verdict(heavy: list[tuple[str, Finding]], judged: dict[Key, dict[str, str]]) -> int:
    wrong: Counter[Severity] = Counter()
    unjudged = 0
    for project, finding in heavy:
        row = judged.get(finding_key(project, finding))
        answer = f"{row['right']}: {row['reason']}" if row else "NOT JUDGED"
        unjudged += row is None
        wrong[finding.rule.severity] += row is not None and row["right"] == "no"
        print(f"{finding.rule.severity} {project} {finding.rule.id} {finding.location}: {answer}")
    majors = sum(finding.rule.severity is Severity.MAJOR for _, finding in heavy)
    print(f"blockers: {len(heavy) - majors}, wrong {wrong[Severity.BLOCKER]}")
    print(f"majors: {majors}, wrong {wrong[Severity.MAJOR]}; not judged: {unjudged}")
    return int(bool(wrong[Severity.BLOCKER] or unjudged or wrong[Severity.MAJOR] * 20 > majors))


def fetched(project: dict[str, str], directory: Path) -> Path | None:
    """Where the project is, after a download where a registry has it; None where nobody has."""
    place = directory / f"{project['name']}-{project['version']}"
    if not place.is_dir() and project["from"] != "forge":
        with tempfile.TemporaryDirectory() as scratch:
            download(project, Path(scratch))
            (archive,) = Path(scratch).iterdir()
            with tarfile.open(archive) as file:
                file.extractall(Path(scratch) / "unpacked", filter="data")
            (inner,) = (Path(scratch) / "unpacked").iterdir()
            inner.rename(place)
    return place if place.is_dir() else None


def download(project: dict[str, str], scratch: Path) -> None:
    name, version = project["name"], project["version"]
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", f"--no-binary={name}"]
    npm = [str(Path(sys.executable).with_name("npm")), "pack", "--silent"]
    command = (
        [*pip, f"{name}=={version}"] if project["from"] == "pypi" else [*npm, f"{name}@{version}"]
    )
    subprocess.run(command, cwd=scratch, check=True)


def lines(snapshot: Snapshot) -> int:
    files = snapshot.of(roles=(Role.SOURCE,))
    return sum((snapshot.text(file.path) or "").count("\n") for file in files)


def rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def judgement_key(row: dict[str, str]) -> Key:
    return row["project"], row["rule"], row["path"], row["line"]


def finding_key(project: str, finding: Finding) -> Key:
    place = finding.location
    path, line = (place.path, place.line) if place else ("", None)
    return project, finding.rule.id, path, str(line or "")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
