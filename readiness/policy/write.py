"""A first policy file, made of what a repository holds, with comments to be edited."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os.path import commonprefix
from pathlib import PurePosixPath
from typing import Any

import yaml

from readiness.policy.chain import profiles, shipped

COMMANDS = {
    "python": "pytest --junitxml=junit.xml --cov --cov-report=xml",
    "go": "go test -json -coverprofile=coverage.out ./... > test-report.json",
    "java": "mvn verify (surefire writes TEST-*.xml, JaCoCo jacoco.xml)",
    "kotlin": "gradle test jacocoTestReport",
    "rust": "cargo llvm-cov nextest --profile ci --lcov --output-path lcov.info",
    "csharp": 'dotnet test --logger trx --collect:"XPlat Code Coverage"',
    "ruby": "bundle exec rspec --format RspecJunitFormatter --out junit.xml",
    "php": "phpunit --log-junit junit.xml --coverage-clover clover.xml",
}
"""How the tests of a language are usually made to write reports that are found."""

RUNNERS = {
    "vitest": "npx vitest run --reporter=junit --outputFile=junit.xml --coverage",
    "jest": "npx jest --reporters=jest-junit --coverage (with the package jest-junit)",
    "mocha": "npx c8 --reporter=lcov mocha --reporter=mocha-junit-reporter (with both packages)",
}
"""The same for JavaScript, by the package that runs the tests."""

SCRIPTS = ("javascript", "typescript")
OTHERS = frozenset({"ava", "jasmine", "karma", "qunit", "tap", "tape", "uvu"})
"""Runners of JavaScript for which there is no command here."""

NODE = (
    "npx c8 --reporter=lcov node --test --test-reporter=junit "
    "--test-reporter-destination=junit.xml (with the package c8)"
)

FEW = 3
SHARE = 5
DATA = ".coverage"

SCHEMA = (
    "https://raw.githubusercontent.com/readiness/readiness/v1/readiness/policy/policy.schema.json"
)

HEAD = f"""\
# yaml-language-server: $schema={SCHEMA}

# What ready means in this repository. `readiness policy check` says what is wrong with this file,
# `readiness policy explain` what it comes to, `readiness rules` which rules it can name.
# For a pull request it is read from the base commit, so a change can't weaken its own judge.
"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a repository holds: languages by number of files, report files, parts by directory.

    ``packages`` are those that its JavaScript packages declare.
    """

    languages: Mapping[str, int] = field(default_factory=dict)
    tests: Sequence[str] = ()
    coverage: Sequence[str] = ()
    components: Sequence[str] = ()
    packages: Collection[str] = ()


def starter(seen: Seen | None = None) -> str:
    """The text of a new policy file, which judges as the built-in default does."""
    seen = seen or Seen()
    parts = (_profile(), _reports(seen), _gates(), _rules(), _components(seen))
    return "\n".join((HEAD, *parts))


def _profile() -> str:
    names = ", ".join(profiles())
    return f"version: 1\n\n# One of: {names}.\nprofile: standard\n"


def _reports(seen: Seen) -> str:
    """The reports that are there; where there are none, how they come to be."""
    found = {"tests": listed(seen.tests), "coverage": listed(seen.coverage)}
    lines = ["# Where the reports are. What is listed has to be there; without it, a policy looks"]
    lines.append("# where the usual tools write, and takes what it finds.")
    lines += [f"# {', '.join(names)}: {command}" for command, names in _commands(seen)]
    written = {key: paths for key, paths in found.items() if paths}
    text = _yaml({"reports": written or {"tests": ["junit.xml"], "coverage": ["coverage.xml"]}})
    return "\n".join(lines) + "\n" + (text if written else _commented(text))


def _commands(seen: Seen) -> list[tuple[str, list[str]]]:
    """The commands that write reports, and their languages, of those that most is written in."""
    most = max(seen.languages.values(), default=0)
    runners = [RUNNERS[name] for name in RUNNERS if name in seen.packages]
    if not runners and OTHERS.isdisjoint(seen.packages):
        runners = [NODE]
    commands = COMMANDS | {name: each for name in SCRIPTS for each in runners[:1]}
    found: dict[str, list[str]] = {}
    for name, number in seen.languages.items():
        if name in commands and number * SHARE >= most:
            found.setdefault(commands[name], []).append(name)
    return list(found.items())


def listed(paths: Iterable[str]) -> list[str]:
    """The paths as they are listed: many alike as one glob, coverage.py's data only by itself."""
    pure = [PurePosixPath(each) for each in paths]
    exported = {each.parent for each in pure if each.name != DATA}
    pure = [each for each in pure if each.name != DATA or each.parent not in exported]
    beside: dict[tuple[PurePosixPath, str], list[str]] = {}
    for each in pure:
        beside.setdefault((each.parent, each.suffix), []).append(each.name)
    found = [
        parent / (f"{commonprefix(names)}*{suffix}" if len(names) > FEW else name)  # noqa: RUF071
        for (parent, suffix), names in beside.items()
        for name in (names[:1] if len(names) > FEW else names)
    ]
    often = {name for name, number in Counter(each.name for each in found).items() if number > FEW}
    globs = (f"**/{each.name}" if each.name in often else str(each) for each in found)
    return list(dict.fromkeys(globs))


def _gates() -> str:
    gates = shipped("standard")[0].data["gates"]
    more = {"coverage.diff": "90 %", "tests.skipped-rate": {"max": "10 %"}}
    return (
        "# What has to hold, whatever the score is. `off` takes one away.\n"
        + _yaml({"gates": dict(gates)})
        + _commented(_yaml(more, indent=2))
    )


def _rules() -> str:
    example = {"security.machine-path": {"severity": "minor", "paths": {"examples/**": "off"}}}
    return "# blocker, major, minor, note or off; `readiness rules` lists them.\n" + _commented(
        _yaml({"rules": example})
    )


def _components(seen: Seen) -> str:
    head = (
        "# Parts that are judged by themselves; the whole is as ready as the least ready one. One\n"
        "# without evidence is not ready; `required: false` keeps it out of the verdict.\n"
    )
    paths = list(seen.components) or ["api"]
    last = Counter(PurePosixPath(path).name for path in paths)
    parts = {_name(path, last): {"path": path} for path in paths}
    return head + _commented(_yaml({"components": parts}))


def _name(path: str, last: Mapping[str, int]) -> str:
    """The last part of the path; all of them where two paths end alike."""
    name = PurePosixPath(path).name
    return name if last[name] == 1 else path.replace("/", "-")


def _yaml(data: Any, *, indent: int = 0) -> str:
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=False)
    return "".join(f"{' ' * indent}{line}\n" for line in text.replace("'off'", "off").splitlines())


def _commented(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())
