"""Coverage of lines that a file does not have."""

from collections.abc import Callable
from dataclasses import replace

from readiness import plugins
from readiness.model import Coverage, Effort, Finding, Location, Outcome, Rule, Severity

BEYOND = plugins.rule(
    "coverage.lines-beyond-file",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""Measured lines that the file does not have.

    Why: the report measured another version of the file, or code that a compiler put in; neither
    says anything of what stands there.

    How: the highest line number that was measured of a file is held against the number of its
    lines. Lines beyond its end are not counted.

    Fix: measure the files that are committed, on this commit.
    """,
)


def rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return (BEYOND,)


def existing(
    coverage: Coverage, text: Callable[[str], str | None]
) -> tuple[Coverage, tuple[Finding, ...]]:
    """The coverage of the lines that there are, and what was left out of it.

    ``text`` gives a file's text, None where it is not known.
    """
    files, found = dict(coverage.files), []
    for path, file in coverage.files.items():
        content = text(path) if file.lines else None
        most = None if content is None else max(content.count("\n"), content.count("\r")) + 1
        if most is None or max(file.lines) <= most:
            continue
        lines = {line: hits for line, hits in file.lines.items() if line <= most}
        taken = {line: each for line, each in file.branches.items() if line <= most}
        files[path] = replace(file, lines=lines, branches=taken, statements=(0, 0))
        message = "Lines beyond the end of this file were measured; they are not counted."
        place = Location(path=path)
        found.append(Finding(rule=BEYOND, outcome=Outcome.FAIL, message=message, location=place))
    return (replace(coverage, files=files), tuple(found)) if found else (coverage, ())
