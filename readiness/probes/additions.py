"""What a change adds so that less is looked at: comments to tools, and code that is set aside."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Proof, Rule, Severity
from readiness.repository.diff import Change, FileChange
from readiness.repository.languages import CODE
from readiness.repository.snapshot import File, Role, Snapshot

SUPPRESSION = plugins.rule(
    "implementation.added-suppression",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""The change tells a linter, a type checker or a scanner to look away.

    Why: What the tool would have said of the new code, nobody is told.

    How: Lines that a change adds or alters in source and test files are searched for the comments
    and attributes that tools obey: noqa, type: ignore, pylint: disable, nosec, eslint-disable,
    @ts-ignore, nolint, @SuppressWarnings, #[allow] and their like. Readiness itself obeys none
    that a change adds.

    Fix: Mend what the tool says; or give the reason beside the comment.
    """,
)
ASIDE = plugins.rule(
    "implementation.added-set-aside",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""The change adds code that counts as generated or as another project's.

    Why: The rules for the product do not look at it, and reviewers seldom do.

    How: Files of code that a change adds in directories such as vendor and third_party, or with a
    name or a first comment that calls them generated.

    Fix: See that it is what it is called; move the product's own code to where the product is.
    """,
)
LOOKED_AT = (Role.SOURCE, Role.TEST)
NAMES = {Role.GENERATED: "generated", Role.VENDORED: "another project's"}
MOST_NAMED = 50
LONGEST = 400
_SCRIPTS = "javascript typescript vue svelte astro"
MARKS: tuple[tuple[str, str, str], ...] = (
    ("noqa", "python", r"#\s*(?:(?:ruff|flake8):\s*)?noqa\b"),
    ("type: ignore", "python", r"#\s*(?:type|pyright|ty|pyrefly):\s*ignore\b|#\s*mypy:\s*ignore"),
    ("pylint", "python", r"#\s*pylint:\s*disable"),
    ("nosec", "python go", r"(?:#|//)\s*#?nosec\b"),
    ("ESLint", _SCRIPTS, r"(?:/\*|//)\s*(?:eslint|oxlint|tslint|deno-lint)[-:](?:disable|ignore)"),
    ("TypeScript", _SCRIPTS, r"(?:/\*|//)\s*@ts-(?:ignore|nocheck|expect-error)\b"),
    ("Biome", _SCRIPTS, r"(?:/\*|//)\s*biome-ignore"),
    ("golangci-lint", "go", r"//\s*nolint\b"),
    ("SuppressWarnings", "java kotlin", r"@Suppress(?:Warnings)?\s*\("),
    ("Sonar", "java kotlin csharp php javascript typescript", r"//\s*NOSONAR\b"),
    ("compiler", "csharp", r"#pragma\s+warning\s+disable|\[(?:\w+:\s*)?SuppressMessage\b"),
    ("Rust", "rust", r"#!?\[\s*allow\s*\("),
    ("RuboCop", "ruby", r"#\s*rubocop:\s*disable"),
    ("PHP", "php", r"@phpstan-ignore|@psalm-suppress|phpcs:ignore"),
    ("ShellCheck", "shell", r"#\s*shellcheck\s+disable"),
)
_BY_LANGUAGE: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
for _tool, _languages, _pattern in MARKS:
    for _language in _languages.split():
        _BY_LANGUAGE[_language].append((_tool, re.compile(_pattern, re.IGNORECASE)))


def rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return ASIDE, SUPPRESSION


def findings(
    snapshot: Snapshot, changed: Mapping[str, FileChange], before: Callable[[str], str | None]
) -> tuple[Finding, ...]:
    """What the change adds. ``before`` reads a file of the base, None where it has no such file."""
    return (*_suppressions(snapshot, changed, before), *_aside(snapshot, changed))


def _suppressions(
    snapshot: Snapshot, changed: Mapping[str, FileChange], before: Callable[[str], str | None]
) -> Iterator[Finding]:
    found: list[Proof] = []
    for path, change in sorted(changed.items()):
        file = snapshot.files.get(path)
        if file and file.role in LOOKED_AT and file.language in _BY_LANGUAGE:
            old = before(change.previous_path or path) or ""
            found += _marks(file, snapshot.text(path) or "", change.added, old)
    if found:
        what = "a line" if len(found) == 1 else f"{len(found)} lines"
        message = f"The change tells tools to look away in {what}"
        yield _finding(SUPPRESSION, message, found)


def _marks(file: File, text: str, added: frozenset[int], old: str) -> Iterator[Proof]:
    """The marks on new lines; a line that was moved is none."""
    lines = text.split("\n")
    known = {line.strip() for line in old.split("\n")}
    for number in sorted(added):
        line = lines[number - 1][:LONGEST] if number <= len(lines) else ""
        for tool, pattern in _BY_LANGUAGE[file.language]:
            if pattern.search(line) and line.strip() not in known:
                yield Proof(
                    message=f"{tool}: {line.strip()}",
                    location=Location(path=file.path, line=number),
                )
                break


def _aside(snapshot: Snapshot, changed: Mapping[str, FileChange]) -> Iterator[Finding]:
    for role, name in NAMES.items():
        files = [
            file
            for path, change in sorted(changed.items())
            if change.change in (Change.ADDED, Change.RENAMED)
            and (file := snapshot.files.get(path))
            and file.role is role
            and file.language in CODE
        ]
        if files:
            places = sorted({file.path.rpartition("/")[0] or "the root" for file in files})
            what = "a file" if len(files) == 1 else f"{len(files)} files"
            more = f" and {len(places) - 3} more places" if len(places) > 3 else ""
            message = f"The change adds {what} of code that counts as {name}, "
            message += f"in {', '.join(places[:3])}{more}"
            proofs = [
                Proof(message="not looked at", location=Location(path=file.path)) for file in files
            ]
            yield _finding(ASIDE, message, proofs)


def _finding(rule: Rule, message: str, proofs: list[Proof]) -> Finding:
    return Finding(
        rule=rule,
        outcome=Outcome.FAIL,
        message=message,
        location=proofs[0].location,
        evidence=tuple(proofs[:MOST_NAMED]),
    )
